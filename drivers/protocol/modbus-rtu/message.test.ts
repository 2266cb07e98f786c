import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc16, hasGoodChecksum, withChecksum } from './crc.ts';
import { isWholeReply, type ModbusRequest, replyTo, requestFrame, word } from './message.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const hex = (text: string) => Uint8Array.from(text.split(' '), (byte) => Number.parseInt(byte, 16));
const register = fc.integer({ min: 0, max: 0xffff });

/** Bit by bit with the polynomial of the specification the other way round, so that no table is shared with ours. */
function slowChecksum(bytes: Uint8Array): number {
  const mirrored = (value: number, bits: number) =>
    Array.from({ length: bits }, (_, at) => ((value >>> at) & 1) << (bits - 1 - at)).reduce((sum, bit) => sum | bit, 0);
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= mirrored(byte, 8) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : ((crc << 1) ^ 0x8005) & 0xffff;
    crc &= 0xffff;
  }
  return mirrored(crc, 16);
}

describe('the checksum', () => {
  it('is the one of frames that were seen on real lines', () => {
    for (const frame of [
      '01 03 00 0b 00 02 b5 c9',
      '01 10 00 06 00 01 02 00 01 67 f6',
      '01 03 00 02 00 08 e5 cc',
      '01 06 00 08 01 a4 08 23',
    ]) {
      expect(hasGoodChecksum(hex(frame)), frame).toBe(true);
      expect(withChecksum(hex(frame).subarray(0, -2)), frame).toEqual(hex(frame));
    }
    expect(crc16(Uint8Array.from('123456789', (letter) => letter.charCodeAt(0)))).toBe(0x4b37);
  });

  it(`agrees with the slow way for any bytes (seed ${seed})`, () => {
    const bytes = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(bytes, (some) => crc16(some) === slowChecksum(some)),
      { seed },
    );
  });

  it(`finds any one damaged byte and any burst of up to sixteen bits (seed ${seed})`, () => {
    const body = fc.uint8Array({ minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(body, fc.nat(), fc.integer({ min: 1, max: 0xffff }), (some, where, flip) => {
        const frame = withChecksum(some);
        const place = where % (frame.length - 1);
        frame[place] = (frame[place] ?? 0) ^ (flip >>> 8);
        frame[place + 1] = (frame[place + 1] ?? 0) ^ (flip & 0xff);
        return !hasGoodChecksum(frame);
      }),
      { seed },
    );
  });
});

describe('a request', () => {
  it('is written as it was seen on real lines', () => {
    expect(requestFrame(1, { kind: 'read', first: 0x0b, count: 2 })).toEqual(hex('01 03 00 0b 00 02 b5 c9'));
    expect(requestFrame(1, { kind: 'read', first: 2, count: 8 })).toEqual(hex('01 03 00 02 00 08 e5 cc'));
    expect(requestFrame(1, { kind: 'write', first: 6, values: [1] })).toEqual(hex('01 10 00 06 00 01 02 00 01 67 f6'));
    expect(requestFrame(1, { kind: 'write-one', register: 8, value: 420 })).toEqual(hex('01 06 00 08 01 a4 08 23'));
  });

  it('that no frame can carry is refused', () => {
    for (const request of [
      { kind: 'read', first: 0, count: 0 },
      { kind: 'read', first: 0, count: 126 },
      { kind: 'write', first: 0, values: [] },
      { kind: 'write', first: 0, values: [65_536] },
      { kind: 'write-one', register: 8, value: -1 },
      { kind: 'write-one', register: 8, value: Number.NaN },
    ] as const satisfies readonly ModbusRequest[]) {
      expect(() => requestFrame(1, request)).toThrow(RangeError);
    }
  });
});

describe('an answer', () => {
  const read: ModbusRequest = { kind: 'read', first: 8, count: 2 };
  const registers = (...values: number[]) =>
    withChecksum(Uint8Array.from([1, 3, 2 * values.length, ...values.flatMap(word)]));

  it('gives the registers that were asked for', () => {
    expect(replyTo(1, read, registers(510, 65_535))).toEqual({ kind: 'registers', values: [510, 65_535] });
    expect(replyTo(1, read, hex('01 83 02 c0 f1'))).toEqual({ kind: 'exception', exception: 2 });
  });

  it.each([
    ['of another unit', replyTo(2, read, registers(1, 2))],
    ['with another number of registers', replyTo(1, read, registers(1, 2, 3))],
    ['that is cut short', replyTo(1, read, registers(1, 2).subarray(0, -1))],
    ['with a byte too many', replyTo(1, read, Uint8Array.from([...registers(1, 2), 0]))],
    ['of another function', replyTo(1, { kind: 'write-one', register: 8, value: 420 }, registers(1, 2))],
    [
      'that repeats another value',
      replyTo(1, { kind: 'write-one', register: 8, value: 421 }, hex('01 06 00 08 01 a4 08 23')),
    ],
    ['that refuses another function', replyTo(1, { kind: 'write-one', register: 8, value: 1 }, hex('01 83 02 c0 f1'))],
  ])('%s is none', (_what, reply) => {
    expect(reply).toBeUndefined();
  });

  it(`is whole at its last byte and never before (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(register, { minLength: 1, maxLength: 40 }), (values) => {
        const frame = registers(...values);
        for (let length = 0; length < frame.length; length += 1) {
          if (isWholeReply(frame.subarray(0, length))) return false;
        }
        const reply = replyTo(1, { kind: 'read', first: 0, count: values.length }, frame);
        return isWholeReply(frame) && reply?.kind === 'registers' && String(reply.values) === String(values);
      }),
      { seed },
    );
    expect(isWholeReply(hex('01 83 02 c0 f1'))).toBe(true);
    expect(isWholeReply(hex('01 06 00 08 01 a4 08 23'))).toBe(true);
  });

  it(`is never made of random bytes that lack a checksum (seed ${seed})`, () => {
    const bytes = fc.uint8Array({ maxLength: 20 }).filter((some) => !hasGoodChecksum(some));
    fc.assert(
      fc.property(bytes, (some) => replyTo(1, read, some) === undefined && !isWholeReply(some)),
      { seed, numRuns: 2_000 },
    );
  });
});
