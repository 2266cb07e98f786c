/**
 * How a record is asked for and what its description means, written out from the makers' guides and from nothing of ours:
 * driver and simulated instrument may share a mistake, and volts that are wrong by a constant look like any others.
 */
import { describe, expect, it } from 'vitest';
import type { WaveformScale } from '../../foundation/capability/oscilloscope.ts';
import type { ByteDriver } from '../contract/driver.ts';
import type { SimulatedInstrument } from '../contract/simulator.ts';
import { keysightInfiniiVision } from './keysight-infiniivision/driver.ts';
import { scaleOf as keysightScale } from './keysight-infiniivision/preamble.ts';
import { rigolDs } from './rigol-ds/driver.ts';
import { scaleOf as rigolScale } from './rigol-ds/preamble.ts';
import { parseTenNumbers } from './scpi-scope/ten-numbers.ts';
import { fixedUnit, scopeTestBench } from './scpi-scope/test-bench.ts';
import { highestCode, parseDescriptor } from './siglent-sds/descriptor.ts';
import { siglentSds } from './siglent-sds/driver.ts';
import { tektronixTds } from './tektronix-tds/driver.ts';
import { scaleOf as tektronixScale } from './tektronix-tds/preamble.ts';

const volts = ({ voltsPerStep, voltsAtZero }: WaveformScale, raw: number) =>
  Math.round((raw * voltsPerStep + voltsAtZero) * 1e9) / 1e9 + 0;
const seconds = ({ firstSeconds, secondsPerPoint }: WaveformScale, point: number) =>
  Math.round((firstSeconds + point * secondsPerPoint) * 1e9) / 1e9 + 0;

