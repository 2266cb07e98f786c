/**
 * The 45-byte answer of a Center 309 or Voltcraft K204 to `A`. Pure: bytes ↔ fields. There is no checksum: only the first
 * and the last byte and the length can tell that it is one. Sources are named in README.md.
 */

export const frameBytes = 45;
export const channels = ['T1', 'T2', 'T3', 'T4'] as const;
type PerChannel<T> = readonly [T, T, T, T];

/** First and last byte of every answer. */
export const edges = { first: 0x02, last: 0x03 } as const;
const place = { status: 1, temperatures: 7, over: 39, overMax: 41, overMin: 42, wholeDegrees: 43 };

/** What the display is made of: the present value, or the extremes since they were cleared. */
export const displayModes = ['present', 'max', 'min', 'max-min'] as const;
export type DisplayMode = (typeof displayModes)[number];

export interface CenterFrame {
  /** Degrees Celsius, else Fahrenheit. */
  readonly celsius: boolean;
  readonly lowBattery: boolean;
  readonly hold: boolean;
  readonly relative: boolean;
  /** T1 less T2 is shown. */
  readonly difference: boolean;
  readonly display: DisplayMode;
  readonly recording: boolean;
  /** Digits as shown, in tenths of a degree or in whole degrees. */
  readonly digits: PerChannel<number>;
  readonly wholeDegrees: PerChannel<boolean>;
  /** Beyond the range, or no probe. */
  readonly over: PerChannel<boolean>;
}

/** Undefined for anything that is not a whole answer. */
export function parseFrame(bytes: Uint8Array): CenterFrame | undefined {
  if (bytes.length !== frameBytes || bytes[0] !== edges.first || bytes[frameBytes - 1] !== edges.last) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const status = view.getUint8(place.status);
  const bit = (at: number) => (status & (1 << at)) !== 0;
  const display = displayModes[(status >> 1) & 3] ?? 'present';
  const overPlace = { present: place.over, max: place.overMax, min: place.overMin, 'max-min': place.over }[display];
  const each = <T>(of: (channel: number) => T): PerChannel<T> => [of(0), of(1), of(2), of(3)];
  const bits = (at: number) => each((channel) => (view.getUint8(at) & (1 << channel)) !== 0);
  return {
    celsius: bit(7),
    lowBattery: bit(6),
    hold: bit(5),
    relative: bit(4),
    difference: bit(3),
    display,
    recording: bit(0),
    // Signed: libsigrok 0.5.2 takes them without a sign and shows -12.5 as 6541.1.
    digits: each((channel) => view.getInt16(place.temperatures + 2 * channel)),
    wholeDegrees: bits(place.wholeDegrees),
    over: bits(overPlace),
  };
}

/** The bytes that {@link parseFrame} reads; what is not known of an answer is zero. */
export function frameOf(frame: CenterFrame): Uint8Array {
  const bytes = new Uint8Array(frameBytes);
  const view = new DataView(bytes.buffer);
  const bits = (flags: PerChannel<boolean>) => flags.reduce((sum, flag, channel) => sum | (flag ? 1 << channel : 0), 0);
  const { celsius, lowBattery, hold, relative, difference, recording } = frame;
  const status = [celsius, lowBattery, hold, relative, difference].reduce(
    (sum, flag, at) => sum | (flag ? 0x80 >> at : 0),
    0,
  );
  bytes[0] = edges.first;
  bytes[place.status] = status | (displayModes.indexOf(frame.display) << 1) | (recording ? 1 : 0);
  frame.digits.forEach((digits, channel) => {
    view.setInt16(place.temperatures + 2 * channel, digits);
  });
  for (const at of [place.over, place.overMax, place.overMin]) bytes[at] = bits(frame.over);
  bytes[place.wholeDegrees] = bits(frame.wholeDegrees);
  bytes[frameBytes - 1] = edges.last;
  return bytes;
}

/** Everything but the temperatures as text: two answers with the same settings differ in nothing else. */
export function settingsOf({ digits: _digits, ...settings }: CenterFrame): string {
  return JSON.stringify(settings);
}
