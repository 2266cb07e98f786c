/**
 * The Korad language: ASCII without terminators in either direction, and one raw status byte. Pure: text ↔ meaning.
 * Sources are named in README.md.
 */
import type { InstrumentIdentity } from '../../contract/driver.ts';

/** Bytes of a command. */
export function command(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Latin-1, because some units end their name with a byte above 0x7F. */
export function textOf(reply: Uint8Array): string {
  return String.fromCharCode(...reply);
}

/** `VSET1:05.00`, `ISET1:1.000`: always a point, never the locale's comma. */
export const setVoltsCommand = (volts: number): Uint8Array => command(`VSET1:${volts.toFixed(2).padStart(5, '0')}`);
export const setAmpsCommand = (amps: number): Uint8Array => command(`ISET1:${amps.toFixed(3)}`);
export const outputCommand = (on: boolean): Uint8Array => command(on ? 'OUT1' : 'OUT0');

/** Weight of the last digit. */
export const voltsResolution = 0.01;
export const ampsResolution = 0.001;

/** `05.00` as digits before the point: hundredths of a volt; undefined for anything else. */
export function parseVolts(reply: Uint8Array): number | undefined {
  const text = textOf(reply);
  return /^\d\d\.\d\d$/.test(text) ? Number(text) : undefined;
}

/** `1.000`; `ISET1?` may append a sixth stray byte, which a digit would make ambiguous. */
export function parseAmps(reply: Uint8Array): number | undefined {
  const text = textOf(reply);
  return /^\d\.\d\d\d[^\d]?$/s.test(text) ? Number(text.slice(0, 5)) : undefined;
}

export interface Status {
  readonly output: boolean;
  /** Meaningful only while the output is on. */
  readonly constantVoltage: boolean;
}

/** Only bit 6 (output) and bit 0 (constant voltage) can be relied upon in all of the family. */
export function parseStatus(reply: Uint8Array): Status | undefined {
  const [byte] = reply;
  if (reply.length !== 1 || byte === undefined) return undefined;
  return { output: (byte & 0x40) !== 0, constantVoltage: (byte & 0x01) !== 0 };
}

/** Everything of the family names itself by one of these. */
export const namePattern = /^(KORAD|TENMA|VELLEMAN|RND|STAMOS)\s*(.+?)\s*V(\d+\.\d+)(?:\s*SN:\s*(\w+))?$/i;

/** Make, model, firmware out of `KORADKA3005PV2.0`, without the 0x01 or 0xBC that some append. */
export function parseName(reply: Uint8Array): InstrumentIdentity | undefined {
  const text = textOf(reply).replace(/[^!-~]+$/, '');
  const match = namePattern.exec(text);
  if (match === null) return undefined;
  const [, make = '', model = '', firmware = '', serial] = match;
  return { make, model, firmware, ...(serial === undefined ? {} : { serial }) };
}

/** Highest volts and amperes of a model; the family's own names carry both (`KA3005P`: 30 V, 5 A). */
export function rating(model: string): { readonly volts: number; readonly amps: number } {
  const byNumber: Record<string, readonly [number, number]> = {
    '72-2535': [30, 3],
    '72-2540': [30, 5],
    '72-2545': [60, 2],
    '72-2550': [60, 3],
  };
  const known = byNumber[model];
  if (known !== undefined) return { volts: known[0], amps: known[1] };
  const digits = /(?:KA|KD|PS)(\d\d)(\d\d)/i.exec(model);
  // A unit that is not known by name is held to what all of the family can do.
  return digits === null ? { volts: 30, amps: 3 } : { volts: Number(digits[1]), amps: Number(digits[2]) };
}
