/**
 * The files of a new multimeter that streams frames with a marker and a sum: everything that such meters have in common is
 * there, and `payload.ts` has the two places that are its own. Guarantees that what is made compiles as it stands.
 */

/** A file of the new folder. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/** `uni-t-ut61e` → `uniTUt61e`. */
export function variableOf(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Every file of `drivers/multimeter/ID/`. */
export function multimeterFiles(id: string): readonly NewFile[] {
  return [
    { name: 'driver.ts', text: driver(id) },
    { name: 'frame.ts', text: frame(id) },
    { name: 'payload.ts', text: payload(id) },
    { name: `${id}.test.ts`, text: test(id) },
    { name: 'README.md', text: readme(id) },
  ];
}

const driver = (id: string) => `/** The driver \`${id}\`: who makes it, how it is reached, and its simulator's face. */
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { autoRanged, type MeterFace } from '../stream-meter/stream-simulator.ts';
import { encodeFrame, format } from './frame.ts';
import { counts, type Display, dcVoltsExponents } from './payload.ts';

const face: MeterFace<Display> = {
  encode: encodeFrame,
  dcVolts(volts) {
    const { range, digits, overload } = autoRanged(volts, dcVoltsExponents, counts);
    const exponent = dcVoltsExponents[range] ?? 0;
    return { quantity: 'voltage', unit: 'V', flags: ['dc'], digits, exponent, negative: volts < 0, overload };
  },
  largestDigits: counts,
};

export const ${variableOf(id)} = streamMeter({
  id: '${id}',
  // The makers and models that talk alike; the first one gives the make.
  models: [{ make: '${id.split('-')[0]}', model: '${id.split('-').slice(1).join('-')}' }],
  recognisedBy: 'its stream of frames; its cable tells nothing',
  line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
  format,
  face,
  // What may be on at its front panel while no frame says so; empty where yours tells all of it.
  cannotTell: ['hold', 'relative', 'min-max'],
});
`;

const frame = (id: string) => `/**
 * The frames of \`${id}\`: marker, payload, and the sum of everything before it, high byte first. Pure. Another marker or
 * another sum is changed here.
 */
import { MarkedFrameFinder } from '../stream-meter/marked-frame-finder.ts';
import type { MeterFormat } from '../stream-meter/meter-format.ts';
import { numberReading } from '../stream-meter/number-reading.ts';
import { counts, type Display, encodePayload, parsePayload, payloadBytes } from './payload.ts';

const marker = [0x5a, 0xa5] as const;
const frameBytes = marker.length + payloadBytes + 2;
const sumOf = (bytes: Uint8Array) => bytes.reduce((sum, byte) => (sum + byte) & 0xffff, 0);

export const format: MeterFormat = {
  frameBytes,
  finder: () =>
    new MarkedFrameFinder({
      marker,
      headBytes: marker.length,
      lengthOf: () => frameBytes,
      isSound(bytes) {
        const [high = 0, low = 0] = bytes.subarray(-2);
        return sumOf(bytes.subarray(0, -2)) === ((high << 8) | low);
      },
      // What a frame takes on the line at 9600 baud, rounded up.
      frameMs: Math.ceil((frameBytes * 10_000) / 9_600),
    }),
  readingOf(bytes) {
    const display = parsePayload(bytes.slice(marker.length, -2));
    if (display === undefined) return undefined;
    return numberReading({ ...display, status: display.overload ? 'overrange' : 'ok', counts });
  },
  loneHeader: 'shown',
  // Milliseconds between two frames, and without a byte until the meter counts as off.
  periodOf: () => 400,
  silentAfterMs: 2_500,
};

/** The simulator's side. */
export function encodeFrame(display: Display): Uint8Array {
  const body = [...marker, ...encodePayload(display)];
  const sum = sumOf(Uint8Array.from(body));
  return Uint8Array.from([...body, sum >> 8, sum & 0xff]);
}
`;

const payload = (
  id: string,
) => `/** What \`${id}\` writes between marker and sum. Pure. Source: name it here and in the README. */
import type { ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';

export interface Display {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly flags: readonly ReadingFlag[];
  /** Without sign and point. */
  readonly digits: number;
  /** Power of ten of the last digit, in the unit above. */
  readonly exponent: number;
  readonly negative: boolean;
  readonly overload: boolean;
}

export const payloadBytes = 5;
/** Full scale, and the power of ten of the last digit in every DC volt range. */
export const counts = 6_000;
export const dcVoltsExponents: readonly number[] = [-3, -2, -1];

/** FILL IN 1: what the payload shows; \`undefined\` for everything that this meter never sends. */
export function parsePayload(_payload: Uint8Array): Display | undefined {
  return undefined;
}

/** FILL IN 2: the payload of a display, as the meter would write it; for the simulator. */
export function encodePayload(_display: Display): Uint8Array {
  return new Uint8Array(payloadBytes);
}
`;

const test = (id: string) => `import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue.ts';
import { ${variableOf(id)} } from './driver.ts';
import { encodeFrame } from './frame.ts';
import type { Display } from './payload.ts';

const shown: Display = {
  quantity: 'voltage',
  unit: 'V',
  flags: ['dc'],
  digits: 1234,
  exponent: -3,
  negative: true,
  overload: false,
};

/** Why nothing is read until the folder is filled in. */
const filledIn = 'fill in the places 1 and 2 of payload.ts';
const toAdd = 'add it to drivers/catalogue.ts: an import, and its name in the list';

function read(...displays: readonly Display[]) {
  const decoder = ${variableOf(id)}.decoder?.();
  // A new function or range counts when it was seen twice.
  const frames = displays.flatMap((display) => [encodeFrame(display), encodeFrame(display)]);
  return [...frames.flatMap((frame) => decoder?.push(frame) ?? []), ...(decoder?.end() ?? [])];
}

describe('${id}', () => {
  it('what the display shows is what is read', () => {
    expect(read(shown).at(-1), filledIn).toMatchObject({ value: -1.234, unit: 'V', quantity: 'voltage', status: 'ok' });
  });

  it('an overload is a status and no number', () => {
    expect(read({ ...shown, overload: true }).at(-1), filledIn).toMatchObject({ value: null, status: 'overrange' });
  });

  it('stands in the catalogue, so that it is offered and put through every fault', () => {
    expect(catalogue.includes(${variableOf(id)}), toAdd).toBe(true);
  });
});
`;

const readme = (id: string) => `# ${id}

What it measures, its line settings, and how its data output is switched on.

## Sources

- Name the document or the real frames behind every fact in \`frame.ts\` and \`payload.ts\`.

## Never verified

- No real meter has been connected.
`;
