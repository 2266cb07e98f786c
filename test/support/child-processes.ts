/** The processes that a process has started, for tests of what outlives it. Linux. */
import { existsSync, readFileSync } from 'node:fs';

/** Process ids; none where nobody knows. */
export function childrenOf(pid: number): readonly number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
}

/** Resolves when all of them have ended; a bench process that has lost its parent first makes safe what it holds. */
export async function untilGone(pids: readonly number[], ms = 30_000): Promise<void> {
  const limit = Date.now() + ms;
  while (pids.some((pid) => existsSync(`/proc/${pid}`))) {
    if (Date.now() > limit) throw new Error(`still there: ${pids.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
