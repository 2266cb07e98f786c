/**
 * What each maker's oscilloscope is told and asked, written out from its programming guide and from nothing of ours, and that
 * the answer is of what was asked for: a word that is right somewhere else gives a number that looks right.
 */
import { describe, expect, it } from 'vitest';
import type { ScopeMeasurement } from '../../foundation/capability/oscilloscope.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { openModel } from './front-panels.ts';
import { keysightInfiniiVision } from './keysight-infiniivision/driver.ts';
import { rigolDs } from './rigol-ds/driver.ts';
import { charger } from './scpi-scope/test-bench.ts';
import { siglentSds } from './siglent-sds/driver.ts';
import { rippleVolts } from './simulated-scope/simulated-signal.ts';
import { tektronixTds } from './tektronix-tds/driver.ts';

type Measured = Exclude<ScopeMeasurement, 'duty-cycle'>;

interface Words {
  readonly model: string;
  readonly driver: ByteDriver;
  /** Of channel 1. */
  readonly measurements: Readonly<Record<Measured, string>>;
  /** What is sent before any of them. */
  readonly chosen?: readonly string[];
  readonly state: readonly string[];
  readonly run: readonly string[];
  readonly stop: readonly string[];
  readonly single: readonly string[];
  readonly timebase: readonly string[];
  /** Channel 2 at 2 V a division, moved 4 V down. */
  readonly vertical: readonly string[];
  /** Channel 2, falling, 1.5 V, normal. */
  readonly trigger: readonly string[];
  readonly screenshot?: readonly string[];
}

const edge = [':TRIG:EDGE:SOUR CHAN2', ':TRIG:EDGE:SLOP NEG', ':TRIG:EDGE:LEV 1.5', ':TRIG:SWE NORM'];
const edgeAsked = [':TRIG:EDGE:SOUR?', ':TRIG:EDGE:SLOP?', ':TRIG:EDGE:LEV?', ':TRIG:SWE?'];
const chan2 = [':CHAN2:SCAL 2', ':CHAN2:OFFS -4', ':CHAN2:SCAL?', ':CHAN2:OFFS?'];

const rigol: Omit<Words, 'model' | 'screenshot'> = {
  driver: rigolDs,
  measurements: {
    frequency: ':MEAS:ITEM? FREQ,CHAN1',
    period: ':MEAS:ITEM? PER,CHAN1',
    max: ':MEAS:ITEM? VMAX,CHAN1',
    min: ':MEAS:ITEM? VMIN,CHAN1',
    'peak-to-peak': ':MEAS:ITEM? VPP,CHAN1',
    mean: ':MEAS:ITEM? VAVG,CHAN1',
    rms: ':MEAS:ITEM? VRMS,CHAN1',
    'rise-time': ':MEAS:ITEM? RTIM,CHAN1',
    'fall-time': ':MEAS:ITEM? FTIM,CHAN1',
  },
  state: [':TRIG:STAT?'],
  run: [':RUN'],
  stop: [':STOP'],
  single: [':SING'],
  timebase: [':TIM:SCAL 2E-4', ':TIM:OFFS 1E-4', ':TIM:SCAL?', ':TIM:OFFS?'],
  vertical: chan2,
  trigger: [...edge, ...edgeAsked],
};

const siglentOld: Words = {
  model: 'SDS1104X-E',
  driver: siglentSds,
  measurements: {
    frequency: 'C1:PAVA? FREQ',
    period: 'C1:PAVA? PER',
    max: 'C1:PAVA? MAX',
    min: 'C1:PAVA? MIN',
    'peak-to-peak': 'C1:PAVA? PKPK',
    mean: 'C1:PAVA? MEAN',
    rms: 'C1:PAVA? RMS',
    'rise-time': 'C1:PAVA? RISE',
    'fall-time': 'C1:PAVA? FALL',
  },
  state: ['SAST?'],
  run: ['TRMD AUTO'],
  stop: ['STOP'],
  single: ['TRMD SINGLE', 'ARM'],
  timebase: ['TDIV 2E-4', 'TRDL 1E-4', 'TDIV?', 'TRDL?'],
  vertical: ['C2:VDIV 2', 'C2:OFST -4', 'C2:VDIV?', 'C2:OFST?'],
  trigger: [
    ...['TRSE EDGE,SR,C2,HT,OFF', 'C2:TRSL NEG', 'C2:TRLV 1.5', 'TRMD NORM'],
    ...['TRSE?', 'C2:TRSL?', 'C2:TRLV?', 'TRMD?'],
  ],
  screenshot: ['SCDP'],
};

