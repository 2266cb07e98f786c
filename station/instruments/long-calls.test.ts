/** A record on its way over a slow wire: the real bench, the real driver, the simulated oscilloscope, on virtual time. */
import { describe, expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { rigolDs } from '../../drivers/oscilloscope/rigol-ds/driver.ts';
import { simulateRigol } from '../../drivers/oscilloscope/rigol-ds/simulator.ts';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import { simulatedPipe } from '../../drivers/transport/simulated.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { LongCall } from '../api/instruments.ts';
import { InlineBench } from '../bench/inline-bench.ts';
import { LongCalls, togetherMs } from './long-calls.ts';

const points = 500_000;
/** So that the record takes five seconds. */
const msPerByte = 0.01;
const key = 'r1/scope';
const address = 'tcp:scope';

async function slowScope() {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const context = { clock, faults, random: seededRandom(3) };
  const host = new InlineBench({
    clock,
    parts: {
      clock,
      drivers: [rigolDs],
      async open() {
        const { transport, wire } = simulatedPipe({ ...context, address, msPerByte, chunkBytes: 4_096 });
        simulateRigol(fixedUnit, context, { memoryPoints: points }).attach(wire);
        return { link: 'bytes', transport, faults };
      },
      discover: () => Promise.resolve({ instruments: [], problems: [] }),
      operator: () => undefined,
    },
  });
  const told: { readonly at: number; readonly calls: readonly LongCall[] }[] = [];
  const calls = new LongCalls({ clock, tell: (now) => told.push({ at: clock.now(), calls: now }) });
  const unfollow = calls.follow('r1', host, { scope: { address } });
  const bench = await host.client();
  await clock.run(bench.call('bench/open', { key, driver: 'rigol-ds', address }));
  await clock.run(bench.call('bench/grant', { key, lease: 'l' }));
  const capture = (args: object) =>
    bench.call('bench/call', { key, verb: 'capture', args: { channel: 1, ...args }, deadlineMs: 60_000, lease: 'l' });
  const ending = (work: Promise<unknown>) =>
    clock.run(
      work.then(
        () => 'answered',
        (error: unknown) => failureOf(error).code,
      ),
    );
  /** Until the last telling is out. */
  const settle = () => clock.run(clock.sleep(2 * togetherMs));
  return { clock, faults, host, bench, told, capture, ending, settle, unfollow };
}

describe('how far a record is', () => {
  it('rises to its end, four times a second at the most, and nothing is left when it is there', async () => {
    const { told, capture, ending, settle } = await slowScope();
    expect(await ending(capture({ record: 'memory' }))).toBe('answered');
    await settle();
    const shown = told.flatMap(({ calls }) => calls);
    expect(shown[0]).toMatchObject({
      run: 'r1',
      role: 'scope',
      address,
      verb: 'capture',
      total: points,
      unit: 'points',
    });
    const done = shown.map((call) => call.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.length).toBeGreaterThan(15);
    expect(done.at(-1)).toBeGreaterThan(0.9 * points);
    expect(told.at(-1)?.calls).toEqual([]);
    expect(told.filter(({ calls }) => calls.length === 0)).toHaveLength(1);
    for (const [index, { at }] of told.entries()) {
      const before = told[index - 1]?.at ?? Number.NEGATIVE_INFINITY;
      expect(at - before).toBeGreaterThanOrEqual(togetherMs);
    }
  });

  it('is not told of a screen, which is there before anybody could read it', async () => {
    const { told, capture, ending, settle } = await slowScope();
    expect(await ending(capture({ record: 'screen' }))).toBe('answered');
    await settle();
    expect(told).toEqual([]);
  });

  it.each([
    ['a pulled cable', 'instrument/lost', ({ faults }) => faults.set('unplug', true)],
    ['a bench that dies', 'bench/lost', ({ host }) => host.kill()],
    [
      'a stopped run',
      'instrument/lease-revoked',
      ({ bench }) => bench.call('bench/grant', { key, lease: 'm' }).catch(() => undefined),
    ],
    ['a run that has ended', 'answered', ({ unfollow }) => unfollow()],
  ] as const satisfies readonly (readonly [string, string, (scope: Awaited<ReturnType<typeof slowScope>>) => void])[])(
    'after %s in mid-transfer nothing is left hanging',
    async (_what, code, happens) => {
      const scope = await slowScope();
      const { clock, told, capture, ending, settle } = scope;
      const ended = ending(capture({ record: 'memory' }));
      await clock.run(clock.sleep(2_000));
      expect(told.at(-1)?.calls).toHaveLength(1);
      happens(scope);
      expect(await ended).toBe(code);
      await settle();
      expect(told.at(-1)?.calls).toEqual([]);
    },
  );
});
