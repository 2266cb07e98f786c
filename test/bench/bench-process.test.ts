/** The supervised bench process: heartbeats, restarts, giving up, leaving. Real processes, real time. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { serve } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import type { BenchChild } from '../../station/bench/bench-child.ts';
import { forkBench } from '../../station/bench/bench-child.ts';
import { BenchProcess, mostRestarts } from '../../station/bench/bench-process.ts';
import { bundledForTest } from '../support/bundle.ts';

const clock = new RealClock();
let entry = '';
const hosts: BenchProcess[] = [];

beforeAll(async () => {
  entry = await bundledForTest('test/support/stubborn-bench-main.ts');
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

function realHost(options: { heartbeatMs?: number; silentMs?: number } = {}): BenchProcess {
  const host = new BenchProcess({ spawn: () => forkBench({ entry }), clock, ...options });
  hosts.push(host);
  return host;
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function until(condition: () => boolean, ms = 5_000): Promise<void> {
  const giveUpAt = clock.now() + ms;
  while (!condition() && clock.now() < giveUpAt) await clock.sleep(10);
  expect(condition()).toBe(true);
}

describe('a real bench process', () => {
  it('a process that is killed fails its pending calls at once and is started again', async () => {
    const host = realHost();
    const bench = await host.client();
    const first = host.pid ?? 0;
    const down: string[] = [];
    host.onDown((reason) => down.push(reason));
    const up = new Promise((resolve) => host.onUp(resolve));
    process.kill(first, 'SIGSTOP');
    const pending = bench.call('bench/list', {}).catch((error) => failureOf(error).code);
    process.kill(first, 'SIGKILL');
    expect(await pending).toBe('bench/lost');
    await up;
    expect(down).toEqual(['bench/killed']);
    expect(host.pid).not.toBe(first);
    await expect(bench.call('bench/ping', {})).rejects.toMatchObject({ code: 'bench/lost' });
    expect((await (await host.client()).call('bench/ping', {})).at).toBeGreaterThan(0);
  });

  it('a process that hangs misses its heartbeat, is killed although it cannot answer, and is started again', async () => {
    const host = realHost({ heartbeatMs: 50, silentMs: 300 });
    const bench = await host.client();
    const first = host.pid ?? 0;
    const down = new Promise<string>((resolve) => host.onDown(resolve));
    const up = new Promise((resolve) => host.onUp(resolve));
    process.kill(first, 'SIGSTOP');
    const pending = bench.call('bench/list', {}).catch((error) => failureOf(error).code);
    expect(await down).toBe('bench/silent');
    expect(await pending).toBe('bench/lost');
    await up;
    await until(() => !alive(first));
  });

  it('stopping asks it to leave, and it leaves by itself', async () => {
    const host = realHost();
    await host.client();
    const pid = host.pid ?? 0;
    const startedAt = clock.now();
    await host.stop();
    expect(alive(pid)).toBe(false);
    expect(clock.now() - startedAt).toBeLessThan(1_500);
    await expect(host.client()).rejects.toMatchObject({ code: 'bench/unavailable' });
  });

  it('two who ask at the same time get the same process', async () => {
    const host = realHost();
    const [one, two] = await Promise.all([host.client(), host.client()]);
    expect(one).toBe(two);
  });

  it('a bench whose station is gone does not stay behind', async () => {
    const child = forkBench({ entry });
    await new Promise(
      (resolve) =>
        child.port.onMessage(resolve) && child.port.post({ kind: 'call', id: 1, verb: 'bench/ping', input: {} }),
    );
    child.port.close();
    expect(await child.exited).toEqual({ code: 0, signal: null });
  });
});

/** Children that live for `lifeMs` of clock time; 0 never answer. */
function mortal(clock: VirtualClock, lifeMs: () => number) {
  const births: number[] = [];
  const spawn = (): BenchChild => {
    births.push(clock.now());
    const [near, far] = memoryPortPair();
    const life = lifeMs();
    let end: (how: { code: number | null; signal: string | null }) => void = () => undefined;
    const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
      end = resolve;
    });
    if (life > 0) {
      serve<{ 'bench/ping': { in: object; out: object } }>(
        far,
        { 'bench/ping': (input) => input as object },
        { 'bench/ping': () => ({ at: clock.now() }) },
      );
      clock.after(life, () => {
        far.close();
        end({ code: 1, signal: null });
      });
    } else queueMicrotask(() => end({ code: 1, signal: null }));
    return {
      pid: 1,
      port: near,
      exited,
      kill: () => {
        far.close();
        end({ code: null, signal: 'SIGKILL' });
      },
    };
  };
  return { births, spawn };
}

