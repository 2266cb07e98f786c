/** What `page-probe.ts` puts into the window of the page. */
import type { PageProbe } from './page-probe.ts';

declare global {
  interface Window {
    readonly benchmark: PageProbe;
  }
}
