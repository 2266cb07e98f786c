/** How one SCPI multimeter differs from the next: the shape of an entry in `dialects.ts`. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { MeterFunction } from './functions.ts';

/**
 * `one-of-several`: `CALC:STAT?`, and `CALC:FUNC?` for which. `scale-and-null`: `CALC:SCAL:STAT?` and the Null of the function.
 * `advanced`: `CALC:FUNC?`, which may be off, and `CALC:STAT?`. `advanced-and-null`: as that, and the Null of the function.
 * `added-up`: `:CALC:FUNC?` tells all that is on, with a plus between.
 */
export type MathQuestions = 'one-of-several' | 'scale-and-null' | 'advanced' | 'advanced-and-null' | 'added-up';

export interface Dialect {
  readonly id: string;
  readonly models: readonly { readonly make: string; readonly model: string }[];
  /** Matched against the whole `*IDN?` answer. */
  readonly idn: RegExp;
  /** Highest value of each range in the base unit, ascending; functions that cannot be ranged have none. */
  readonly ranges: Readonly<Partial<Record<MeterFunction, readonly number[]>>>;
  /** Sent once after opening, where the meter needs to be told that it is remote. */
  readonly remote?: string;
  /** Gives the front panel back, on closing; absent where no source names a word for it. */
  readonly local?: string;
  /** Asks for the present function: `CONF?` adds range and resolution, the others do not. */
  readonly askFunction: 'CONF?' | 'FUNC?' | ':FUNC?' | 'CONF:STAT:FUNC?';
  /**
   * `READ?` starts a measurement of its own; `MEAS1?` and `VAL1?` tell the last one of a meter that measures all the time;
   * `:MEAS` is followed by the function it is set to.
   */
  readonly read: 'READ?' | 'MEAS1?' | 'VAL1?' | ':MEAS';
  /** How a function is set; `:FUNC` takes no range. `CONF` where absent. */
  readonly configure?: ':FUNC';
  /** What it calls its functions, where that is its own. */
  readonly names?: Readonly<Partial<Record<MeterFunction, readonly string[]>>>;
  /** From these values on a number of this function is an overload. */
  readonly overAboveIn?: Readonly<Partial<Record<MeterFunction, number>>>;
  /** After a change of function, until its first reading is there. */
  readonly settleMs: number;
  /** How old a reading that `read` tells may be; it is waited for. 0 where the measurement is started by the question. */
  readonly olderByMs: number;
  /** The one shape of a number; what is longer, shorter or otherwise written is none. */
  readonly numberShape: RegExp;
  /** Whether what is left of a number after a lost byte may have that shape too. */
  readonly lossHides?: true;
  /** From this value on a number is an overload. */
  readonly overAbove: number;
  readonly errorQueue: boolean;
  /** How it is asked what it does to a number; absent where no source names the words. */
  readonly math?: MathQuestions;
  /** What no answer tells of its front panel; see `DriverManifest.cannotTell`. */
  readonly cannotTell?: readonly HiddenMode[];
  /** How it is asked in which degrees it tells temperatures; absent where it measures none, or its function says so. */
  readonly askDegrees?: 'UNIT:TEMP?' | 'TEMP:RTD:UNIT?' | 'UNIT?';
}
