/**
 * libsigrok's `rigol-ds` and our driver on the same simulated Rigols over TCP. Compared are the volts of every sample (the
 * same code of the converter: nearer than a hundredth of its step) and the sample rate. Whole: every model both know, the
 * V/div of each family at several offsets, DS1000Z's V/div × probes, every time base of each family, every set of channels.
 * Of the product of all of these a seeded part. Trigger and memory: `rigol-ds-settings-peer.test.ts`.
 * The other oscilloscopes that 0.5.2 knows (`sigrok-cli -L`: gwinstek-gds-800, hameg-hmo, hantek-*, lecroy-xstream,
 * yokogawa-dlm) are none of ours; it knows no Keysight InfiniiVision, no Tektronix, no DHO and no newer Siglent.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missing } from './peer-process.ts';
import {
  type ChannelState,
  channelsOf,
  expectSameRecord,
  type RigolState,
  rigolScope,
  rigolScopes,
  usualChannel,
} from './rigol-captures.ts';
import {
  couplings,
  families,
  offsets,
  onScreens,
  probes,
  scaled,
  timeBases,
  usual,
  voltsPerDivision,
} from './rigol-states.ts';
import { inLanes } from './scope-on-tcp.ts';

const seed = 1_054;
/** They wait for each other's lines for most of their time, so that several at once take hardly longer. */
const lanes = 8;
const limitMs = 300_000;
const without = missing('sigrok-cli');
const compared = it.skipIf(without !== '');

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
