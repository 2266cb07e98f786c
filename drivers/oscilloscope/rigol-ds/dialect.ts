/** Rigol oscilloscopes with the command set of DS1000Z, DS2000, DS4000, MSO5000 and DHO. Sources: see README. */
import type {
  ScopeChannel,
  ScopeMeasurement,
  ScopeState,
  ScopeTimebase,
  ScopeTrigger,
  ScopeVertical,
} from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { channelOf, commandFor, numberSettings, sweepOf } from '../scpi-scope/commands.ts';
import type { RecordPlan, RecordRequest, ScopeDialect, ScopeLink } from '../scpi-scope/dialect.ts';
import { numberOf } from '../scpi-scope/number-with-unit.ts';
import { inChunks } from '../scpi-scope/record.ts';
import { parseTenNumbers } from '../scpi-scope/ten-numbers.ts';
import { scaleOf } from './preamble.ts';

export interface RigolFamily {
  readonly id: 'ds1000z' | 'mso5000' | 'dho' | 'ds2000';
  readonly idn: RegExp;
  readonly models: readonly string[];
  /** Points of the screen, as `:WAV:MODE NORM` gives them: a hundred for every division. */
  readonly screenPoints: number;
  readonly format: 'BYTE' | 'WORD';
  /** Most points of one `:WAV:DATA?`. */
  readonly chunkPoints: number;
  /** DS2000 and DS4000 take no argument and give a bitmap. */
  readonly screenshot: string;
}

const vendor = 'RIGOL TECHNOLOGIES';

export const rigolFamilies: readonly RigolFamily[] = [
  {
    id: 'ds1000z',
    idn: new RegExp(`^${vendor},(DS|MSO)1\\d{2}4Z`, 'i'),
    models: ['DS1054Z', 'DS1074Z', 'DS1104Z', 'MSO1104Z'],
    screenPoints: 1_200,
    format: 'BYTE',
    chunkPoints: 250_000,
    screenshot: ':DISP:DATA? ON,OFF,PNG',
  },
  {
    id: 'mso5000',
    idn: new RegExp(`^${vendor},MSO5\\d{3}`, 'i'),
    models: ['MSO5072', 'MSO5074', 'MSO5104', 'MSO5354'],
    screenPoints: 1_000,
    format: 'BYTE',
    chunkPoints: 250_000,
    screenshot: ':DISP:DATA? PNG',
  },
  {
    id: 'dho',
    idn: new RegExp(`^${vendor},DHO[89]\\d{2}`, 'i'),
    models: ['DHO804', 'DHO814', 'DHO914', 'DHO924'],
    screenPoints: 1_000,
    format: 'WORD',
    chunkPoints: 125_000,
    screenshot: ':DISP:DATA? PNG',
  },
  {
    id: 'ds2000',
    idn: new RegExp(`^${vendor},(DS|MSO)[24]\\d{3}`, 'i'),
    models: ['DS2072A', 'DS2102A', 'DS4014'],
    screenPoints: 1_400,
    format: 'BYTE',
    chunkPoints: 250_000,
    screenshot: ':DISP:DATA?',
  },
];

const items: Partial<Record<ScopeMeasurement, string>> = {
  frequency: 'FREQ',
  period: 'PER',
  max: 'VMAX',
  min: 'VMIN',
  'peak-to-peak': 'VPP',
  mean: 'VAVG',
  rms: 'VRMS',
  'rise-time': 'RTIM',
  'fall-time': 'FTIM',
};
const stateOfWord: Readonly<Record<string, ScopeState['state']>> = { STOP: 'stopped', WAIT: 'waiting' };
const sweepWords = { auto: 'AUTO', normal: 'NORM', single: 'SING' } as const;

