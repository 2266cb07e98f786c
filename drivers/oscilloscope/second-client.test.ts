/** An oscilloscope that takes one connection only, as Rigol's do: the second client is told that, and the first goes on. */
import { afterEach, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { cureFor } from '../bench/cures.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { openTcp } from '../transport/tcp.ts';
import { listenOnTcp } from '../transport/tcp-listener.ts';
import { rigolDs } from './rigol-ds/driver.ts';
import { fixedUnit } from './scpi-scope/test-bench.ts';

const clock = new RealClock();
const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

it('a second client of a Rigol is told that it takes one connection only, and the first goes on', async () => {
  const listener = await listenOnTcp({ ...context, instrument: rigolDs.simulate(fixedUnit, context), port: 0 });
  cleanUps.push(() => listener.stop());
  const open = async () => rigolDs.open(await openTcp({ host: '127.0.0.1', port: listener.port, clock }), { clock });
  const first = await open();
  cleanUps.push(() => first.close());
  const { code, params } = failureOf(await open().catch((error: unknown) => error));
  expect(cureFor(code, params?.address)).toEqual({ cure: 'cure/one-client-only' });
  expect(await first.call('state', {}, { deadlineMs: 5_000 })).toEqual({ state: 'running' });
});
