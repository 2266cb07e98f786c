/** Samples as an instrument sent them → codes, and codes → volts. Pure. */
import type { SampleCode, WaveformScale } from '../../../foundation/capability/oscilloscope.ts';

export const bytesOf: Readonly<Record<SampleCode, 1 | 2>> = { u8: 1, i8: 1, u16le: 2, i16le: 2 };

/** The samples in `bytes`, without copying 8-bit ones. `bytes` must hold whole samples. */
export function codesOf(bytes: Uint8Array, code: SampleCode): Uint8Array | Int8Array | Uint16Array | Int16Array {
  const { buffer, byteOffset, byteLength } = bytes;
  if (code === 'u8') return bytes;
  if (code === 'i8') return new Int8Array(buffer, byteOffset, byteLength);
  const isAligned = byteOffset % 2 === 0 && isLittleEndian;
  if (isAligned && code === 'u16le') return new Uint16Array(buffer, byteOffset, byteLength >> 1);
  if (isAligned) return new Int16Array(buffer, byteOffset, byteLength >> 1);
  const view = new DataView(buffer, byteOffset, byteLength);
  const codes = code === 'u16le' ? new Uint16Array(byteLength >> 1) : new Int16Array(byteLength >> 1);
  for (let index = 0; index < codes.length; index++) {
    codes[index] = code === 'u16le' ? view.getUint16(2 * index, true) : view.getInt16(2 * index, true);
  }
  return codes;
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Volts of every sample, as numbers of 32 bits, which are finer than any converter. A hole is NaN. `into` takes them when
 * it is as long; making an array of millions costs more than filling it.
 */
export function voltsOf(bytes: Uint8Array, code: SampleCode, scale: WaveformScale, into?: Float32Array): Float32Array {
  const codes = codesOf(bytes, code);
  const volts = into?.length === codes.length ? into : new Float32Array(codes.length);
  const table = voltsByCode(code, scale);
  const done = bytesOf[code] === 1 ? fillByPairs(bytes, table, volts) : 0;
  const mask = table.length - 1;
  // A negative code has its place in the upper half: that is what its lower bits say.
  for (let index = done; index < codes.length; index++) volts[index] = table[(codes[index] as number) & mask] as number;
  return volts;
}

/** There are only so many codes: each is computed once. */
function voltsByCode(code: SampleCode, { voltsPerStep, voltsAtZero, hole }: WaveformScale): Float32Array {
  const codes = 256 ** bytesOf[code];
  const isSigned = code === 'i8' || code === 'i16le';
  const table = new Float32Array(codes);
  for (let place = 0; place < codes; place++) {
    const value = isSigned && place >= codes / 2 ? place - codes : place;
    table[place] = value === hole ? Number.NaN : value * voltsPerStep + voltsAtZero;
  }
  return table;
}

/** Fewer samples than this are not worth the larger table. */
const worthPairs = 1_000_000;

/**
 * Two samples of eight bits at once, by a table of all pairs, and eight in one turn: several times as fast for a record
 * of millions. The volts of a pair are moved as one number of 64 bits; no volts and no NaN of ours are such that moving
 * could change them. Gives how many samples it has done.
 */
function fillByPairs(bytes: Uint8Array, table: Float32Array, volts: Float32Array): number {
  const isAligned = bytes.byteOffset % 4 === 0 && volts.byteOffset % 8 === 0;
  if (!isAligned || !isLittleEndian || bytes.length < worthPairs) return 0;
  const pairs = new Float64Array(65_536);
  const halves = new Float32Array(pairs.buffer);
  for (let pair = 0; pair < 65_536; pair++) {
    halves[2 * pair] = table[pair & 0xff] as number;
    halves[2 * pair + 1] = table[pair >> 8] as number;
  }
  const turns = bytes.length >> 3;
  const from = new Int32Array(bytes.buffer, bytes.byteOffset, 2 * turns);
  const into = new Float64Array(volts.buffer, volts.byteOffset, 4 * turns);
  for (let turn = 0; turn < turns; turn++) {
    const four = from[2 * turn] as number;
    const fourMore = from[2 * turn + 1] as number;
    const pair = 4 * turn;
    into[pair] = pairs[four & 0xffff] as number;
    into[pair + 1] = pairs[four >>> 16] as number;
    into[pair + 2] = pairs[fourMore & 0xffff] as number;
    into[pair + 3] = pairs[fourMore >>> 16] as number;
  }
  return 8 * turns;
}
