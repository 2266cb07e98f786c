/**
 * What an 11-byte ES519xx frame means. Pure. Guarantees one quantity, never AC and DC at once, an exponent that is
 * defined for the range, and overload as a status without a value.
 */
import type { Reading, ReadingFlag } from '../../../foundation/measurement/reading.ts';
import { numberReading } from '../stream-meter/number-reading.ts';
import type { Es519xxFrame } from './frame.ts';
import { functionCode, unreadFunction } from './function-code.ts';
import type { Es519xxFunction, Es519xxVariant } from './variants.ts';

const counts = 4_000;
const plainFlags = ['dc', 'ac', 'auto', 'hold', 'max', 'min', 'peak-max', 'peak-min', 'low-battery'] as const;

/** The reading a frame shows; `undefined` when it breaks the rules above. */
export function meaningOf(frame: Es519xxFrame, variant: Es519xxVariant): Reading | undefined {
  const { range, digits, overload, lit } = frame;
  const meaning = functionOf(frame, variant);
  const exponent = meaning?.exponents[range];
  if (meaning === undefined || exponent === undefined || (lit.includes('ac') && lit.includes('dc'))) return undefined;
  const flags: ReadingFlag[] = plainFlags.filter((flag) => lit.includes(flag));
  if (meaning.flag !== undefined) flags.push(meaning.flag);
  return numberReading({
    quantity: meaning.quantity,
    unit: meaning.unit,
    digits,
    exponent,
    negative: lit.includes('minus'),
    status: overload ? 'overrange' : 'ok',
    flags,
    counts,
  });
}

function functionOf({ functionCode: code, lit }: Es519xxFrame, variant: Es519xxVariant): Es519xxFunction | undefined {
  const counted = lit.includes('judge') ? variant.rotation : variant.hertz;
  if (code === functionCode.hertz) return counted;
  const meaning = variant.functions[code];
  return meaning?.countsCycles === true && lit.includes('vahz') ? counted : meaning;
}

/** What a frame without a place in a reading is set to; `undefined` for those with one, and for what is no frame of the variant. */
export function unreadModeOf(frame: Es519xxFrame, variant: Es519xxVariant): string | undefined {
  const { functionCode: code, lit } = frame;
  if (code === functionCode.hertz && lit.includes('judge') && variant.rotation === undefined) return 'RPM';
  const meaning = functionOf(frame, variant);
  // Nobody knows the point of such a number.
  return meaning?.exponents.length === 0 ? meaning.quantity : unreadFunction(code);
}
