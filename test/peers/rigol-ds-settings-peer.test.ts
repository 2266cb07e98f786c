/**
 * libsigrok's `rigol-ds` and our driver on the same simulated Rigols over TCP: the settings both tell, and the records of
 * the memory as far as libsigrok can read them. See `rigol-ds-peer.test.ts`.
 */
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
  rigolScope,
  usualChannel,
} from './rigol-captures.ts';
import { families, scaled, timeBases, usual } from './rigol-states.ts';
import { inLanes, scopeOnTcp, told, withOurDriver } from './scope-on-tcp.ts';
import { inUnits, sigrokRecord, sigrokSettings } from './sigrok-scope.ts';

const lanes = 8;
const limitMs = 300_000;
/** Who has asked so often for what is not there would go on for ever. */
const asksInVain = 12;
const without = missing('sigrok-cli');
const compared = it.skipIf(without !== '');

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

describe(`the sample rate of a simulated Rigol${without}`, () => {
  const cut = knownDefect('Rigol: a sample rate is cut to whole hertz');

  compared(`is ${cut.right}, and sigrok-cli says ${cut.says}`, async () => {
    const onTcp = await scopeOnTcp((context) => simulateRigol(fixedUnit, context, rigolScope('MSO5074')));
    try {
      const { port } = onTcp;
      const { rate } = await sigrokRecord({ driver: 'rigol-ds', port, channels: [1], limitMs: 25_000 });
      expect(rate).toBe(199_999);
      const { scale } = await withOurDriver(rigolDs, port, ({ call }) => call('capture', { channel: 1 }));
      expect(1 / scale.secondsPerPoint).toBeCloseTo(200_000, 6);
    } finally {
      await onTcp.stop();
    }
  });
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
      await inLanes(
        [
          ...[1_200, 12_000, 30_000].map((memoryPoints) => ({ ...usual(ds1054z, alone(ds1054z)), memoryPoints })),
          { ...usual(ds2072a, alone(ds2072a)), memoryPoints: 14_000 },
          { ...usual(ds2072a, two), memoryPoints: 7_000 },
          ...[7_000, 29_999, 30_000, 70_000].map((memoryPoints) => ({ ...usual(ds4024, alone(ds4024)), memoryPoints })),
          { ...usual(ds4024, [...two, ...two]), memoryPoints: 7_000 },
        ],
        lanes,
        expectSameRecord,
      );
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