const siglentNew: Words = {
  model: 'SDS824X HD',
  driver: siglentSds,
  measurements: {
    frequency: ':MEAS:SIMP:VAL? FREQ',
    period: ':MEAS:SIMP:VAL? PER',
    max: ':MEAS:SIMP:VAL? MAX',
    min: ':MEAS:SIMP:VAL? MIN',
    'peak-to-peak': ':MEAS:SIMP:VAL? PKPK',
    mean: ':MEAS:SIMP:VAL? MEAN',
    rms: ':MEAS:SIMP:VAL? RMS',
    'rise-time': ':MEAS:SIMP:VAL? RISE',
    'fall-time': ':MEAS:SIMP:VAL? FALL',
  },
  chosen: [':MEAS ON', ':MEAS:MODE SIMP', ':MEAS:SIMP:SOUR C1'],
  state: [':TRIG:STAT?'],
  run: [':TRIG:RUN'],
  stop: [':TRIG:STOP'],
  single: [':TRIG:MODE SING', ':TRIG:RUN'],
  timebase: [':TIM:SCAL 2E-4', ':TIM:DEL 1E-4', ':TIM:SCAL?', ':TIM:DEL?'],
  vertical: chan2,
  trigger: [
    ...[':TRIG:EDGE:SOUR C2', ':TRIG:EDGE:SLOP FALL', ':TRIG:EDGE:LEV 1.5', ':TRIG:MODE NORM'],
    ...[':TRIG:EDGE:SOUR?', ':TRIG:EDGE:SLOP?', ':TRIG:EDGE:LEV?', ':TRIG:MODE?'],
  ],
  screenshot: [':PRIN? PNG'],
};

const keysight: Words = {
  model: 'DSOX2024A',
  driver: keysightInfiniiVision,
  measurements: {
    frequency: ':MEAS:FREQ? CHAN1',
    period: ':MEAS:PER? CHAN1',
    max: ':MEAS:VMAX? CHAN1',
    min: ':MEAS:VMIN? CHAN1',
    'peak-to-peak': ':MEAS:VPP? CHAN1',
    mean: ':MEAS:VAV? DISP,CHAN1',
    rms: ':MEAS:VRMS? DISP,DC,CHAN1',
    'rise-time': ':MEAS:RIS? CHAN1',
    'fall-time': ':MEAS:FALL? CHAN1',
  },
  state: [':OPER:COND?'],
  run: [':RUN'],
  stop: [':STOP'],
  single: [':SING'],
  timebase: [':TIM:SCAL 2E-4', ':TIM:POS 1E-4', ':TIM:SCAL?', ':TIM:POS?'],
  // Its offset is the voltage in the middle of the screen: the other way round.
  vertical: chan2.map((line) => line.replace('OFFS -4', 'OFFS 4')),
  trigger: [...edge, ...edgeAsked],
  screenshot: [':HARD:INKS OFF', ':DISP:DATA? PNG, COLOR'],
};

const tektronix: Omit<Words, 'model'> = {
  driver: tektronixTds,
  measurements: {
    frequency: 'MEASU:IMM:TYP FREQ',
    period: 'MEASU:IMM:TYP PERI',
    max: 'MEASU:IMM:TYP MAXI',
    min: 'MEASU:IMM:TYP MINI',
    'peak-to-peak': 'MEASU:IMM:TYP PK2',
    mean: 'MEASU:IMM:TYP MEAN',
    rms: 'MEASU:IMM:TYP CRM',
    'rise-time': 'MEASU:IMM:TYP RIS',
    'fall-time': 'MEASU:IMM:TYP FALL',
  },
  chosen: ['MEASU:IMM:SOU CH1', 'MEASU:IMM:VAL?'],
  state: ['ACQ:STATE?', 'TRIG:STATE?'],
  run: ['ACQ:STOPA RUNST', 'ACQ:STATE RUN'],
  stop: ['ACQ:STATE STOP'],
  single: ['ACQ:STOPA SEQ', 'ACQ:STATE RUN'],
  timebase: ['HOR:SCA 2E-4', 'HOR:POS 1E-4', 'HOR:SCA?', 'HOR:POS?'],
  // Its position is in divisions.
  vertical: ['CH2:SCA 2', 'CH2:POS -2', 'CH2:SCA?', 'CH2:POS?'],
  trigger: [
    ...['TRIG:MAI:EDGE:SOU CH2', 'TRIG:MAI:EDGE:SLO FALL', 'TRIG:MAI:LEV 1.5', 'TRIG:MAI:MOD NORM'],
    ...['TRIG:MAI:EDGE:SOU?', 'TRIG:MAI:EDGE:SLO?', 'TRIG:MAI:LEV?', 'TRIG:MAI:MOD?'],
  ],
};