describe('a description', () => {
  // Format, type, points, count, x increment, x origin, x reference, y increment, y origin, y reference.
  const ten = parseTenNumbers('0,0,1200,1,2.0e-06,-1.0e-03,100,4.0e-02,-75,127');

  it('of a Rigol: (raw - yorigin - yreference) · yincrement, (i - xreference) · xincrement + xorigin', () => {
    const scale = rigolScale(ten, 255);
    expect([volts(scale, 52), volts(scale, 177)]).toEqual([0, 5]);
    expect([seconds(scale, 100), seconds(scale, 600)]).toEqual([-0.001, 0]);
    expect([scale.lowest, scale.highest, rigolScale(ten, 65_535).highest]).toEqual([0, 255, 65_535]);
  });

  it('of an InfiniiVision: (raw - yreference) · yincrement + yorigin, and raw 0 is a hole', () => {
    const scale = keysightScale({ ...ten, yOrigin: 2.5, yReference: 128 });
    expect([volts(scale, 128), volts(scale, 228)]).toEqual([2.5, 6.5]);
    expect([seconds(scale, 100), seconds(scale, 600)]).toEqual([-0.001, 0]);
    expect([scale.hole, scale.lowest, scale.highest]).toEqual([0, 1, 255]);
    const word = keysightScale({ ...ten, format: 1 });
    // Words are the same codes, moved up by eight bits.
    expect([word.hole, word.lowest, word.highest]).toEqual([0, 256, 65_280]);
  });

  it('of a Tektronix: (raw - YOFF) · YMULT + YZERO, (i - PT_OFF) · XINCR + XZERO', () => {
    const scale = tektronixScale({
      ...{ yMultiplier: 0.04, yOffset: -25, yZero: 1.5 },
      ...{ xIncrement: 2e-6, xZero: -1e-3, pointOffset: 100 },
    });
    expect([volts(scale, -25), volts(scale, 75)]).toEqual([1.5, 5.5]);
    expect([seconds(scale, 100), seconds(scale, 600)]).toEqual([-0.001, 0]);
    expect([scale.lowest, scale.highest]).toEqual([-128, 127]);
  });

  describe('of a newer Siglent', () => {
    function described(change: (view: DataView) => void = () => undefined, bytes = 346) {
      const view = new DataView(new ArrayBuffer(bytes));
      for (const [place, number] of [
        [0x9c, 0.5],
        [0xa0, 1.25],
        [0xa4, 25],
        [0xb0, 2e-9],
        [0x148, 10],
      ] as const)
        view.setFloat32(place, number, true);
      view.setInt16(0xac, 8, true);
      view.setFloat64(0xb4, 3e-6, true);
      change(view);
      return parseDescriptor(new Uint8Array(view.buffer));
    }

    it('has volts a division, codes in one, an offset and a factor of the probe: code / 25 · 0.5 · 10 - 1.25 · 10', () => {
      const told = described();
      expect(told).toMatchObject({ adcBits: 8, delaySeconds: 3e-6, codesPerDivision: 25 });
      expect(told.voltsPerStep).toBeCloseTo(0.2, 9);
      expect(told.voltsAtZero).toBeCloseTo(-12.5, 9);
      expect(told.secondsPerPoint).toBeCloseTo(2e-9, 15);
    });

    it.each<[string, (view: DataView) => void, number?]>([
      ['a byte too short', () => undefined, 345],
      ['with no volts a division', (view) => view.setFloat32(0x9c, 0, true)],
      ['with no codes in a division', (view) => view.setFloat32(0xa4, 0, true)],
      ['with no time from point to point', (view) => view.setFloat32(0xb0, 0, true)],
      ['with a converter of seven bits', (view) => view.setInt16(0xac, 7, true)],
      ['with one of seventeen', (view) => view.setInt16(0xac, 17, true)],
      ['with the index of a table for a factor', (view) => view.setInt32(0x148, 7, true)],
    ])('%s is none', (_what, change, bytes) => {
      expect(() => described(change, bytes)).toThrow(expect.objectContaining({ code: 'instrument/unreadable' }));
    });

    it('goes to the end of its bits, or of the word where its codes fill it', () => {
      expect(highestCode(described())).toBe(127);
      expect(highestCode({ ...described(), adcBits: 12, codesPerDivision: 480 })).toBe(2_047);
      expect(highestCode({ ...described(), adcBits: 12, codesPerDivision: 7_680 })).toBe(32_767);
      expect(highestCode({ ...described(), adcBits: 8, codesPerDivision: 32 })).toBe(127);
      expect(highestCode({ ...described(), adcBits: 8, codesPerDivision: 33 })).toBe(32_767);
    });
  });
});

/** A scope whose answer to this question is another one than its simulator gives. */
function open(model: string, driver: ByteDriver, question = '', change: (answer: string) => string = (text) => text) {
  return scopeTestBench(driver, (context): SimulatedInstrument => {
    const scope = driver.simulate(fixedUnit, { ...context, model });
    let asked = '';
    return {
      ...scope,
      attach: (wire) =>
        scope.attach({
          ...wire,
          onData: (listener) =>
            wire.onData((chunk) => {
              asked = new TextDecoder('latin1').decode(chunk).trim();
              listener(chunk);
            }),
          send: (bytes) =>
            wire.send(
              asked === question ? Buffer.from(change(Buffer.from(bytes).toString('latin1')), 'latin1') : bytes,
            ),
        }),
    };
  });
}

