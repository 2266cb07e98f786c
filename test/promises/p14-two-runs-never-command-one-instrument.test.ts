/**
 * P14: two procedures never command one instrument at the same time. Randomised schedules of runs that take, command,
 * time out, renew, stop, release and are aborted, over the real leases and a real bench server on virtual time; the
 * instruments themselves write down who commanded them.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BenchParts } from '../../drivers/bench/bench-server.ts';
import type { PhoneDriver } from '../../drivers/contract/driver.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { type Lease, Leases } from '../../station/bench/leases.ts';

const seed = Number(process.env.SEED ?? 20_261_121);
const instruments = ['load', 'meter', 'supply'];

interface Command {
  readonly instrument: string;
  readonly owner: string;
  readonly from: number;
  until: number;
}

/** Commands take a while, ignore their abort sometimes, and every one is written down while it lasts. */
function recordingDriver(commands: Command[], random: () => number): PhoneDriver {
  return {
    link: 'phone',
    manifest: {
      id: 'recording',
      models: [],
      capability: 'Phone',
      recognised: { by: 'nothing' },
      minGapMs: 0,
      energises: false,
      version: '1',
    },
    open: (link, { clock }) =>
      Promise.resolve({
        identity: { make: 'Test', model: link.serial },
        capability: 'Phone',
        async call(_verb, args, { signal }) {
          const command = { instrument: link.serial, owner: String(args), from: clock.now(), until: Number.NaN };
          commands.push(command);
          const deaf = random() < 0.3;
          await clock.sleep(Math.floor(random() * 150), deaf ? undefined : signal).catch(() => undefined);
          command.until = clock.now();
          return {};
        },
        onReading: () => () => undefined,
        onLost: () => () => undefined,
        close: () => Promise.resolve(),
      }),
  };
}

function rig(runSeed: number) {
  const clock = new VirtualClock();
  const random = seededRandom(runSeed);
  const next = () => random.next();
  const commands: Command[] = [];
  const parts: BenchParts = {
    clock,
    drivers: [recordingDriver(commands, next)],
    open: (_driver, address) =>
      Promise.resolve({
        link: 'phone',
        phone: {
          serial: address,
          closed: new Promise(() => undefined),
          close: () => Promise.resolve(),
        } as unknown as never,
      }),
    discover: () => Promise.resolve({ instruments: [], problems: [] }),
    operator: () => undefined,
  };
  const host = new InlineBench({ parts, clock });
  return { clock, next, commands, host, leases: new Leases(clock) };
}

type Rig = ReturnType<typeof rig>;

/** One run: takes some instruments, commands them for a while, gives them back. */
async function run({ clock, next, host, leases }: Rig, owner: string, wanted: readonly string[]): Promise<number> {
  await clock.sleep(Math.floor(next() * 400));
  const bench = await host.client();
  const signal = next() < 0.2 ? abortAfter(clock, next() * 600) : undefined;
  const options = { deadlineMs: 20_000, ...(signal === undefined ? {} : { signal }) };
  const held = await leases.acquireAll(wanted, owner, options).catch((): Lease[] => []);
  let done = 0;
  try {
    for (const lease of held) await bench.call('bench/grant', { key: lease.instrument, lease: lease.token });
    for (let round = 0; round < 4; round += 1) {
      for (const lease of held) done += await command(lease);
    }
  } finally {
    for (const lease of held) lease.release();
  }
  return done;

  async function command(lease: Lease): Promise<number> {
    const { instrument: key, token } = lease;
    try {
      await bench.call('bench/call', { key, verb: 'do', args: owner, deadlineMs: 80, lease: token });
      return 1;
    } catch (error) {
      if (failureOf(error).code === 'instrument/timeout') {
        await bench.call('bench/grant', { key, lease: lease.renew() });
        // The abandoned body of a step may still try with the token it knew.
        await expect(
          bench.call('bench/call', { key, verb: 'do', args: 'stranger', deadlineMs: 80, lease: token }),
        ).rejects.toMatchObject({ code: 'instrument/lease-revoked' });
      }
      return 0;
    }
  }
}

