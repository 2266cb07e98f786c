/**
 * One instrument that the station reads while no run has it. Guarantees: it is opened again by itself, with growing
 * pauses, and only the same instrument is taken for it; while a run has it nothing of ours touches it; when it is gone
 * its last number is not shown as if it were now.
 */
import type { OpenedInstrument, SimulatedBenchSettings } from '../../drivers/bench/bench-api.ts';
import type { UsbIdentity } from '../../drivers/contract/usb-identity.ts';
import { CodedError, type Failure, failureOf } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { InstrumentState } from '../api/instruments.ts';
import { isSameInstrument, nameOfInstrument } from '../bench/same-instrument.ts';
import type { RunLock } from '../store/run-lock.ts';
import { Listening, type ListeningParts } from './listening.ts';
import type { BenchListener } from './live-bench.ts';
import { withCure } from './with-cure.ts';

export interface LiveParts extends ListeningParts {
  readonly driver: string;
  /** What discovery called it when it was opened first: its name, wherever it is plugged in. */
  readonly stableId: string | undefined;
  simulated(): SimulatedBenchSettings | undefined;
  /** Where it is now; rejects with why it cannot be opened there. `usb`: what it was called when it was opened last. */
  locate(address: string, usb: UsbIdentity | undefined): Promise<string>;
  /** Throws `lease/taken` when another process has it. */
  lock(address: string): RunLock;
  onReading(address: string, reading: Reading, channel: string): void;
  onGap(address: string): void;
  onMoved(before: string, now: string): void;
  transcript: BenchListener['transcript'];
  note(text: string): void;
  onChange(): void;
}

/** Pauses between two tries to open it again, clock milliseconds: the first, and what they grow to. */
const firstPauseMs = 500;
const longestPauseMs = 5_000;

export class LiveInstrument {
  readonly parts: LiveParts;
  address: string;
  state: Extract<InstrumentState, 'connecting' | 'online' | 'lost' | 'in-run'> = 'connecting';
  opened: OpenedInstrument | undefined;
  problem: Failure | null = null;
  lostSinceWall: number | null = null;
  /** Aborted when what goes on now (trying, polling) must end. */
  #going = new AbortController();
  /** Settles when no open is under way; never rejects. */
  #opening: Promise<unknown> = Promise.resolve();
  #lock: RunLock | undefined;
  #wake: () => void = () => undefined;
  /** Takes our listener off the bench. */
  #deaf: () => void = () => undefined;
  #listening: Listening | undefined;

  constructor(address: string, parts: LiveParts) {
    this.address = address;
    this.parts = parts;
  }

  /** The first time; fails as the bench does, and then it is closed. */
  async connect(): Promise<void> {
    const { signal } = this.#going;
    try {
      await this.#open(signal);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** A run takes it: resolves when nothing of ours holds it any more. */
  async lend(): Promise<void> {
    this.state = 'in-run';
    this.problem = null;
    this.lostSinceWall = null;
    await this.close();
  }

  /** The run has given it back. */
  takeBack(): void {
    if (this.state !== 'in-run') return;
    this.state = 'connecting';
    this.#going = new AbortController();
    this.parts.onChange();
    void this.#comeBack(this.#going.signal, 0);
  }

  /** Its place may be there again: tries at once instead of after the pause. */
  tryNow(): void {
    if (this.state === 'lost') this.#wake();
  }

  /** Ends everything and gives the handle and the lock back. */
  async close(): Promise<void> {
    this.#going.abort(new CodedError('instrument/released'));
    this.#listening?.end();
    await this.#opening;
    await this.#letGo();
  }

  #open(signal: AbortSignal): Promise<void> {
    const work = this.#openOnce(signal);
    this.#opening = work.catch(() => undefined);
    return work;
  }

  async #openOnce(signal: AbortSignal): Promise<void> {
    const { key, driver, bench } = this.parts;
    const address = await this.parts.locate(this.address, this.opened?.usb);
    signal.throwIfAborted();
    const simulated = this.parts.simulated();
    this.#lock ??= address.startsWith('sim:') ? { release: () => undefined } : this.parts.lock(address);
    try {
      const client = await bench.client();
      // An open that we gave up may have succeeded after all.
      await client.call('bench/close', { key });
      this.#deaf = bench.listen(key, this.#listener());
      const usb = this.opened?.usb;
      const request = { key, driver, address, ...(usb && { usb }), ...(simulated && { simulated }) };
      const opened = await client.call('bench/open', request);
      signal.throwIfAborted();
      if (this.opened !== undefined && !isSameInstrument(this.opened, opened))
        throw new CodedError('instrument/other', {
          role: this.address,
          expected: nameOfInstrument(this.opened),
          found: nameOfInstrument(opened),
        });
      if (address.startsWith('sim:')) await client.call('bench/operator', { key: 'place-probes', answer: true });
      signal.throwIfAborted();
      this.#online(address, opened);
    } catch (error) {
      await this.#letGo();
      throw error;
    }
  }

