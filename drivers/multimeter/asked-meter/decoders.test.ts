import { describe, expect, it } from 'vitest';
import { latin1 } from './asked-simulator.ts';
import { FoundFrameDecoder } from './found-frame-decoder.ts';
import { TextLineDecoder } from './text-line-decoder.ts';

const volts = (value: number) => ({ value, unit: 'V', quantity: 'voltage', status: 'ok', flags: [] }) as const;

describe('a recording of lines', () => {
  const numbersIn = (line: string) => (/^\d+$/.test(line) ? volts(Number(line)) : undefined);

  it('ended by CR, by LF or by both gives the same readings, and every other byte is counted', () => {
    for (const [end, spare] of [
      ['\r', 0],
      ['\n', 0],
      ['\r\n', 1],
    ] as const) {
      const decoder = new TextLineDecoder(numbersIn);
      const readings = decoder.push(latin1(`12${end}x3${end}456${end}`));
      expect(readings.map(({ value }) => value)).toEqual([12, 456]);
      // The line that is none with its end, and the second half of every end.
      expect(decoder.discardedBytes).toBe(3 + 3 * spare);
    }
  });

  it('tells where each came from and when, and what is cut off at its end is discarded', () => {
    const decoder = new TextLineDecoder(numbersIn);
    expect(decoder.push(latin1('1'), 10)).toEqual([]);
    expect(decoder.push(latin1('2\r7'), 20)).toEqual([{ ...volts(12), at: 20, span: { from: 0, to: 3 } }]);
    expect(decoder.push(latin1('8\r9'))).toEqual([{ ...volts(78), span: { from: 3, to: 6 } }]);
    expect(decoder.discardedBytes).toBe(1);
    expect(decoder.end()).toEqual([]);
    expect(decoder.discardedBytes).toBe(1);
  });

  it('believes a line of two hundred characters and none that is longer, and the next one again', () => {
    const decoder = new TextLineDecoder((line) => volts(line.length));
    const [whole, tooLong] = ['7'.repeat(200), '7'.repeat(201)];
    expect(decoder.push(latin1(`${whole}\r${tooLong}\r12\r`)).map(({ value }) => value)).toEqual([200, 2]);
    expect(decoder.discardedBytes).toBe(202);
  });
});

describe('a recording of frames', () => {
  /** Every three bytes are a frame; what does not come to three is waited for. */
  function finder() {
    let received = 0;
    return {
      discardedBytes: 5,
      push(chunk: Uint8Array) {
        const found = [];
        for (let from = 0; from + 3 <= chunk.length; from += 3) {
          found.push({ bytes: chunk.slice(from, from + 3), from: received + from, to: received + from + 3 });
        }
        received += chunk.length;
        return found;
      },
    };
  }

  it('gives those that mean something, and counts the others with what the finder has thrown away', () => {
    const decoder = new FoundFrameDecoder(finder(), ([first = 0]) => (first === 0 ? undefined : volts(first)));
    expect(decoder.discardedBytes).toBe(5);
    const readings = decoder.push(Uint8Array.of(1, 0, 0, 0, 9, 9, 2, 0, 0), 30);
    expect(readings).toEqual([
      { ...volts(1), at: 30, span: { from: 0, to: 3 } },
      { ...volts(2), at: 30, span: { from: 6, to: 9 } },
    ]);
    expect(decoder.discardedBytes).toBe(8);
    expect(decoder.push(Uint8Array.of(4, 0, 0))).toEqual([{ ...volts(4), span: { from: 9, to: 12 } }]);
    expect(decoder.end()).toEqual([]);
  });
});
