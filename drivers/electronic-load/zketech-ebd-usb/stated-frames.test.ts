/** Statuses as a load sends them, written out byte by byte: driver and simulator share what makes and what reads them. */
import { describe, expect, it } from 'vitest';
import { ebdDriver } from './driver.ts';
import { ebd, ebdCommand, parseCommand, parseStatus } from './frame.ts';
import { readingsOf } from './instrument.ts';
import { StatusFinder } from './status-finder.ts';

/** FA, what is given, the XOR of it, F8. */
function status(text: string): Uint8Array {
  const covered = [...Buffer.from(text.replaceAll(' ', ''), 'hex')];
  return Uint8Array.from([0xfa, ...covered, covered.reduce((sum, byte) => sum ^ byte, 0), 0xf8]);
}

/** 1.5003 A, 5.012 V, D+ 2.7 V, D- 2.71 V, 1.5 A set, cut-off 3.3 V, and three bytes that nobody has explained. */
const numbers = '3e7b 14d4 0b3c 0b46 063c 015a 000000';

describe('a status', () => {
  it.each(['0a', '6e'])('%s: it loads, and tells what it is set to', (state) => {
    expect(parseStatus(status(`${state} ${numbers}`))).toEqual({
      ...{ loading: true, decimilliamps: 15_003, millivolts: 5_012 },
      ...{ dPlusMillivolts: 2_700, dMinusMillivolts: 2_710, limitMilliamps: 1_500, cutOff: 330 },
    });
  });

  it.each(['00', '64'])('%s: it is off, and what stands in the places of the settings is not looked at', (state) => {
    expect(parseStatus(status(`${state} ${numbers}`))).toEqual({
      ...{ loading: false, decimilliamps: 15_003, millivolts: 5_012, dPlusMillivolts: 2_700, dMinusMillivolts: 2_710 },
    });
  });

  it.each(['01', '0b', '63', '65', '6d', '6f', 'ef'])('%s: no such state, so it is none', (state) => {
    expect(parseStatus(status(`${state} ${numbers}`))).toBeUndefined();
  });

  it('of 1.5003 A and 5.012 V is 7.5195 W', () => {
    const seen = parseStatus(status(`0a ${numbers}`));
    if (seen === undefined) throw new Error('no status');
    const { voltage, current, power } = readingsOf(seen, { at: 1 });
    expect(voltage).toMatchObject({ value: 5.012, unit: 'V', resolution: 0.001 });
    expect(current).toMatchObject({ value: 1.5003, unit: 'A', resolution: 0.0001 });
    expect(power).toMatchObject({ value: 7.5195, unit: 'W' });
  });

  it('with a byte that is no digit is none, however well its check fits', () => {
    expect(parseStatus(status(`0a f07b${numbers.slice(4)}`))).toBeUndefined();
    expect(parseStatus(status(`0a ef7b${numbers.slice(4)}`))).toBeDefined();
  });

  it.each([0, 1, 18])('whose byte %i is another one is none', (place) => {
    const whole = status(`0a ${numbers}`);
    expect(parseStatus(whole.map((byte, at) => (at === place ? byte ^ 0x01 : byte)))).toBeUndefined();
  });
});

describe('out of a stream', () => {
  const whole = status(`0a ${numbers}`);

  it('a status is found where it stands, and what is not of one is counted', () => {
    const finder = new StatusFinder();
    const [found, ...more] = finder.push(Uint8Array.of(1, 2, 3, ...whole));
    expect([found?.from, found?.to, more, finder.discardedBytes]).toEqual([3, 22, [], 3]);
    expect(finder.push(whole).map(({ from, to }) => [from, to])).toEqual([[22, 41]]);
  });

  it('one that was cut short ends where the next begins', () => {
    const finder = new StatusFinder();
    expect(finder.push(Uint8Array.of(...whole.subarray(0, 9), ...whole)).map(({ from }) => from)).toEqual([9]);
    expect(finder.discardedBytes).toBe(9);
  });

  it('one that lost a byte takes the beginning of the next for its check, and still the next is found', () => {
    const finder = new StatusFinder();
    const lost = whole.filter((_, place) => place !== 5 && place !== 6);
    expect(finder.push(Uint8Array.of(...lost, ...whole, ...whole)).map(({ from }) => from)).toEqual([17, 36]);
    expect(finder.discardedBytes).toBe(17);
  });

  it('one whose check is the byte that begins one is a status', () => {
    // 5.012 V, the last unexplained byte such that the XOR is FA.
    const covered = [0x0a, 0x3e, 0x7b, 0x14, 0xd4, 0x0b, 0x3c, 0x0b, 0x46, 0x06, 0x3c, 0x01, 0x5a, 0, 0x80];
    const rest = covered.reduce((sum, byte) => sum ^ byte, 0) ^ 0xfa;
    const bytes = Uint8Array.from([0xfa, ...covered, rest, 0xfa, 0xf8]);
    expect(rest).toBeLessThan(240);
    expect(new StatusFinder().push(Uint8Array.of(...bytes, ...bytes)).map(({ from }) => from)).toEqual([0, 19]);
  });
});

describe('a command', () => {
  it('is connect, disconnect, start, stop and change', () => {
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    expect(hex(ebdCommand(ebd.disconnect))).toBe('fa0600000000000006f8');
    expect(hex(ebdCommand(ebd.start, 1_500, 330))).toBe('fa01063c015a000060f8');
    expect(hex(ebdCommand(ebd.change, 1_500, 330))).toBe('fa07063c015a000066f8');
    expect(ebdDriver.safeState.frames.map(hex).join('')).toBe('fa0600000000000006f8'.repeat(2));
  });

  it('whose check does not fit is none', () => {
    expect(parseCommand(Uint8Array.from(Buffer.from('fa01063c015a000061f8', 'hex')))).toBeUndefined();
    expect(parseCommand(Uint8Array.from(Buffer.from('fa01063c015a000060f8', 'hex')))).toEqual({
      ...{ command: 1, milliamps: 1_500, cutOff: 330 },
    });
  });
});
