/** The bench of one run. Guarantees: its instruments are opened and leased all or none, and given back together. */
import type { OpenRequest } from '../../drivers/bench/bench-api.ts';
import { usbName } from '../../drivers/contract/usb-identity.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { BenchInstrument } from '../record/entry.ts';
import type { OutputSeen, RunBench, SafeCause, SafeOutcome } from '../runs/run-bench.ts';
import type { BenchClient } from './bench-client.ts';
import type { BenchHost } from './bench-host.ts';
import { LeasedInstrument } from './leased-instrument.ts';
import type { Lease } from './leases.ts';
import { type EnergisedList, RunOutputs } from './run-outputs.ts';

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
  readonly #outputs: RunOutputs;
  readonly #late = new Set<(late: { role: string; verb: string; ms: number }) => void>();
  readonly #benchLost = new Set<(reason: string) => void>();
  readonly #stops: (() => void)[] = [];

  constructor(options: LeaseBenchOptions, instruments: readonly LeasedInstrument[]) {
    this.#options = options;
    this.#instruments = instruments;
    const { host } = options;
    const opened = instruments.map((instrument) => instrument.opened);
    this.#outputs = new RunOutputs({ ...options, roleOf: (key) => this.#byKey(key)?.role ?? key }, opened);
    for (const instrument of instruments) {
      instrument.mayReopen = () => this.#outputs.quiet();
      instrument.onOpened = ({ safe }) => safe && void this.#outputs.calledNow(safe).catch(() => undefined);
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
    return this.#outputs.through(instrument, verb, args, () => instrument.call(verb, args, deadlineMs));
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

  makeSafe(cause: SafeCause): Promise<readonly SafeOutcome[]> {
    return this.#outputs.makeSafe(cause);
  }

  look(): Promise<readonly OutputSeen[]> {
    return this.#outputs.look();
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

  #byKey(key: string): LeasedInstrument | undefined {
    return this.#instruments.find((one) => one.request.key === key);
  }

  #listen(client: BenchClient): void {
    this.#stops.push(
      client.on('instrument/lost', ({ key, reason }) => this.#byKey(key)?.lost(reason as Failure)),
      client.on('instrument/late', ({ key, verb, overdueMs }) => {
        const instrument = this.#byKey(key);
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
