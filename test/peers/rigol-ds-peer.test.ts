/**
 * libsigrok's `rigol-ds` and our driver on the same simulated Rigols over TCP. Compared are the volts of every sample (the
 * same code of the converter: nearer than a hundredth of its step), the sample rate, the time base and the trigger.
 * Whole: every model both know, the V/div of each family at several offsets, DS1000Z's V/div × probes, every time base of
 * each family, every set of channels, the trigger's sources × slopes × levels. Of the product of all of these a seeded part.
 * Where a record is longer than the screen (memory) as far as libsigrok can read it: DS2000 and DS4000.
 * The other oscilloscopes that 0.5.2 knows (`sigrok-cli -L`: gwinstek-gds-800, hameg-hmo, hantek-*, lecroy-xstream,
 * yokogawa-dlm) are none of ours; it knows no Keysight InfiniiVision, no Tektronix, no DHO and no newer Siglent.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rigolDs } from '../../drivers/oscilloscope/rigol-ds/driver.ts';
import { simulateRigol } from '../../drivers/oscilloscope/rigol-ds/simulator.ts';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import type { ScopeChannel } from '../../foundation/capability/oscilloscope.ts';
import { knownDefect } from './known-defects.ts';
import { missing, run } from './peer-process.ts';
import {
  type ChannelState,
  channelsOf,
  expectSameRecord,
  type RigolScope,
  type RigolState,
  rigolScope,
  rigolScopes,
  usualChannel,
} from './rigol-captures.ts';
import { inLanes, scopeOnTcp, told, withOurDriver } from './scope-on-tcp.ts';
import { inUnits, sigrokRecord, sigrokSettings } from './sigrok-scope.ts';

const seed = 1_054;
/** They wait for each other's lines for most of their time, so that several at once take hardly longer. */
const lanes = 8;
const limitMs = 120_000;
/** Who has asked so often for what is not there would go on for ever. */
const asksInVain = 12;
const without = missing('sigrok-cli');
const compared = it.skipIf(without !== '');

/** 1, 2 and 5 of every power of ten from the one to the other. */
const steps = (from: number, to: number) =>
  Array.from({ length: 60 }, (_, index) => Number(`${[1, 2, 5][index % 3]}e${Math.floor(index / 3) - 10}`)).filter(
    (step) => step >= from && step <= to,
  );
const voltsPerDivision = (named: string) => steps(named.includes('Z') || named === 'DS4024' ? 1e-3 : 500e-6, 10);
const timeBases = (named: string) => steps(named.startsWith('MSO5') ? 1e-9 : 5e-9, named.includes('Z') ? 50 : 1_000);
const probes = [...steps(0.01, 500), 1_000];
const offsets = [-4.7, -2, -0.3, 0, 0.3, 2, 4.7];
const couplings = ['DC', 'AC', 'GND'] as const;
const families = ['DS1054Z', 'DS2072A', 'DS4024', 'MSO5074'].map(rigolScope);

const usual = (scope: RigolScope, channels: readonly ChannelState[]): RigolState => ({
  ...{ scope, channels, secondsPerDivision: 1e-6, delaySeconds: 0 },
});

/** Channel states put on as few screens as they take; the last one is filled up. */
function onScreens(scope: RigolScope, states: readonly ChannelState[]): RigolState[] {
  const wide = channelsOf(scope);
  const screens: RigolState[] = [];
  for (let from = 0; from < states.length; from += wide) {
    const some = states.slice(from, from + wide);
    screens.push(usual(scope, [...some, ...Array<ChannelState>(wide - some.length).fill(usualChannel)]));
  }
  return screens;
}

const scaled = (perDivision: number, divisions: number, probe: number, turn: number): ChannelState => ({
  ...{ isOn: true, voltsPerDivision: perDivision * probe, offsetVolts: divisions * perDivision * probe, probe },
  coupling: couplings[turn % couplings.length] ?? 'DC',
});

const expectAll = (states: readonly RigolState[]) => inLanes(states, lanes, expectSameRecord);

