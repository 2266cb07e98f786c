/**
 * libsigrok's `siglent-sds` and our driver on the same simulated Siglents of the older command set over TCP. Compared are
 * the volts of every sample it reads (the same code of the converter: nearer than a hundredth of its step), the sample
 * rate, the time base and the trigger. It reads one channel of one screen, but for two samples at the beginning and 361 at
 * the end, and never ends: what it has written until then counts. Whole: every model that both know, the V/div of
 * each of its three ways to talk with offsets of both signs, every time base. Probes, couplings and channels take turns.
 * Its loop that waits for a stop and whose condition is always true is not what keeps it: no capture gets there, neither of
 * the screen nor of the history.
 */
import { describe, expect, it } from 'vitest';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import { siglentSds } from '../../drivers/oscilloscope/siglent-sds/driver.ts';
import { simulateSiglent } from '../../drivers/oscilloscope/siglent-sds/simulator.ts';
import type { ScopeChannel } from '../../foundation/capability/oscilloscope.ts';
import { knownDefect } from './known-defects.ts';
import { oneTwoFive } from './one-two-five.ts';
import { missing } from './peer-process.ts';
import { inLanes, scopeOnTcp, told, withOurDriver } from './scope-on-tcp.ts';
import {
  commandsOf,
  expectSameRecord,
  memoryPoints,
  type SiglentScope,
  type SiglentState,
  siglentScope,
  siglentScopes,
} from './siglent-captures.ts';
import { inUnits, sigrokRecord, sigrokSetting, sigrokSettings } from './sigrok-scope.ts';

/** Each waits for seven seconds and does nothing. */
const lanes = 28;
const limitMs = 300_000;
const without = missing('sigrok-cli');
const compared = it.skipIf(without !== '');

const probes = oneTwoFive(0.1, 10_000);
const couplings = ['D1M', 'A1M', 'GND'] as const;
const timeBases = oneTwoFive(1e-9, 50);

/** One of each of libsigrok's ways to talk to them. */
const talks = ['SDS1202X-E', 'SDS1202X', 'SDS1072CML'].map(siglentScope);

const state = (scope: SiglentScope, turn: number, perDivision: number, divisions: number): SiglentState => {
  const probe = probes[turn % probes.length] ?? 1;
  return {
    ...{ scope, probe, voltsPerDivision: perDivision * probe, offsetVolts: divisions * perDivision * probe },
    channel: (turn % 2 === 0 ? 1 : 2) as ScopeChannel,
    coupling: couplings[turn % couplings.length] ?? 'D1M',
    secondsPerDivision: 100e-6,
  };
};

describe(`a simulated Siglent is read the same by sigrok-cli and by our driver${without}`, () => {
  compared(
    'at every V/div with offsets of both signs, with every probe, of every model, at every time base that is no long wait',
    async () => {
      const offsets = [-3.3, 2];
      const scales = talks.flatMap((scope, talk) =>
        oneTwoFive(scope.named.endsWith('CML') ? 2e-3 : 500e-6, 10).flatMap((volts, place) =>
          offsets.map((divisions, side) => state(scope, 2 * place + side + talk, volts, divisions)),
        ),
      );
      const bases = timeBases.filter((seconds) => seconds <= 0.2);
      expect(bases.length).toBeGreaterThanOrEqual(siglentScopes.length);
      const models = bases.map((secondsPerDivision, turn): SiglentState => {
        const scope = siglentScopes[turn % siglentScopes.length] ?? siglentScope('SDS1202X');
        return { ...state(scope, turn, 0.1, (turn % 9) / 2 - 2), secondsPerDivision };
      });
      await inLanes([...scales, ...models], lanes, expectSameRecord);
    },
    limitMs,
  );
});

/** An oscilloscope for as long as `use` takes. */
async function withScope<T>(
  scope: SiglentScope,
  points: number,
  use: (port: number, askedFor: (words: string) => number) => Promise<T>,
): Promise<T> {
  const onTcp = await scopeOnTcp((context) =>
    simulateSiglent(fixedUnit, context, { ...scope, ramps: true, memoryPoints: points }),
  );
  try {
    return await use(onTcp.port, onTcp.askedFor);
  } finally {
    await onTcp.stop();
  }
}