describe.each<[string, string, ByteDriver, readonly string[], readonly string[]]>([
  [
    'a DS1054Z',
    'DS1054Z',
    rigolDs,
    [':WAV:SOUR CHAN1', ':WAV:MODE NORM', ':WAV:FORM BYTE', ':WAV:STAR 1', ':WAV:STOP 1200', ':WAV:PRE?', ':WAV:DATA?'],
    [':WAV:MODE RAW', ':WAV:STAR 1', ':WAV:STOP 250000', ':WAV:STAR 250001', ':WAV:DATA?'],
  ],
  ['a DHO824', 'DHO824', rigolDs, [':WAV:FORM WORD', ':WAV:STOP 1000'], [':WAV:MODE RAW', ':WAV:FORM WORD']],
  [
    'an SDS1104X-E',
    'SDS1104X-E',
    siglentSds,
    ['SARA?', 'SANU? C1', 'TDIV?', 'TRDL?', 'C1:OFST?', 'C1:VDIV?', 'WFSU SP,50,NP,1400,FP,0', 'C1:WF? DAT2'],
    ['WFSU SP,1,NP,70000,FP,0', 'C1:WF? DAT2'],
  ],
  [
    'an SDS824X HD',
    'SDS824X HD',
    siglentSds,
    [':WAV:SOUR C1', ':WAV:STAR 0', ':WAV:PRE?', ':WAV:WIDT WORD', ':WAV:MAXP?', ':WAV:DATA?'],
    [':WAV:INT 1', ':WAV:DATA?'],
  ],
  [
    'a DSOX2024A',
    'DSOX2024A',
    keysightInfiniiVision,
    [
      ...[':ACQ:TYPE?', ':WAV:SOUR CHAN1', ':WAV:FORM BYTE', ':WAV:UNS ON', ':WAV:POIN:MODE NORM', ':WAV:POIN 1000'],
      ...[':WAV:PRE?', ':WAV:DATA?'],
    ],
    [':WAV:POIN:MODE RAW', ':WAV:POIN MAX'],
  ],
  [
    'a TBS1202B',
    'TBS1202B',
    tektronixTds,
    [
      ...['DAT:SOU CH1', 'DAT:ENC RIB', 'DAT:WID 1', 'DAT:STAR 1', 'DAT:STOP 2500', 'WFMP:BYT_N?', 'WFMP:YMU?'],
      ...['WFMP:YOF?', 'WFMP:YZE?', 'WFMP:XIN?', 'WFMP:XZE?', 'WFMP:PT_O?', 'CURV?'],
    ],
    ['DAT:STOP 2500'],
  ],
  ['a TBS2072', 'TBS2072', tektronixTds, ['HOR:RECO?', 'WFMO:YMU?', 'WFMO:PT_O?'], ['CURV?']],
])('%s', (_name, model, driver, screen, memory) => {
  it('is asked for its screen and for its memory in its own words', async () => {
    const bench = await open(model, driver);
    let from = bench.sent.length;
    await bench.call('capture', { channel: 1 }, 60_000);
    expect(bench.sent.slice(from)).toEqual(expect.arrayContaining([...screen]));
    from = bench.sent.length;
    await bench.call('capture', { channel: 1, record: 'memory' }, 600_000);
    expect(bench.sent.slice(from)).toEqual(expect.arrayContaining([...memory]));
  });
});

/** One of ten numbers is another one. */
const field = (place: number, value: string) => (answer: string) =>
  `${answer
    .trimEnd()
    .split(',')
    .map((text, index) => (index === place ? value : text))
    .join(',')}\n`;

describe('a description of another record than was asked for', () => {
  it.each<[string, string, ByteDriver, (answer: string) => string]>([
    ['an InfiniiVision that gives pairs of peaks', 'DSOX2024A', keysightInfiniiVision, field(1, '1')],
    ['an InfiniiVision that gives words', 'DSOX2024A', keysightInfiniiVision, field(0, '1')],
    ['a Rigol that gives its memory', 'DS1054Z', rigolDs, field(1, '2')],
    ['a Rigol that gives words', 'DS1054Z', rigolDs, field(0, '1')],
    ['a DHO that gives bytes', 'DHO824', rigolDs, field(0, '0')],
  ])('by %s is refused', async (_who, model, driver, change) => {
    const bench = await open(model, driver, ':WAV:PRE?', change);
    await expect(bench.call('capture', { channel: 1 })).rejects.toMatchObject({ code: 'scope/other-record' });
  });

  it('by a Tektronix that gives two bytes a point is refused', async () => {
    const bench = await open('TBS1202B', tektronixTds, 'WFMP:BYT_N?', () => '2\n');
    await expect(bench.call('capture', { channel: 1 })).rejects.toMatchObject({ code: 'scope/other-record' });
  });
});
