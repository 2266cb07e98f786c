/**
 * Which program has a device open, found through `/proc/PID/fd` as `fuser` does. Guarantees that all questions of one look
 * share one walk through the open files of this computer: a walk for each of sixty ports would keep the process that owns
 * the instruments busy for longer than its heartbeat may be silent. Only Linux tells, and only of processes that we may
 * look into.
 */
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';

/** A program that has the port open. */
export interface PortHolder {
  readonly pid: number;
  readonly program: string;
}

/** `except`: a process that does not count. */
export type AskForHolder = (path: string, except?: number) => Promise<PortHolder | undefined>;

/** Paths of open files, each with the ids of the processes that have it open, in ascending order. */
export type OpenFiles = ReadonlyMap<string, readonly number[]>;

/**
 * Our own process counts, because a second open in it is refused as well. The program at the other end of a pseudo-terminal
 * (it has `ptmx` open) is the cable, not a holder.
 */
async function openFiles(): Promise<OpenFiles> {
  const found = new Map<string, number[]>();
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  for (const pid of pids.sort((one, other) => one - other)) {
    const open = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const targets = await Promise.all(open.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
    if (targets.some((target) => target.endsWith('/ptmx'))) continue;
    for (const target of new Set(targets.filter((one) => one.startsWith('/'))))
      found.set(target, [...(found.get(target) ?? []), pid]);
  }
  return found;
}

/** For the questions of one look: the walk begins with the first one, and what it has seen is the answer to all of them. */
export function holdersOnce(walk: () => Promise<OpenFiles> = openFiles): AskForHolder {
  let walked: Promise<OpenFiles> | undefined;
  return async (path, except) => {
    walked ??= walk();
    const device = await realpath(path).catch(() => path);
    const pid = (await walked).get(device)?.find((one) => one !== except);
    return pid === undefined ? undefined : { pid, program: await programName(pid) };
  };
}

/** Who has the device open now. */
export const holderOf: AskForHolder = (path, except) => holdersOnce()(path, except);

async function programName(pid: number): Promise<string> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return name.trim() || 'unknown';
}
