/** The bytes of the bridges as their sources have them: both directions of our own framing may share a mistake. */
import { describe, expect, it } from 'vitest';
import type { LineSettings } from '../../contract/transport.ts';
import { bridgeOf, type HidBridge, plainReports } from './bridges.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const line: LineSettings = { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 };

function bridge(vendor: number, product: number): HidBridge {
  const found = bridgeOf(vendor, product);
  if (found === undefined) throw new Error('no such bridge');
  return found;
}

describe('a CH9325 (1a86:e008)', () => {
  const ch9325 = bridge(0x1a86, 0xe008);

  it.each<[Partial<LineSettings>, string]>([
    [{}, '8025000003'],
    [{ baudRate: 2_400 }, '6009000003'],
    [{ baudRate: 19_200, dataBits: 7, parity: 'odd' }, '004b000003'],
    [{ dataBits: 7 }, '8025000002'],
    [{ dataBits: 8, parity: 'even' }, '8025000003'],
  ])('is set to %j by a feature report without a number', (other, bytes) => {
    expect(ch9325.setUp({ ...line, ...other }).map(({ id, bytes: report }) => [id, hex(report)])).toEqual([[0, bytes]]);
    expect(ch9325.numbered).toBe(false);
  });

  it('gives what its low nibble counts behind a high nibble of F, seven at the most, and nothing else', () => {
    const given = [
      'f25e620000000000',
      'f777777777777777',
      'f077777777777777',
      'f811111111111111',
      'e25e620000000000',
      'f211',
    ];
    expect(given.map((report) => hex(ch9325.dataIn(Uint8Array.from(Buffer.from(report, 'hex')))))).toEqual([
      ...['5e62', '77777777777777', '', '', '', ''],
    ]);
  });

  it('is given a count, seven bytes at the most, and zeros up to eight', () => {
    expect(ch9325.reportsOut(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)).map(hex)).toEqual([
      ...['0701020304050607', '0108000000000000'],
    ]);
  });
});

describe('a CP2110 (10c4:ea80)', () => {
  const cp2110 = bridge(0x10c4, 0xea80);

  it.each<[Partial<LineSettings>, string]>([
    // 9600 8N1 as a real program has set it.
    [{}, '500000258000000300'],
    [{ baudRate: 115_200 }, '500001c20000000300'],
    [{ baudRate: 19_200, dataBits: 7, parity: 'odd' }, '5000004b0001000200'],
    [{ dataBits: 7, parity: 'even' }, '500000258002000200'],
    [{ stopBits: 2 }, '500000258000000301'],
    [{ flow: 'rts-cts' }, '500000258000010300'],
  ])('is switched on, set to %j, and emptied', (other, bytes) => {
    const reports = cp2110.setUp({ ...line, ...other }).map(({ id, bytes: report }) => [id, hex(report)]);
    expect(reports).toEqual([
      [0x41, '4101'],
      [0x50, bytes],
      [0x43, '4302'],
    ]);
    expect(cp2110.numbered).toBe(true);
  });

  it('has no XON and XOFF', () => {
    const refused = expect.objectContaining({ code: 'hid/line-not-possible' });
    expect(() => cp2110.setUp({ ...line, flow: 'xon-xoff' })).toThrow(refused);
  });

  it('counts up to 63 in the number of its report', () => {
    const whole = Uint8Array.from({ length: 64 }, (_, index) => (index === 0 ? 63 : index));
    expect(cp2110.dataIn(whole)).toHaveLength(63);
    expect(cp2110.dataIn(Uint8Array.from({ length: 66 }, () => 64))).toHaveLength(0);
    expect(cp2110.reportsOut(new Uint8Array(64)).map(({ length }) => length)).toEqual([64, 2]);
  });
});

describe('a CH9329 (1a86:e429)', () => {
  const ch9329 = bridge(0x1a86, 0xe429);

  it('has one line, which needs no setting', () => {
    expect(ch9329.setUp(line)).toEqual([]);
    for (const other of [{ baudRate: 19_200 }, { dataBits: 7 }, { parity: 'odd' }] as const)
      expect(() => ch9329.setUp({ ...line, ...other })).toThrow();
  });

  it('is given 64 bytes, the first of which counts those that matter', () => {
    const [report, ...more] = ch9329.reportsOut(Uint8Array.of(0xab, 0xcd));
    expect([hex(report?.subarray(0, 4) ?? new Uint8Array(0)), report?.length, more.length]).toEqual([
      '02abcd00',
      64,
      0,
    ]);
    expect(ch9329.reportsOut(new Uint8Array(64)).map((each) => each[0])).toEqual([63, 1]);
    expect(ch9329.dataIn(Uint8Array.from({ length: 66 }, () => 64))).toHaveLength(0);
  });
});

it('no other device is a bridge, and one without a bridge speaks reports of 64 bytes', () => {
  for (const [vendor, product] of [
    [0x1a86, 0x7523],
    [0x10c4, 0xea60],
    [0xe008, 0x1a86],
  ] as const)
    expect(bridgeOf(vendor, product)).toBeUndefined();
  expect(plainReports.reportsOut(new Uint8Array(65)).map(({ length }) => length)).toEqual([64, 64]);
  expect(plainReports.mostInReport).toBe(64);
});
