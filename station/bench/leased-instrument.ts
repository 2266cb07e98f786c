/**
 * One instrument of one run: open, leased, and opened again by identity when it comes back. Guarantees: it is looked for
 * by its name on USB wherever its port is now; another instrument in the same place is closed again and never takes the
 * place silently; while it is gone calls fail at once.
 */
import type { KnownPlace, OpenedInstrument, OpenRequest } from '../../drivers/bench/bench-api.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import type { BenchInstrument } from '../record/entry.ts';
import type { BenchClient } from './bench-client.ts';
import type { BenchHost } from './bench-host.ts';
import type { Lease } from './leases.ts';
import { isSameInstrument, nameOfInstrument } from './same-instrument.ts';

export interface WantedInstrument {
  readonly role: string;
  readonly request: OpenRequest;
  /** What an earlier life of the run had there. */
  readonly before?: Pick<BenchInstrument, 'identity' | 'usb'>;
  /** Takes the place that it has moved to for this run; rejects where another run has it (`lease/…`). */
  readonly follow?: ((address: string, role: string) => Promise<void>) | undefined;
}

/** Pauses between two tries to open it again, clock milliseconds: the first, and what they grow to. */
const firstPauseMs = 500;
const longestPauseMs = 5_000;

export class LeasedInstrument {
  readonly role: string;
  readonly request: OpenRequest;
  readonly #host: BenchHost;
  readonly #clock: Clock;
  readonly #lease: Lease;
  readonly #released = new AbortController();
  readonly #waiting = new Set<() => void>();
  readonly #before: WantedInstrument['before'];
  readonly #follow: WantedInstrument['follow'];
  /** Where it was last, and what it is called. */
  #place: KnownPlace;
  #opened: OpenedInstrument | undefined;
  #here = false;
  #granted: string | undefined;
  /** Why the last try to have it back failed. */
  #whyNot: Failure | undefined;

  constructor(wanted: WantedInstrument, host: BenchHost, clock: Clock, lease: Lease) {
    this.role = wanted.role;
    this.request = wanted.request;
    this.#before = wanted.before;
    this.#follow = wanted.follow;
    const usb = wanted.before?.usb ?? wanted.request.usb;
    this.#place = { address: wanted.request.address, ...(usb && { usb }) };
    this.#host = host;
    this.#clock = clock;
    this.#lease = lease;
  }

