/**
 * What an adb server says no with, as codes of ours. The texts are adb's own and have been stable since version 1.0.31;
 * an unknown one becomes `phone/adb-refused` with the text.
 */
import { CodedError } from '../../../foundation/failure.ts';

const known: readonly (readonly [RegExp, string])[] = [
  [
    /^device '.*' not found$|^no devices\/emulators found$|^transport .*not found|^no device with transport id/s,
    'phone/not-found',
  ],
  [/^device offline|^device still connecting|^device still authorizing/, 'phone/offline'],
  [/^device unauthorized|^device not authorized/, 'phone/unauthorized'],
  [/^more than one device/, 'phone/several-devices'],
  [/^insufficient permissions|no permissions/, 'phone/no-permissions'],
  [/^closed$/, 'phone/service-refused'],
];

/** The text of a `FAIL` as an error; `request` says what was asked. */
export function refusal(message: string, request: string): CodedError {
  const code = known.find(([pattern]) => pattern.test(message))?.[1] ?? 'phone/adb-refused';
  return new CodedError(code, { message, request });
}
