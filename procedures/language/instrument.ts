/**
 * Instruments as a procedure sees them: the verbs of the capability, with the unit of every reading known to the
 * compiler. The units follow from the field names of `foundation/capability`, which use one name for one unit.
 */
import type {
  Capabilities,
  Capability,
  MultimeterReadArgs,
  ThermometerChannel,
} from '../../foundation/capability/capability.ts';
import type {
  ScopeMeasureArgs,
  ScopeMeasurement,
  ScopeMeasurementUnits,
} from '../../foundation/capability/oscilloscope.ts';
import type { PhoneSample, PhoneSampleArgs } from '../../foundation/capability/phone.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { unitsOfQuantity } from '../../foundation/measurement/unit.ts';
import type { Duration } from './duration.ts';
import type { Measured } from './quantity.ts';

/** Field name → unit, for every field of a capability that holds a reading. */
export interface UnitOfField {
  voltage: 'V';
  dPlus: 'V';
  dMinus: 'V';
  current: 'A';
  power: 'W';
  charge: 'A.h';
  chargeCounter: 'A.h';
  design: 'A.h';
  energy: 'W.h';
  min: 'V';
  max: 'V';
  mean: 'V';
  rms: 'V';
  peakToPeak: 'V';
  temperature: 'Cel';
  setTemperature: 'Cel';
  T1: 'Cel';
  T2: 'Cel';
  T3: 'Cel';
  T4: 'Cel';
  battery: 'Cel';
  skin: 'Cel';
  cpu: 'Cel';
  level: '%';
  health: '%';
  rsrp: '{dBm}';
  uptime: 's';
  position: 's';
  cycles: '1';
  status: '1';
  signalBars: '1';
  framesTotal: '1';
  framesDropped: '1';
  freeBytes: '1';
}

/** `T` with every reading in it turned into one whose unit is known. */
export type Typed<T, Field = unknown> = T extends Reading
  ? Measured<Field extends keyof UnitOfField ? UnitOfField[Field] : Reading['unit']>
  : T extends readonly (infer Element)[]
    ? readonly Typed<Element, Field>[]
    : T extends object
      ? { readonly [P in keyof T]: Typed<T[P], P> }
      : T;

export interface CallOptions {
  /** How long the call may take; each verb has a default of its own. */
  readonly deadline?: Duration;
}

type PlainInstrument<C extends Capability> = {
  readonly [V in keyof Capabilities[C]]: Capabilities[C][V] extends { readonly in: infer In; readonly out: infer Out }
    ? Record<string, never> extends In
      ? (args?: In, options?: CallOptions) => Promise<Typed<Out>>
      : (args: In, options?: CallOptions) => Promise<Typed<Out>>
    : never;
};

type QuantityKind = NonNullable<MultimeterReadArgs['quantity']>;

/** A multimeter says what it is asked to measure, so that the unit is known. */
export interface MultimeterInstrument {
  /** The next reading taken after the call. */
  read<Q extends QuantityKind>(
    args: MultimeterReadArgs & { readonly quantity: Q },
    options?: CallOptions,
  ): Promise<Measured<(typeof unitsOfQuantity)[Q][number]>>;
}

/** A thermometer gives the input that is asked for, or all of them. */
export interface ThermometerInstrument {
  /** Temperatures taken after the call. */
  read<C extends ThermometerChannel = ThermometerChannel>(
    args?: { readonly channel?: C },
    options?: CallOptions,
  ): Promise<{ readonly [T in C]: Measured<'Cel'> }>;
}

/** What was asked for is there. */
type SampleOf<A extends PhoneSampleArgs> = Typed<
  Pick<PhoneSample, 'uptime' | 'bootId'> & {
    [P in keyof A & ('battery' | 'thermal' | 'telephony' | 'media')]: A[P] extends false | undefined
      ? undefined
      : NonNullable<PhoneSample[P]>;
  }
>;

export interface PhoneInstrument extends Omit<PlainInstrument<'Phone'>, 'sample'> {
  /** Everything asked for, in one round trip. */
  sample<const A extends PhoneSampleArgs>(args: A, options?: CallOptions): Promise<SampleOf<A>>;
}

/** An oscilloscope's own measurement has the unit of what is measured. */
export interface OscilloscopeInstrument extends Omit<PlainInstrument<'Oscilloscope'>, 'measure'> {
  measure<W extends ScopeMeasurement>(
    args: Omit<ScopeMeasureArgs, 'what'> & { readonly what: W },
    options?: CallOptions,
  ): Promise<Measured<ScopeMeasurementUnits[W]>>;
}

/** The instrument of a capability. */
export type Instrument<C extends Capability> = C extends 'Multimeter'
  ? MultimeterInstrument
  : C extends 'Phone'
    ? PhoneInstrument
    : C extends 'Thermometer'
      ? ThermometerInstrument
      : C extends 'Oscilloscope'
        ? OscilloscopeInstrument
        : PlainInstrument<C>;

/** A need that the procedure can do without. */
export interface OptionalNeed<C extends Capability = Capability> {
  readonly capability: C;
  readonly optional: true;
}

/** Declares a need whose instrument may be missing; the procedure gets null then. */
export const optional = <C extends Capability>(capability: C): OptionalNeed<C> => ({ capability, optional: true });

/** The named readings in the answers of a capability: `energy` of a USB meter, `current` of a supply. */
export type ReadingName<C extends Capability> = {
  [V in keyof Capabilities[C]]: Capabilities[C][V] extends { readonly out: infer Out }
    ? ReadingField<Required<Out>>
    : never;
}[keyof Capabilities[C]];

type ReadingField<Out> = Out extends Reading
  ? never
  : { [F in keyof Out]: Out[F] extends Reading ? F & string : never }[keyof Out];

/** A need whose instrument must have certain readings, because not every model of a kind has all of them. */
export interface TellingNeed<C extends Capability = Capability> {
  readonly capability: C;
  readonly optional: false;
  readonly tells: readonly string[];
}

/**
 * Declares a need for an instrument that tells these readings: `telling('UsbMeter', 'energy')`. One that is known to lack
 * any of them is not chosen, or the run is refused before it begins.
 */
export const telling = <C extends Capability>(
  capability: C,
  first: ReadingName<C>,
  ...more: readonly ReadingName<C>[]
): TellingNeed<C> => ({ capability, optional: false, tells: [first, ...more] });

/** Role → what it needs. Roles are the author's names: `phone`, `meter`, `charger`. */
export type Needs = Readonly<Record<string, Capability | OptionalNeed | TellingNeed>>;

/** What `run` is given: one instrument for each role. */
export type Instruments<N extends Needs> = {
  readonly [R in keyof N]: N[R] extends OptionalNeed<infer C>
    ? Instrument<C> | null
    : N[R] extends TellingNeed<infer C>
      ? Instrument<C>
      : N[R] extends Capability
        ? Instrument<N[R]>
        : never;
};
