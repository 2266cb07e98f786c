/**
 * The page's way to the station. Guarantees: calls made while no station is there fail at once with `station/lost`, and
 * so do those that were pending when it died; listeners outlive the station and hear the next one; a port from anywhere
 * but this page's own window is not taken.
 */
import { CodedError } from '../../foundation/failure.ts';
import { type Caller, caller, onEvent } from '../../foundation/port/contract.ts';
import { messagePort } from '../../foundation/port/message-port.ts';
import type { Port } from '../../foundation/port/port.ts';
import type { StationApi, StationEvents } from '../../station/api/station-api.ts';
import { stationPortMessage } from './shell-types.ts';

type Listener = (value: unknown) => void;
type In<V extends keyof StationApi> = StationApi[V]['in'];
type Out<V extends keyof StationApi> = StationApi[V]['out'];

export class StationLink {
  #caller: Caller<StationApi> | undefined;
  #port: Port | undefined;
  #life = 0;
  readonly #listeners = new Map<keyof StationEvents, Set<Listener>>();
  readonly #up = new Set<(up: boolean) => void>();

  get up(): boolean {
    return this.#caller !== undefined;
  }

  call<V extends keyof StationApi & string>(verb: V, input: In<V>): Promise<Out<V>> {
    if (this.#caller === undefined) return Promise.reject(new CodedError('station/lost'));
    return this.#caller.call(verb, input as never) as Promise<Out<V>>;
  }

  on<E extends keyof StationEvents>(name: E, listener: (value: StationEvents[E]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener as Listener);
    return () => listeners.delete(listener as Listener);
  }

  /** `true` with each new station, `false` when it is lost; at once with `true` when there is one. */
  onUp(listener: (up: boolean) => void): () => void {
    this.#up.add(listener);
    if (this.up) listener(true);
    return () => this.#up.delete(listener);
  }

  /** Speaks over this port from now on. */
  take(port: Port): void {
    this.#life += 1;
    const life = this.#life;
    const before = this.#port;
    this.#port = port;
    // Before the next: whoever asked the station before hears now that it is gone, and asks this one.
    before?.close();
    this.#caller = caller<StationApi>(port, 'station/lost');
    for (const name of eventNames)
      onEvent(port, name, (value) => {
        if (life === this.#life) for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(value);
      });
    port.onClose(() => {
      // Late news of an earlier station must not take the present one away.
      if (life === this.#life) this.lose();
    });
    for (const listener of [...this.#up]) listener(true);
  }

  /** The shell saw the station die; a port does not always tell, so it is closed here and fails what is pending. */
  lose(): void {
    if (this.#caller === undefined) return;
    this.#caller = undefined;
    this.#port?.close();
    this.#port = undefined;
    for (const listener of [...this.#up]) listener(false);
  }
}

const eventNames = [
  'entry',
  'status',
  'settings',
  'instruments',
  'telemetry',
  'rehearsal',
  'progress',
  'check',
] as const satisfies readonly (keyof StationEvents)[];

/** Takes every port that the preload hands to this window. Returns what stops it. */
export function takePorts(page: Window, link: StationLink): () => void {
  let present: Port | undefined;
  const onMessage = (event: MessageEvent) => {
    const [port] = event.ports;
    const data: unknown = event.data;
    const named = typeof data === 'object' && data !== null && 'name' in data && data.name === stationPortMessage;
    if (event.source !== page || !named || port === undefined) return;
    const next = messagePort(port);
    // Pending calls of the station before fail now; what it still says is heard by nobody.
    present?.close();
    present = next;
    link.take(next);
  };
  // Electron 25 ends the page's process when a page with an open port and a listener for its close is loaded again.
  const onLeave = () => present?.close();
  page.addEventListener('message', onMessage);
  page.addEventListener('pagehide', onLeave);
  return () => {
    page.removeEventListener('message', onMessage);
    page.removeEventListener('pagehide', onLeave);
  };
}
