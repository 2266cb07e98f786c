/** Siglent SDS800X HD, SDS1000X HD, SDS2000X Plus, SDS2000X HD: the newer command set. Sources: see README. */
import type {
  ScopeState,
  ScopeTimebase,
  ScopeTrigger,
  ScopeVertical,
} from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { channelOf, commandFor, isOn, numberSettings, sweepOf, wordFor } from '../scpi-scope/commands.ts';
import type { RecordPlan, RecordRequest, ScopeDialect, ScopeLink } from '../scpi-scope/dialect.ts';
import { inChunks } from '../scpi-scope/record.ts';
import { highestCode, parseDescriptor } from './descriptor.ts';
import { siglentMeasurements } from './measurements.ts';

export const newIdn = /^SIGLENT( TECHNOLOGIES)?,SDS\d{3,4}X? ?(X HD|HD|X Plus|Plus|X-HD|X\+)/i;

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
  timebase: numberSettings<ScopeTimebase>({ secondsPerDivision: ':TIM:SCAL', delaySeconds: ':TIM:DEL' }),
  vertical: (channel) =>
    numberSettings<ScopeVertical>({ voltsPerDivision: `:CHAN${channel}:SCAL`, offsetVolts: `:CHAN${channel}:OFFS` }),
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
      levelVolts: await link.number(':TRIG:EDGE:LEV?'),
      sweep: await sweep(link),
    }),
  },
};

async function sweep(link: ScopeLink): Promise<ScopeTrigger['sweep']> {
  return sweepOf(await link.ask(':TRIG:MODE?'));
}

async function plan(link: ScopeLink, { channel, record, points }: RecordRequest): Promise<RecordPlan> {
  if (!isOn(await link.ask(`:CHAN${channel}:SWIT?`))) throw new CodedError('scope/channel-off', { channel });
  const there = Math.round(await link.number(':ACQ:POIN?'));
  const every = record === 'memory' ? 1 : Math.max(1, Math.floor(there / screenPoints));
  const all = Math.floor(there / every);
  const count = Math.min(points ?? all, all);
  await link.send(`:WAV:SOUR C${channel}`, `:WAV:INT ${every}`, ':WAV:STAR 0', `:WAV:POIN ${count}`);
  const descriptor = parseDescriptor(await link.description(':WAV:PRE?'));
  const isWord = descriptor.adcBits > 8;
  await link.send(`:WAV:WIDT ${isWord ? 'WORD' : 'BYTE'}`);
  const most = Math.max(1, Math.floor(await link.number(':WAV:MAXP?')));
  const chunks = inChunks(count, most, (from, to) => ({
    set: [`:WAV:STAR ${from * every}`, `:WAV:POIN ${to - from}`],
    ask: ':WAV:DATA?',
  }));
  const { secondsPerDivision, delaySeconds } = await newDialect.timebase.read(link);
  const ask = `:CHAN${channel}:SCAL?`;
  const highest = highestCode(descriptor);
  const scale = {
    voltsPerStep: descriptor.voltsPerStep,
    voltsAtZero: descriptor.voltsAtZero,
    // The interval is that of the samples, whatever part of them is sent.
    secondsPerPoint: descriptor.secondsPerPoint * every,
    firstSeconds: delaySeconds - (secondsPerDivision * divisions) / 2,
    lowest: -highest - 1,
    highest,
  };
  return { code: isWord ? 'i16le' : 'i8', count, scale, chunks, unchanged: { ask, answer: await link.ask(ask) } };
}
