/** What a procedure says about a soak and what it gets back. Aggregates are computed by the station from the journal. */
import type { Unit } from '../../foundation/measurement/unit.ts';
import type { Duration } from './duration.ts';
import type { Amount, Quantity } from './quantity.ts';
import type { SampleValues, SoakSummary } from './script-api.ts';
import type { Difference } from './unit-algebra.ts';

/** What one sample returns: fields by name. */
export type Sample = Readonly<Record<string, Amount | string | number | boolean | null>>;

export interface SoakOptions<S extends Sample> {
  /** Active time: suspensions are not counted. */
  readonly for: Duration;
  readonly every: Duration;
  /** Called after each sample; a reason (a short code) ends the soak early. Must depend on the sample alone. */
  readonly stopWhen?: (last: S) => string | null | undefined;
  /** After a crash or power cut; `fail` unless said otherwise. */
  readonly onGap?: { readonly shorterThan: Duration; readonly policy: 'extend' | 'restart' } | 'fail';
  /** The longest stretch of failing samples that is recorded as a hole and not the end. None unless said. */
  readonly hole?: Duration;
  /** For one sample; 30 s unless said otherwise. */
  readonly timeout?: Duration;
}

/** What a sample is told. */
export interface SoakMoment {
  readonly index: number;
  /** Since the soak began, in milliseconds. */
  readonly elapsedMs: number;
  /** Without suspensions and gaps. */
  readonly activeMs: number;
  /** The sample before this one, from the journal: the only memory a sample may have. */
  readonly last: SampleValues | null;
}

/** One field over the whole soak. Samples that are not `ok` have no part in it; with none at all it is `invalid`. */
export interface Aggregates<U extends Unit> {
  min(): Promise<Quantity<U>>;
  max(): Promise<Quantity<U>>;
  mean(): Promise<Quantity<U>>;
  median(): Promise<Quantity<U>>;
  sum(): Promise<Quantity<U>>;
  /** How many samples were `ok`. */
  count(): Promise<Quantity<'1'>>;
  first(): Promise<Quantity<U>>;
  last(): Promise<Quantity<U>>;
  /** Change in one hour, by a straight line through all samples. */
  slope(): Promise<Quantity<Difference<U>>>;
  /** How long the field was above `level`, which is in the field's unit. */
  timeAbove(level: number): Promise<Quantity<'s'>>;
  /** The largest change between two samples that follow each other. */
  maxStep(): Promise<Quantity<Difference<U>>>;
}

/** A finished soak: `summary`, and the aggregates of every field that is an amount, or null where it was not asked for. */
export type Soak<S extends Sample> = {
  readonly [K in keyof S as [Extract<S[K], Amount>] extends [never] ? never : K]: Extract<S[K], Amount> extends Amount<
    infer U
  >
    ? Aggregates<U>
    : never;
} & { readonly summary: SoakSummary };
