/**
 * The bench of one run with its large blocks kept as evidence: an answer that names a block counts only when the block is
 * on the disk, whole. Everything else is the bench's own.
 */
import type { BenchClient } from '../bench/bench-client.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { KeptBlocks } from '../evidence/kept-blocks.ts';
import { blocksNamed } from '../record/block-references.ts';
import type { RunBench } from '../runs/run-bench.ts';

export interface RunBlocks {
  readonly bench: RunBench;
  /** What was never claimed is thrown away. */
  close(): void;
}

export async function keepBlocks(
  dataFolder: string,
  host: BenchHost,
  run: string,
  bench: RunBench,
): Promise<RunBlocks> {
  const kept = new KeptBlocks(dataFolder, run);
  const listen = (client: BenchClient) =>
    client.on('instrument/block', (piece) => {
      if (piece.key.startsWith(`${run}/`)) kept.take(piece);
    });
  const stops = [host.onUp((client) => stops.push(listen(client)))];
  stops.push(listen(await host.client()));
  return {
    bench: withBlocks(bench, (role, answer) => {
      for (const { block, ...reference } of blocksNamed(answer)) kept.claim(`${run}/${role}`, block, reference);
    }),
    close() {
      for (const stop of stops) stop();
      kept.close();
    },
  };
}

function withBlocks(bench: RunBench, claim: (role: string, answer: unknown) => void): RunBench {
  return {
    get instruments() {
      return bench.instruments;
    },
    get simulated() {
      return bench.simulated;
    },
    async call(role, verb, args, deadlineMs) {
      const answer = await bench.call(role, verb, args, deadlineMs);
      claim(role, answer);
      return answer;
    },
    revoke: (role) => bench.revoke(role),
    back: (role, limitMs, signal) => bench.back(role, limitMs, signal),
    onLate: (listener) => bench.onLate(listener),
    onBenchLost: (listener) => bench.onBenchLost(listener),
    operator: (key, answer) => bench.operator(key, answer),
    makeSafe: (cause) => bench.makeSafe(cause),
    look: () => bench.look(),
    release: () => bench.release(),
  };
}