export function rigolDialect(family: RigolFamily): ScopeDialect {
  return {
    id: family.id,
    minGapMs: 2,
    setUp: [],
    commands: { run: [':RUN'], stop: [':STOP'], single: [':SING'], force: [':TFOR'] },
    async state(link) {
      return stateOfWord[(await link.ask(':TRIG:STAT?')).toUpperCase()] ?? 'running';
    },
    sweep,
    shown: (channel) => `:CHAN${channel}:DISP?`,
    input: (channel) => ({
      unit: `:CHAN${channel}:UNIT?`,
      coupling: `:CHAN${channel}:COUP?`,
      inverted: `:CHAN${channel}:INV?`,
      probe: `:CHAN${channel}:PROB?`,
    }),
    settingsOf: (channel) => [`:CHAN${channel}:SCAL?`, `:CHAN${channel}:OFFS?`, ':TIM:SCAL?', ':TIM:OFFS?'],
    plan: (link, request) => plan(link, family, request),
    measurement(what, channel) {
      const item = items[what];
      return item === undefined ? undefined : { set: [], ask: `:MEAS:ITEM? ${item},CHAN${channel}` };
    },
    numberIn: (answer) => answer,
    screenshot: { set: [], ask: family.screenshot, shape: 'block' },
    timebase: numberSettings<ScopeTimebase>('s', { secondsPerDivision: ':TIM:SCAL', delaySeconds: ':TIM:OFFS' }),
    vertical: (channel) =>
      numberSettings<ScopeVertical>('V', {
        voltsPerDivision: `:CHAN${channel}:SCAL`,
        offsetVolts: `:CHAN${channel}:OFFS`,
      }),
    trigger: {
      set: ({ source, slope, levelVolts, sweep }) => [
        ...(source === undefined ? [] : [`:TRIG:EDGE:SOUR CHAN${source}`]),
        ...(slope === undefined ? [] : [`:TRIG:EDGE:SLOP ${slope === 'rising' ? 'POS' : 'NEG'}`]),
        ...commandFor(':TRIG:EDGE:LEV', levelVolts),
        ...(sweep === undefined ? [] : [`:TRIG:SWE ${sweepWords[sweep]}`]),
      ],
      read: async (link) => ({
        source: channelOf(await link.ask(':TRIG:EDGE:SOUR?')),
        slope: /^NEG/i.test(await link.ask(':TRIG:EDGE:SLOP?')) ? 'falling' : 'rising',
        levelVolts: await link.number(':TRIG:EDGE:LEV?', 'V'),
        sweep: await sweep(link),
      }),
    },
  };
}

async function sweep(link: ScopeLink): Promise<ScopeTrigger['sweep']> {
  return sweepOf(await link.ask(':TRIG:SWE?'));
}

async function plan(link: ScopeLink, family: RigolFamily, request: RecordRequest): Promise<RecordPlan> {
  const { channel, record, points } = request;
  const isMemory = record === 'memory';
  const there = isMemory ? await memoryPoints(link, family) : family.screenPoints;
  const count = Math.min(points ?? there, there);
  await link.send(
    `:WAV:SOUR CHAN${channel}`,
    `:WAV:MODE ${isMemory ? 'RAW' : 'NORM'}`,
    `:WAV:FORM ${family.format}`,
    ':WAV:STAR 1',
    `:WAV:STOP ${Math.min(count, family.chunkPoints)}`,
  );
  const answer = await link.ask(':WAV:PRE?');
  const preamble = parseTenNumbers(answer);
  const isWord = preamble.format === 1;
  if (preamble.type !== (isMemory ? 2 : 0) || isWord !== (family.format === 'WORD')) {
    throw new CodedError('scope/other-record', { answer: answer.slice(0, 80) });
  }
  const chunks = inChunks(count, family.chunkPoints, (from, to) => ({
    // The points of a Rigol count from 1, the last one included.
    set: [`:WAV:STAR ${from + 1}`, `:WAV:STOP ${to}`],
    ask: ':WAV:DATA?',
  }));
  const scale = scaleOf(preamble, isWord ? 65_535 : 255);
  await refuseOtherFactor(link, channel, scale.voltsPerStep * (isWord ? 256 : 1));
  return { code: isWord ? 'u16le' : 'u8', count, scale, chunks };
}

/** A division has 25 of 256 steps on most of them and about 29 on the DHO; a factor of a probe is two at the least. */
const stepsPerDivision = { least: 20, usual: 25, most: 40 } as const;

/**
 * Whether the probe's factor is in the record as it is in the volts of a division, which are what the screen says.
 * `scope/probe-factor` where it is not: every volt would be wrong by it.
 */
async function refuseOtherFactor(link: ScopeLink, channel: ScopeChannel, voltsPerStep: number): Promise<void> {
  const shown = await link.number(`:CHAN${channel}:SCAL?`, 'V');
  const steps = shown / voltsPerStep;
  if (steps > stepsPerDivision.least && steps < stepsPerDivision.most) return;
  const described = Number((voltsPerStep * stepsPerDivision.usual).toPrecision(2));
  throw new CodedError('scope/probe-factor', { channel, described, shown });
}

/**
 * `AUTO` means: what the sample rate makes of the time on the screen. `instrument/unreadable` for an answer that is no
 * depth: a record of no points would be a capture without a sample.
 */
async function memoryPoints(link: ScopeLink, family: RigolFamily): Promise<number> {
  const depth = await link.ask(':ACQ:MDEP?');
  const screenSeconds = async () => (family.screenPoints / 100) * (await link.number(':TIM:SCAL?', 's'));
  // MSO5000 writes 4.0000E+03; both forms are numbers.
  const points = /^AUTO$/i.test(depth)
    ? (await link.number(':ACQ:SRAT?', 'Sa/s')) * (await screenSeconds())
    : numberOf(depth, 'pts');
  if (!(points >= 1)) throw new CodedError('instrument/unreadable', { answer: depth.slice(0, 80) });
  return Math.round(points);
}