  #online(address: string, opened: OpenedInstrument): void {
    const { parts } = this;
    const before = this.address;
    this.address = address;
    this.opened = opened;
    this.state = 'online';
    this.problem = null;
    this.lostSinceWall = null;
    if (before !== address) parts.onMoved(before, address);
    parts.note('online');
    parts.onChange();
    this.#listening = new Listening(parts, {
      answered: () => this.#well(),
      reading: (reading, channel) => parts.onReading(this.address, reading, channel),
      missed: (why) => this.#missed({ code: why.code, params: { address, ...why.params } }),
      gone: (why) => this.#lost(why),
    });
  }

  #listener(): BenchListener {
    return {
      reading: (reading, channel) => {
        if (this.state !== 'online') return;
        this.#well();
        this.#listening?.heard();
        this.parts.onReading(this.address, reading, channel);
      },
      lost: (reason) => this.#lost(reason),
      transcript: (line) => this.parts.transcript(line),
    };
  }

  /** It reads again. */
  #well(): void {
    if (this.problem === null || this.state !== 'online') return;
    this.problem = null;
    this.parts.onChange();
  }

  #missed(why: Failure): void {
    this.parts.onGap(this.address);
    if (this.state !== 'online' || this.problem?.code === why.code) return;
    this.problem = withCure(why, undefined, this.address);
    this.parts.note(why.code);
    this.parts.onChange();
  }

  #lost(why: Failure): void {
    const { signal } = this.#going;
    if (signal.aborted || this.state !== 'online') return;
    this.state = 'lost';
    this.problem = withCure(why, undefined, this.address);
    this.lostSinceWall = this.parts.clock.wall();
    this.parts.onGap(this.address);
    this.parts.note(why.code);
    this.parts.onChange();
    void this.#letGo().then(() => this.#comeBack(signal, firstPauseMs));
  }

  async #comeBack(signal: AbortSignal, firstPause: number): Promise<void> {
    for (let pause = firstPause; !signal.aborted; pause = Math.min(2 * Math.max(pause, 250), longestPauseMs)) {
      try {
        await this.#pause(pause, signal);
        await this.#open(signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#notBack(failureOf(error));
      }
    }
  }

  #notBack(why: Failure): void {
    const { code } = why;
    if (this.state === 'lost' && this.problem?.code === code) return;
    if (this.state !== 'lost') this.parts.onGap(this.address);
    this.state = 'lost';
    this.lostSinceWall ??= this.parts.clock.wall();
    this.problem = withCure(why, undefined, this.address);
    this.parts.note(code);
    this.parts.onChange();
  }

  /** Cut short by {@link tryNow}. */
  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    const early = new AbortController();
    const onAbort = () => early.abort();
    signal.addEventListener('abort', onAbort, { once: true });
    this.#wake = onAbort;
    await this.parts.clock.sleep(ms, early.signal).catch(() => undefined);
    signal.removeEventListener('abort', onAbort);
    signal.throwIfAborted();
  }

  async #letGo(): Promise<void> {
    const { key, bench } = this.parts;
    this.#listening?.end();
    this.#deaf();
    // A bench that is gone has closed it already.
    if (bench.begun)
      await bench
        .client()
        .then((client) => client.call('bench/close', { key }))
        .catch(() => undefined);
    this.#lock?.release();
    this.#lock = undefined;
  }
}
