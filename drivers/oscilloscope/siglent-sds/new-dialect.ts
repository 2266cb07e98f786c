/** Siglent SDS800X HD, SDS1000X HD, SDS2000X Plus, SDS2000X HD: the newer command set. Sources: see README. */
import type {
  ScopeChannel,
  ScopeState,
  ScopeTimebase,
  ScopeTrigger,
  ScopeVertical,
  WaveformScale,
} from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { channelOf, commandFor, numberSettings, sweepOf, wordFor } from '../scpi-scope/commands.ts';
import type { RecordPlan, RecordRequest, ScopeDialect, ScopeLink } from '../scpi-scope/dialect.ts';
import { inChunks } from '../scpi-scope/record.ts';
import { highestCode, parseDescriptor, type SiglentDescriptor } from './descriptor.ts';
import { siglentMeasurements } from './measurements.ts';

/** A plus alone makes a SDS2000X newer; a SDS1000X+ has the older set. */
export const newIdn = /^SIGLENT( TECHNOLOGIES)?,SDS(\d{3,4}X? ?(X HD|HD|X Plus|Plus|X-HD)|2\d{3}X\+)/i;

const divisions = 10;
const screenPoints = 1_000;

export const newDialect: ScopeDialect = {
  id: 'new',
  minGapMs: 2,
  setUp: ['CHDR OFF'],
  commands: {
    run: [':TRIG:RUN'],
    stop: [':TRIG:STOP'],
    single: [':TRIG:MODE SING', ':TRIG:RUN'],
    force: [':TRIG:MODE FTRIG'],
  },
  async state(link) {
    const word = await link.ask(':TRIG:STAT?');
    if (/stop/i.test(word)) return 'stopped';
    return (/^(arm|ready)/i.test(word) ? 'waiting' : 'running') satisfies ScopeState['state'];
  },
  sweep,
  shown: (channel) => `:CHAN${channel}:SWIT?`,
  input: (channel) => ({
    unit: `:CHAN${channel}:UNIT?`,
    coupling: `:CHAN${channel}:COUP?`,
    inverted: `:CHAN${channel}:INV?`,
    probe: `:CHAN${channel}:PROB?`,
    factorIn,
  }),
  settingsOf: (channel) => [`:CHAN${channel}:SCAL?`, `:CHAN${channel}:OFFS?`, ':TIM:SCAL?', ':TIM:DEL?'],
  plan,
  measurement(what, channel) {
    const item = siglentMeasurements[what];
    if (item === undefined) return undefined;
    return {
      set: [':MEAS ON', ':MEAS:MODE SIMP', `:MEAS:SIMP:SOUR C${channel}`],
      ask: `:MEAS:SIMP:VAL? ${item}`,
    };
  },
  numberIn: (answer) => answer.slice(answer.lastIndexOf(',') + 1),
  screenshot: { set: [], ask: ':PRIN? PNG', shape: 'block' },
  timebase: numberSettings<ScopeTimebase>('s', { secondsPerDivision: ':TIM:SCAL', delaySeconds: ':TIM:DEL' }),
  vertical: (channel) =>
    numberSettings<ScopeVertical>('V', {
      voltsPerDivision: `:CHAN${channel}:SCAL`,
      offsetVolts: `:CHAN${channel}:OFFS`,
    }),
  trigger: {
    set: ({ source, slope, levelVolts, sweep }) => [
      ...(source === undefined ? [] : [`:TRIG:EDGE:SOUR C${source}`]),
      ...wordFor(':TRIG:EDGE:SLOP', { rising: 'RIS', falling: 'FALL' }, slope),
      ...commandFor(':TRIG:EDGE:LEV', levelVolts),
      ...wordFor(':TRIG:MODE', { auto: 'AUTO', normal: 'NORM', single: 'SING' }, sweep),
    ],
    read: async (link) => ({
      source: channelOf(await link.ask(':TRIG:EDGE:SOUR?')),
      slope: /^FALL/i.test(await link.ask(':TRIG:EDGE:SLOP?')) ? 'falling' : 'rising',
      levelVolts: await link.number(':TRIG:EDGE:LEV?', 'V'),
      sweep: await sweep(link),
    }),
  },
};

