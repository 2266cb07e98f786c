/**
 * What the maker promises for the UT61E, as ± (percent of reading + counts of the last digit), for the rows where a
 * wrong figure would be noticed. Other functions get no uncertainty rather than a guessed one.
 *
 * Not verified: the figures are remembered from UNI-T's data sheet (23 °C ± 5 °C, one year) and no copy of it was at
 * hand. The first and the last DC volt range carry the larger of the two count figures in circulation.
 */
import { u95OfSpecification } from '../../../foundation/measurement/reading.ts';
import { type Es51922Frame, functionCode } from './frame.ts';

interface Promised {
  readonly percent: number;
  readonly counts: number;
}

const dcVolts: readonly Promised[] = [
  { percent: 0.1, counts: 2 },
  { percent: 0.1, counts: 2 },
  { percent: 0.1, counts: 2 },
  { percent: 0.1, counts: 5 },
  { percent: 0.1, counts: 5 },
];
const dcMilliamps: readonly Promised[] = [
  { percent: 0.5, counts: 10 },
  { percent: 0.5, counts: 10 },
];
const ohms: readonly Promised[] = [
  { percent: 0.5, counts: 10 },
  { percent: 0.5, counts: 10 },
  { percent: 0.5, counts: 10 },
  { percent: 0.5, counts: 10 },
];

/** Expanded uncertainty (k = 2) in the base unit; `undefined` where nothing is promised that we could vouch for. */
export function u95Of(frame: Es51922Frame, value: number, resolution: number): number | undefined {
  const promised = rowOf(frame)?.[frame.range];
  if (promised === undefined) return undefined;
  return u95OfSpecification(value, promised.percent, promised.counts, resolution);
}

function rowOf(frame: Es51922Frame): readonly Promised[] | undefined {
  // A relative reading hides what was subtracted, a peak has its own and far worse figures; a low battery voids all.
  if (frame.rel || frame.peakMax || frame.peakMin || frame.lowBattery) return undefined;
  if (frame.vahz || frame.judge) return undefined;
  switch (frame.functionCode) {
    case functionCode.volts:
      return frame.dc ? dcVolts : undefined;
    case functionCode.microamps:
    case functionCode.milliamps:
      return frame.dc ? dcMilliamps : undefined;
    case functionCode.ohms:
      return ohms;
    default:
      return undefined;
  }
}
