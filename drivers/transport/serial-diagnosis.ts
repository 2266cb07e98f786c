/**
 * Why a serial port cannot be opened, as a code with what a person needs to cure it: which program holds it, which group
 * may use it. Only looks; never opens or writes to the port.
 */
import { readFile, stat } from 'node:fs/promises';
import { CodedError, type Failure, type FailureParam } from '../../foundation/failure.ts';
import { holderOf, type PortHolder } from './port-holders.ts';

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

/** `port/busy` with the program that holds the port, where it was found. */
export function busy(path: string, holder: PortHolder | undefined): Failure {
  return { code: 'port/busy', params: withKnown({ path }, { program: holder?.program, pid: holder?.pid }) };
}

/** The failure behind a message of serialport 13; Linux, macOS and Windows wordings. */
export async function explainOpenFailure(path: string, message: string): Promise<CodedError> {
  const failure = await failureBehind(path, message);
  return new CodedError(failure.code, failure.params);
}

async function failureBehind(path: string, message: string): Promise<Failure> {
  if (/cannot lock port|resource busy|device or resource busy|temporarily unavailable/i.test(message))
    return busy(path, await holderOf(path));
  if (/permission denied|operation not permitted/i.test(message)) return noPermission(path);
  // Windows says "Access denied" when another program has the port.
  if (/access denied/i.test(message)) return busy(path, await holderOf(path));
  if (/no such file|file not found|no such device/i.test(message)) return { code: 'port/not-found', params: { path } };
  // What a file, a folder or another kind of device says to being given a speed.
  if (/inappropriate ioctl|is a directory/i.test(message)) return { code: 'port/not-serial', params: { path } };
  return { code: 'port/open-failed', params: { path, message } };
}

function withKnown(
  params: Record<string, FailureParam>,
  more: Record<string, FailureParam | undefined>,
): Record<string, FailureParam> {
  const known = Object.entries(more).filter((entry): entry is [string, FailureParam] => entry[1] !== undefined);
  return { ...params, ...Object.fromEntries(known) };
}
