/** The shell around the page. Outside the desktop (a test, a plain browser) there is none, and the page says so. */
import { type Failure, failureOf, isFailure } from '../../foundation/failure.ts';
import type { ShellApi } from './shell-types.ts';

declare global {
  interface Window {
    readonly ohmstead?: ShellApi;
  }
}

/** `undefined` where no shell has loaded the page. */
export function shellOf(page: Window): ShellApi | undefined {
  return page.ohmstead;
}

/** Why the shell did not do what it was asked: the failure stands as JSON in the message of its error. */
export function shellFailure(error: unknown): Failure {
  try {
    const told: unknown = JSON.parse(error instanceof Error ? error.message : String(error));
    if (isFailure(told)) return failureOf(told);
  } catch {
    // An error of the bridge itself has words of its own.
  }
  return failureOf(error);
}