describe(`volts of a simulated Rigol are the same by sigrok-cli and by our driver${without}`, () => {
  compared(
    'of a DS1054Z at every V/div with every probe',
    async () => {
      const states = probes.flatMap((probe, turn) =>
        voltsPerDivision('DS1054Z').map((volts, place) =>
          scaled(volts, offsets[(turn + place) % offsets.length] ?? 0, probe, turn + place),
        ),
      );
      expect(states).toHaveLength(16 * 13);
      await expectAll(onScreens(rigolScope('DS1054Z'), states));
    },
    limitMs,
  );

  compared.each(families)(
    'of a $named at every V/div with offsets of both signs',
    async (scope) => {
      const all = scope.named === 'DS1054Z' ? offsets : [-4.7, 0.3, 2];
      const states = voltsPerDivision(scope.named).flatMap((volts, turn) =>
        all.map((divisions) => scaled(volts, divisions, 1, turn)),
      );
      await expectAll(onScreens(scope, states));
    },
    limitMs,
  );

  compared(
    'of every model that both know',
    async () => {
      const channels = [scaled(0.5, -2, 10, 0), scaled(0.02, 1, 1, 1)];
      const off = { ...usualChannel, isOn: false };
      await expectAll(
        rigolScopes.map((scope) =>
          usual(scope, [...channels, ...Array<ChannelState>(channelsOf(scope) - channels.length).fill(off)]),
        ),
      );
    },
    limitMs,
  );

  compared(
    'with every set of channels',
    async () => {
      const sets = Array.from({ length: 15 }, (_, index) => index + 1);
      await expectAll(
        sets.map((bits) =>
          usual(
            rigolScope('DS1054Z'),
            [0, 1, 2, 3].map((place) => ({
              ...scaled([0.1, 0.2, 0.5, 1][place] ?? 1, place - 2, 10, place),
              isOn: (bits & (1 << place)) !== 0,
            })),
          ),
        ),
      );
    },
    limitMs,
  );
});

describe(`seconds of a simulated Rigol are the same by sigrok-cli and by our driver${without}`, () => {
  compared.each(families)(
    'of a $named at every time base',
    async (scope) => {
      const off = { ...usualChannel, isOn: false };
      await expectAll(
        timeBases(scope.named).map((secondsPerDivision, turn) => ({
          scope,
          secondsPerDivision,
          delaySeconds: ((turn % 3) - 1) * 2.5 * secondsPerDivision,
          channels: Array.from({ length: channelsOf(scope) }, (_, place) =>
            place === turn % channelsOf(scope) ? usualChannel : off,
          ),
        })),
      );
    },
    limitMs,
  );
});

describe(`settings of a simulated Rigol are the same by sigrok-cli and by our driver${without}`, () => {
  const missingTimeBase = knownDefect('Rigol: 200 ns a division is not in its list');

  compared.each(families)(
    'of a $named: the time base, and the trigger from every source, on both slopes, at levels of both signs',
    async (scope) => {
      const channels = Array.from({ length: channelsOf(scope) }, (_, place) => (place + 1) as ScopeChannel);
      const levels = [-4.2, -0.001, 0, 0.0125, 5];
      const triggers = channels.flatMap((source) =>
        (['rising', 'falling'] as const).flatMap((slope) =>
          levels.map((levelVolts) => ({ source, slope, levelVolts })),
        ),
      );
      const bases = timeBases(scope.named);
      await inLanes(
        Array.from({ length: Math.max(triggers.length, bases.length) }, (_, turn) => turn),
        lanes,
        async (turn) => {
          const trigger = triggers[turn % triggers.length];
          const secondsPerDivision = bases[turn % bases.length] ?? 0;
          const onTcp = await scopeOnTcp((context) => simulateRigol(fixedUnit, context, scope));
          try {
            const ours = await withOurDriver(rigolDs, onTcp.port, async ({ call }) => {
              await call('timebase', { secondsPerDivision });
              return call('trigger', trigger ?? {});
            });
            expect(ours).toMatchObject(trigger ?? {});
            const theirs = await sigrokSettings('rigol-ds', onTcp.port);
            expect(theirs.get('triggersource')?.now).toBe(`CH${ours.source}`);
            expect(theirs.get('triggerslope')?.now).toBe(ours.slope === 'rising' ? 'r' : 'f');
            expect(Number(theirs.get('triggerlevel')?.now)).toBeCloseTo(ours.levelVolts, 6);
            const isMissing = secondsPerDivision === 200e-9;
            if (isMissing) expect(theirs.get('timebase')?.now).toBe(missingTimeBase.says);
            else expect(inUnits(theirs.get('timebase')?.now) / secondsPerDivision).toBeCloseTo(1, 6);
          } finally {
            await onTcp.stop();
          }
        },
      );
    },
    limitMs,
  );
});

