/** Keysight and Agilent InfiniiVision oscilloscopes. Sources: see README. */
import type {
  ScopeMeasurement,
  ScopeState,
  ScopeTimebase,
  ScopeTrigger,
} from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { channelOf, commandFor, numberSettings, sweepOf, wordFor } from '../scpi-scope/commands.ts';
import type { RecordPlan, RecordRequest, ScopeDialect, ScopeLink } from '../scpi-scope/dialect.ts';
import { parseTenNumbers } from '../scpi-scope/ten-numbers.ts';
import { scaleOf } from './preamble.ts';

export const keysightIdn = /^(AGILENT TECHNOLOGIES|KEYSIGHT TECHNOLOGIES),(DSO|MSO|EDU)-?X? ?\d{4}[AGT]/i;

/** Points that a screen record asks for; one of the numbers the instrument knows. */
const screenPoints = 1_000;
/** Bit of `:OPER:COND?` that is set while it runs. */
const runBit = 8;

const measurements: Record<ScopeMeasurement, string> = {
  frequency: ':MEAS:FREQ?',
  period: ':MEAS:PER?',
  max: ':MEAS:VMAX?',
  min: ':MEAS:VMIN?',
  'peak-to-peak': ':MEAS:VPP?',
  mean: ':MEAS:VAV? DISP',
  rms: ':MEAS:VRMS? DISP,DC',
  'duty-cycle': ':MEAS:DUTY?',
  'rise-time': ':MEAS:RIS?',
  'fall-time': ':MEAS:FALL?',
};

export const keysightDialect: ScopeDialect = {
  id: 'infiniivision',
  minGapMs: 2,
  setUp: ['*CLS'],
  commands: { run: [':RUN'], stop: [':STOP'], single: [':SING'], force: [':TRIG:FORC'] },
  state,
  sweep,
  shown: (channel) => `:CHAN${channel}:DISP?`,
  triggered: async (link) => (await link.once(':TER?')).trim().replace(/^\+/, '') === '1',
  input: (channel) => ({
    unit: `:CHAN${channel}:UNIT?`,
    coupling: `:CHAN${channel}:COUP?`,
    inverted: `:CHAN${channel}:INV?`,
    probe: `:CHAN${channel}:PROB?`,
  }),
  settingsOf: (channel) => [`:CHAN${channel}:SCAL?`, `:CHAN${channel}:OFFS?`, ':TIM:SCAL?', ':TIM:POS?'],
  plan,
  measurement(what, channel) {
    const [header = '', parameters] = measurements[what].split(' ');
    const source = `CHAN${channel}`;
    return { set: [], ask: `${header} ${[parameters, source].filter(Boolean).join(',')}` };
  },
  numberIn: (answer) => answer,
  screenshot: { set: [':HARD:INKS OFF'], ask: ':DISP:DATA? PNG, COLOR', shape: 'block' },
  timebase: numberSettings<ScopeTimebase>('s', { secondsPerDivision: ':TIM:SCAL', delaySeconds: ':TIM:POS' }),
  vertical: (channel) => ({
    // Theirs is the voltage at the middle of the screen: the other way round than ours.
    set: ({ voltsPerDivision, offsetVolts }) => [
      ...commandFor(`:CHAN${channel}:SCAL`, voltsPerDivision),
      ...commandFor(`:CHAN${channel}:OFFS`, offsetVolts === undefined ? undefined : 0 - offsetVolts),
    ],
    read: async (link) => ({
      voltsPerDivision: await link.number(`:CHAN${channel}:SCAL?`, 'V'),
      offsetVolts: 0 - (await link.number(`:CHAN${channel}:OFFS?`, 'V')),
    }),
  }),
  trigger: {
    set: ({ source, slope, levelVolts, sweep }) => [
      ...(source === undefined ? [] : [`:TRIG:EDGE:SOUR CHAN${source}`]),
      ...wordFor(':TRIG:EDGE:SLOP', { rising: 'POS', falling: 'NEG' }, slope),
      ...commandFor(':TRIG:EDGE:LEV', levelVolts),
      // It has no single sweep; a single shot is a command of its own.
      ...wordFor(':TRIG:SWE', { auto: 'AUTO', normal: 'NORM', single: 'NORM' }, sweep),
    ],
    read: async (link) => ({
      source: channelOf(await link.ask(':TRIG:EDGE:SOUR?')),
      slope: /^NEG/i.test(await link.ask(':TRIG:EDGE:SLOP?')) ? 'falling' : 'rising',
      levelVolts: await link.number(':TRIG:EDGE:LEV?', 'V'),
      sweep: await sweep(link),
    }),
  },
};

async function state(link: ScopeLink): Promise<ScopeState['state']> {
  const condition = await link.number(':OPER:COND?', 'count');
  return (condition & runBit) === 0 ? 'stopped' : 'running';
}

async function sweep(link: ScopeLink): Promise<ScopeTrigger['sweep']> {
  return sweepOf(await link.ask(':TRIG:SWE?'));
}

async function plan(link: ScopeLink, { channel, record, points }: RecordRequest): Promise<RecordPlan> {
  // What averaging and high resolution add is below the eighth bit.
  const isWord = /^(HRES|AVER)/i.test(await link.ask(':ACQ:TYPE?'));
  await link.send(
    `:WAV:SOUR CHAN${channel}`,
    `:WAV:FORM ${isWord ? 'WORD' : 'BYTE'}`,
    ...(isWord ? [':WAV:BYT LSBF'] : []),
    ':WAV:UNS ON',
    `:WAV:POIN:MODE ${record === 'memory' ? 'RAW' : 'NORM'}`,
    `:WAV:POIN ${record === 'memory' ? 'MAX' : screenPoints}`,
  );
  const answer = await link.ask(':WAV:PRE?');
  const preamble = parseTenNumbers(answer);
  // Peak detection gives pairs of samples, which is another record than was asked for.
  if (preamble.format !== (isWord ? 1 : 0) || preamble.type === 1)
    throw new CodedError('scope/other-record', { answer: answer.slice(0, 80) });
  // It cannot give a part of the points: what is not wanted is read and left out.
  const count = Math.min(points ?? preamble.points, preamble.points);
  const tail = (preamble.points - count) * (isWord ? 2 : 1);
  const chunk = { set: [], ask: ':WAV:DATA?', points: count, skip: { head: 0, tail } };
  const code = isWord ? 'u16le' : 'u8';
  return { code, count, scale: scaleOf(preamble), chunks: [chunk], described: [{ ask: ':WAV:PRE?', answer }] };
}
