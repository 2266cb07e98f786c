/**
 * What a procedure declares about a measurement before the run: unit, limits and the rule of decision. Plain data, kept
 * in every record, so that a verdict can be recomputed years later and two versions can be compared as tables.
 */
import type { Unit } from './unit.ts';

export const languages = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof languages)[number];

/** One text in every language the station speaks. */
export type Texts = Readonly<Record<Language, string>>;

export interface Limits {
  /** Smallest value that is still good, inclusive. */
  readonly lo?: number;
  /** Largest value that is still good, inclusive. */
  readonly hi?: number;
  /** Below this (and not under `lo`) it passes with a warning. */
  readonly warnLo?: number;
  /** Above this (and not over `hi`) it passes with a warning. */
  readonly warnHi?: number;
}

/**
 * `simple`: the value alone decides. `guarded`: the value's own U95 is the guard band (ILAC-G8:09/2019, 4.2.3); without
 * a U95 it fails. `{guard}`: a guard band agreed beforehand, in the unit of the measurement.
 */
export type DecisionRule = 'simple' | 'guarded' | { readonly guard: number };

export interface DeclaredMeasure {
  readonly key: string;
  readonly title: Texts;
  readonly unit: Unit;
  readonly limits: Limits;
  readonly rule: DecisionRule;
  /** Recorded, never judged. */
  readonly infoOnly: boolean;
  /** May stay unset without failing the run (what the unit cannot do); once set it is judged like any other. */
  readonly optional: boolean;
  /** The procedure itself may count this (unit `1`); any other number needs a reading behind it. */
  readonly counted?: true;
}
