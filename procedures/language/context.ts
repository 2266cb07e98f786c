/**
 * What a procedure can do, as its author sees it. Every call is answered by the station, and nothing else may be
 * awaited. Instruments and `sleep` work only inside the body of an establish, a step or a soak's sample
 * (`script/outside-step`), bodies never overlap (`script/nested-step`), and a body that the station has ended from
 * outside never runs on.
 */
import type { FailureParam } from '../../foundation/failure.ts';
import type { Duration } from './duration.ts';
import type { MeasureBuilder } from './limit.ts';
import type { Declarations } from './procedure.ts';
import type { AnswerOf, ConfirmPrompt } from './prompt.ts';
import type { Amount } from './quantity.ts';
import type { Sample, Soak, SoakMoment, SoakOptions } from './soak.ts';

type Params = Readonly<Record<string, FailureParam>>;
type UnitOf<B> = B extends MeasureBuilder<infer U> ? U : never;
type KeysOf<T, Wanted> = { [K in keyof T]: T[K] extends Wanted ? K : never }[keyof T] & string;

export interface EstablishOptions {
  readonly timeout?: Duration;
  readonly undoTimeout?: Duration;
}

export interface StepOptions {
  /** A step that takes longer fails with `step/timeout` and its body is abandoned. */
  readonly timeout?: Duration;
  /** How often a failed body is tried again; all attempts are kept in the record. */
  readonly retries?: number;
}

export interface Context<D extends Declarations> {
  /** Puts the bench in a state. On resume it is applied again. `undo` runs at the end, last-in first-out. */
  establish(
    name: keyof D['stages'] & string,
    apply: () => Promise<unknown>,
    undo: () => Promise<unknown>,
    options?: EstablishOptions,
  ): Promise<void>;
  /** Observes something. The value (plain JSON) is journaled; on resume the body is skipped and the value returned. */
  step<T>(name: keyof D['stages'] & string, body: () => Promise<T>, options?: StepOptions): Promise<T>;
  /** Samples at a fixed pace for a length of time; every sample is journaled and a resume goes on where it ended. */
  soak<S extends Sample>(
    name: keyof D['stages'] & string,
    options: SoakOptions<NoInfer<S>>,
    sample: (moment: SoakMoment) => Promise<S>,
  ): Promise<Soak<S>>;
  /** Judges and records; answers with the verdict. Every attempt is kept. */
  measure<K extends keyof D['measures'] & string>(key: K, amount: Amount<UnitOf<D['measures'][K]>>): Promise<string>;
  /** Records honestly that a measure has no value, and why. It can never pass. */
  notMeasured(key: keyof D['measures'] & string, code: keyof D['findings'] & string, params?: Params): Promise<void>;
  /** The run cannot be decided any more, whatever else passes; where it is about one measure, `key` names it. */
  undecided(code: keyof D['findings'] & string, params?: Params, key?: keyof D['measures'] & string): Promise<void>;
  /** The unit has this fault: the run fails. */
  fault(code: keyof D['findings'] & string, params?: Params): Promise<void>;
  /** Something worth reading in the record that decides nothing. */
  note(code: keyof D['findings'] & string, params?: Params): Promise<void>;
  /** Asks the operator. Prompts queue, never overlap, and never keep a Stop waiting. */
  ask<K extends keyof D['prompts'] & string>(key: K): Promise<AnswerOf<D['prompts'][K]>>;
  /** {@link Context.ask} for a prompt of kind confirm. */
  confirm(key: KeysOf<D['prompts'], ConfirmPrompt>): Promise<boolean>;
  /** Waits inside a body. */
  sleep(duration: Duration): Promise<void>;
}
