/**
 * Why a serial port cannot be opened, as a code with what a person needs to cure it: which program holds it, which group
 * may use it. Only looks; never opens or writes to the port.
 */
import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { CodedError, type Failure, type FailureParam } from '../../foundation/failure.ts';

/** A program that has the port open. */
export interface PortHolder {
  readonly pid: number;
  readonly program: string;
}

/**
 * Who has the device open, found through `/proc/PID/fd` as `fuser` does; only processes we may look into are seen, and
 * only on Linux. Our own process counts, because a second open in it is refused as well. The program at the other end
 * of a pseudo-terminal (it has `ptmx` open) is the cable, not a holder. `except`: a process that does not count.
 */
export async function holderOf(path: string, except?: number): Promise<PortHolder | undefined> {
  const device = await realpath(path).catch(() => path);
  const processes = await readdir('/proc').catch(() => []);
  for (const name of processes) {
    if (!/^\d+$/.test(name) || Number(name) === except) continue;
    const open = await readdir(`/proc/${name}/fd`).catch(() => []);
    const targets = await Promise.all(open.map((fd) => readlink(`/proc/${name}/fd/${fd}`).catch(() => '')));
    const isCable = targets.some((target) => target.endsWith('/ptmx'));
    if (targets.includes(device) && !isCable) return { pid: Number(name), program: await programName(name) };
  }
  return undefined;
}

async function programName(pid: string): Promise<string> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return name.trim() || 'unknown';
}

/** The group that may use the device, by name where `/etc/group` has it. */
async function groupOf(path: string): Promise<string | undefined> {
  const gid = await stat(path).then(
    (found) => found.gid,
    () => undefined,
  );
  if (gid === undefined) return undefined;
  const groups = await readFile('/etc/group', 'utf8').catch(() => '');
  const line = groups.split('\n').find((entry) => entry.split(':')[2] === String(gid));
  return line?.split(':')[0] ?? String(gid);
}

/** `port/no-permission` with the group to join. */
export async function noPermission(path: string): Promise<Failure> {
  return { code: 'port/no-permission', params: withKnown({ path }, { group: await groupOf(path) }) };
}

/** `port/busy` with the program that holds the port where it can be found. */
export async function busy(path: string): Promise<Failure> {
  const holder = await holderOf(path);
  return { code: 'port/busy', params: withKnown({ path }, { program: holder?.program, pid: holder?.pid }) };
}

/** The failure behind a message of serialport 13; Linux, macOS and Windows wordings. */
export async function explainOpenFailure(path: string, message: string): Promise<CodedError> {
  const failure = await failureBehind(path, message);
  return new CodedError(failure.code, failure.params);
}

async function failureBehind(path: string, message: string): Promise<Failure> {
  if (/cannot lock port|resource busy|device or resource busy|temporarily unavailable/i.test(message))
    return busy(path);
  if (/permission denied|operation not permitted/i.test(message)) return noPermission(path);
  // Windows says "Access denied" when another program has the port.
  if (/access denied/i.test(message)) return busy(path);
  if (/no such file|file not found|no such device/i.test(message)) return { code: 'port/not-found', params: { path } };
  return { code: 'port/open-failed', params: { path, message } };
}

function withKnown(
  params: Record<string, FailureParam>,
  more: Record<string, FailureParam | undefined>,
): Record<string, FailureParam> {
  const known = Object.entries(more).filter((entry): entry is [string, FailureParam] => entry[1] !== undefined);
  return { ...params, ...Object.fromEntries(known) };
}
