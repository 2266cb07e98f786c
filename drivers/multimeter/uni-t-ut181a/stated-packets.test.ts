/**
 * Frames written down from github.com/antage/ut181a, `Protocol.md`, and not by our encoder, which shares its tables with the parser.
 */
import { describe, expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { uniTUt181a } from './driver.ts';

interface Packet {
  readonly misc?: number;
  readonly misc2?: number;
  readonly mode?: number;
  readonly value?: number;
  readonly precision?: number;
  readonly unit?: string;
  /** What stands behind the first value with its unit, or in a MIN MAX packet behind the first value without one. */
  readonly behind?: readonly number[];
}

function floatOf(value: number, precision: number): number[] {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [...bytes, precision];
}
const text = (unit: string) => [...Buffer.from(unit.padEnd(8, '\0'), 'latin1')];

/** Marker, length, kind 02, two bytes of flags, mode, range, value, digits, unit, and the sum, low byte first. */
function frameOf({
  misc = 0,
  misc2 = 0,
  mode = 0x3111,
  value = 1.5,
  precision = 0x30,
  unit = 'VDC',
  behind = [],
}: Packet) {
  const isMinMax = ((misc >> 4) & 7) === 2;
  const first = [...floatOf(value, precision), ...(isMinMax ? [] : text(unit))];
  const payload = [0x02, misc, misc2, mode & 0xff, mode >> 8, 0x01, ...first, ...behind];
  const counted = [(payload.length + 2) & 0xff, (payload.length + 2) >> 8, ...payload];
  const sum = counted.reduce((all, byte) => all + byte, 0);
  return Uint8Array.from([0xab, 0xcd, ...counted, sum & 0xff, (sum >> 8) & 0xff]);
}
const saidOf = (packet: Packet) => said(uniTUt181a.decoder?.().push(frameOf(packet))[0]);

/** Every mode word of the protocol, how a unit of it is written, and what 1.500 of it is. */
const modes: readonly (readonly [words: readonly number[], unit: string, says: string])[] = [
  [[0x1111, 0x1112, 0x1131, 0x1141, 0x1142], 'VAC', '1.5 V (0.001) ac'],
  [[0x2111, 0x2112, 0x2131], 'mVAC', '0.0015 V (0.000001) ac'],
  [[0x1121, 0x2121, 0x8221, 0x9221, 0xa221, 0x7111, 0x7112], 'kHz', '1500 Hz (1)'],
  [[0x7111, 0x7112], 'MHz', '1500000 Hz (1000)'],
  [[0x1151, 0x1152], 'dBV', '1.5 dB (0.001) ac'],
  [[0x1161, 0x1162], 'dBm', '1.5 {dBm} (0.001) ac'],
  [[0x2141, 0x2142], 'mVAC+DC', '0.0015 V (0.000001)'],
  [[0x3111, 0x3112, 0x3131], 'VDC', '1.5 V (0.001) dc'],
  [[0x3121, 0x3122], 'VAC+DC', '1.5 V (0.001)'],
  [[0x4111, 0x4112, 0x4121], 'mVDC', '0.0015 V (0.000001) dc'],
  [[0x4211, 0x4212, 0x4221, 0x4222], '\u00b0C', '1.5 Cel (0.001)'],
  [[0x4311, 0x4312, 0x4321, 0x4322], '\u00b0F', '1.5 [degF] (0.001)'],
  [[0x5111, 0x5112], 'k~', '1500 Ohm (1)'],
  [[0x5111, 0x5112], 'M~', '1500000 Ohm (1000)'],
  [[0x5211, 0x5212], '~', '1.5 Ohm (0.001) continuity short'],
  [[0x6111, 0x6112], 'V', '1.5 V (0.001) diode'],
  [[0x6211, 0x6212], 'nF', '1.5e-9 F (1e-12)'],
  [[0x6211, 0x6212], 'uF', '0.0000015 F (1e-9)'],
  [[0x6211, 0x6212], 'mF', '0.0015 F (0.000001)'],
  [[0x7211, 0x7212], '%', '1.5 % duty-cycle (0.001)'],
  [[0x7311, 0x7312], 'ms', '0.0015 s (0.000001)'],
  [[0x8111, 0x8112, 0x8131], 'uADC', '0.0000015 A (1e-9) dc'],
  [[0x8121, 0x8122], 'uAAC+DC', '0.0000015 A (1e-9)'],
  [[0x8211, 0x8212, 0x8231], 'uAAC', '0.0000015 A (1e-9) ac'],
  [[0x9111, 0x9112, 0x9131], 'mADC', '0.0015 A (0.000001) dc'],
  [[0x9121, 0x9122], 'mAAC+DC', '0.0015 A (0.000001)'],
  [[0x9211, 0x9212, 0x9231], 'mAAC', '0.0015 A (0.000001) ac'],
  [[0xa111, 0xa112, 0xa131], 'ADC', '1.5 A (0.001) dc'],
  [[0xa121, 0xa122], 'AAC+DC', '1.5 A (0.001)'],
  [[0xa211, 0xa212, 0xa231], 'AAC', '1.5 A (0.001) ac'],
  // Differences of temperatures and admittance have no place in a reading.
  [[0x4231, 0x4241], '\u00b0C', 'nothing'],
  [[0x4331, 0x4341], '\u00b0F', 'nothing'],
  [[0x5311, 0x5312], 'nS', 'nothing'],
];

describe('a packet as the protocol has it', () => {
  it.each(modes)('of %j in %s says %s', (words, unit, says) => {
    for (const mode of words) expect(saidOf({ mode, unit }), mode.toString(16)).toBe(says);
  });

  it('in a unit with another prefix, or of another quantity, says nothing', () => {
    for (const [[mode = 0], unit] of modes) {
      expect(saidOf({ mode, unit: `G${unit}` }), `${mode.toString(16)} G${unit}`).toBe('nothing');
      expect(saidOf({ mode, unit: 'W' }), mode.toString(16)).toBe('nothing');
    }
    expect(saidOf({ mode: 0x5111, unit: 'kHz' })).toBe('nothing');
    expect(saidOf({ mode: 0x7311, unit: 'm' })).toBe('nothing');
  });

  it('has its digits in the high half of a byte, and in the low one overload of either side', () => {
    expect([0x00, 0x10, 0x40].map((precision) => saidOf({ value: 12, precision }))).toEqual([
      '12 V (1) dc',
      '12 V (0.1) dc',
      '12 V (0.0001) dc',
    ]);
    expect([0x31, 0x32].map((precision) => saidOf({ precision }))).toEqual([
      'overrange V (0.001) dc',
      '-overrange V (0.001) dc',
    ]);
    expect(saidOf({ value: -1.234 })).toBe('-1.234 V (0.001) dc');
  });

  it('has HOLD in bit 7 of its first flags, automatic in bit 0 and the lead in the wrong jack in bit 3 of its second', () => {
    expect(saidOf({ misc: 0x80 })).toBe('1.5 V (0.001) dc hold');
    expect(saidOf({ misc2: 0x01 })).toBe('1.5 V (0.001) dc auto');
    expect(saidOf({ misc2: 0x08 })).toBe('invalid V (0.001) dc');
    // High voltage, comparison, recording.
    expect(saidOf({ misc2: 0x32 })).toBe('1.5 V (0.001) dc');
  });

  it('with second values or a bar behind the first is as long as they make it', () => {
    const second = [...floatOf(7, 0x10), ...text('Hz')];
    const bar = [...floatOf(7, 0).slice(0, 4), ...text('V')];
    const live = '1.5 V (0.001) dc';
    expect(saidOf({ misc: 0x02, behind: second })).toBe(live);
    expect(saidOf({ misc: 0x04, behind: second })).toBe(live);
    expect(saidOf({ misc: 0x08, behind: bar })).toBe(live);
    expect(saidOf({ misc: 0x0e, behind: [...second, ...second, ...bar] })).toBe(live);
    expect(saidOf({ misc: 0x02 })).toBe('nothing');
    expect(saidOf({ misc: 0x00, behind: second })).toBe('nothing');
    expect(saidOf({ misc: 0x08, behind: second })).toBe('nothing');
  });

  it('is relative with two values behind its own, a peak with one, and of MIN and MAX it is the present', () => {
    const value = [...floatOf(7, 0x10), ...text('VDC')];
    expect(saidOf({ misc: 0x10, mode: 0x3112, behind: [...value, ...value] })).toBe('1.5 V (0.001) dc rel');
    expect(saidOf({ misc: 0x40, mode: 0x3131, behind: value })).toBe('1.5 V (0.001) dc peak-max');
    const seconds = [9, 0, 0, 0];
    const extremes = [2, 1.7, 1].flatMap((each) => [...floatOf(each, 0x30), ...seconds]);
    expect(saidOf({ misc: 0x20, behind: [...extremes, ...text('VDC')] })).toBe('1.5 V (0.001) dc');
    expect(saidOf({ misc: 0x30, behind: [...value, ...value] })).toBe('nothing');
  });
});
