import { describe, expect, it } from 'vitest';
import { longDialect, payloadsIn, shortDialect } from './frame.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

describe('a frame with a length of one byte', () => {
  it('has the sum of everything behind it, high byte first', () => {
    // A key is acknowledged: from a real transcript.
    expect(hex(shortDialect.encode(bytesOf('ff00')))).toBe('abcd04ff00027b');
    expect(shortDialect.isSound(bytesOf('abcd04ff00027b'))).toBe(true);
    for (const damaged of ['abcd04ff01027b', 'abcd04ff00027c', 'abcd04ff00037b', 'abcd04ff007b02']) {
      expect(shortDialect.isSound(bytesOf(damaged)), damaged).toBe(false);
    }
    expect(hex(shortDialect.payloadOf(bytesOf('abcd04ff00027b')))).toBe('ff00');
  });

  it('is as long as it says, from one byte of payload to fifty-eight', () => {
    const lengths = [0, 2, 3, 4, 60, 61, 255].map((length) => shortDialect.lengthOf(Uint8Array.of(0xab, 0xcd, length)));
    expect(lengths).toEqual([undefined, undefined, 6, 7, 63, undefined, undefined]);
  });
});

describe('a frame with a length of two bytes', () => {
  it('has the sum of length and payload behind it, low byte first', () => {
    expect(hex(longDialect.encode(bytesOf('0501')))).toBe('abcd040005010a00');
    expect(longDialect.isSound(bytesOf('abcd040005010a00'))).toBe(true);
    for (const damaged of ['abcd040005020a00', 'abcd040005010a01', 'abcd04000501000a']) {
      expect(longDialect.isSound(bytesOf(damaged)), damaged).toBe(false);
    }
    expect(hex(longDialect.payloadOf(bytesOf('abcd040005010a00')))).toBe('0501');
    const long = longDialect.encode(new Uint8Array(254).fill(0xff));
    expect(hex(long.slice(0, 4))).toBe('abcd0001');
    expect(longDialect.isSound(long)).toBe(true);
  });

  it('is as long as it says, low byte first, from one byte of payload to two hundred and fifty-four', () => {
    const heads = [
      [2, 0],
      [3, 0],
      [255, 0],
      [0, 1],
      [1, 1],
      [4, 2],
    ] as const;
    const lengths = heads.map(([low, high]) => longDialect.lengthOf(Uint8Array.of(0xab, 0xcd, low, high)));
    expect(lengths).toEqual([undefined, 7, 259, 260, undefined, undefined]);
  });
});

describe('an answer', () => {
  const [one, other] = [bytesOf('abcd04ff00027b'), shortDialect.encode(bytesOf('555436'))];

  it('is the payloads of its frames, when nothing but frames is in it', () => {
    expect(payloadsIn(Uint8Array.from([...one, ...other]), shortDialect)?.map(hex)).toEqual(['ff00', '555436']);
    expect(payloadsIn(one, shortDialect)?.map(hex)).toEqual(['ff00']);
    for (const bytes of [
      [],
      one.slice(1),
      [0, ...one],
      [...one, 0],
      [...one, ...other.slice(0, -1)],
      other.slice(0, 4),
    ]) {
      expect(payloadsIn(Uint8Array.from(bytes), shortDialect), hex(Uint8Array.from(bytes))).toBeUndefined();
    }
  });
});