function abortAfter(clock: VirtualClock, ms: number): AbortSignal {
  const controller = new AbortController();
  clock.after(ms, () => controller.abort(new Error('stopped')));
  return controller.signal;
}

it('commands of two runs never overlap on an instrument, whatever the schedule', async () => {
  let handled = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e9 }),
      fc.array(fc.subarray(instruments, { minLength: 1 }), { minLength: 2, maxLength: 6 }),
      async (runSeed, wishes) => {
        const parts = rig(runSeed);
        const { clock, commands, host, leases } = parts;
        const bench = await host.client();
        for (const key of instruments) {
          await clock.run(bench.call('bench/open', { key, driver: 'recording', address: `sim:${key}` }));
        }
        const runs = wishes.map((wanted, index) => run(parts, `run-${index}`, wanted));
        const done = await clock.run(Promise.all(runs));
        handled += done.reduce((sum, count) => sum + count, 0);
        expect(commands.filter(({ owner }) => owner === 'stranger')).toEqual([]);
        for (const key of instruments) {
          const mine = commands.filter(({ instrument }) => instrument === `sim:${key}`);
          for (const [index, later] of mine.entries()) {
            const earlier = mine[index - 1];
            if (earlier !== undefined) expect(earlier.until).toBeLessThanOrEqual(later.from);
          }
          // Each run takes an instrument once, so its commands stand in one block.
          const changes = mine.filter(({ owner }, index) => owner !== mine[index - 1]?.owner);
          expect(changes.length).toBe(new Set(changes.map(({ owner }) => owner)).size);
          expect(leases.ownerOf(key)).toBeUndefined();
          expect(leases.waitingFor(key)).toEqual([]);
        }
      },
    ),
    { seed, numRuns: 150 },
  );
  expect(handled).toBeGreaterThan(500);
}, 20_000);

it('those who wait get the instrument in the order they came, and everyone can see who has it', async () => {
  const clock = new VirtualClock();
  const leases = new Leases(clock);
  const order: string[] = [];
  const first = await leases.acquire('supply', 'run-a');
  const waiting = ['run-b', 'run-c', 'run-d'].map((owner) =>
    leases.acquire('supply', owner, { deadlineMs: 1_000 }).then((lease) => {
      order.push(owner);
      return lease;
    }),
  );
  expect([leases.ownerOf('supply'), leases.waitingFor('supply')]).toEqual(['run-a', ['run-b', 'run-c', 'run-d']]);
  first.release();
  // Nobody can slip in between the release and the waiter's waking up.
  await expect(leases.acquire('supply', 'run-x')).rejects.toMatchObject({
    code: 'lease/taken',
    params: { instrument: 'supply', owner: 'run-b' },
  });
  for (const lease of waiting) (await lease).release();
  expect(order).toEqual(['run-b', 'run-c', 'run-d']);
  expect(leases.ownerOf('supply')).toBeUndefined();
});

it('waiting ends at the deadline with the name of the owner, and the place in the queue is given up', async () => {
  const clock = new VirtualClock();
  const leases = new Leases(clock);
  const held = await leases.acquire('supply', 'run-a');
  const late = leases.acquire('supply', 'run-b', { deadlineMs: 500 });
  await expect(clock.run(late)).rejects.toMatchObject({
    code: 'lease/timeout',
    params: { instrument: 'supply', owner: 'run-a' },
  });
  expect(leases.waitingFor('supply')).toEqual([]);
  held.release();
  expect(leases.ownerOf('supply')).toBeUndefined();
});

it('a renewed token replaces the old one at once', async () => {
  const leases = new Leases(new VirtualClock());
  const lease = await leases.acquire('supply', 'run-a');
  const old = lease.token;
  const fresh = lease.renew();
  expect([leases.isValid('supply', old), leases.isValid('supply', fresh)]).toEqual([false, true]);
  lease.release();
  lease.release();
  expect(leases.isValid('supply', fresh)).toBe(false);
  expect(() => lease.renew()).toThrow('lease/released');
});
