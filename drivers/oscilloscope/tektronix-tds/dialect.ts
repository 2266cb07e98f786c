/** Tektronix TDS200, TDS1000/2000, TBS1000 (`WFMPre`) and TBS2000 (`WFMOutpre`). Sources: see README. */
import type {
  ScopeChannel,
  ScopeMeasurement,
  ScopeState,
  ScopeTimebase,
  ScopeTrigger,
} from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { channelOf, commandFor, isOn, numberSettings, wordFor } from '../scpi-scope/commands.ts';
import type {
  AnsweredQuestion,
  InputQuestions,
  RecordPlan,
  RecordRequest,
  ScopeDialect,
  ScopeLink,
} from '../scpi-scope/dialect.ts';
import { numberOf, type ScopeUnit } from '../scpi-scope/number-with-unit.ts';
import { inChunks } from '../scpi-scope/record.ts';
import { scaleOf } from './preamble.ts';

export interface TektronixFamily {
  readonly id: 'tds' | 'tbs2000';
  readonly idn: RegExp;
  readonly models: readonly string[];
  /** Where the description of a record stands. */
  readonly preamble: 'WFMP' | 'WFMO';
  /** Asks for the factor of its probe, or for its gain, of which the factor is the inverse. */
  probe(channel: ScopeChannel): Pick<InputQuestions, 'probe' | 'factorIn'>;
  /** Most points of one `CURV?`; all of them where there are only so many. */
  readonly chunkPoints: number;
}

export const tektronixFamilies: readonly TektronixFamily[] = [
  {
    id: 'tbs2000',
    idn: /^TEKTRONIX,\s*(TBS2\d{3}|MSO|DPO|MDO)/i,
    models: ['TBS2072', 'TBS2104'],
    preamble: 'WFMO',
    probe: (channel) => ({ probe: `CH${channel}:PRO:GAIN?`, factorIn: (answer) => 1 / Number(answer) }),
    chunkPoints: 250_000,
  },
  {
    id: 'tds',
    idn: /^TEKTRONIX,\s*(TDS ?[12]\d{2,3}|TBS1\d{3})/i,
    models: ['TDS210', 'TDS1002B', 'TDS2024B', 'TBS1052B', 'TBS1202B'],
    preamble: 'WFMP',
    probe: (channel) => ({ probe: `CH${channel}:PRO?` }),
    chunkPoints: 2_500,
  },
];

const measurements: Partial<Record<ScopeMeasurement, string>> = {
  frequency: 'FREQ',
  period: 'PERI',
  max: 'MAXI',
  min: 'MINI',
  'peak-to-peak': 'PK2',
  mean: 'MEAN',
  rms: 'CRM',
  'rise-time': 'RIS',
  'fall-time': 'FALL',
};

export function tektronixDialect(family: TektronixFamily): ScopeDialect {
  return {
    id: family.id,
    minGapMs: 5,
    setUp: ['HEAD OFF', 'VERB OFF'],
    commands: {
      run: ['ACQ:STOPA RUNST', 'ACQ:STATE RUN'],
      stop: ['ACQ:STATE STOP'],
      single: ['ACQ:STOPA SEQ', 'ACQ:STATE RUN'],
      force: ['TRIG FORC'],
    },
    state: stateOf,
    sweep,
    // A channel that is not shown has no waveform, and asking for it is an error that stays in the queue.
    shown: (channel) => `SEL:CH${channel}?`,
    input: (channel) => ({
      // The unit is told of the record that is chosen to be read; not all of them know a question for the channel's.
      choose: [`DAT:SOU CH${channel}`],
      unit: `${family.preamble}:YUN?`,
      coupling: `CH${channel}:COUP?`,
      inverted: `CH${channel}:INV?`,
      ...family.probe(channel),
    }),
    settingsOf: (channel) => [`CH${channel}:SCA?`, `CH${channel}:POS?`, 'HOR:SCA?', 'HOR:POS?'],
    plan: (link, request) => plan(link, family, request),
    measurement(what, channel) {
      const type = measurements[what];
      if (type === undefined) return undefined;
      return { set: [`MEASU:IMM:SOU CH${channel}`, `MEASU:IMM:TYP ${type}`], ask: 'MEASU:IMM:VAL?' };
    },
    numberIn: (answer) => answer,
    // A TBS2000 writes its screen into a file of its own first.
    ...(family.id === 'tds' && {
      screenshot: { set: ['HARDC:FORM BMP', 'HARDC:PORT USB'], ask: 'HARDC START', shape: 'bitmap' },
    }),
    timebase: numberSettings<ScopeTimebase>('s', { secondsPerDivision: 'HOR:SCA', delaySeconds: 'HOR:POS' }),
    vertical,
    trigger: {
      set: ({ source, slope, levelVolts, sweep }) => [
        ...(source === undefined ? [] : [`TRIG:MAI:EDGE:SOU CH${source}`]),
        ...wordFor('TRIG:MAI:EDGE:SLO', { rising: 'RIS', falling: 'FALL' }, slope),
        ...commandFor('TRIG:MAI:LEV', levelVolts),
        // A single shot is its own way of stopping (`ACQ:STOPA SEQ`) and no sweep.
        ...wordFor('TRIG:MAI:MOD', { auto: 'AUTO', normal: 'NORM', single: 'NORM' }, sweep),
      ],
      read: async (link) => ({
        source: channelOf(await link.ask('TRIG:MAI:EDGE:SOU?')),
        slope: /^FALL/i.test(await link.ask('TRIG:MAI:EDGE:SLO?')) ? 'falling' : 'rising',
        levelVolts: await link.number('TRIG:MAI:LEV?', 'V'),
        sweep: await sweep(link),
      }),
    },
  };
}

