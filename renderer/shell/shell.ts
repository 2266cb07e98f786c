/** The shell around the page. Outside the desktop (a test, a plain browser) there is none, and the page says so. */
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
