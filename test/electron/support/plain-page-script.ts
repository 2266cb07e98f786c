/** Runs in the page: takes every port, asks over the newest, keeps what it is told. */
import type { ShellApi, StationStatus } from '../../../electron/preload-api.ts';
import { failureOf } from '../../../foundation/failure.ts';
import { type Caller, caller, onEvent } from '../../../foundation/port/contract.ts';
import { messagePort } from '../../../foundation/port/message-port.ts';
import type { Port } from '../../../foundation/port/port.ts';
import type { StationApi } from '../../../station/api/station-api.ts';

/** What a test reads with `page.evaluate`. */
export interface Probe {
  readonly lives: number[];
  readonly statuses: StationStatus[];
  readonly entries: { readonly run: string; readonly kind: string; readonly i: number }[];
  readonly closeQuestions: unknown[];
  /** The value, or `{failure}`. */
  ask(verb: string, input: unknown): Promise<unknown>;
}

const shell = (window as unknown as { ohmstead: ShellApi }).ohmstead;
const probe = {
  lives: [] as number[],
  statuses: [] as StationStatus[],
  entries: [] as { run: string; kind: string; i: number }[],
  closeQuestions: [] as unknown[],
  ask: (_verb: string, _input: unknown): Promise<unknown> => Promise.resolve({ failure: { code: 'no port yet' } }),
};
let present: Port | undefined;

window.addEventListener('message', (event: MessageEvent<{ name?: string; life: number }>) => {
  const [end] = event.ports;
  if (event.source !== window || event.data.name !== 'station:port' || end === undefined) return;
  present?.close();
  present = messagePort(end);
  const station: Caller<StationApi> = caller(present, 'station/lost');
  onEvent(present, 'entry', (entry) => probe.entries.push(entry as (typeof probe.entries)[number]));
  probe.lives.push(event.data.life);
  probe.ask = (verb, input) =>
    station.call(verb as 'run/list', input as Record<string, never>).catch((error) => ({ failure: failureOf(error) }));
});
// As the real page does, see renderer/shell/station-link.ts.
window.addEventListener('pagehide', () => present?.close());
shell.onStationStatus((status) => {
  probe.statuses.push(status);
  if (status.state === 'lost') present?.close();
});
if (!location.search.includes('deaf')) shell.onCloseAsked((question) => probe.closeQuestions.push(question));
Object.assign(window, { probe });
shell.requestPort();
