/**
 * Words of a command line. Guarantees that nothing a procedure passes in can become shell syntax: every argument is
 * quoted here, and names are checked against what Android itself allows.
 */
import { CodedError } from '../../../foundation/failure.ts';

/** One word for the phone's shell, whatever is in it; a NUL cannot be passed at all. */
export function quoted(word: string): string {
  if (word.includes('\0')) throw new CodedError('phone/bad-argument', { argument: 'NUL' });
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The same word when it matches; otherwise `phone/bad-argument` with the name of the argument, never with its value. */
export function checked(argument: string, word: string, pattern: RegExp): string {
  if (!pattern.test(word)) throw new CodedError('phone/bad-argument', { argument });
  return word;
}

export const settingKey = /^[A-Za-z0-9_.]{1,128}$/;
/** Dial string: digits, the plus of a country code, star and hash codes. */
export const dialString = /^\+?[0-9*#]{1,32}$/;
export const packageName = /^[A-Za-z]\w*(\.\w+)*$/;
/** A file on the phone: absolute, without quotes or control characters. */
export const phonePath = /^\/[\p{L}\p{N}_./ ()+-]{1,400}$/u;
