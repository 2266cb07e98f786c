/**
 * Hears a scanner on every screen, wherever the focus is unless a field wants what is typed, and takes the person to what
 * was scanned. A scan never presses the button that happens to have the focus, and never counts as a shortcut.
 */
import { useEffect } from 'react';
import { failureOf } from '../../foundation/failure.ts';
import type { ScanResult } from '../../station/api/history.ts';
import { type BenchPage, useBenchPage } from '../state/bench-page.tsx';
import { KeyWatch } from '../state/key-watch.ts';
import { changeSettings } from '../state/station-store.ts';

/** A key is alone when no other has followed for so long; a scanner's next key is there by then. */
const aloneMs = 60;

export function ScanListener() {
  const page = useBenchPage();
  useEffect(() => listen(page), [page]);
  useEffect(() => page.scans.onResult((result) => follow(page, result)), [page]);
  return null;
}

function listen(page: BenchPage): () => void {
  const watch = new KeyWatch();
  let alone: ReturnType<typeof setTimeout> | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    clearTimeout(alone);
    const inField = wantsText(event.target);
    if (event.repeat || inField === 'own') return;
    const scanned = watch.press(event);
    if (scanned !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      void page.scans.scan(scanned);
      return;
    }
    const follows = event.timeStamp - lastAt < aloneMs;
    lastAt = event.timeStamp;
    if (follows || inField === 'box' || pressesButton(event)) return;
    alone = setTimeout(() => page.scans.tellLoneKey(event), aloneMs);
  };
  // Before any button hears of it.
  window.addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(alone);
    window.removeEventListener('keydown', onKey, { capture: true });
  };
}

/** `own`: a field for other text; `box`: the field for codes. */
function wantsText(target: EventTarget | null): 'own' | 'box' | null {
  if (!(target instanceof HTMLElement)) return null;
  const typed = target.matches('input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea');
  if (!typed && !target.isContentEditable) return null;
  return target.closest('[data-scan-box]') === null ? 'own' : 'box';
}

function pressesButton({ code, target }: KeyboardEvent): boolean {
  if (!/^(Enter|NumpadEnter|Space)$/.test(code)) return false;
  return target instanceof Element && target.closest('button, a, [role="option"], [role="dialog"] input') !== null;
}

function follow(page: BenchPage, result: ScanResult): void {
  const { place, link, station } = page;
  switch (result.kind) {
    case 'ticket':
      place.takeTicket(result.number);
      place.go({ screen: 'bench' });
      break;
    case 'run':
      place.go({ screen: 'run', item: result.run });
      break;
    case 'unit':
      // With several tickets, or none, the person chooses on the Bench screen.
      place.takeTicket(result.tickets.length === 1 ? (result.tickets[0] ?? null) : null);
      place.go({ screen: 'bench' });
      break;
    case 'operator':
      void changeSettings(link, station, { operator: result.name }).catch(() => undefined);
      break;
    case 'command':
      obey(page, result.command);
      break;
    default:
      place.go({ screen: 'bench' });
      break;
  }
}

/** `STOP` stops the run that is open, else the only one; with several the person chooses. `START` is the Bench's. */
function obey({ place, link, station, scans }: BenchPage, command: string): void {
  const { status, settings } = station.getState();
  if (command === 'START' && place.getState().place.screen !== 'bench') place.go({ screen: 'bench' });
  if (command !== 'STOP') return;
  const running = status?.running ?? [];
  const { screen, item } = place.getState().place;
  const open = screen === 'run' && item !== undefined && running.includes(item) ? item : undefined;
  const run = open ?? (running.length === 1 ? running[0] : undefined);
  place.go(run === undefined ? { screen: 'run' } : { screen: 'run', item: run });
  scans.refuseStop(null);
  // Never refused for want of a name. Who scans the card and walks away must hear that it did not stop.
  if (run !== undefined)
    void link
      .call('run/stop', { run, by: settings?.operator ?? 'operator' })
      .catch((error: unknown) => scans.refuseStop(failureOf(error)));
}
