/** The processes of an application as the system counts them. Linux only, like the virtual display. */
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of `/proc` are hundredths of a second wherever Linux runs. */
const tickMs = 10;

interface Found {
  readonly pid: number;
  readonly parent: number;
  readonly processorMs: number;
}

/** Processor time so far of a process and everything it started, in milliseconds; by the kind of process, too. */
export function processorTime(root: number): {
  readonly allMs: number;
  readonly byKind: Readonly<Record<string, number>>;
} {
  const byKind: Record<string, number> = {};
  for (const { pid, processorMs } of under(root)) {
    const kind = kindOf(pid);
    byKind[kind] = (byKind[kind] ?? 0) + processorMs;
  }
  return { allMs: Object.values(byKind).reduce((sum, one) => sum + one, 0), byKind };
}

function under(root: number): Found[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? found(Number(name)) : []));
  const inside = new Set([root]);
  // Processes are listed by number; a child may have a smaller one than its parent, so until nothing is added.
  for (let size = 0; size < inside.size; ) {
    size = inside.size;
    for (const { pid, parent } of all) if (inside.has(parent)) inside.add(pid);
  }
  return all.filter(({ pid }) => inside.has(pid));
}

/** Memory of a process and everything it started, MiB, each shared page counted once (`Pss`). */
export function residentMemory(root: number): number {
  const kibibytes = under(root).map(({ pid }) => {
    const [, text] = /^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/smaps_rollup`)) ?? [];
    return Number(text ?? 0);
  });
  return kibibytes.reduce((sum, one) => sum + one, 0) / 1_024;
}

function found(pid: number): Found[] {
  const text = textOf(`/proc/${pid}/stat`);
  // The name in brackets may have spaces; after it come state, parent, and as 12th and 13th the times.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
  if (parent === undefined || user === undefined || system === undefined) return [];
  return [{ pid, parent, processorMs: (user + system) * tickMs }];
}

function kindOf(pid: number): string {
  const words = textOf(`/proc/${pid}/cmdline`).split(/[\0 ]/);
  const value = (name: string) => words.find((word) => word.startsWith(name))?.slice(name.length);
  return value('--utility-sub-type=') ?? value('--type=') ?? 'main';
}

/** Nothing of a process that has ended meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
