import { describe, expect, it } from 'vitest';
import { IndexedFrameFinder } from './indexed-frame-finder.ts';
import { LineFrameFinder } from './line-frame-finder.ts';
import type { FrameFinder } from './meter-format.ts';
import { PairedFrames } from './paired-frames.ts';

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const texts = (finder: FrameFinder, ...chunks: string[]) =>
  chunks
    .flatMap((chunk) => finder.push(bytesOf(chunk)))
    .map(({ bytes }) => Buffer.from(bytes).toString('latin1').trim());
const lines = () => new LineFrameFinder({ frameBytes: 6, sevenBits: true, frameMs: 5 });
const images = () => new IndexedFrameFinder({ frameBytes: 3, firstIndex: 1, frameMs: 5 });

describe('frames that end with CR LF', () => {
  it('are found in chunks of any size, with their places', () => {
    const found = lines().push(bytesOf('1234\r\n5678\r\n'));
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      [0, 6],
      [6, 12],
    ]);
    expect(texts(lines(), '12', '34\r', '\n567', '8\r\n')).toEqual(['1234', '5678']);
  });

  it('that are too short or do not begin at a border are none, however whole their end looks', () => {
    expect(texts(lines(), '123\r\n5678\r\n')).toEqual(['5678']);
    expect(texts(lines(), 'xxxxxx1234\r\n5678\r\n')).toEqual(['5678']);
  });

  it('are thrown away when a silence comes in the middle, or their bytes come too slowly', () => {
    const finder = lines();
    expect(finder.push(bytesOf('12'), 0)).toEqual([]);
    expect(finder.push(bytesOf('34\r\n'), 100)).toEqual([]);
    expect(finder.push(bytesOf('12'), 300)).toEqual([]);
    expect(finder.push(bytesOf('34\r\n'), 360)).toEqual([]);
    expect(finder.push(bytesOf('5678\r\n'), 700)).toMatchObject([{ startedAt: 700, at: 700, from: 12, to: 18 }]);
    expect(finder.discardedBytes).toBe(12);
  });
});

describe('frames whose bytes count themselves', () => {
  it('are found behind anything, and a lost, doubled or foreign byte costs one frame', () => {
    const image = '\x1a\x2b\x3c';
    const hex = (...chunks: string[]) =>
      texts(images(), ...chunks).map((text) => Buffer.from(text, 'latin1').toString('hex'));
    expect(hex(`\x2b\x3c${image}`, image)).toEqual(['1a2b3c', '1a2b3c']);
    expect(hex('\x1a\x3c', image)).toEqual(['1a2b3c']);
    expect(hex('\x1a\x2b\x2b\x3c', image)).toEqual(['1a2b3c']);
    expect(hex('\x1a\xff\x2b\x3c', image)).toEqual(['1a2b3c']);
  });
});

describe('the bytes of a stream', () => {
  it('that became no frame are counted, of every kind, and frames tell where they were', () => {
    const image = '\x1a\x2b\x3c';
    const finder = images();
    expect(finder.push(bytesOf(`\xff${image}\x1a\x2b`), 0)).toMatchObject([{ from: 1, to: 4 }]);
    expect(finder.discardedBytes).toBe(3);
    expect(finder.push(bytesOf('\x3c'), 100)).toEqual([]);
    expect(finder.discardedBytes).toBe(4);
    expect(finder.push(bytesOf(image), 200)).toMatchObject([{ from: 7, to: 10, startedAt: 200, at: 200 }]);
    const pairs = new PairedFrames(lines());
    expect(pairs.push(bytesOf('9999\r\n1234\r\n'), 0)).toEqual([]);
    expect(pairs.discardedBytes).toBe(12);
    expect(pairs.push(bytesOf('1234\r\n5678\r\n'), 40)).toMatchObject([{ from: 6, to: 18, startedAt: 0, at: 40 }]);
    expect(pairs.discardedBytes).toBe(12);
  });
});

describe('frames that are sent twice', () => {
  it('count only right behind each other', () => {
    expect(texts(new PairedFrames(lines()), '1234\r\nx\r\n1234\r\n5678\r\n5678\r\n')).toEqual(['5678']);
  });

  it('count once, and a frame without its copy does not count', () => {
    expect(texts(new PairedFrames(lines()), '1234\r\n1234\r\n5678\r\n5678\r\n')).toEqual(['1234', '5678']);
    expect(texts(new PairedFrames(lines()), '1234\r\n1834\r\n5678\r\n5678\r\n')).toEqual(['5678']);
    expect(texts(new PairedFrames(lines()), '1234\r\n5678\r\n5678\r\n')).toEqual(['5678']);
  });
});