/** Its position counts divisions, up from the middle. */
function vertical(channel: ScopeChannel): ReturnType<ScopeDialect['vertical']> {
  return {
    // The position counts in divisions of the scale, so the scale is set first and both must be named together.
    set: ({ voltsPerDivision, offsetVolts }) => {
      const isLost = offsetVolts !== undefined && voltsPerDivision === undefined;
      if (isLost) throw new CodedError('instrument/bad-arguments', { verb: 'vertical', argument: 'voltsPerDivision' });
      return [
        ...commandFor(`CH${channel}:SCA`, voltsPerDivision),
        ...commandFor(
          `CH${channel}:POS`,
          offsetVolts === undefined ? undefined : offsetVolts / (voltsPerDivision ?? 1),
        ),
      ];
    },
    async read(link) {
      const voltsPerDivision = await link.number(`CH${channel}:SCA?`, 'V');
      return {
        voltsPerDivision,
        offsetVolts: (await link.number(`CH${channel}:POS?`, 'divisions')) * voltsPerDivision,
      };
    },
  };
}

async function stateOf(link: ScopeLink): Promise<ScopeState['state']> {
  if (!isOn((await link.ask('ACQ:STATE?')).replace(/^RUN/i, '1'))) return 'stopped';
  return /^(ARM|REA)/i.test(await link.ask('TRIG:STATE?')) ? 'waiting' : 'running';
}

async function sweep(link: ScopeLink): Promise<ScopeTrigger['sweep']> {
  return /^AUTO/i.test(await link.ask('TRIG:MAI:MOD?')) ? 'auto' : 'normal';
}

async function plan(link: ScopeLink, family: TektronixFamily, request: RecordRequest): Promise<RecordPlan> {
  const { channel, points } = request;
  const { preamble } = family;
  // What the screen shows and what the memory holds are the same record here, whatever is asked for.
  const there = preamble === 'WFMP' ? 2_500 : await link.number('HOR:RECO?', 'count');
  const count = Math.min(points ?? there, there);
  await link.send(`DAT:SOU CH${channel}`, 'DAT:ENC RIB', 'DAT:WID 1', 'DAT:STAR 1', `DAT:STOP ${count}`);
  const width = await link.number(`${preamble}:BYT_N?`, 'count');
  if (width !== 1) throw new CodedError('scope/other-record', { answer: `BYT_N ${width}` });
  const described: AnsweredQuestion[] = [];
  const number = async (word: string, unit: ScopeUnit = 'count') => {
    const ask = `${preamble}:${word}?`;
    const answer = await link.ask(ask);
    described.push({ ask, answer });
    return numberOf(answer, unit);
  };
  const scale = scaleOf({
    yMultiplier: await number('YMU', 'V'),
    yOffset: await number('YOF'),
    yZero: await number('YZE', 'V'),
    xIncrement: await number('XIN', 's'),
    xZero: await number('XZE', 's'),
    pointOffset: await number('PT_O'),
  });
  const chunks = inChunks(count, family.chunkPoints, (from, to) => ({
    set: [`DAT:STAR ${from + 1}`, `DAT:STOP ${to}`],
    ask: 'CURV?',
  }));
  return { code: 'i8', count, scale, chunks, described };
}
