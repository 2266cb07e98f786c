/**
 * The simulated phone as one command line sees it. Guarantees that many questions at the same instant cost one
 * snapshot, and that anything done to the phone is seen by the next question.
 */
import type { Clock } from '../../../../foundation/clock/clock.ts';
import type { PhoneSnapshot, SimulatedPhone } from '../../../simulated-unit/unit.ts';

export class PhoneAtOneInstant implements SimulatedPhone {
  readonly #phone: SimulatedPhone;
  readonly #clock: Clock;
  #known: { readonly at: number; readonly snapshot: PhoneSnapshot } | undefined;

  constructor(phone: SimulatedPhone, clock: Clock) {
    this.#phone = phone;
    this.#clock = clock;
  }

  /** Somebody else may have changed the unit since the last command line. */
  forget(): void {
    this.#known = undefined;
  }

  snapshot(): PhoneSnapshot {
    const at = this.#clock.now();
    if (this.#known?.at !== at) this.#known = { at, snapshot: this.#phone.snapshot() };
    return this.#known.snapshot;
  }

  linkUp(): boolean {
    return this.#phone.linkUp();
  }

  onLink(listener: (up: boolean) => void): () => void {
    return this.#phone.onLink(listener);
  }

  placeCall(number: string): void {
    this.forget();
    this.#phone.placeCall(number);
  }

  hangUp(): void {
    this.forget();
    this.#phone.hangUp();
  }

  load(percent: number): void {
    this.forget();
    this.#phone.load(percent);
  }

  playVideo(path: string, packageName: string): void {
    this.forget();
    this.#phone.playVideo(path, packageName);
  }

  stopVideo(): void {
    this.forget();
    this.#phone.stopVideo();
  }

  clearFrameCounters(): void {
    this.forget();
    this.#phone.clearFrameCounters();
  }

  putSetting(table: 'system' | 'global' | 'secure', key: string, value: string | null): void {
    this.forget();
    this.#phone.putSetting(table, key, value);
  }

  writeFile(path: string, content: Uint8Array): void {
    this.#phone.writeFile(path, content);
  }

  readFile(path: string): Uint8Array | undefined {
    return this.#phone.readFile(path);
  }

  setLink(up: boolean): void {
    this.forget();
    this.#phone.setLink(up);
  }

  reboot(reason: string): void {
    this.forget();
    this.#phone.reboot(reason);
  }
}
