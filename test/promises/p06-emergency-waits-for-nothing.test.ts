/** P6: Emergency never waits for anything: no journal, no screen, no lease, no script, no driver, no bench. */
import { expect, it } from 'vitest';
import type { BenchApi, SafeTarget } from '../../drivers/bench/bench-api.ts';
import type { BenchParts } from '../../drivers/bench/bench-server.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { Transport } from '../../drivers/contract/transport.ts';
import { simulatedPipe } from '../../drivers/transport/simulated.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Port } from '../../foundation/port/port.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { BenchHost } from '../../station/bench/bench-host.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { SafeState, type SafeStateParts } from '../../station/bench/safe-state.ts';
import { stubbornSupply, type WireNote } from '../support/stubborn-supply.ts';

/** A bench on virtual time with supplies `sim:a`, `sim:b` whose wires write down what they hear. */
function rig(options: { wire?: (port: Port) => Port; onResult?: SafeStateParts['onResult'] } = {}) {
  const clock = new VirtualClock();
  const wires = new Map<string, WireNote[]>();
  const busy = new Map<string, Transport>();
  const parts: BenchParts = {
    clock,
    drivers: [stubbornSupply()],
    open: async (_driver, address) => {
      if (busy.get(address)?.closed === false) throw new CodedError('port/busy', { path: address });
      const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
      const { transport, wire } = simulatedPipe({ ...context, address });
      const heard = wires.get(address) ?? [];
      wires.set(address, heard);
      wire.onData((chunk) => heard.push({ at: clock.now(), text: new TextDecoder().decode(chunk) }));
      busy.set(address, transport);
      return { link: 'bytes', transport };
    },
    discover: () => Promise.resolve({ instruments: [], problems: [] }),
    operator: () => undefined,
  };
  const host = new InlineBench({ parts, clock, ...(options.wire === undefined ? {} : { wire: options.wire }) });
  const { onResult } = options;
  const safe = new SafeState({ host, clock, ...(onResult === undefined ? {} : { onResult }) });
  const open = async (key: string) => {
    const bench = await host.client();
    const opened = await bench.call('bench/open', { key, driver: 'stubborn-supply', address: `sim:${key}` });
    if (opened.safe !== undefined) safe.register(opened.safe);
    await bench.call('bench/grant', { key, lease: 'run-1' });
    const call = (verb: string, args: object) =>
      bench.call('bench/call', { key, verb, args, deadlineMs: 3_600_000, lease: 'run-1' });
    await call('output', { on: true });
    return call;
  };
  /** What has come out at the far end of the wire, where a byte needs a moment of the clock to arrive. */
  const heard = async (key: string) => {
    await clock.advance(1);
    return (wires.get(`sim:${key}`) ?? []).map(({ text }) => text);
  };
  return { clock, host, safe, open, heard, wires };
}

it('with the journal full and the screen frozen the frames go out at once', async () => {
  const told: string[] = [];
  const { clock, safe, open, heard } = rig({
    onResult: (results, reason) => {
      told.push(`${reason} ${results.length}`);
      throw new CodedError('journal/disk-full');
    },
  });
  await clock.run(open('a'));
  const startedAt = clock.now();
  const [result] = await clock.run(safe.makeSafe('emergency'));
  expect(result).toMatchObject({ outcome: 'existing' });
  expect(clock.now() - startedAt).toBeLessThan(300);
  expect(await heard('a')).toEqual(['OUT1', 'OUT0', 'OUT0']);
  expect(told).toEqual(['emergency 1']);
});

it('a journal that never answers is not waited for', async () => {
  const { clock, safe, open, heard } = rig({ onResult: () => new Promise(() => undefined) });
  await clock.run(open('a'));
  await clock.run(safe.makeSafe('emergency'));
  expect(await heard('a')).toEqual(['OUT1', 'OUT0', 'OUT0']);
});

it('hanging drivers and full queues hold nothing up, and nothing follows the last frame', async () => {
  const { clock, safe, open, heard, wires } = rig();
  const call = await clock.run(open('a'));
  const outcomes = ['hang', ...Array.from({ length: 50 }, () => 'output')].map((verb) =>
    call(verb, { on: true }).catch((error: { code: string }) => error.code),
  );
  await clock.run(open('b'));
  const startedAt = clock.now();
  await clock.run(safe.makeSafe('emergency'));
  expect(new Set(await clock.run(Promise.all(outcomes)))).toEqual(new Set(['instrument/lease-revoked']));
  await clock.advance(10_000);
  for (const key of ['a', 'b']) {
    expect(await heard(key)).toEqual(['OUT1', 'OUT0', 'OUT0']);
    const [, first, second] = wires.get(`sim:${key}`) ?? [];
    expect((first?.at ?? Number.NaN) - startedAt).toBe(0);
    expect((second?.at ?? Number.NaN) - (first?.at ?? 0)).toBe(60);
  }
});

