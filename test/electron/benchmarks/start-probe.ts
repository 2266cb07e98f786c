/**
 * Runs in a page before its own scripts: says on the console when the window can be used, in milliseconds since 1970 of
 * the moment after the frame that shows it. A frame has been handed over when a message posted in it is answered.
 */
import { usableLine } from './start-lines.ts';

declare global {
  interface Window {
    /** Whether the page is what a person can use; set by the page's own probe. */
    readonly isUsable: () => boolean;
  }
}

const marks: Record<string, number> = {};

function say(): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const at = Date.now();
    const [shown] = performance.getEntriesByName('first-contentful-paint');
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const began = Math.round(performance.timeOrigin);
    const painted = shown === undefined ? at : Math.round(began + shown.startTime);
    const interactive = Math.round(began + (navigation?.domInteractive ?? 0));
    console.log(`${usableLine} ${JSON.stringify({ at, began, interactive, painted, ...marks })}`);
  };
  port2.postMessage(0);
}

function look(): boolean {
  if (document.querySelector('main') !== null) marks.framed ??= Date.now();
  if (!window.isUsable()) return false;
  requestAnimationFrame(say);
  return true;
}

const watcher = new MutationObserver(() => {
  if (look()) watcher.disconnect();
});
watcher.observe(document, { childList: true, subtree: true });
