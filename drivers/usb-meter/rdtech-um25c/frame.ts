/**
 * One dump of an RDTech UM24C, UM25C or UM34C: 130 bytes, big-endian. Pure: bytes ↔ fields. Only the UM34C has a
 * checksum, and it covers a quarter of the bytes; so a dump counts only when its power agrees with volts and amperes,
 * and the instrument waits for a second one besides. Sources are named in README.md.
 */

export type MeterModel = 'UM24C' | 'UM25C' | 'UM34C';

export const frameBytes = 130;
const groups = 10;

interface ModelFacts {
  readonly word: number;
  /** Digits after the point of volts and amperes in the dump. */
  readonly voltDigits: number;
  readonly ampDigits: number;
  /** Most the meter is made for; above it nothing is measured. */
  readonly maxVolts: number;
  readonly maxAmps: number;
}

export const modelFacts: Readonly<Record<MeterModel, ModelFacts>> = {
  UM24C: { word: 0x0963, voltDigits: 2, ampDigits: 3, maxVolts: 24, maxAmps: 3 },
  UM25C: { word: 0x09c9, voltDigits: 3, ampDigits: 4, maxVolts: 24, maxAmps: 5 },
  UM34C: { word: 0x0d4c, voltDigits: 2, ampDigits: 3, maxVolts: 24, maxAmps: 4 },
};

/** Raw numbers of one dump; scaled by {@link modelFacts}. */
export interface MeterFrame {
  readonly model: MeterModel;
  readonly volts: number;
  readonly amps: number;
  readonly milliwatts: number;
  readonly celsius: number;
  readonly fahrenheit: number;
  readonly group: number;
  /** Counters of all ten groups. */
  readonly milliampHours: readonly number[];
  readonly milliwattHours: readonly number[];
  /** Hundredths of a volt. */
  readonly dPlus: number;
  readonly dMinus: number;
  readonly mode: number;
  /** Tenths of an ohm, 99999 without current. */
  readonly deciohms: number;
}

/** The model whose word the bytes begin with. */
export function modelOf(bytes: Uint8Array): MeterModel | undefined {
  const word = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  for (const [model, facts] of Object.entries(modelFacts)) if (facts.word === word) return model as MeterModel;
  return undefined;
}

const checksumPlaces = [
  1, 3, 7, 9, 15, 17, 19, 23, 31, 39, 41, 45, 49, 53, 55, 57, 59, 63, 67, 69, 73, 79, 83, 89, 97, 99, 109, 111, 113,
  119, 121, 127,
];

/** The UM34C's last byte. */
export function checksum(bytes: Uint8Array): number {
  return checksumPlaces.reduce((sum, place) => sum ^ (bytes[place] ?? 0), 0);
}

/** The fields of exactly one sound dump; undefined for anything else. */
export function parseFrame(bytes: Uint8Array): MeterFrame | undefined {
  const model = modelOf(bytes);
  if (model === undefined || bytes.length !== frameBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endsWell = model === 'UM34C' ? view.getUint8(129) === checksum(bytes) : view.getUint16(128) === 0xfff1;
  if (!endsWell || view.getUint16(14) >= groups) return undefined;
  const frame: MeterFrame = {
    model,
    volts: view.getUint16(2),
    amps: view.getUint16(4),
    milliwatts: view.getUint32(6),
    celsius: view.getUint16(10),
    fahrenheit: view.getUint16(12),
    group: view.getUint16(14),
    milliampHours: Array.from({ length: groups }, (_, group) => view.getUint32(16 + 8 * group)),
    milliwattHours: Array.from({ length: groups }, (_, group) => view.getUint32(20 + 8 * group)),
    dPlus: view.getUint16(96),
    dMinus: view.getUint16(98),
    mode: view.getUint16(100),
    deciohms: view.getUint32(122),
  };
  return powerAgrees(frame) ? frame : undefined;
}

/**
 * Whether power agrees with volts and amperes, within the digits they are told with. Nothing else is looked at: what the
 * other fields may hold nobody has published, and a meter whose dumps are turned down for that would never be recognised.
 */
function powerAgrees({ model, volts, amps, milliwatts }: MeterFrame): boolean {
  const { voltDigits, ampDigits } = modelFacts[model];
  const [inVolts, inAmps] = [volts / 10 ** voltDigits, amps / 10 ** ampDigits];
  const digits = (inVolts * 10 ** -ampDigits + inAmps * 10 ** -voltDigits) * 1000;
  return Math.abs(milliwatts - inVolts * inAmps * 1000) <= 1.5 + digits;
}

/** The dump a meter would send; what {@link parseFrame} does not look at is as on a meter in its factory state. */
export function frameOf(frame: MeterFrame): Uint8Array {
  const bytes = new Uint8Array(frameBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, modelFacts[frame.model].word);
  view.setUint16(2, frame.volts);
  view.setUint16(4, frame.amps);
  view.setUint32(6, frame.milliwatts);
  view.setUint16(10, frame.celsius);
  view.setUint16(12, frame.fahrenheit);
  view.setUint16(14, frame.group);
  for (let group = 0; group < groups; group += 1) {
    view.setUint32(16 + 8 * group, frame.milliampHours[group] ?? 0);
    view.setUint32(20 + 8 * group, frame.milliwattHours[group] ?? 0);
  }
  view.setUint16(96, frame.dPlus);
  view.setUint16(98, frame.dMinus);
  view.setUint16(100, frame.mode);
  view.setUint16(110, 10);
  view.setUint16(118, 2);
  view.setUint16(120, 4);
  view.setUint32(122, frame.deciohms);
  view.setUint16(128, 0xfff1);
  if (frame.model === 'UM34C') view.setUint8(129, checksum(bytes));
  return bytes;
}
