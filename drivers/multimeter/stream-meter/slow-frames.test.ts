/**
 * A frame has the time its bytes take on the line, and what a busy host may see it later: what takes longer is made of pieces of
 * several. Of every meter that talks by itself.
 */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue.ts';
import { said } from './said-reading.ts';

/** A frame with a voltage in it, how often it is sent, and the milliseconds of its bytes on the line. */
const meters: readonly (readonly [id: string, hex: string, copies: number, lineMs: number])[] = [
  ['uni-t-ut61e', '3231323334353b3030303830' + '0d0a', 1, 7.3],
  ['voltcraft-vc820', '1720354d5b617f8297a0b0c0d4e0', 1, 58.4],
  ['uni-t-ut61b', '2b3132333420312010008000' + '0d0a', 1, 58.4],
  ['voltcraft-vc940', '3132333435313132310d0a', 1, 45.9],
  ['uni-t-ut60g', '31323334353b3030380d0a', 2, 5.8],
  ['iso-tech-idm103n', '31323334353b3030380d0a', 2, 45.9],
  ['peaktech-3415', '1e203a4b5d687f849ea0b0c0d2e0f0', 1, 62.5],
  ['brymen-bm25x', '021c20304a5b6d788f94aeb0c0d0e4', 1, 15.7],
  ['eevblog-121gw', 'f21784212101003039640101171237000000', 1, 1.7],
  ['uni-t-ut8803e', 'abcd1202013120312e35303000000000000000', 1, 21.9],
  ['uni-t-ut181a', 'abcd1500020000113101' + '0000c03f30' + '5644430000000000', 1, 26.1],
];

/** With the sum that those with one end with. */
function frameOf(id: string, hex: string): Uint8Array {
  const bytes = [...Buffer.from(hex, 'hex')];
  const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
  if (id === 'eevblog-121gw') bytes.push(bytes.reduce((one, other) => one ^ other, 0));
  if (id === 'uni-t-ut8803e') bytes.push(sum(bytes) >> 8, sum(bytes) & 0xff);
  if (id === 'uni-t-ut181a') {
    const own = sum(bytes.slice(2));
    bytes.push(own & 0xff, own >> 8);
  }
  return Uint8Array.from(bytes);
}

describe.each(meters)('a frame of a %s', (id, hex, copies, lineMs) => {
  const frame = frameOf(id, hex);

  /** What comes of three frames, of which the last takes `overMs` in four pieces. */
  function heard(overMs: number): string[] {
    const found = catalogue.find(({ manifest }) => manifest.id === id);
    const decoder = found?.link === 'bytes' ? found.decoder?.() : undefined;
    if (decoder === undefined) throw new Error(`no decoder of ${id}`);
    const words: string[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      for (let copy = 0; copy < copies; copy += 1) {
        const startsMs = nth * 2_000 + copy * 300;
        const length = Math.ceil(frame.length / 4);
        for (let piece = 0; piece < 4; piece += 1) {
          const at = startsMs + (nth === 2 ? (piece * overMs) / 3 : 0);
          const readings = decoder.push(frame.slice(piece * length, (piece + 1) * length), at);
          if (nth === 2) words.push(...readings.map(said));
        }
      }
    }
    return words;
  }

  it('is one when its bytes come in the time they take on the line and fifty milliseconds', () => {
    expect(heard(lineMs)).toHaveLength(1);
    expect(heard(lineMs + 50)).toHaveLength(1);
    expect(heard(lineMs + 50)[0]).toMatch(/ V /);
  });

  it('is none when they take two hundred milliseconds, or are interrupted for a hundred', () => {
    expect(heard(200)).toEqual([]);
    expect(heard(299)).toEqual([]);
    expect(heard(330)).toEqual([]);
  });
});
