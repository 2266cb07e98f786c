/** A bench for tests of the engine alone: instruments are functions, everything that happens to them is remembered. */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { Unit } from '../../foundation/measurement/unit.ts';
import type { BenchInstrument } from '../../station/record/entry.ts';
import type { OutputSeen, RunBench, SafeOutcome } from '../../station/runs/run-bench.ts';

export type FakeVerb = (args: unknown) => unknown;

export class FakeBench implements RunBench {
  readonly simulated = true;
  readonly instruments: readonly BenchInstrument[];
  readonly log: string[] = [];
  readonly #clock: Clock;
  readonly #roles: Readonly<Record<string, Readonly<Record<string, FakeVerb>>>>;
  #isMadeSafe = false;
  readonly #late = new Set<(late: { role: string; verb: string; ms: number }) => void>();
  /** Roles that are unplugged now. */
  readonly gone = new Set<string>();
  /** Clock milliseconds an answer takes. */
  latencyMs = 5;

  constructor(clock: Clock, roles: Readonly<Record<string, Readonly<Record<string, FakeVerb>>>>) {
    this.#clock = clock;
    this.#roles = roles;
    this.instruments = Object.keys(roles).map((role) => ({
      role,
      capability: 'Multimeter',
      driver: 'fake',
      driverVersion: '1',
      address: `fake:${role}`,
      simulated: true,
      identity: { make: 'Fake', model: role, serial: `${role}-1` },
    }));
  }

  async call(role: string, verb: string, args: unknown, deadlineMs: number): Promise<unknown> {
    this.log.push(`${role}.${verb}`);
    if (this.gone.has(role)) throw new CodedError('instrument/lost', { role });
    const answer = this.#roles[role]?.[verb];
    if (answer === undefined) throw new CodedError('instrument/unknown-verb', { role, verb });
    const began = this.#clock.now();
    const work = (async () => {
      await this.#clock.sleep(this.latencyMs);
      return answer(args);
    })();
    let late = false;
    const given = new Promise((resolve, reject) => {
      this.#clock.deadline(deadlineMs, () => {
        late = true;
        reject(new CodedError('instrument/timeout', { role, verb }));
      });
      work.then(
        (value) => {
          if (late) for (const tell of this.#late) tell({ role, verb, ms: this.#clock.now() - began });
          else resolve(structuredClone(value));
        },
        (error: Error) => reject(error),
      );
    });
    return given;
  }

  revoke(role: string): void {
    this.log.push(`${role} revoked`);
  }

  async back(role: string, limitMs: number, signal: AbortSignal): Promise<BenchInstrument> {
    const until = this.#clock.now() + limitMs;
    while (this.gone.has(role)) {
      if (this.#clock.now() >= until) throw new CodedError('instrument/not-back', { role });
      await this.#clock.sleep(1_000, signal);
    }
    const instrument = this.instruments.find((one) => one.role === role);
    if (instrument === undefined) throw new CodedError('instrument/none', { role });
    return instrument;
  }

  onBenchLost(): () => void {
    return () => undefined;
  }

  onLate(listener: (late: { role: string; verb: string; ms: number }) => void): () => void {
    this.#late.add(listener);
    return () => this.#late.delete(listener);
  }

  operator(key: string): Promise<void> {
    this.log.push(`operator ${key}`);
    return Promise.resolve();
  }

  makeSafe(cause: string): Promise<readonly SafeOutcome[]> {
    this.log.push(`safe ${cause}`);
    this.#isMadeSafe = true;
    return Promise.resolve([{ key: 'supply', outcome: 'existing' }]);
  }

  look(): Promise<readonly OutputSeen[]> {
    if (!this.#isMadeSafe) return Promise.resolve([]);
    this.#isMadeSafe = false;
    return Promise.resolve([{ key: 'supply', seen: 'off' }]);
  }

  release(): Promise<void> {
    this.log.push('released');
    return Promise.resolve();
  }
}

/** A sound reading. */
export function reading(
  value: number,
  unit: Unit = 'V',
  quantity: Reading['quantity'] = 'voltage',
  u95 = 0.001,
): Reading {
  return { value, unit, quantity, status: 'ok', flags: [], resolution: 0.001, u95 };
}