async function sweep(link: ScopeLink): Promise<ScopeTrigger['sweep']> {
  return sweepOf(await link.ask(':TRIG:MODE?'));
}

async function plan(link: ScopeLink, { channel, record, points }: RecordRequest): Promise<RecordPlan> {
  const there = Math.round(await link.number(':ACQ:POIN?', 'pts'));
  const every = record === 'memory' ? 1 : Math.max(1, Math.floor(there / screenPoints));
  const all = Math.floor(there / every);
  const count = Math.min(points ?? all, all);
  await link.send(`:WAV:SOUR C${channel}`, `:WAV:INT ${every}`, ':WAV:STAR 0', `:WAV:POIN ${count}`);
  const descriptor = parseDescriptor(await link.description(':WAV:PRE?'));
  await refuseOtherFactor(link, channel, descriptor.voltsPerStep * descriptor.codesPerDivision);
  const isWord = descriptor.adcBits > 8;
  await link.send(`:WAV:WIDT ${isWord ? 'WORD' : 'BYTE'}`);
  const most = Math.max(1, Math.floor(await link.number(':WAV:MAXP?', 'pts')));
  const chunks = inChunks(count, most, (from, to) => ({
    set: [`:WAV:STAR ${from * every}`, `:WAV:POIN ${to - from}`],
    ask: ':WAV:DATA?',
    lineFeeds: 2,
  }));
  const highest = highestCode(descriptor);
  const scale: WaveformScale = {
    voltsPerStep: descriptor.voltsPerStep,
    voltsAtZero: descriptor.voltsAtZero,
    // The interval is that of the samples, whatever part of them is sent.
    secondsPerPoint: descriptor.secondsPerPoint * every,
    ...(await beginning(link, descriptor)),
    lowest: -highest - 1,
    highest,
  };
  return { code: isWord ? 'i16le' : 'i8', count, scale, chunks };
}

/** `VALue,1.00E+01`, or `DEFault` for a probe without a factor. */
function factorIn(answer: string): number {
  return /^DEF/i.test(answer) ? 1 : Number(/^(?:VAL(?:ue)?,)?([\d.]+(?:E[+-]?\d+)?)$/i.exec(answer.trim())?.[1]);
}

/** A part of the volts a division: more than what numbers of 32 bits and few digits differ by, less than any factor. */
const sameScale = 0.01;

/**
 * Whether the probe's factor is in the description as it is in the volts of a division, which are what the screen says.
 * `scope/probe-factor` where it is not: models differ there, and every volt would be wrong by it.
 */
async function refuseOtherFactor(link: ScopeLink, channel: ScopeChannel, perDivision: number): Promise<void> {
  const shown = await link.number(`:CHAN${channel}:SCAL?`, 'V');
  if (Math.abs(perDivision - shown) <= sameScale * shown) return;
  throw new CodedError('scope/probe-factor', { channel, described: Number(perDivision.toPrecision(3)), shown });
}

/**
 * Where the record begins. Without a delay the trigger is in its middle; the sign of a delay is not known (see README), and
 * rather than twice the delay beside the truth the seconds then begin at the first sample.
 */
async function beginning(
  link: ScopeLink,
  { delaySeconds }: SiglentDescriptor,
): Promise<Pick<WaveformScale, 'firstSeconds' | 'zero'>> {
  const timebase = await newDialect.timebase.read(link);
  if (delaySeconds !== 0 || timebase.delaySeconds !== 0) return { firstSeconds: 0, zero: 'first-sample' };
  return { firstSeconds: (-timebase.secondsPerDivision * divisions) / 2 };
}
