/** Where a program of the system is, by the folders of a PATH. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The files it may be, in their order; Windows wants its ending. */
export function placesOf(program: string, path: string): string[] {
  const name = process.platform === 'win32' ? `${program}.exe` : program;
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name));
}

/** Whether it is there and we may run it. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
