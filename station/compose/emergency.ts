/**
 * Emergency for an output whose run nobody works on: it was interrupted, or it ended and its output could not be reached.
 * Guarantees: what the store says that run may have switched on is switched off at its real place over a handle of its
 * own, whoever was reading there; what could not be reached, and what was never seen to be off, is said with its place
 * and stays on the list.
 */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { LiveReadings } from '../instruments/live-readings.ts';
import type { Recovered } from '../runs/run-bench.ts';
import type { EnergisedStore } from '../store/energised-store.ts';
import type { BenchFor } from './bench-host-for.ts';
import { makeSafeWhatIsLeft } from './recover-energised.ts';

export interface EmergencyParts {
  readonly energised: EnergisedStore;
  readonly benchFor: BenchFor;
  readonly live: LiveReadings;
  /** Whether any process works on the run. */
  isRunning(run: string): boolean;
  onChange(): void;
}

export class EmergencyWithoutRun {
  readonly #parts: EmergencyParts;
  /** A second press joins the first: two benches would keep each other from the port. */
  readonly #going = new Map<string, Promise<void>>();

  constructor(parts: EmergencyParts) {
    this.#parts = parts;
  }

  /**
   * `ended`: whether the run has its verdict. Fails with `run/taken`, with `run/not-here` when it has ended and left
   * nothing on, with `emergency/still-on {outputs, why}` when something could not be reached,
   * or with `emergency/not-seen-off` when everything was, and something has not said that it is off.
   */
  off(run: string, ended: boolean): Promise<void> {
    const going = this.#going.get(run) ?? this.#off(run, ended).finally(() => this.#going.delete(run));
    this.#going.set(run, going);
    return going;
  }

  async #off(run: string, ended: boolean): Promise<void> {
    const { energised, benchFor, live, isRunning, onChange } = this.#parts;
    if (isRunning(run)) throw new CodedError('run/taken', { run });
    const outputs = () => energised.list().filter((one) => one.run === run);
    if (ended && outputs().length === 0) throw new CodedError('run/not-here', { run });
    const lent: string[] = [];
    try {
      const outcomes = await makeSafeWhatIsLeft({
        energised,
        // No run of its own: the simulated world of a run that is gone is gone with it.
        run: '',
        lend: (addresses) => {
          lent.push(...addresses);
          return live.lend(run, addresses);
        },
        isRunning: (other) => other !== run,
        realBench: () => benchFor(new RealClock()),
        simulatedBench: undefined,
      });
      throwWhatMayBeOn(
        outcomes,
        outputs().map(({ target }) => `${target.driver} ${target.address}`),
      );
    } finally {
      live.giveBack(run, lent);
      onChange();
    }
  }
}

/** `left`: by driver and place, all that is on the list still. */
function throwWhatMayBeOn(outcomes: readonly Recovered[], left: readonly string[]): void {
  const notSent = outcomes.filter(({ look }) => look === undefined).map(({ outcome }) => outcome);
  const notSeen = outcomes.flatMap(({ look }) => {
    if (look === undefined || look.seen === 'off') return [];
    return [look.seen === 'on' ? 'output/seen-on' : (look.failure?.code ?? 'output/not-looked')];
  });
  if (notSent.length + notSeen.length === 0) return;
  throw new CodedError(notSent.length > 0 ? 'emergency/still-on' : 'emergency/not-seen-off', {
    outputs: left.join(', '),
    why: [...new Set([...notSent, ...notSeen])].join(', '),
  });
}
