/** A window as the station sees one: a port it is attached to, calls over it, and everything it was told. */
import { type Caller, caller, onEvent } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import type { Port } from '../../foundation/port/port.ts';
import type { InstrumentView, TelemetryFrame } from '../../station/api/instruments.ts';
import type { StationApi } from '../../station/api/station-api.ts';

export interface TestWindow extends Caller<StationApi> {
  readonly frames: TelemetryFrame[];
  /** Every list of instruments it was told, oldest first. */
  readonly lists: (readonly InstrumentView[])[];
  /** Resolves when the list that is told satisfies the condition; at once when the newest one does. */
  until(what: (views: readonly InstrumentView[]) => boolean, ms?: number): Promise<readonly InstrumentView[]>;
  /** Resolves when a frame satisfies the condition. */
  frame(what: (frame: TelemetryFrame) => boolean, ms?: number): Promise<TelemetryFrame>;
  /** Whether it answers frames; a page that is stuck does not. */
  answers: boolean;
  close(): void;
}

export function openWindow(attach: (port: Port) => void): TestWindow {
  const [near, far] = memoryPortPair();
  const calls = caller<StationApi>(near, 'station/lost');
  const frames: TelemetryFrame[] = [];
  const lists: (readonly InstrumentView[])[] = [];
  const window: TestWindow = {
    ...calls,
    ...{ frames, lists, answers: true },
    until: (what, ms = 15_000) => waitFor(near, 'instruments', () => lists.at(-1), what, ms),
    frame: (what, ms = 15_000) => waitFor(near, 'telemetry', () => undefined, what, ms),
    close: () => near.close(),
  };
  onEvent(near, 'instruments', (views) => lists.push(views as readonly InstrumentView[]));
  onEvent(near, 'telemetry', (frame) => {
    frames.push(frame as TelemetryFrame);
    if (window.answers) void calls.call('telemetry/ack', { seq: (frame as TelemetryFrame).seq }).catch(() => undefined);
  });
  attach(far);
  return window;
}

function waitFor<T>(
  port: Port,
  name: string,
  newest: () => T | undefined,
  what: (value: T) => boolean,
  ms: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const now = newest();
    if (now !== undefined && what(now)) return resolve(now);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`nothing of that kind was told: ${JSON.stringify(newest()).slice(0, 2_000)}`));
    }, ms);
    const stop = onEvent(port, name, (value) => {
      if (!what(value as T)) return;
      clearTimeout(timer);
      stop();
      resolve(value as T);
    });
  });
}