describe(`settings of a simulated Siglent are the same by sigrok-cli and by our driver${without}`, () => {
  const thousand = knownDefect('Siglent: a thousand points are ten thousand');
  const source = knownDefect('Siglent: the source of the trigger is none of its list');

  compared.each(talks)(
    'of a $named: every time base with its sample rate, and the trigger from every source, on both slopes',
    async (scope) => {
      const levels = [-4.2, -0.001, 0, 0.0125, 5];
      await inLanes(
        timeBases.map((_, turn) => turn),
        8,
        async (turn) => {
          const secondsPerDivision = timeBases[turn] ?? 0;
          const trigger = {
            source: (turn % 2 === 0 ? 1 : 2) as ScopeChannel,
            slope: turn % 4 < 2 ? ('rising' as const) : ('falling' as const),
            levelVolts: levels[turn % levels.length] ?? 0,
          };
          // Written with an M, with a K, or as it is.
          const points = turn % 2 === 0 ? 1_400_000 : memoryPoints;
          await withScope(scope, points, async (port) => {
            const ours = await withOurDriver(siglentSds, port, async ({ call }) => {
              await call('timebase', { secondsPerDivision });
              expect(await call('trigger', trigger)).toMatchObject(trigger);
              return call('capture', { channel: 1, acquire: 'held', record: 'memory', points: 10 });
            });
            const theirs = await sigrokSettings('siglent-sds', port);
            expect(theirs.get('triggersource')?.now, source.says).toBeUndefined();
            expect(await sigrokSetting('siglent-sds', port, 'triggersource')).toBe(`C${trigger.source}`);
            expect(theirs.get('triggerslope')?.now).toBe(trigger.slope === 'rising' ? 'r' : 'f');
            expect(Number(theirs.get('triggerlevel')?.now)).toBeCloseTo(trigger.levelVolts, 6);
            // The lists begin at what the model can do.
            const isListed = theirs.get('timebase')?.all.some((text) => isNear(inUnits(text), secondsPerDivision));
            if (isListed) expect(inUnits(theirs.get('timebase')?.now) / secondsPerDivision).toBeCloseTo(1, 6);
            const isTenfold = points === memoryPoints && !scope.named.endsWith('X-E');
            const rate = (isTenfold ? 10 : 1) / ours.scale.secondsPerPoint;
            const theirRate = Number(await sigrokSetting('siglent-sds', port, 'samplerate'));
            // They cut it to whole hertz; some instruments write it with four decimals.
            expect(Math.abs(theirRate - rate), thousand.says).toBeLessThanOrEqual(1 + rate * 1e-4);
          });
        },
      );
    },
    limitMs,
  );

  compared('but for the list of its V/div', async () => {
    const { says } = knownDefect('Siglent: 500 microvolts a division are 5 millivolts');
    await withScope(siglentScope('SDS1202X-E'), memoryPoints, async (port) => {
      const list = (await sigrokSettings('siglent-sds', port, 'CH1')).get('vdiv')?.all ?? [];
      expect(list.slice(0, 4), says).toEqual(['0.005 V', '1 mV', '2 mV', '5 mV']);
      expect(list.slice(4).map(inUnits)).toEqual(oneTwoFive(0.01, 100).map((volts) => expect.closeTo(volts, 9)));
    });
  });
});

describe(`sigrok-cli left alone with a simulated Siglent${without}`, () => {
  compared(
    knownDefect('Siglent: the end of a record is never reached').name,
    async () => {
      const usual = state(siglentScope('SDS1202X'), 3, 0.1, 0);
      await withScope(usual.scope, memoryPoints, async (port, askedFor) => {
        await told(port, commandsOf(usual));
        const theirs = await sigrokRecord({ driver: 'siglent-sds', port, channels: [1, 2], limitMs: 20_000 });
        expect(theirs.endedWell).toBe(false);
        // The second channel is never asked for.
        expect([askedFor('C1:WF?'), askedFor('C2:WF?')]).toEqual([1, 0]);
      });
    },
    30_000,
  );
});

const isNear = (one: number, other: number) => Math.abs(one / other - 1) < 1e-6;
