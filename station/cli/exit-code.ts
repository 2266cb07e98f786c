/** What the command tells the shell when it ends. */
import type { Failure } from '../../foundation/failure.ts';
import type { RunVerdict } from '../record/verdict.ts';

/** 64 and 69 are `EX_USAGE` and `EX_UNAVAILABLE` of BSD's sysexits. */
export const exitCode = { done: 0, fail: 1, undecided: 2, usage: 64, unavailable: 69 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

export function exitOfVerdict(verdict: RunVerdict): ExitCode {
  if (verdict === 'PASS') return exitCode.done;
  return verdict === 'FAIL' ? exitCode.fail : exitCode.undecided;
}

/** Things the person has named wrongly; everything else is something that is not there or does not work. */
const usageCodes: ReadonlySet<string> = new Set([
  'simulation/one-model',
  'simulation/unknown-model',
  'answer/invalid',
  'answer/unknown-key',
  'bench/bad-address',
  'bench/address-form',
  'bench/bad-file',
  'bench/no-line-settings',
  'bench/speed-needs-simulation',
  'bench/unknown-driver',
  'bench/unreadable-file',
  'bench/wrong-link',
  'check/no-file',
  'conversation/bad-line',
  'conversation/empty',
  'conversation/file-exists',
  'conversation/gap',
  'conversation/no-bytes',
  'conversation/other-driver',
  'new-driver/bad-id',
  'new-driver/exists',
  'new-driver/no-sources',
  'new-driver/unknown-kind',
  'procedure/unknown',
  'run/ended',
  'run/unknown',
  'script/bad-declaration',
  'script/bad-limit',
  'script/does-not-compile',
  'script/error-at-load',
  'script/forbidden-import',
  'script/picture-missing',
  'script/picture-name',
  'script/picture-not-one',
  'script/picture-outside',
  'script/picture-too-large',
  'script/runaway-at-load',
  'ticket/unknown',
  'transport/port-reserved',
  'unit/unknown-scenario',
]);

export function exitOfFailure(failure: Failure): ExitCode {
  return /^(usage|input)\//.test(failure.code) || usageCodes.has(failure.code) ? exitCode.usage : exitCode.unavailable;
}
