/** Where the station keeps its store. */
import { homedir } from 'node:os';
import path from 'node:path';

/** `--data`, else `$OHMSTEAD_DATA`, else `ohmstead` in the user's data folder (XDG Base Directory Specification). */
export function dataFolder(wanted: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  if (wanted) return path.resolve(wanted);
  if (env.OHMSTEAD_DATA) return path.resolve(env.OHMSTEAD_DATA);
  const shared = env.XDG_DATA_HOME;
  // The specification: a path that is not absolute shall be ignored.
  const base = shared && path.isAbsolute(shared) ? shared : path.join(homedir(), '.local', 'share');
  return path.join(base, 'ohmstead');
}
