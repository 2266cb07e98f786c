import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHeader, encodeIn, encodeOut, encodeRequest, headerBytes, nextTag } from './header.ts';
import { MessageIn } from './message-in.ts';

const seed = 488_002;
const vector = path.resolve(import.meta.dirname, '../../../../shared/vectors/usbtmc/rigol_ds1074z_idn.json');
const isAbsent = !existsSync(vector);

describe('the header of USBTMC', () => {
  it.skipIf(isAbsent)(
    `is what went to a real DS1074Z and came back${isAbsent ? ' (skipped: no shared vectors)' : ''}`,
    () => {
      const { bulk_out, bulk_in_header } = JSON.parse(readFileSync(vector, 'utf8')) as Record<string, string>;
      const asked = encodeOut(1, new TextEncoder().encode('*idn?\n'));
      expect(Buffer.from(asked).toString('hex')).toBe(bulk_out);
      const header = decodeHeader(Buffer.from(bulk_in_header ?? '', 'hex'));
      expect(header).toEqual({ id: 2, tag: 2, size: 55, isLast: true });
    },
  );

  it('gives tags from 1 to 255 and never 0', () => {
    let tag = 0;
    const tags = Array.from({ length: 256 }, () => {
      tag = nextTag(tag);
      return tag;
    });
    expect(tags.slice(0, 3)).toEqual([1, 2, 3]);
    expect(tags.slice(-2)).toEqual([255, 1]);
    expect(Math.min(...tags)).toBe(1);
  });

  it('is what was written, padded to four', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 255 }),
        fc.uint8Array({ maxLength: 70 }),
        fc.boolean(),
        (tag, data, isLast) => {
          const message = encodeOut(tag, data, isLast);
          expect(message.length % 4).toBe(0);
          expect(decodeHeader(message)).toEqual({ id: 1, tag, size: data.length, isLast });
          expect([...message.subarray(headerBytes, headerBytes + data.length)]).toEqual([...data]);
          expect(encodeRequest(tag, 4096)).toHaveLength(12);
        },
      ),
      { seed },
    );
  });

  it('is none when the tag and its complement do not fit, or when there are too few bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 16 }), (bytes) => {
        const [, tag = 0, complement = 0] = bytes;
        const isSound = bytes.length >= 12 && tag !== 0 && tag + complement === 255;
        expect(decodeHeader(bytes) !== undefined).toBe(isSound);
      }),
      { seed },
    );
  });
});

describe('a reply', () => {
  it('gives exactly its data whatever its length and the packets are, and never asks for more than is sent', () => {
    const packets = fc.constantFrom(8, 16, 64, 512, 1024).filter((bytes) => bytes >= 16);
    fc.assert(
      fc.property(packets, fc.nat(5_000), fc.integer({ min: 1, max: 255 }), (packetBytes, length, tag) => {
        const data = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
        let wire = encodeIn(tag, data, true);
        const message = new MessageIn(tag, packetBytes);
        const got: number[] = [];
        for (let guard = 0; guard < 1_000; guard++) {
          // A host that asked for more whole packets than are left would wait on a device that sends no short packet.
          const packetsLeft = Math.ceil(wire.length / packetBytes);
          expect(message.transferBytes / packetBytes).toBeLessThanOrEqual(Math.max(1, packetsLeft));
          const transfer = wire.subarray(0, message.transferBytes);
          wire = wire.subarray(transfer.length);
          const received = message.push(transfer);
          expect(['data', 'end']).toContain(received.kind);
          if (received.kind === 'data' || received.kind === 'end') got.push(...received.data);
          if (received.kind === 'end') break;
        }
        expect(got).toEqual([...data]);
        expect(wire).toHaveLength(0);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('of another request is none, unless this instrument is known for old tags', () => {
    const reply = encodeIn(7, Uint8Array.of(1, 2, 3), true);
    expect(new MessageIn(8, 64).push(reply)).toEqual({ kind: 'bad', why: 'other-tag' });
    expect(new MessageIn(8, 64, { acceptsOldTag: true }).push(reply)).toMatchObject({ kind: 'end', isLast: true });
  });

  it('that ends before its size is no reply', () => {
    const reply = encodeIn(1, new Uint8Array(40), true, 100);
    expect(new MessageIn(1, 64).push(reply)).toEqual({ kind: 'bad', why: 'cut-short' });
  });

  it('may begin with an empty transfer', () => {
    const message = new MessageIn(1, 64);
    expect(message.push(new Uint8Array(0))).toEqual({ kind: 'empty' });
    expect(message.push(encodeIn(1, Uint8Array.of(65), true))).toMatchObject({ kind: 'end' });
  });

  it('never ends in anything but data, an end or a refusal, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 8 }), (transfers) => {
        const message = new MessageIn(3, 64);
        for (const transfer of transfers) {
          expect(['data', 'end', 'empty', 'bad']).toContain(message.push(transfer).kind);
          expect(message.transferBytes % 64).toBe(0);
        }
      }),
      { seed, numRuns: 500 },
    );
  });
});