  /** What was opened last; throws `instrument/not-open` before the first time. */
  get opened(): OpenedInstrument {
    if (this.#opened === undefined) throw new CodedError('instrument/not-open', { role: this.role });
    return this.#opened;
  }

  /** Where it is, or was when it was lost. */
  get address(): string {
    return this.#place.address;
  }

  /** As the record describes it. */
  describe(): BenchInstrument {
    const { capability, driverVersion, identity, usb, cannotTell } = this.opened;
    const { driver, simulated } = this.request;
    const { address } = this;
    const isSimulated = simulated !== undefined || address.startsWith('sim:');
    const described = { role: this.role, capability, driver, driverVersion, address, simulated: isSimulated, identity };
    return { ...described, ...(usb && { usb }), ...(cannotTell && { cannotTell }) };
  }

  /** Waited for before it is opened again after a loss: safe frames come first, over handles of their own. */
  mayReopen: () => Promise<void> = () => Promise.resolve();

  /** Told of every opening: what makes it safe may have changed. */
  onOpened: (opened: OpenedInstrument) => void = () => undefined;

  async open(): Promise<void> {
    const bench = await this.#host.client();
    const place = await this.#locate(bench);
    const opened = await bench.call('bench/open', { ...this.request, ...place });
    const before = this.#opened ?? this.#before;
    if (before !== undefined && !isSameInstrument(before, opened)) {
      await bench.call('bench/close', { key: this.request.key }).catch(() => undefined);
      throw new CodedError('instrument/other', {
        role: this.role,
        expected: nameOfInstrument(before),
        found: nameOfInstrument(opened),
      });
    }
    this.#opened = opened;
    this.#place = { ...place, ...(opened.usb && { usb: opened.usb }) };
    this.onOpened(opened);
    this.#granted = undefined;
    this.#here = true;
    this.#whyNot = undefined;
    for (const tell of [...this.#waiting]) tell();
  }

  /** One verb. Rejects `instrument/lost` at once while it is gone, and as the driver says otherwise. */
  async call(verb: string, args: unknown, deadlineMs: number): Promise<unknown> {
    if (!this.#here) throw new CodedError('instrument/lost', { role: this.role, why: this.#whyNot?.code ?? null });
    try {
      const bench = await this.#host.client();
      const { key } = this.request;
      if (this.#granted === undefined) {
        const lease = this.#lease.renew();
        await bench.call('bench/grant', { key, lease });
        this.#granted = lease;
      }
      const answer = await bench.call('bench/call', { key, verb, args, deadlineMs, lease: this.#granted });
      return answer.value;
    } catch (error) {
      throw this.#afterFailure(failureOf(error), verb);
    }
  }

  /** What is going on is given up; the next call is granted anew. */
  revoke(): void {
    this.#granted = undefined;
    if (!this.#here) return;
    const lease = this.#lease.renew();
    void this.#host
      .client()
      .then((bench) => bench.call('bench/grant', { key: this.request.key, lease }))
      .catch(() => undefined);
  }

  /** The bench says that it is gone. Tries to have it back until it is released. */
  lost(why: Failure): void {
    if (!this.#here) return;
    this.#here = false;
    this.#granted = undefined;
    this.#whyNot = why;
    void this.#comeBack();
  }

  /** Resolves when the same instrument is open again; rejects `instrument/not-back {why}`. */
  back(limitMs: number, signal: AbortSignal): Promise<void> {
    if (this.#here) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        this.#waiting.delete(done);
        cancel();
        signal.removeEventListener('abort', onAbort);
        act();
      };
      const done = () => settle(resolve);
      const onAbort = () => settle(() => reject(signal.reason as Error));
      const cancel = this.#clock.after(limitMs, () => {
        const why = this.#whyNot?.code ?? null;
        settle(() => reject(new CodedError('instrument/not-back', { role: this.role, why })));
      });
      this.#waiting.add(done);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  async release(): Promise<void> {
    this.#released.abort(new CodedError('instrument/released'));
    if (this.#here) {
      this.#here = false;
      // A bench that is gone has closed it already.
      await this.#host
        .client()
        .then((bench) => bench.call('bench/close', { key: this.request.key }))
        .catch(() => undefined);
    }
    this.#lease.release();
  }

  /** Ports may have been numbered anew since; what has no name on USB can only be where it was. */
  async #locate(bench: BenchClient): Promise<KnownPlace> {
    if (this.#place.usb === undefined) return this.#place;
    const place = await bench.call('bench/locate', this.#place);
    if (place.address !== this.address) await this.#follow?.(place.address, this.role);
    return place;
  }

  async #comeBack(): Promise<void> {
    const { signal } = this.#released;
    for (let pause = firstPauseMs; !signal.aborted; pause = Math.min(2 * pause, longestPauseMs)) {
      try {
        await this.#clock.sleep(pause, signal);
        await this.mayReopen();
        await this.open();
        if (signal.aborted) await this.release();
        return;
      } catch (error) {
        this.#whyNot = failureOf(error);
      }
    }
  }

  #afterFailure(failure: Failure, verb: string): CodedError {
    const { code, params } = failure;
    if (code === 'instrument/timeout' || code === 'instrument/lease-revoked' || code === 'bench/no-answer')
      this.#granted = undefined;
    if (code === 'instrument/not-open') this.lost(failure);
    const lost = code === 'instrument/not-open' ? 'instrument/lost' : code;
    const { key: _ownName, ...rest } = params;
    return new CodedError(lost, { ...rest, role: this.role, verb });
  }
}