const makers: readonly Words[] = [
  { ...rigol, model: 'DS1054Z', screenshot: [':DISP:DATA? ON,OFF,PNG'] },
  { ...rigol, model: 'MSO5074', screenshot: [':DISP:DATA? PNG'] },
  { ...rigol, model: 'DHO824', screenshot: [':DISP:DATA? PNG'] },
  { ...rigol, model: 'DS2072A', screenshot: [':DISP:DATA?'] },
  siglentOld,
  siglentNew,
  keysight,
  { ...tektronix, model: 'TBS1202B', screenshot: ['HARDC:FORM BMP', 'HARDC:PORT USB', 'HARDC START'] },
  { ...tektronix, model: 'TBS2072' },
];

/** What is read of the signal on channel 1: 5.02 V with a sine of 60 mV at 1 kHz on it. */
const truth: Readonly<Record<Measured, readonly [value: number, unit: string]>> = {
  frequency: [1_000, 'Hz'],
  period: [0.001, 's'],
  max: [charger + rippleVolts, 'V'],
  min: [charger - rippleVolts, 'V'],
  'peak-to-peak': [2 * rippleVolts, 'V'],
  mean: [charger, 'V'],
  rms: [Math.hypot(charger, rippleVolts / Math.SQRT2), 'V'],
  // From a tenth of the swing to nine tenths.
  'rise-time': [Math.asin(0.8) / Math.PI / 1_000, 's'],
  'fall-time': [Math.asin(0.8) / Math.PI / 1_000, 's'],
};

/** Behind the last word of its set-up, which is not waited for. */
async function opened(model: string, driver: ByteDriver) {
  const bench = await openModel(model, driver);
  await bench.clock.advance(50);
  return bench;
}

describe.each(makers)('a $model', (words) => {
  const { model, driver, measurements, chosen = [] } = words;
  const said = (sent: readonly string[], from: number) => [...new Set(sent.slice(from))];

  it('is asked for every measurement by its own name, and gives it of the signal', async () => {
    const bench = await opened(model, driver);
    for (const [what, word] of Object.entries(measurements) as [Measured, string][]) {
      const from = bench.sent.length;
      const reading = await bench.call('measure', { channel: 1, what });
      const [value, unit] = truth[what];
      expect([what, reading.unit, reading.status]).toEqual([what, unit, 'ok']);
      expect(Math.abs((reading.value ?? Number.NaN) / value - 1), what).toBeLessThan(
        what.endsWith('time') ? 0.1 : 0.005,
      );
      expect(said(bench.sent, from)).toEqual(expect.arrayContaining([...chosen, word]));
    }
  });

  it.each(['run', 'stop', 'single'] as const)('is told to %s in its own words', async (verb) => {
    const bench = await opened(model, driver);
    const from = bench.sent.length;
    await bench.call(verb, {});
    expect(said(bench.sent, from)).toEqual(expect.arrayContaining([...words[verb], words.state[0]]));
    expect(bench.sent.slice(from, from + words[verb].length)).toEqual(words[verb]);
  });

  it('has its knobs turned in its own words, and says where they stand', async () => {
    const bench = await opened(model, driver);
    let from = bench.sent.length;
    const timebase = await bench.call('timebase', { secondsPerDivision: 0.0002, delaySeconds: 0.0001 });
    expect(timebase).toEqual({ secondsPerDivision: 0.0002, delaySeconds: 0.0001 });
    expect(said(bench.sent, from)).toEqual(words.timebase);
    from = bench.sent.length;
    const vertical = await bench.call('vertical', { channel: 2, voltsPerDivision: 2, offsetVolts: -4 });
    expect(vertical).toEqual({ voltsPerDivision: 2, offsetVolts: -4 });
    expect(said(bench.sent, from)).toEqual(words.vertical);
    from = bench.sent.length;
    const wanted = { source: 2, slope: 'falling', levelVolts: 1.5, sweep: 'normal' } as const;
    expect(await bench.call('trigger', wanted)).toEqual(wanted);
    expect(said(bench.sent, from)).toEqual(words.trigger);
    expect(await bench.call('trigger', { source: 1, slope: 'rising', sweep: 'auto' })).toMatchObject({
      ...{ source: 1, slope: 'rising', sweep: 'auto' },
    });
  });

  it('is asked for its screen in its own words', async () => {
    const bench = await opened(model, driver);
    const from = bench.sent.length;
    const screen = bench.call('screenshot', {}, 60_000);
    if (words.screenshot === undefined) await expect(screen).rejects.toMatchObject({ code: 'instrument/unknown-verb' });
    else {
      await screen;
      expect(said(bench.sent, from)).toEqual(words.screenshot);
    }
  });
});
