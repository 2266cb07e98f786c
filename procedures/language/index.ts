/** The language of procedures: everything an author imports, and nothing else. */
export type { Context } from './context.ts';
export { type Duration, hour, min, sec } from './duration.ts';
export { type Instrument, type Instruments, type Needs, optional, telling } from './instrument.ts';
export { limit } from './limit.ts';
export { type Procedure, procedure } from './procedure.ts';
export { prompt } from './prompt.ts';
export { type Amount, type Measured, type Quantity, q } from './quantity.ts';
export type { SampleValues, SoakSummary } from './script-api.ts';
export type { Soak, SoakMoment, SoakOptions } from './soak.ts';
export type { Texts } from './texts.ts';