describe(`a part of all that a simulated Rigol can be set to, drawn with seed ${seed}${without}`, () => {
  const states = fc.constantFrom(...rigolScopes).chain((scope) =>
    fc.record({
      scope: fc.constant(scope),
      secondsPerDivision: fc.constantFrom(...timeBases(scope.named)),
      delayed: fc.integer({ min: -400, max: 400 }),
      channels: fc
        .array(
          fc.record({
            isOn: fc.boolean(),
            perDivision: fc.constantFrom(...voltsPerDivision(scope.named)),
            divisions: fc.integer({ min: -480, max: 480 }),
            probe: fc.constantFrom(...probes),
            coupling: fc.constantFrom(...couplings),
          }),
          { minLength: channelsOf(scope), maxLength: channelsOf(scope) },
        )
        .filter((channels) => channels.some(({ isOn }) => isOn)),
    }),
  );

  compared(
    'is the same by sigrok-cli and by our driver',
    async () => {
      const drawn = fc.sample(states, { seed, numRuns: 48 }).map(
        ({ scope, channels, secondsPerDivision, delayed }): RigolState => ({
          ...{ scope, secondsPerDivision, delaySeconds: (delayed / 100) * secondsPerDivision },
          channels: channels.map(({ isOn, coupling, perDivision, divisions, probe }, turn) => ({
            ...scaled(perDivision, divisions / 100, probe, turn),
            ...{ isOn, coupling },
          })),
        }),
      );
      await expectAll(drawn);
    },
    limitMs,
  );
});

describe(`the memory of a simulated Rigol${without}`, () => {
  const alone = (scope: RigolScope): ChannelState[] => [
    scaled(0.2, -1.5, 10, 0),
    ...Array<ChannelState>(channelsOf(scope) - 1).fill({ ...usualChannel, isOn: false }),
  ];
  const ds2072a = rigolScope('DS2072A');
  const ds4024 = rigolScope('DS4024');

  const two = [scaled(0.2, -1.5, 10, 0), scaled(5, 0.5, 1, 1)];
  const ds1054z = rigolScope('DS1054Z');
  const cut = knownDefect('Rigol over TCP: the last channel ends with its first thirty thousand points');

  compared(
    `is the same by sigrok-cli and by our driver, of one channel and of several; of 70 000 points it reads ${cut.says}`,
    async () => {
      await expectAll([
        ...[1_200, 12_000, 30_000].map((memoryPoints) => ({ ...usual(ds1054z, alone(ds1054z)), memoryPoints })),
        { ...usual(ds2072a, alone(ds2072a)), memoryPoints: 14_000 },
        { ...usual(ds2072a, two), memoryPoints: 7_000 },
        ...[7_000, 29_999, 30_000, 70_000].map((memoryPoints) => ({ ...usual(ds4024, alone(ds4024)), memoryPoints })),
        { ...usual(ds4024, [...two, ...two]), memoryPoints: 7_000 },
      ]);
    },
    limitMs,
  );

  compared.each([
    ['DS1054Z', 'Rigol DS1000Z: the memory holds twelve million points', 2, 12_000],
    ['MSO5074', 'Rigol MSO5000: a depth of memory with an exponent is none', 1, 7_000],
  ] as const)(
    'of a %s is read by our driver alone: %s',
    async (named, name, channels, memoryPoints) => {
      const scope = rigolScope(named);
      const onTcp = await scopeOnTcp((context) => simulateRigol(fixedUnit, context, { ...scope, memoryPoints }));
      try {
        const { port } = onTcp;
        await told(port, [':STOP']);
        const theirs = await sigrokRecord({
          ...{ driver: 'rigol-ds', port, limitMs: 15_000, options: ['--config', 'data_source=Memory'] },
          channels: [1, 2].slice(0, channels),
          enough: () => onTcp.askedFor(':WAV:DATA?') > asksInVain,
        });
        expect(onTcp.askedFor(':WAV:DATA?'), knownDefect(name).says).toBeGreaterThan(asksInVain);
        expect([...theirs.channels.values()].flat(), knownDefect(name).says).toHaveLength(0);
        const { count } = await withOurDriver(rigolDs, port, ({ call }) =>
          call('capture', { channel: 1, acquire: 'held', record: 'memory' }),
        );
        expect(count).toBe(memoryPoints);
      } finally {
        await onTcp.stop();
      }
    },
    20_000,
  );
});

describe(`a Rigol that libsigrok 0.5.2 does not know${without}`, () => {
  compared('is found by our driver alone', async () => {
    const onTcp = await scopeOnTcp((context) => simulateRigol(fixedUnit, context, { model: 'DHO824' }));
    try {
      const { err } = await run('sigrok-cli', ['-d', `rigol-ds:conn=tcp-raw/127.0.0.1/${onTcp.port}`, '--show']);
      expect(err).toContain('No devices found');
      const { count } = await withOurDriver(rigolDs, onTcp.port, ({ call }) => call('capture', { channel: 1 }));
      expect(count).toBe(1_000);
    } finally {
      await onTcp.stop();
    }
  });
});
