/** Finds the adb program, or says what to install. */
import { delimiter } from 'node:path';
import { CodedError } from '../../../foundation/failure.ts';
import { isExecutable, placesOf } from './program-in-path.ts';

/** Path of adb: the given one, else the first in `path`. `phone/adb-missing` names the package of the system. */
export function findAdb(given?: string, path = process.env.PATH ?? ''): string {
  const places = given === undefined ? placesOf('adb', path) : [given];
  const found = places.find(isExecutable);
  if (found !== undefined) return found;
  throw new CodedError('phone/adb-missing', {
    install: process.platform === 'linux' ? 'apt install adb' : 'Android SDK Platform-Tools',
    looked: places.join(delimiter),
  });
}
