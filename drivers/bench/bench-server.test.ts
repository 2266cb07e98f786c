import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { caller, onEvent } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { ByteDriver, Instrument } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import type { BenchApi, BenchEvents } from './bench-api.ts';
import { serveBench } from './bench-server.ts';
import { benchValidators } from './bench-validators.ts';

const reading: Reading = {
  value: 3.3,
  unit: 'V',
  quantity: 'voltage',
  status: 'ok',
  flags: ['dc'],
  span: { from: 0, to: 3 },
};

/** Answers `echo` with what comes back over the wire, `count` after it has counted to a thousand; opening fails when the wire says nothing within a second. */
const echoDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'echo',
    models: [],
    capability: 'Multimeter',
    recognised: { by: 'nothing' },
    minGapMs: 0,
    cannotTell: [
      { modes: ['hold'], models: ['who'] },
      { modes: ['relative'], models: ['another'] },
    ],
    energises: true,
    version: '7',
  },
  safeState: { frames: [Uint8Array.of(0x4f, 0x46)], gapMs: 10 },
  async open(transport, { clock }) {
    const answer = (question: string) =>
      new Promise<string>((resolve, reject) => {
        const cancel = clock.deadline(1_000, () => {
          stop();
          reject(new CodedError('instrument/not-recognised'));
        });
        const stop = transport.onData((chunk) => {
          cancel();
          stop();
          resolve(new TextDecoder().decode(chunk));
        });
        void transport.write(new TextEncoder().encode(question)).catch(reject);
      });
    const listeners = new Set<(reading: Reading, channel: string) => void>();
    const instrument: Instrument = {
      identity: { make: 'Echo', model: await answer('who') },
      capability: 'Multimeter',
      async call(verb, args, { progress }) {
        if (verb === 'count') {
          for (let done = 0; done <= 1_000; done += 1) progress?.({ done, total: 1_000, unit: 'bytes' });
          progress?.({ done: 3, total: 0, unit: 'bytes' });
        } else if (verb !== 'echo') throw new CodedError('instrument/unknown-verb', { verb });
        const text = await answer(String(args));
        for (const listener of listeners) listener(reading, 'main');
        return text;
      },
      onReading(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onLost: (listener) => transport.onClose(listener),
      close: () => transport.close(),
    };
    return instrument;
  },
  simulate: () => ({ attach: () => undefined, detach: () => undefined }),
};

function rig() {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const opens: string[] = [];
  const [near, far] = memoryPortPair();
  const server = serveBench(far, {
    clock,
    drivers: [echoDriver],
    open: (_driver, address) => {
      opens.push(address);
      const { transport, wire } = simulatedPipe({ clock, random: seededRandom(1), faults, address });
      wire.onData((chunk) => wire.send(chunk));
      return Promise.resolve({ link: 'bytes', transport, ...(address.startsWith('sim:') ? { faults } : {}) });
    },
    discover: (manual) =>
      Promise.resolve({ instruments: [], problems: [{ code: 'x/y', params: { manual: manual.length } }] }),
    operator: (key) => {
      if (key !== 'plug-charger') throw new CodedError('bench/not-simulated', { key });
    },
  });
  const bench = caller<BenchApi>(near, 'bench/lost');
  const events: { [E in keyof BenchEvents]: BenchEvents[E][] } = {
    'instrument/lost': [],
    'instrument/reading': [],
    'instrument/late': [],
    'instrument/block': [],
    'instrument/progress': [],
    transcript: [],
  };
  for (const name of Object.keys(events) as (keyof BenchEvents)[]) {
    onEvent(near, name, (value) => (events[name] as unknown[]).push(value));
  }
  const open = (key = 'm', address = `sim:${key}`) =>
    clock.run(bench.call('bench/open', { key, driver: 'echo', address }));
  const code = (work: Promise<unknown>) => clock.run(work.catch((error: unknown) => failureOf(error).code));
  return { clock, faults, opens, server, bench, events, open, code };
}

