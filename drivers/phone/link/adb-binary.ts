/** Finds the adb program, or says what to install. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CodedError } from '../../../foundation/failure.ts';

/** Path of adb: the given one, else the first in `path`. `phone/adb-missing` names the package of the system. */
export function findAdb(given?: string, path = process.env.PATH ?? ''): string {
  const name = process.platform === 'win32' ? 'adb.exe' : 'adb';
  const places = given === undefined ? path.split(delimiter).map((folder) => join(folder, name)) : [given];
  const found = places.find(isExecutable);
  if (found !== undefined) return found;
  throw new CodedError('phone/adb-missing', {
    install: process.platform === 'linux' ? 'apt install adb' : 'Android SDK Platform-Tools',
    looked: places.join(delimiter),
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
