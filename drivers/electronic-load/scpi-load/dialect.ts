/**
 * What differs from one text-speaking load to the next, as data; the engine in `instrument.ts` is the same for all. A new
 * load is a new dialect, with a simulator of its own.
 */
import type { LoadMode } from '../../../foundation/capability/electronic-load.ts';
import type { InstrumentIdentity } from '../../contract/driver.ts';
import type { LoadLimits } from '../load-words.ts';

/** How an accepted or refused write is told; absent where writes have no answer. */
export interface WriteAnswers {
  readonly accepted: string;
  readonly refused: readonly string[];
}

export interface LoadDialect {
  /** Least milliseconds between two commands. */
  readonly minGapMs: number;
  /** Who it is; undefined when it is another instrument. */
  identityOf(answer: string): InstrumentIdentity | undefined;
  /** Limits by model; where the load tells them itself, the questions for them. */
  limitsOf(model: string): LoadLimits | LimitQuestions;
  readonly writeAnswers?: WriteAnswers;
  /** Questions whose answers, in a row, are volts, amperes and watts (and more, which is left). */
  readonly measure: readonly string[];
  /** The numbers of a measurement, with exactly the digits they have; undefined when it is none. */
  measured(answer: string): readonly string[] | undefined;
  /** The one number of a setting or a limit, as text. */
  setting(answer: string): string | undefined;
  readonly modeQuestion: string;
  /** Words of a mode in an answer; the first one is what is sent. */
  readonly modeWords: Readonly<Record<LoadMode, readonly string[]>>;
  modeCommand(word: string): string;
  /** Header of the number of a mode: `CURR1:CC`. */
  readonly settings: Readonly<Record<LoadMode, string>>;
  readonly input: { readonly on: string; readonly off: string; readonly question: string };
  /** Gives the front panel back. */
  readonly local?: string;
}

export interface LimitQuestions {
  readonly maxVolts: string;
  readonly maxAmps: string;
  readonly maxWatts: string;
  /** What the load takes as resistances. */
  readonly ohms: { readonly lowest: number; readonly highest: number };
}

/** Limits of a load that goes to these volts, amperes and watts. */
export function limitsTo(
  maxVolts: number,
  maxAmps: number,
  maxWatts: number,
  ohms: LimitQuestions['ohms'],
): LoadLimits {
  return {
    'constant-current': { lowest: 0, highest: maxAmps },
    'constant-voltage': { lowest: 0, highest: maxVolts },
    'constant-power': { lowest: 0, highest: maxWatts },
    'constant-resistance': ohms,
  };
}