describe('every verb of the bench', () => {
  it('an instrument is opened, granted, called and closed, and tells what it is', async () => {
    const { clock, bench, open, code, events } = rig();
    expect(await open()).toEqual({
      key: 'm',
      identity: { make: 'Echo', model: 'who' },
      capability: 'Multimeter',
      driverVersion: '7',
      cannotTell: ['hold'],
      safe: {
        key: 'm',
        driver: 'echo',
        address: 'sim:m',
        identity: { make: 'Echo', model: 'who' },
        frames: ['4f46'],
        gapMs: 10,
      },
    });
    const call = () =>
      bench.call('bench/call', { key: 'm', verb: 'echo', args: 'V?', deadlineMs: 500, lease: 'run#1' });
    expect(await code(call())).toBe('instrument/lease-revoked');
    await clock.run(bench.call('bench/grant', { key: 'm', lease: 'run#1' }));
    expect(await clock.run(call())).toEqual({ value: 'V?', at: clock.now() });
    expect(events['instrument/reading']).toEqual([{ key: 'm', channel: 'main', reading }]);
    await clock.run(bench.call('bench/close', { key: 'm' }));
    expect(await code(call())).toBe('instrument/not-open');
    expect(events['instrument/lost']).toEqual([]);
    expect(events.transcript.map(({ direction, hex }) => `${direction} ${hex}`).slice(1, 5)).toEqual([
      'sent 77686f',
      'received 77686f',
      'sent 563f',
      'received 563f',
    ]);
  });

  it('how far a call is, is told once for each percent, and at its end that it is over', async () => {
    const { clock, bench, open, events } = rig();
    await open();
    await clock.run(bench.call('bench/grant', { key: 'm', lease: 'l' }));
    const call = (verb: string) =>
      clock.run(bench.call('bench/call', { key: 'm', verb, args: 'V?', deadlineMs: 500, lease: 'l' }));
    await call('echo');
    expect(events['instrument/progress']).toEqual([]);
    await call('count');
    const told = events['instrument/progress'];
    expect(told).toHaveLength(102);
    expect(told[45]).toEqual({ key: 'm', verb: 'count', progress: { done: 450, total: 1_000, unit: 'bytes' } });
    expect(told.slice(-2).map(({ progress }) => progress?.done)).toEqual([1_000, undefined]);
  });

  it('ping, list, operator and fault answer or fail with their code', async () => {
    const { clock, bench, open, code, faults } = rig();
    expect(await clock.run(bench.call('bench/ping', {}))).toEqual({ at: 0 });
    expect((await clock.run(bench.call('bench/list', { manual: ['tcp:h:1'] }))).problems[0]?.params).toEqual({
      manual: 1,
    });
    expect(await code(bench.call('bench/operator', { key: 'plug-charger', answer: true }))).toEqual({});
    expect(await code(bench.call('bench/operator', { key: 'dance', answer: true }))).toBe('bench/not-simulated');
    await open('m');
    await open('real', '/dev/ttyUSB0');
    await clock.run(bench.call('bench/fault', { key: 'm', name: 'silence', on: true }));
    expect(faults.has('silence')).toBe(true);
    expect(await code(bench.call('bench/fault', { key: 'real', name: 'drift', on: true }))).toBe('bench/not-simulated');
  });

  it('safe frames go over the open handle, or over a fresh one that is given back', async () => {
    const { clock, bench, open, opens } = rig();
    const { safe } = await open();
    if (safe === undefined) throw new Error('an instrument that energises has a safe target');
    const other = { ...safe, key: 'not-open', address: 'sim:other' };
    const { outcomes } = await clock.run(bench.call('bench/safe', { targets: [safe, other] }));
    expect(outcomes).toEqual([
      { key: 'm', address: 'sim:m', over: 'existing' },
      { key: 'not-open', address: 'sim:other', over: 'fresh' },
    ]);
    expect(opens).toEqual(['sim:m', 'sim:other']);
    const unknown = { ...safe, key: 'x', driver: 'nobody' };
    const failed = await clock.run(bench.call('bench/safe', { targets: [unknown] }));
    expect(failed.outcomes[0]).toMatchObject({ over: 'fresh', failure: { code: 'bench/unknown-driver' } });
  });

  it('an output of an instrument that cannot say so, or that nobody could ask, is never seen to be off', async () => {
    const { clock, bench, open } = rig();
    const { safe } = await open();
    if (safe === undefined) throw new Error('an instrument that energises has a safe target');
    const gone = { ...safe, key: 'not-open', address: 'sim:other', driver: 'nobody' };
    const { looks } = await clock.run(bench.call('bench/look', { targets: [safe, gone] }));
    expect(looks).toMatchObject([
      { key: 'm', seen: 'unknown', failure: { code: 'output/cannot-say' } },
      { key: 'not-open', seen: 'unknown', failure: { code: 'bench/unknown-driver' } },
    ]);
  });

  it('inputs that do not fit reach no driver, for every verb of the contract', async () => {
    const { bench, code, opens } = rig();
    const verbs = Object.keys(benchValidators) as (keyof BenchApi)[];
    expect(verbs.length).toBe(12);
    for (const verb of verbs) {
      for (const bad of [null, 'text', { surprise: 1 }, { key: 7 }]) {
        expect([verb, await code(bench.call(verb, bad as never))]).toEqual([verb, 'bench/bad-input']);
      }
    }
    const hostile = { key: 'k', verb: 'echo', args: 1, deadlineMs: Number.NaN, lease: 'l' };
    expect(await code(bench.call('bench/call', hostile))).toBe('bench/bad-input');
    expect(await code(bench.call('bench/nonsense' as never, {} as never))).toBe('port/unknown-verb');
    expect(opens).toEqual([]);
  });
});

describe('what goes wrong on the bench', () => {
  it('a pulled cable is told once, its calls fail, and it can be opened again', async () => {
    const { clock, bench, open, code, events, faults } = rig();
    await open();
    await clock.run(bench.call('bench/grant', { key: 'm', lease: 'run#1' }));
    faults.set('silence', true);
    const call = { key: 'm', verb: 'echo', args: 'x', deadlineMs: 60_000, lease: 'run#1' };
    const pending = [call, call].map((input) => code(bench.call('bench/call', input)));
    await clock.advance(10);
    faults.set('unplug', true);
    expect(await Promise.all(pending)).toEqual(['instrument/lost', 'instrument/lost']);
    await clock.advance(100);
    expect(events['instrument/lost']).toEqual([
      { key: 'm', reason: { code: 'transport/unplugged', params: { address: 'sim:m' } } },
    ]);
    faults.set('unplug', false);
    faults.set('silence', false);
    expect((await open()).key).toBe('m');
  });

  it('an instrument that does not answer at opening gives its handle back', async () => {
    const { open, code, faults } = rig();
    faults.set('silence', true);
    expect(await code(open())).toBe('instrument/not-recognised');
    faults.set('silence', false);
    expect((await open()).key).toBe('m');
  });

  it('the same address is never opened twice, not even at the same moment', async () => {
    const { clock, bench, open, code } = rig();
    const both = ['a', 'b'].map((key) => bench.call('bench/open', { key, driver: 'echo', address: 'sim:one' }));
    const codes = await clock.run(Promise.all(both.map((work) => work.catch((error) => failureOf(error).code))));
    expect(codes[1]).toBe('bench/already-open');
    expect(await code(open('c', 'sim:one'))).toBe('bench/already-open');
    expect(await code(open('a', 'sim:two'))).toBe('bench/already-open');
  });
});