describe('restarts', () => {
  it('a process whose channel closed is given time for its last words, and only then killed', async () => {
    const virtual = new VirtualClock();
    const [near, far] = memoryPortPair();
    serve<{ 'bench/ping': { in: object; out: object } }>(
      far,
      { 'bench/ping': (input) => input as object },
      { 'bench/ping': () => ({ at: 0 }) },
    );
    let killedAt = Number.NaN;
    const child: BenchChild = {
      pid: 1,
      port: near,
      exited: new Promise(() => undefined),
      kill: () => {
        killedAt = virtual.now();
      },
    };
    const host = new BenchProcess({ spawn: () => child, clock: virtual, heartbeatMs: 500 });
    await virtual.run(host.client());
    await virtual.advance(100);
    far.close();
    await virtual.advance(5_000);
    expect(killedAt).toBe(500 + 2_000);
  });

  it('a bench that dies again and again is started with growing pauses, at most five times, then given up', async () => {
    const virtual = new VirtualClock();
    const { births, spawn } = mortal(virtual, () => 100);
    const host = new BenchProcess({ spawn, clock: virtual });
    await virtual.run(host.client());
    await virtual.advance(60_000);
    expect(births.length).toBe(1 + mostRestarts);
    const pauses = births.slice(1).map((at, index) => at - (births[index] ?? 0) - 100);
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000]);
    await expect(host.client()).rejects.toMatchObject({ code: 'bench/unavailable', params: { restarts: 5 } });
  });

  it('a bench that never comes to life is given up, and nobody waits for ever', async () => {
    const virtual = new VirtualClock();
    const { births, spawn } = mortal(virtual, () => 0);
    const host = new BenchProcess({ spawn, clock: virtual });
    await expect(virtual.run(host.client())).rejects.toMatchObject({ code: 'bench/unavailable' });
    expect(births.length).toBe(1 + mostRestarts);
  });

  it.each([
    [9_000, [0]],
    // Told to go after ten seconds, and the next one after the first pause.
    [11_000, [0, 10_250]],
  ])('on a busy machine: of a bench that needs %i ms to load there are births at %j', async (loadMs, expected) => {
    const virtual = new VirtualClock();
    const births: number[] = [];
    const spawn = (): BenchChild => {
      const [near, far] = memoryPortPair();
      const kill = () => far.close();
      // Only the first finds the machine busy.
      const readyMs = births.length === 0 ? loadMs : 0;
      births.push(virtual.now());
      serve<{ 'bench/ping': { in: object; out: object } }>(
        far,
        { 'bench/ping': (input) => input as object },
        { 'bench/ping': () => virtual.sleep(readyMs).then(() => ({ at: virtual.now() })) },
      );
      return { pid: 1, port: near, exited: new Promise(() => undefined), kill };
    };
    const host = new BenchProcess({ spawn, clock: virtual });
    await virtual.run(host.client());
    expect(births).toEqual(expected);
  });

  it('a bench that lived long begins its count anew', async () => {
    const virtual = new VirtualClock();
    const { births, spawn } = mortal(virtual, () => 70_000);
    const host = new BenchProcess({ spawn, clock: virtual });
    await virtual.run(host.client());
    await virtual.advance(12 * 71_000);
    expect(births.length).toBeGreaterThan(10);
    await virtual.run(host.client());
  });

  it('replace cuts the pause of a restart short', async () => {
    const virtual = new VirtualClock();
    let life = 100;
    const { births, spawn } = mortal(virtual, () => life);
    const host = new BenchProcess({ spawn, clock: virtual });
    await virtual.run(host.client());
    await virtual.advance(120);
    life = 1e9;
    await virtual.run(host.replace('bench/made-safe'));
    expect([births.length, virtual.now()]).toEqual([2, 120]);
  });

  it('replace tries once more after it was given up', async () => {
    const virtual = new VirtualClock();
    let life = 100;
    const { births, spawn } = mortal(virtual, () => life);
    const host = new BenchProcess({ spawn, clock: virtual });
    await virtual.run(host.client());
    await virtual.advance(60_000);
    life = 1e9;
    const before = virtual.now();
    await virtual.run(host.replace('bench/made-safe'));
    expect(virtual.now()).toBe(before);
    expect(births.length).toBe(2 + mostRestarts);
    await virtual.run(host.client());
  });
});
