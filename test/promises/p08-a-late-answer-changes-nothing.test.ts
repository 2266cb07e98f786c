/**
 * P8, bench side: a hung call times out at its deadline, its lease is revoked, and a late answer is told as late and
 * changes nothing. On virtual time, with a driver whose answers come when the test says.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BenchEvents } from '../../drivers/bench/bench-api.ts';
import type { BenchParts } from '../../drivers/bench/bench-server.ts';
import type { Instrument, PhoneDriver } from '../../drivers/contract/driver.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import type { BenchClient } from '../../station/bench/bench-client.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';

const seed = Number(process.env.SEED ?? 8);

/** `answer {ms, value}` answers after so long, deaf to deadline and abort, as bad firmware is. */
function slowDriver(onClose: () => void): PhoneDriver {
  const instrument = (clock: VirtualClock): Instrument => ({
    identity: { make: 'Test', model: 'Slow' },
    capability: 'Phone',
    async call(_verb, args) {
      const { ms, value } = args as { ms: number; value: unknown };
      await clock.sleep(ms);
      return value;
    },
    onReading: () => () => undefined,
    onLost: () => () => undefined,
    close: () => Promise.resolve(onClose()),
  });
  return {
    link: 'phone',
    manifest: {
      id: 'slow',
      models: [],
      capability: 'Phone',
      recognised: { by: 'nothing' },
      minGapMs: 0,
      energises: false,
      version: '1',
    },
    open: (_link, { clock }) => Promise.resolve(instrument(clock as VirtualClock)),
  };
}

async function slowBench() {
  const clock = new VirtualClock();
  let closes = 0;
  const parts: BenchParts = {
    clock,
    drivers: [slowDriver(() => (closes += 1))],
    open: () => Promise.resolve({ link: 'phone', phone: { close: () => Promise.resolve() } as unknown as never }),
    discover: () => Promise.resolve({ instruments: [], problems: [] }),
    operator: () => undefined,
  };
  const bench = await new InlineBench({ parts, clock }).client();
  const late: BenchEvents['instrument/late'][] = [];
  const lost: BenchEvents['instrument/lost'][] = [];
  bench.on('instrument/late', (event) => late.push(event));
  bench.on('instrument/lost', (event) => lost.push(event));
  await clock.run(bench.call('bench/open', { key: 'slow', driver: 'slow', address: 'sim:slow' }));
  await clock.run(bench.call('bench/grant', { key: 'slow', lease: 'run#1' }));
  return { clock, bench, late, lost, closes: () => closes };
}

const ask = (bench: BenchClient, ms: number, value: unknown, deadlineMs: number, lease = 'run#1') =>
  bench.call('bench/call', { key: 'slow', verb: 'answer', args: { ms, value }, deadlineMs, lease });

describe('an answer after the deadline', () => {
  it('the caller hears of the timeout at the deadline, not when the answer comes', async () => {
    const { clock, bench, late } = await slowBench();
    const startedAt = clock.now();
    await expect(clock.run(ask(bench, 1_500, 3.3, 1_000))).rejects.toMatchObject({
      code: 'instrument/timeout',
      params: { key: 'slow', verb: 'answer', deadlineMs: 1_000 },
    });
    expect(clock.now() - startedAt).toBe(1_000);
    expect(late).toEqual([]);
    await clock.advance(1_000);
    expect(late).toEqual([
      { key: 'slow', verb: 'answer', lease: 'run#1', at: startedAt + 1_500, overdueMs: 500, value: 3.3 },
    ]);
  });

  it('the lease is gone with the deadline, for this call and for those behind it', async () => {
    const { clock, bench } = await slowBench();
    const codes = [ask(bench, 1_500, 1, 1_000), ask(bench, 0, 2, 60_000)].map((call) =>
      call.catch((error) => failureOf(error).code),
    );
    expect(await clock.run(Promise.all(codes))).toEqual(['instrument/timeout', 'instrument/lease-revoked']);
    await expect(clock.run(ask(bench, 0, 3, 100))).rejects.toMatchObject({ code: 'instrument/lease-revoked' });
  });

  it('the next lease waits until the late answer is in, and its first answer is its own', async () => {
    const { clock, bench, late } = await slowBench();
    await clock.run(ask(bench, 1_500, 'old', 1_000).catch(() => undefined));
    await clock.run(bench.call('bench/grant', { key: 'slow', lease: 'run#2' }));
    expect(late).toHaveLength(1);
    expect((await clock.run(ask(bench, 0, 'new', 1_000, 'run#2'))).value).toBe('new');
    await expect(clock.run(ask(bench, 0, 'stranger', 100, 'run#1'))).rejects.toMatchObject({
      code: 'instrument/lease-revoked',
    });
  });

  it('a driver that never comes back is given up as hung, its handle taken away, and it can be opened again', async () => {
    const { clock, bench, lost, closes } = await slowBench();
    await clock.run(ask(bench, 1e9, 'never', 1_000).catch(() => undefined));
    await clock.advance(2_100);
    expect(lost).toEqual([{ key: 'slow', reason: { code: 'instrument/hung', params: { key: 'slow' } } }]);
    expect(closes()).toBe(1);
    await expect(clock.run(ask(bench, 0, 1, 100))).rejects.toMatchObject({ code: 'instrument/not-open' });
    await clock.run(bench.call('bench/open', { key: 'slow', driver: 'slow', address: 'sim:slow' }));
  });

  it('a call that only waits its turn misses its own deadline and does no harm to the one on the wire', async () => {
    const { clock, bench } = await slowBench();
    const startedAt = clock.now();
    const first = ask(bench, 800, 'first', 1_000);
    const second = ask(bench, 0, 'second', 500).catch((error) => failureOf(error).code);
    expect(await clock.run(second)).toBe('instrument/timeout');
    expect(clock.now() - startedAt).toBe(500);
    expect((await clock.run(first)).value).toBe('first');
  });
});

it('whatever the delays, every value goes to the call it belongs to or is told as late', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ overMs: fc.integer({ min: -800, max: 1_900 }), deadlineMs: fc.integer({ min: 1, max: 1_500 }) }),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      async (calls) => {
        const { clock, bench, late } = await slowBench();
        for (const [index, { overMs, deadlineMs }] of calls.entries()) {
          const lease = `run#${index + 2}`;
          await clock.run(bench.call('bench/grant', { key: 'slow', lease }));
          const answer = await clock.run(
            ask(bench, Math.max(0, deadlineMs + overMs), index, deadlineMs, lease).then(
              ({ value }) => value,
              (error) => failureOf(error).code,
            ),
          );
          expect(answer).toBe(overMs < 0 ? index : 'instrument/timeout');
        }
        await clock.advance(5_000);
        const expected = calls.flatMap(({ overMs }, index) => (overMs < 0 ? [] : [index]));
        expect(late.map(({ value }) => value)).toEqual(expected);
      },
    ),
    { seed, numRuns: 60 },
  );
});