it('a bench that swallows every message is given 300 ms, then fresh handles send the frames', async () => {
  let dead = false;
  let benches = 0;
  const { clock, safe, open, heard, wires } = rig({
    wire: (port) => {
      benches += 1;
      const first = benches === 1;
      return { ...port, post: (message) => (first && dead ? undefined : port.post(message)) };
    },
  });
  await clock.run(open('a'));
  await clock.run(open('b'));
  dead = true;
  const startedAt = clock.now();
  const results = await clock.run(safe.makeSafe('emergency'));
  expect(results.map(({ target, outcome }) => [target.key, outcome])).toEqual([
    ['b', 'fresh'],
    ['a', 'fresh'],
  ]);
  for (const key of ['a', 'b']) {
    expect(await heard(key)).toEqual(['OUT1', 'OUT0', 'OUT0']);
    const [, firstFrame] = wires.get(`sim:${key}`) ?? [];
    expect((firstFrame?.at ?? Number.NaN) - startedAt).toBe(300);
  }
});

it('no bench can be started: the result says for which output a person must act, and it comes soon', async () => {
  const clock = new VirtualClock();
  const never: BenchHost = {
    client: () => new Promise(() => undefined),
    replace: () => Promise.reject(new CodedError('bench/unavailable', { restarts: 5 })),
    onUp: () => () => undefined,
    onDown: () => () => undefined,
    stop: () => Promise.resolve(),
  };
  const safe = new SafeState({ host: never, clock });
  const target: SafeTarget = {
    key: 'psu',
    driver: 'stubborn-supply',
    address: '/dev/ttyACM0',
    identity: { make: 'Test', model: 'Stubborn' },
    frames: ['4f555430'],
    gapMs: 60,
  };
  safe.register(target);
  const results = await clock.run(safe.makeSafe('emergency'));
  expect(results).toMatchObject([{ outcome: 'failed', failure: { code: 'bench/unavailable' } }]);
  expect(clock.now()).toBeLessThan(1_000);
});

it('two emergencies at once are one', async () => {
  const { clock, safe, open, heard } = rig();
  await clock.run(open('a'));
  const [one, two] = await clock.run(Promise.all([safe.makeSafe('emergency'), safe.makeSafe('stop')]));
  expect(one).toBe(two);
  expect(await heard('a')).toEqual(['OUT1', 'OUT0', 'OUT0']);
});

it('an Emergency while a run ends takes at once what the end leaves alone, and nothing twice', async () => {
  const { clock, safe, open, heard, wires } = rig();
  await clock.run(open('a'));
  await clock.run(open('b'));
  const startedAt = clock.now();
  const ending = safe.makeSafe('end', new Set(['a']));
  const results = await clock.run(safe.makeSafe('emergency'));
  expect(results.map(({ target, outcome }) => `${target.key} ${outcome}`).sort()).toEqual(['a existing', 'b existing']);
  expect((await clock.run(ending)).map(({ target }) => target.key)).toEqual(['a']);
  for (const key of ['a', 'b']) {
    expect(await heard(key)).toEqual(['OUT1', 'OUT0', 'OUT0']);
    expect((wires.get(`sim:${key}`)?.[1]?.at ?? Number.NaN) - startedAt).toBe(0);
  }
});

it('after a safe state a new lease can switch on again, an old one cannot', async () => {
  const { clock, safe, open, heard, host } = rig();
  const call = await clock.run(open('a'));
  await clock.run(safe.makeSafe('stop'));
  await expect(clock.run(call('output', { on: true }))).rejects.toMatchObject({ code: 'instrument/lease-revoked' });
  const bench = await host.client();
  await clock.run(bench.call('bench/grant', { key: 'a', lease: 'run-2' }));
  const again: BenchApi['bench/call']['in'] = {
    key: 'a',
    verb: 'output',
    args: { on: true },
    deadlineMs: 100,
    lease: 'run-2',
  };
  await clock.run(bench.call('bench/call', again));
  await clock.advance(1);
  expect(await heard('a')).toEqual(['OUT1', 'OUT0', 'OUT0', 'OUT1']);
});
