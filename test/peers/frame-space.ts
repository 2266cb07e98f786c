/**
 * The whole frame space of the free-running multimeters, whether we read a frame or not: what we lack has to show in a
 * comparison as well as what we get wrong.
 */
import { type MeterFamily, meterFamilies } from '../../drivers/multimeter/meter-families.ts';
import type { Display } from '../../drivers/multimeter/stream-meter/display.ts';
import { uniTUt61e } from '../../drivers/multimeter/uni-t-ut61e/driver.ts';
import { blankFrame, encodeFrame as encodeEs51922, parseFrame } from '../../drivers/multimeter/uni-t-ut61e/frame.ts';
import { meaningOf } from '../../drivers/multimeter/uni-t-ut61e/meaning.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';

const nibbles = Array.from({ length: 16 }, (_, nibble) => nibble);
/** Eight of them, and the first that no meter has. */
const ranges = nibbles.slice(0, 9);

/** `frame` with other low nibbles at these places. */
function changed(frame: Uint8Array, places: Readonly<Record<number, number>>): Uint8Array {
  return frame.map((byte, index) => (places[index] === undefined ? byte : (byte & 0xf0) | (places[index] ?? 0)));
}

/**
 * Every function × every range × every value of every byte of bits, one byte at a time; digits of all sizes. For the
 * meters whose bytes are 0x30 to 0x3F, where a low nibble is a range, a function, a digit or four bits.
 */
function nibbleSpace(
  frame: Uint8Array,
  at: {
    readonly range: number;
    readonly function: number;
    readonly digits: readonly number[];
    readonly bits: readonly number[];
  },
): Uint8Array[] {
  return nibbles.flatMap((functionNibble) =>
    ranges.flatMap((range) =>
      at.bits.flatMap((place, nth) =>
        nibbles.map((bits) => {
          const digits = at.digits.map((digit, index) => [
            digit,
            (functionNibble * 7 + range * 3 + bits * index + nth) % 10,
          ]);
          return changed(frame, {
            ...Object.fromEntries(digits),
            [at.range]: range,
            [at.function]: functionNibble,
            [place]: bits,
          });
        }),
      ),
    ),
  );
}

/** 14 bytes of the ES51922. */
function es51922Space(): Uint8Array[] {
  const at = { range: 0, function: 6, digits: [2, 3, 4, 5], bits: [7, 8, 9, 10, 11] };
  return nibbleSpace(encodeEs51922({ ...blankFrame, digits: 10_000 }), at);
}

function es519xxSpace({ volts }: MeterFamily): Uint8Array[] {
  return nibbleSpace(volts, { range: 0, function: 5, digits: [2, 3, 4], bits: [6, 7, 8] });
}

function ut71xSpace({ volts }: MeterFamily): Uint8Array[] {
  const marks = ['::0<:', ':<0::', '1234:'].map((text) => [...text].map((char) => char.charCodeAt(0) & 0x0f));
  const at = { range: 5, function: 6, digits: [1, 2, 3, 4], bits: [7, 8] };
  const all = nibbleSpace(volts, at);
  const marked = all
    .filter((_, nth) => nth % 16 < 8)
    .flatMap((frame, nth) => {
      const mark = marks[nth % marks.length] ?? [];
      return [changed(frame, Object.fromEntries(mark.map((digit, place) => [place, digit])))];
    });
  return [...all, ...marked];
}

/** Every kind of frame with each of its bits the other way, one at a time. */
function flippedSpace(frames: readonly Uint8Array[], every: number): Uint8Array[] {
  return frames
    .filter((_, nth) => nth % every === 0)
    .flatMap((frame) =>
      Array.from({ length: frame.length * 8 }, (_, bit) =>
        frame.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
      ),
    );
}

/** A frame of the 121GW with the sum that belongs to it. */
function summed(frame: Uint8Array): Uint8Array {
  const body = frame.slice(0, -1);
  return Uint8Array.of(
    ...body,
    body.reduce((sum, byte) => sum ^ byte, 0),
  );
}

/** Every mode × every range of the 121GW's main display, with its bits of range and symbols, one at a time. */
function eev121gwSpace({ states, volts }: MeterFamily): Uint8Array[] {
  const modes = Array.from({ length: 25 * 8 }, (_, nth) =>
    volts.map((byte, index) => (index === 5 ? nth >> 3 : index === 6 ? nth & 7 : byte)),
  );
  return [...modes, ...flippedSpace(states, 11)].map(summed);
}

/** Signs of the FS9922, which writes them. */
const plus = 0x2b;
const minus = 0x2d;

function frameSpace(family: MeterFamily): Uint8Array[] {
  const { id } = family.driver.manifest;
  if (id === 'eevblog-121gw') return [...family.states, ...eev121gwSpace(family)];
  if (id === 'uni-t-ut60g' || id === 'iso-tech-idm103n') return [...family.states, ...es519xxSpace(family)];
  if (id === 'voltcraft-vc940') return [...family.states, ...ut71xSpace(family)];
  const isWritten = family.states[0]?.[0] === plus;
  const negative = isWritten ? family.states.map((frame) => Uint8Array.of(minus, ...frame.slice(1))) : [];
  return [...family.states, ...negative, ...flippedSpace(family.states, 31)];
}

/** A meter as a comparison needs it: all it can send, and what we make of each. */
export interface PeerMeter extends Pick<MeterFamily, 'driver' | 'copies' | 'separator'> {
  readonly filler: Uint8Array;
  /** Without filler and separator, and without the doubling of meters that send every frame twice. */
  readonly space: readonly Uint8Array[];
  readingOf(frame: Uint8Array): Reading | undefined;
  display(frame: Uint8Array): Display | undefined;
}

const ut61eVolts = (digits: number) => encodeEs51922({ ...blankFrame, range: 1, digits, dc: true });

/** The UT61E has an engine of its own. */
function ut61e(): Omit<PeerMeter, 'display'> {
  const readingOf = (bytes: Uint8Array) => {
    const frame = parseFrame(bytes);
    return frame === undefined ? undefined : meaningOf(frame);
  };
  const [filler, separator] = [ut61eVolts(11_111), ut61eVolts(22_222)];
  return { driver: uniTUt61e, copies: 1, filler, separator, space: es51922Space(), readingOf };
}

/** `id`: of our driver. */
export function peerMeter(id: string): PeerMeter {
  if (id === uniTUt61e.manifest.id) return { ...ut61e(), display: () => undefined };
  const family = meterFamilies.find(({ driver }) => driver.manifest.id === id);
  if (family === undefined) throw new Error(`no family ${id}`);
  const { driver, copies, volts: filler, separator, format } = family;
  const isOwn = (frame: Uint8Array) => [filler, separator].some((own) => own.every((byte, at) => byte === frame[at]));
  return {
    ...{ driver, copies, filler, separator },
    space: frameSpace(family).filter((frame) => !isOwn(frame)),
    readingOf: (frame) => format.readingOf(frame),
    display: (frame) => family.display?.(frame),
  };
}
