/**
 * Which phones there are, now and at every change. Guarantees that a change is seen within one poll even where adb
 * tells its trackers nothing (a network phone that dropped is told after 10–13 s), that a phone is known by its serial
 * and not by adb's numbers, and that nothing of it runs on after `close`.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { type Failure, failureOf } from '../../../foundation/failure.ts';
import type { AdbHost } from './adb-host.ts';
import type { DeviceState, ListedDevice } from './device-list.ts';

/** `missing`: it was there and is not in the list now; unlocking a phone can do that for a moment. */
export type TrackedState = DeviceState | 'missing';

export interface TrackedDevice extends Omit<ListedDevice, 'state'> {
  readonly state: TrackedState;
  /** Clock milliseconds at which this state was first seen. */
  readonly since: number;
}

export interface StateChange {
  readonly serial: string;
  /** `undefined` for a phone that was not known. */
  readonly from: TrackedState | undefined;
  /** `undefined` when a missing phone's grace is over: it is gone. */
  readonly to: TrackedState | undefined;
  /** Clock milliseconds. */
  readonly at: number;
}

export interface DeviceTrackerOptions {
  readonly host: AdbHost;
  readonly clock: Clock;
  readonly onChange: (change: StateChange) => void;
  /** The server cannot be asked, or can again (`undefined`). */
  readonly onTrouble?: (failure: Failure | undefined) => void;
  /** 2 000 by default. */
  readonly pollMs?: number;
  /** How long a missing phone is kept; 10 000 by default. */
  readonly graceMs?: number;
}

const retrackMs = 1_000;

export class DeviceTracker {
  readonly #options: DeviceTrackerOptions;
  readonly #devices = new Map<string, TrackedDevice>();
  readonly #end = new AbortController();
  readonly #loops: Promise<unknown>;
  #inTrouble = false;
  /** Lists that came by themselves. */
  #told = 0;

  /** Begins at once. */
  constructor(options: DeviceTrackerOptions) {
    this.#options = options;
    this.#loops = Promise.all([this.#poll(), this.#track()]);
  }

  /** Everything known now, missing phones included. */
  get devices(): readonly TrackedDevice[] {
    return [...this.#devices.values()];
  }

  /** Resolves when nothing runs any more. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.#loops;
  }

  async #poll(): Promise<void> {
    while (!this.#end.signal.aborted) {
      try {
        const told = this.#told;
        const devices = await this.#options.host.devices();
        // What the tracker told while the question was on its way is newer than the answer.
        if (told === this.#told) this.#take(devices);
        this.#trouble(undefined);
      } catch (error) {
        // Without a server there is no link to any phone.
        this.#take([]);
        this.#trouble(failureOf(error));
      }
      await this.#pause(this.#options.pollMs ?? 2_000);
    }
  }

  async #track(): Promise<void> {
    while (!this.#end.signal.aborted) {
      try {
        await this.#options.host.track((devices) => {
          this.#told += 1;
          this.#take(devices);
        }, this.#end.signal);
      } catch {
        // The poll reports that the server is away; here it is only tried again.
      }
      await this.#pause(retrackMs);
    }
  }

  async #pause(ms: number): Promise<void> {
    await this.#options.clock.sleep(ms, this.#end.signal).catch(() => {});
  }

  #take(listed: readonly ListedDevice[]): void {
    if (this.#end.signal.aborted) return;
    const now = this.#options.clock.now();
    const seen = bySerial(listed);
    for (const device of seen.values()) this.#set(device.serial, device, now);
    for (const known of [...this.#devices.values()]) {
      if (seen.has(known.serial)) continue;
      if (known.state !== 'missing') this.#set(known.serial, { ...known, state: 'missing' }, now);
      else if (now - known.since >= (this.#options.graceMs ?? 10_000)) this.#forget(known, now);
    }
  }

  #set(serial: string, device: Omit<TrackedDevice, 'since'>, at: number): void {
    const before = this.#devices.get(serial);
    const changed = before?.state !== device.state;
    this.#devices.set(serial, { ...device, since: changed || before === undefined ? at : before.since });
    if (changed) this.#options.onChange({ serial, from: before?.state, to: device.state, at });
  }

  #forget(device: TrackedDevice, at: number): void {
    this.#devices.delete(device.serial);
    this.#options.onChange({ serial: device.serial, from: device.state, to: undefined, at });
  }

  #trouble(failure: Failure | undefined): void {
    if (this.#end.signal.aborted || (failure === undefined && !this.#inTrouble)) return;
    if (failure !== undefined && this.#inTrouble) return;
    this.#inTrouble = failure !== undefined;
    this.#options.onTrouble?.(failure);
  }
}

/** One entry per serial; of two with the same serial (a phone on USB and on Wi-Fi) the one that is ready. */
function bySerial(listed: readonly ListedDevice[]): Map<string, ListedDevice> {
  const devices = new Map<string, ListedDevice>();
  for (const device of listed) {
    if (devices.get(device.serial)?.state !== 'device') devices.set(device.serial, device);
  }
  return devices;
}
