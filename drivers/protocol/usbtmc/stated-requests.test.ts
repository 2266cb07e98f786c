/**
 * The numbers of the USBTMC specification, written out: driver and simulated instrument share their tables, so that only
 * numbers from elsewhere can show a wrong one.
 */
import { describe, expect, it } from 'vitest';
import { controlRequests, hasBytesLeft, statusOf } from './control.ts';
import { deviationsOf } from './deviations.ts';
import { decodeHeader, encodeIn, encodeOut, encodeRequest } from './header.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('a request over the control pipe', () => {
  it.each([
    ['INITIATE_ABORT_BULK_OUT', controlRequests.abortOut(7), 1, 'endpoint', 7, 2],
    ['CHECK_ABORT_BULK_OUT_STATUS', controlRequests.abortOutStatus, 2, 'endpoint', 0, 8],
    ['INITIATE_ABORT_BULK_IN', controlRequests.abortIn(9), 3, 'endpoint', 9, 2],
    ['CHECK_ABORT_BULK_IN_STATUS', controlRequests.abortInStatus, 4, 'endpoint', 0, 8],
    ['INITIATE_CLEAR', controlRequests.clear, 5, 'interface', 0, 1],
    ['CHECK_CLEAR_STATUS', controlRequests.clearStatus, 6, 'interface', 0, 2],
    ['GET_CAPABILITIES', controlRequests.capabilities, 7, 'interface', 0, 24],
    ['GO_TO_LOCAL of USB488', controlRequests.goToLocal, 161, 'interface', 0, 1],
  ] as const)('%s', (_name, asked, request, recipient, value, length) => {
    expect(asked).toEqual({ request, recipient, value, length });
  });

  it('is answered with success, pending, not in progress, or anything else, which is a failure', () => {
    const words = [0x01, 0x02, 0x81, 0x80, 0x82, 0x83, 0x00].map((status) => statusOf(Uint8Array.of(status)));
    expect(words).toEqual(['success', 'pending', 'not-in-progress', 'failed', 'failed', 'failed', 'failed']);
    expect(statusOf(new Uint8Array(0))).toBe('failed');
  });

  it('says in bit 0 of its second byte whether bytes are left to be read', () => {
    const left = [[2], [2, 0], [2, 1], [2, 2], [2, 3]].map((answer) => hasBytesLeft(Uint8Array.from(answer)));
    expect(left).toEqual([false, false, true, false, true]);
  });
});

describe('a header', () => {
  it('is twelve bytes, and data behind it are filled up to four', () => {
    expect(hex(encodeOut(1, Buffer.from('*IDN?\n')))).toBe('0101fe0006000000010000002a49444e3f0a0000');
    expect(hex(encodeOut(255, Buffer.from('ABCD'), false))).toBe('01ff0000040000000000000041424344');
    expect(hex(encodeRequest(2, 0x01020304))).toBe('0202fd000403020100000000');
    expect(hex(encodeRequest(2, 64, 0x0a))).toBe('0202fd0040000000020a0000');
    expect(hex(encodeIn(2, Buffer.from('1.5\n'), true))).toBe('0202fd000400000001000000312e350a');
  });

  it('says whether it is the last, and nothing else of its attributes does', () => {
    const last = [0, 1, 2, 3].map((attributes) => {
      const bytes = Uint8Array.from(Buffer.from('0202fd003700000000000000', 'hex'));
      bytes[8] = attributes;
      return decodeHeader(bytes)?.isLast;
    });
    expect(last).toEqual([false, true, false, true]);
  });
});

describe('an instrument that does otherwise', () => {
  it('is known by its ids: old tags of a DHO, and who cannot be sent back to local', () => {
    expect(deviationsOf(0x1ab1, 0x044d)).toMatchObject({ acceptsOldTag: true });
    expect(deviationsOf(0x1ab1, 0x04ce)).toEqual({ acceptsOldTag: false, mostPerRequest: 1_048_564 });
    const stays = [
      [0x1ab1, 0x0588],
      [0x1ab1, 0x04b0],
      [0x1ab1, 0x04b1],
      [0x1ab1, 0x0960],
      [0x1ab1, 0x0515],
      [0x0957, 0x0588],
      [0x0b21, 0x1234],
      [0xf4ec, 0xee3a],
    ] as const;
    for (const [vendor, product] of stays) expect(deviationsOf(vendor, product).staysRemote).toBe(true);
    for (const [vendor, product] of [
      [0x1ab1, 0x04ce],
      [0x1ab1, 0x044d],
      [0x0957, 0x1796],
      [0x0699, 0x0368],
    ] as const)
      expect(deviationsOf(vendor, product).staysRemote).toBeUndefined();
  });
});
