/**
 * `service call batteryproperties 1 i32 ID`: the property as an int64 in a dumped parcel. Guarantees that an exception,
 * an error result, a missing value and "unsupported" never become a number. Source: AOSP BatteryProperty; the answer
 * of the shell tool `service`.
 */
import { refusalIn, type Told, told } from './answer.ts';

/** Ids of BatteryManager's properties. */
export const batteryProperty = { chargeCounter: 1, currentNow: 2, capacity: 4, status: 6, stateOfHealth: 10 } as const;

/** The 32-bit words of a dumped parcel, whether on one line or with offsets; undefined when it is none. */
export function parcelWords(text: string): number[] | undefined {
  const start = text.indexOf('Parcel(');
  if (start < 0) return undefined;
  const words: number[] = [];
  for (const line of text.slice(start + 'Parcel('.length).split(/\r?\n/)) {
    const hex = line.replace(/'.*$/, '').replace(/^\s*0x[0-9a-f]{8}:/i, '');
    for (const word of hex.matchAll(/(?<![0-9a-z])[0-9a-f]{8}(?![0-9a-z])/gi)) words.push(Number.parseInt(word[0], 16));
  }
  return words.length === 0 ? undefined : words;
}

/** Words: exception, result, marker of a value, then the int64 low word first. A safe integer, placeholders left out. */
export function parseBatteryProperty(text: string): Told<number> {
  const no = refusalIn(text);
  if (no !== undefined) return { availability: no };
  const words = parcelWords(text);
  if (words === undefined || words.length === 0) return { availability: 'unknown' };
  const [exception = 0, result = 0, marker = 0, low, high] = words;
  if (exception !== 0) return { availability: 'refused' };
  if (result !== 0 || marker !== 1 || low === undefined || high === undefined) return { availability: 'unknown' };
  const value = (high | 0) * 2 ** 32 + low;
  if (!Number.isSafeInteger(value) || value === 0 || value === -1 || value === 0x7fffffff || value === -(2 ** 31)) {
    return { availability: 'unknown' };
  }
  return told(value);
}
