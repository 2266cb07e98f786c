/** Siglent SDS1000X-E, SDS1000X, SDS1000CML and their like: the older command set, after LeCroy's. Sources: see README. */
import type {
  ScopeChannel,
  ScopeState,
  ScopeTimebase,
  ScopeTrigger,
  ScopeVertical,
} from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { channelOf, commandFor, numberSettings, sweepOf, wordFor } from '../scpi-scope/commands.ts';
import type { RecordPlan, RecordRequest, ScopeDialect, ScopeLink } from '../scpi-scope/dialect.ts';
import { numberOf } from '../scpi-scope/number-with-unit.ts';
import { inChunks } from '../scpi-scope/record.ts';
import { siglentMeasurements } from './measurements.ts';

/** SDS1102X+ as well, which is none of the newer ones: see `newIdn`. */
export const legacyIdn = /^SIGLENT( TECHNOLOGIES)?,SDS[12]\d{3}(X-E|X\+?|(CML|CNL|CFL|DL)\+?|CM)?,/i;

const codesPerDivision = 25;
/** A screen record is a part of the samples, so that there are about as many. */
const screenPoints = 1_400;
const chunkPoints = 1_000_000;

export interface LegacyFamily {
  /** Across the screen. */
  readonly divisions: number;
  /** Whether a channel can be asked for its unit. */
  readonly tellsUnit: boolean;
}

/** X-E and X, and the CML with its like: see README. */
export const legacyFamilies = {
  narrow: { divisions: 14, tellsUnit: true },
  wide: { divisions: 18, tellsUnit: false },
} as const satisfies Readonly<Record<string, LegacyFamily>>;

export function legacyDialect(family: LegacyFamily): ScopeDialect {
  return {
    id: 'legacy',
    minGapMs: 2,
    setUp: ['CHDR OFF'],
    commands: { run: ['TRMD AUTO'], stop: ['STOP'], single: ['TRMD SINGLE', 'ARM'], force: ['FRTR'] },
    runsBySweep: true,
    state,
    sweep,
    shown: (channel) => `C${channel}:TRA?`,
    input: (channel) => ({
      ...(family.tellsUnit && { unit: `C${channel}:UNIT?` }),
      coupling: `C${channel}:CPL?`,
      inverted: `C${channel}:INVS?`,
      probe: `C${channel}:ATTN?`,
    }),
    settingsOf: (channel) => [`C${channel}:VDIV?`, `C${channel}:OFST?`, 'TDIV?', 'TRDL?'],
    plan: (link, request) => plan(link, family.divisions, request),
    measurement(what, channel) {
      const parameter = siglentMeasurements[what];
      return parameter === undefined ? undefined : { set: [], ask: `C${channel}:PAVA? ${parameter}` };
    },
    // `C1:PAVA PKPK,1.02E+00V`, with and without the words in front.
    numberIn: (answer) => answer.slice(answer.lastIndexOf(',') + 1),
    screenshot: { set: [], ask: 'SCDP', shape: 'bitmap' },
    timebase: numberSettings<ScopeTimebase>('s', { secondsPerDivision: 'TDIV', delaySeconds: 'TRDL' }),
    vertical: (channel) =>
      numberSettings<ScopeVertical>('V', { voltsPerDivision: `C${channel}:VDIV`, offsetVolts: `C${channel}:OFST` }),
    trigger: {
      set: ({ source, slope, levelVolts, sweep }) => {
        // Slope and level belong to a source, so they cannot be set without naming one.
        const needsSource = slope !== undefined || levelVolts !== undefined;
        if (needsSource && source === undefined) {
          throw new CodedError('instrument/bad-arguments', { verb: 'trigger', argument: 'source' });
        }
        return [
          ...(source === undefined ? [] : [`TRSE EDGE,SR,C${source},HT,OFF`]),
          ...wordFor(`C${source}:TRSL`, { rising: 'POS', falling: 'NEG' }, slope),
          ...commandFor(`C${source}:TRLV`, levelVolts),
          ...wordFor('TRMD', { auto: 'AUTO', normal: 'NORM', single: 'SINGLE' }, sweep),
        ];
      },
      read: async (link) => {
        const source = sourceOf(await link.ask('TRSE?'));
        return {
          source,
          slope: /NEG/i.test(await link.ask(`C${source}:TRSL?`)) ? 'falling' : 'rising',
          levelVolts: await link.number(`C${source}:TRLV?`, 'V'),
          sweep: await sweep(link),
        };
      },
    },
  };
}

/** `EDGE,SR,C1,HT,OFF` → 1. */
function sourceOf(answer: string): ScopeChannel {
  return channelOf(/\bSR,\s*(C\d)/i.exec(answer)?.[1] ?? answer);
}

async function state(link: ScopeLink): Promise<ScopeState['state']> {
  const word = await link.ask('SAST?');
  if (/stop/i.test(word)) return 'stopped';
  return /^(arm|ready)/i.test(word) ? 'waiting' : 'running';
}

async function sweep(link: ScopeLink): Promise<ScopeTrigger['sweep']> {
  return sweepOf(await link.ask('TRMD?'));
}

async function plan(link: ScopeLink, divisions: number, request: RecordRequest): Promise<RecordPlan> {
  const { channel, record, points } = request;
  const sampleRate = { ask: 'SARA?', answer: await link.ask('SARA?') };
  const there = Math.round(await link.number(`SANU? C${channel}`, 'pts'));
  const secondsPerDivision = await link.number('TDIV?', 's');
  const delay = await link.number('TRDL?', 's');
  const offset = await link.number(`C${channel}:OFST?`, 'V');
  const voltsPerDivision = await link.number(`C${channel}:VDIV?`, 'V');
  // Every so many samples one is sent, from the first on.
  const every = record === 'memory' ? 1 : Math.max(1, Math.floor(there / screenPoints));
  const all = Math.floor(there / every);
  const count = Math.min(points ?? all, all);
  const chunks = inChunks(count, chunkPoints, (from, to) => ({
    set: [`WFSU SP,${every},NP,${to - from},FP,${from * every}`],
    ask: `C${channel}:WF? DAT2`,
    lineFeeds: 2,
  }));
  const scale = {
    voltsPerStep: voltsPerDivision / codesPerDivision,
    voltsAtZero: 0 - offset,
    secondsPerPoint: every / numberOf(sampleRate.answer, 'Sa/s'),
    firstSeconds: delay - (secondsPerDivision * divisions) / 2,
    lowest: -128,
    highest: 127,
  };
  return { code: 'i8', count, scale, chunks, described: [sampleRate] };
}
