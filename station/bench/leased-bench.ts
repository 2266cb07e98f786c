/**
 * The bench of one run: its instruments opened and leased, all or none, and their outputs on the station's own list of
 * what must be made safe.
 */
import type { OpenedInstrument, OpenRequest, SafeTarget } from '../../drivers/bench/bench-api.ts';
import { usbName } from '../../drivers/contract/usb-identity.ts';
import { SwitchedOn, switching } from '../../foundation/capability/energising.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { BenchInstrument } from '../record/entry.ts';
import type { OutputSeen, RunBench, SafeCause, SafeOutcome } from '../runs/run-bench.ts';
import type { BenchClient } from './bench-client.ts';
import type { BenchHost } from './bench-host.ts';
import { LeasedInstrument } from './leased-instrument.ts';
import type { Lease } from './leases.ts';
import { SafeState } from './safe-state.ts';

/** Remembers, beyond the life of this process, what may be switched on. */
export interface EnergisedList {
  /** Resolves when it is remembered; only then may the output be switched on. */
  mark(target: SafeTarget, run: string): Promise<void>;
  /** Never throws and is not waited for. */
  clear(target: SafeTarget): void;
  /** Whether it is remembered, also from an earlier life of the run. */
  isMarked(target: SafeTarget): boolean;
}

export interface LeaseBenchOptions {
  readonly run: string;
  readonly clock: Clock;
  readonly host: BenchHost;
  /** What was acquired for this run, one for each address; they are given back with the bench, or when it cannot be had. */
  leaseOf(address: string): Lease | undefined;
  /** Takes another place as well, for an instrument whose port has got another name; rejects where another run has it. */
  readonly follow?: (address: string, role: string) => Promise<void>;
  /** What an earlier life of the run had in a role: another one is refused (`instrument/other`). */
  readonly before?: Readonly<Record<string, BenchInstrument>>;
  readonly energised: EnergisedList;
  /** What was noted about the calibration of an instrument that was opened there. */
  readonly calibrationOf?: (
    address: string,
    identity: BenchInstrument['identity'],
    name: string | undefined,
  ) => { readonly date: string; readonly due: string; readonly certificate: string } | null;
  /** By role. */
  readonly instruments: Readonly<Record<string, Omit<OpenRequest, 'key'>>>;
}

/** Opens everything that was acquired; whatever cannot be had gives everything back and fails with its reason and role. */
export async function leaseBench(options: LeaseBenchOptions): Promise<RunBench> {
  const { run, host, clock, before = {} } = options;
  const instruments = Object.entries(options.instruments).map(([role, instrument]) => {
    const lease = options.leaseOf(instrument.address);
    if (lease === undefined) throw new CodedError('lease/none', { instrument: instrument.address });
    const request = { ...instrument, key: `${run}/${role}` };
    const known = before[role];
    const { follow } = options;
    return new LeasedInstrument({ role, request, ...(known && { before: known }), follow }, host, clock, lease);
  });
  try {
    for (const instrument of instruments) await openWithRole(instrument);
  } catch (error) {
    await Promise.all(instruments.map((instrument) => instrument.release().catch(() => undefined)));
    throw error;
  }
  return new LeasedBench(options, instruments);
}

async function openWithRole(instrument: LeasedInstrument): Promise<void> {
  try {
    await instrument.open();
  } catch (error) {
    const { code, params } = error as CodedError;
    throw new CodedError(code ?? 'internal/error', {
      ...params,
      role: instrument.role,
      address: instrument.address,
    });
  }
}

class LeasedBench implements RunBench {
  readonly #options: LeaseBenchOptions;
  readonly #instruments: readonly LeasedInstrument[];
  readonly #safe: SafeState;
  /** By key: what this run has switched on or set, and over which opening. */
  readonly #switched = new Map<string, { readonly on: SwitchedOn; over: OpenedInstrument }>();
  /** By key: what was sent its frames and has not been seen to be off. */
  readonly #unseen = new Map<string, SafeTarget>();
  #looking: Promise<readonly OutputSeen[]> | undefined;
  /** How often outputs were made safe; a call that began before that must not switch on behind it. */
  #timesSafe = 0;
  #isOver = false;
  readonly #late = new Set<(late: { role: string; verb: string; ms: number }) => void>();
  readonly #benchLost = new Set<(reason: string) => void>();
  readonly #stops: (() => void)[] = [];

