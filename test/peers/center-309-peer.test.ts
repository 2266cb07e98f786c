/**
 * libsigrok's own Center 309 driver against our simulated thermometer on a pseudo-terminal: every bit, temperatures of
 * both signs and sizes, inputs without a probe. What it is known to get wrong stands in `known-defects.ts`.
 */
import { realpathSync, rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { centerDriver } from '../../drivers/thermometer/center-309/driver.ts';
import type { CenterFrame } from '../../drivers/thermometer/center-309/frame.ts';
import { readingsOf } from '../../drivers/thermometer/center-309/meaning.ts';
import { centerFrame, simulateCenter } from '../../drivers/thermometer/center-309/simulator.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { ptyPair } from '../support/pty-pair.ts';
import { PeerComparison } from './peer-comparison.ts';
import { missing, ptyShim, run } from './peer-process.ts';

const without = missing('sigrok-cli', 'socat', 'gcc');
const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** Present temperatures, hot and cold, in tenths and in whole degrees; the bits beside them. */
function states(): CenterFrame[] {
  const degrees = [0, 0.1, 23.4, 99.9, 199.9, 200, 1_050, 1_370, -0.1, -12.5, -99.9, -200];
  const plain = degrees.map((each, nth) => {
    const others = [degrees[(nth + 5) % degrees.length] ?? 0, degrees[(nth + 7) % degrees.length] ?? 0] as const;
    return centerFrame([each, ...others, null]);
  });
  const room = centerFrame([23.4, 24.5, 25.6, null]);
  const over = [0, 1, 2, 3].map((channel) => ({
    ...room,
    over: [channel === 0, channel === 1, channel === 2, true] as const,
  }));
  const bits: Partial<CenterFrame>[] = [
    { hold: true },
    { lowBattery: true },
    { recording: true },
    { hold: true, lowBattery: true, recording: true },
    { wholeDegrees: [true, true, true, false] },
    { celsius: false },
  ];
  const asked: Partial<CenterFrame>[] = [
    { relative: true },
    { difference: true },
    ...(['max', 'min', 'max-min'] as const).map((display) => ({ display })),
  ];
  return [...plain, ...over, ...[...bits, ...asked].map((each) => ({ ...room, ...each }))];
}

describe(`sigrok-cli on our simulated Center 309${without}`, () => {
  it.skipIf(without !== '')(
    'means the same by every state of the three inputs; the fourth counts the answers',
    async () => {
      const pair = await ptyPair();
      cleanUps.push(() => pair.remove());
      const clock = new RealClock();
      const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
      const { line } = centerDriver.manifest;
      if (line === undefined) throw new Error('a serial driver is expected');
      const all = states();
      let asked = 0;
      const counted = (): CenterFrame => {
        const nth = asked++;
        const frame = all[nth % all.length] ?? centerFrame([0, 0, 0, null]);
        const [one, two, three] = frame.digits;
        const [overOne, overTwo, overThree] = frame.over;
        const [wholeOne, wholeTwo, wholeThree] = frame.wholeDegrees;
        return {
          ...frame,
          digits: [one, two, three, nth],
          over: [overOne, overTwo, overThree, false],
          wholeDegrees: [wholeOne, wholeTwo, wholeThree, true],
        };
      };
      const instrument = simulateCenter(createUnit({ clock }), context, { show: counted });
      const listener = await listenOnPty({ path: pair.far, line, instrument, ...context });
      cleanUps.push(() => listener.stop());
      const shim = ptyShim();
      cleanUps.push(() => rmSync(shim, { force: true }));
      const device = `center-309:conn=${realpathSync(pair.near)}`;
      // A few of the answers are for its search.
      const samples = `${all.length + 5}`;
      const args = [`LD_PRELOAD=${shim}`, 'sigrok-cli', '-d', device, '--samples', samples, '-O', 'analog'];
      const { out, err } = await run('env', args, 50_000);
      const comparison = new PeerComparison('center-309');
      const seen = new Set<number>();
      for (const [, t1 = '', t2 = '', t3 = '', count = ''] of out.matchAll(
        /^T1: (.*)\nT2: (.*)\nT3: (.*)\nT4: (\d+)/gm,
      )) {
        const place = Number(count) % all.length;
        const frame = all[place];
        if (frame === undefined || seen.has(place)) continue;
        seen.add(place);
        const readings = readingsOf(frame);
        for (const [name, told] of [
          ['T1', t1],
          ['T2', t2],
          ['T3', t3],
        ] as const) {
          comparison.take({ text: `${name} ${JSON.stringify(frame)}`, ours: readings[name], line: told });
        }
      }
      expect(seen.size, `${out.slice(0, 300)}${err}`).toBe(all.length);
      expect(comparison.disagreements).toEqual([]);
      expect(comparison.unseen).toEqual([]);
    },
    60_000,
  );
});
