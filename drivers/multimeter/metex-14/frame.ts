/**
 * The 14 characters of a Metex meter, and back. Pure. Guarantees a mode of two characters, a number of four or five
 * digits with one point at the most (or an overload mark), a unit, and CR. Source: libsigrok, `src/dmm/metex14.c` (facts only).
 */

export const frameBytes = 14;

export interface MetexFrame {
  /** `DC`, `AC`, `OH` … or two spaces. */
  readonly mode: string;
  /** Without sign and point; 0 in overload. */
  readonly digits: number;
  /** Digits behind the point. */
  readonly places: number;
  readonly negative: boolean;
  readonly overload: boolean;
  /** Without the spaces around it: `mV`, `kOhm` … */
  readonly unit: string;
}

const shape = /^([A-Z]{2}| {2}) *(-?) *(?:(\d{0,5})(?:\.(\d{0,4}))?|(\.OL|O\.L|OL\.?)) *$/;
const valueEnd = 9;

export function parseFrame(bytes: Uint8Array): MetexFrame | undefined {
  if (bytes.length !== frameBytes || bytes[frameBytes - 1] !== 0x0d || bytes.some((byte) => byte > 0x7e))
    return undefined;
  const text = String.fromCharCode(...bytes);
  const [, mode, sign, before, behind = '', overload] = shape.exec(text.slice(0, valueEnd)) ?? [];
  const unit = /^ *([A-Za-z]*) *$/.exec(text.slice(valueEnd, frameBytes - 1))?.[1];
  if (mode === undefined || unit === undefined) return undefined;
  const digits = `${before ?? ''}${behind}`;
  if (overload === undefined && digits.length !== 4 && digits.length !== 5) return undefined;
  return {
    mode,
    digits: Number(digits),
    places: behind.length,
    negative: sign === '-',
    overload: overload !== undefined,
    unit,
  };
}

/** The 14 characters of a meter of four digits; the simulator's side of {@link parseFrame}. */
export function encodeFrame({ mode, digits, places, negative, overload, unit }: MetexFrame): Uint8Array {
  const all = String(digits).padStart(4, '0');
  const number = places === 0 ? all : `${all.slice(0, -places)}.${all.slice(-places)}`;
  const value = `${negative ? '-' : ''}${overload ? '.OL' : number}`;
  return Uint8Array.from(Buffer.from(`${mode}${value.padStart(7)}${unit.padStart(4)}\r`, 'latin1'));
}