  constructor(options: LeaseBenchOptions, instruments: readonly LeasedInstrument[]) {
    this.#options = options;
    this.#instruments = instruments;
    const { host, clock } = options;
    this.#safe = new SafeState({ host, clock });
    for (const { opened } of instruments) if (opened.safe !== undefined) this.#safe.register(opened.safe);
    for (const { opened } of instruments) {
      const on = new SwitchedOn();
      // What an earlier life of the run could not make safe is still the run's.
      if (opened.safe !== undefined && options.energised.isMarked(opened.safe)) on.wasLeftOn();
      this.#switched.set(opened.key, { on, over: opened });
    }
    for (const instrument of instruments) {
      instrument.mayReopen = () => this.#safe.quiet();
      instrument.onOpened = ({ safe }) => safe && void this.#safeAs(safe).catch(() => undefined);
    }
    this.#stops.push(
      host.onUp((client) => this.#listen(client)),
      host.onDown((reason) => this.#benchDown(reason)),
    );
    void host.client().then((client) => this.#listen(client));
  }

  get instruments(): readonly BenchInstrument[] {
    return this.#instruments.map((instrument) => this.#described(instrument));
  }

  get simulated(): boolean {
    return this.#instruments.every((instrument) => instrument.request.address.startsWith('sim:'));
  }

  async call(role: string, verb: string, args: unknown, deadlineMs: number): Promise<unknown> {
    const instrument = this.#get(role);
    const { safe } = instrument.opened;
    const switched = this.#switchedAt(instrument);
    // On the list before it may be on, off the list only after it said that it is off.
    if (safe !== undefined && switching(verb, args)?.on === true) {
      const before = this.#timesSafe;
      switched.begins(verb, args);
      await this.#options.energised.mark(safe, this.#options.run);
      if (this.#isOver || this.#timesSafe !== before) throw new CodedError('instrument/made-safe', { role });
    }
    const value = await instrument.call(verb, args, deadlineMs);
    switched.confirmed(verb, args);
    if (safe !== undefined && switching(verb, args)?.on === false && !switched.isAny)
      this.#options.energised.clear(safe);
    return value;
  }

  revoke(role: string): void {
    this.#get(role).revoke();
  }

  async back(role: string, limitMs: number, signal: AbortSignal): Promise<BenchInstrument> {
    const instrument = this.#get(role);
    await instrument.back(limitMs, signal);
    return this.#described(instrument);
  }

  onLate(listener: (late: { role: string; verb: string; ms: number }) => void): () => void {
    this.#late.add(listener);
    return () => this.#late.delete(listener);
  }

  onBenchLost(listener: (reason: string) => void): () => void {
    this.#benchLost.add(listener);
    return () => this.#benchLost.delete(listener);
  }

  async operator(key: string, answer: unknown): Promise<void> {
    if (!this.simulated) return;
    const bench = await this.#options.host.client();
    await bench.call('bench/operator', { key, answer });
  }

  async makeSafe(cause: SafeCause): Promise<readonly SafeOutcome[]> {
    this.#timesSafe += 1;
    // A run whose store is in trouble still has its undo to do.
    if (cause !== 'store') this.#isOver = true;
    const results = await this.#safe.makeSafe(cause, cause === 'emergency' ? undefined : this.#switchedKeys());
    return results.map(({ target, outcome, failure }) => {
      const on = this.#switched.get(target.key)?.on;
      // After an Emergency nobody knows that what was only read is off; without the list it is in the record all the same.
      if (on?.isAny !== true) this.#options.energised.mark(target, this.#options.run).catch(() => undefined);
      if (outcome !== 'failed') {
        on?.allOff();
        this.#unseen.set(target.key, target);
      }
      return { key: this.#roleOf(target.key), outcome: failure === undefined ? outcome : failure.code };
    });
  }

  look(): Promise<readonly OutputSeen[]> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<readonly OutputSeen[]> {
    const targets = [...this.#unseen.values()];
    const looks = await this.#safe.look(targets);
    return targets.map((target): OutputSeen => {
      const { seen = 'unknown', failure } = looks.find(({ key }) => key === target.key) ?? {};
      this.#unseen.delete(target.key);
      if (seen === 'off' && !this.#switched.get(target.key)?.on.isAny) this.#options.energised.clear(target);
      return { key: this.#roleOf(target.key), seen, ...(failure && { failure }) };
    });
  }

  #roleOf(key: string): string {
    return this.#instruments.find((one) => one.request.key === key)?.role ?? key;
  }

  /** It is called otherwise once another one with its name was seen; what is on the list goes along. */
  async #safeAs(target: SafeTarget): Promise<void> {
    const { energised, run } = this.#options;
    const before = this.#safe.targets.find(({ key }) => key === target.key);
    this.#safe.register(target);
    if (before === undefined || energised.isMarked(target) || !energised.isMarked(before)) return;
    await energised.mark(target, run);
    energised.clear(before);
  }

  /** What is only read is the person's own. */
  #switchedKeys(): ReadonlySet<string> {
    return new Set([...this.#switched].flatMap(([key, { on }]) => (on.isAny ? [key] : [])));
  }

  #switchedAt({ opened }: LeasedInstrument): SwitchedOn {
    const switched = this.#switched.get(opened.key) ?? { on: new SwitchedOn(), over: opened };
    this.#switched.set(opened.key, switched);
    if (switched.over !== opened) switched.on.reopened();
    switched.over = opened;
    return switched.on;
  }

  async release(): Promise<void> {
    for (const stop of this.#stops) stop();
    await Promise.all(this.#instruments.map((instrument) => instrument.release()));
  }

  #described(instrument: LeasedInstrument): BenchInstrument {
    const described = instrument.describe();
    const note = this.#options.calibrationOf?.(
      described.address,
      described.identity,
      described.usb && usbName(described.usb),
    );
    if (note === null || note === undefined) return described;
    const { date, due, certificate } = note;
    return { ...described, calibration: { date, due, certificate } };
  }

  #get(role: string): LeasedInstrument {
    const instrument = this.#instruments.find((one) => one.role === role);
    if (instrument === undefined) throw new CodedError('instrument/none', { role });
    return instrument;
  }

  #listen(client: BenchClient): void {
    const byKey = (key: string) => this.#instruments.find((one) => one.request.key === key);
    this.#stops.push(
      client.on('instrument/lost', ({ key, reason }) => byKey(key)?.lost(reason as Failure)),
      client.on('instrument/late', ({ key, verb, overdueMs }) => {
        const instrument = byKey(key);
        if (instrument !== undefined)
          for (const tell of [...this.#late]) tell({ role: instrument.role, verb, ms: overdueMs });
      }),
    );
  }

  #benchDown(reason: string): void {
    for (const instrument of this.#instruments) instrument.lost({ code: 'bench/lost', params: { reason } });
    for (const tell of [...this.#benchLost]) tell(reason);
  }
}
