/** P5: after Stop every output is off within a bound, even if the script worker and the bench process are dead. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { forkBench } from '../../station/bench/bench-child.ts';
import { BenchProcess } from '../../station/bench/bench-process.ts';
import { SafeState } from '../../station/bench/safe-state.ts';
import { bundledForTest } from '../support/bundle.ts';
import { heardCable } from '../support/heard-cable.ts';
import { noPtys } from '../support/pty-pair.ts';

const clock = new RealClock();
/** Milliseconds in which the first safe frame must be on the wire on a busy test machine. */
const bound = 4_000;

let entry = '';
const cleanUp: (() => Promise<unknown> | unknown)[] = [];

/** A supply switched on over a real port by a real bench process; `wire` is what its far end has heard. */
async function energisedSupply() {
  const { near, wire, remove } = await heardCable(clock);
  cleanUp.push(remove);
  const host = new BenchProcess({ spawn: () => forkBench({ entry }), clock });
  cleanUp.push(() => host.stop());
  const safe = new SafeState({ host, clock });
  const bench = await host.client();
  const opened = await bench.call('bench/open', { key: 'psu', driver: 'stubborn-supply', address: near });
  if (opened.safe !== undefined) safe.register(opened.safe);
  await bench.call('bench/grant', { key: 'psu', lease: 'run-1' });
  const call = (verb: string, args: object, deadlineMs = 1_000) =>
    bench.call('bench/call', { key: 'psu', verb, args, deadlineMs, lease: 'run-1' });
  await call('output', { on: true });
  await until(() => text(wire).includes('OUT1'));
  return { host, safe, call, wire, bench };
}

const text = (wire: readonly { text: string }[]) => wire.map((note) => note.text).join('');

async function until(condition: () => boolean, ms = bound): Promise<void> {
  const giveUpAt = clock.now() + ms;
  while (!condition() && clock.now() < giveUpAt) await clock.sleep(5);
  expect(condition()).toBe(true);
}

beforeAll(async () => {
  entry = await bundledForTest('test/support/stubborn-bench-main.ts');
});
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

describe.skipIf(noPtys !== '')(`outputs go off on a real port ${noPtys}`, () => {
  it('a bench that works sends the frames over the handle it has', async () => {
    const { safe, wire } = await energisedSupply();
    const [result] = await safe.makeSafe('stop');
    expect(result).toMatchObject({ outcome: 'existing', target: { identity: { serial: 'S1' } } });
    expect(result?.afterMs).toBeLessThan(300);
    await until(() => text(wire) === 'OUT1OUT0OUT0');
  });

  it('a driver that hangs does not hold the frames up', async () => {
    const { safe, wire, call } = await energisedSupply();
    const hanging = call('hang', {}, 60_000).catch((error: { code: string }) => error.code);
    const queued = call('output', { on: true }, 60_000).catch((error: { code: string }) => error.code);
    const [result] = await safe.makeSafe('stop');
    expect(result?.outcome).toBe('existing');
    expect(await Promise.all([hanging, queued])).toEqual(['instrument/lease-revoked', 'instrument/lease-revoked']);
    await clock.sleep(100);
    expect(text(wire)).toBe('OUT1OUT0OUT0');
  });

  it('a driver that keeps switching on is shut out before the first frame', async () => {
    const { safe, wire, call } = await energisedSupply();
    const switching = call('keep-switching-on', { ms: 5 }, 60_000).catch(() => undefined);
    await until(() => text(wire).length > 40);
    await safe.makeSafe('stop');
    await switching;
    await clock.sleep(100);
    const heard = text(wire);
    expect(heard.slice(heard.indexOf('OUT0'))).toBe('OUT0OUT0');
  });

  it('a bench process that was stopped is killed, and a fresh one sends the frames', async () => {
    const { host, safe, wire } = await energisedSupply();
    const stoppedPid = host.pid ?? 0;
    process.kill(stoppedPid, 'SIGSTOP');
    const startedAt = clock.now();
    const [result] = await safe.makeSafe('stop');
    expect(result?.outcome).toBe('fresh');
    await until(() => text(wire) === 'OUT1OUT0OUT0');
    const firstOff = wire.find((note) => note.text.includes('OUT0'));
    expect((firstOff?.at ?? Number.NaN) - startedAt).toBeLessThan(bound);
    expect(() => process.kill(stoppedPid, 0)).toThrow();
  });

  it('a driver that loops without end is killed with its process, and the outputs go off', async () => {
    const { safe, wire, call } = await energisedSupply();
    const looping = call('loop', {}, 60_000).catch((error: { code: string }) => error.code);
    // Until the loop has begun the bench would still hear us.
    await clock.sleep(100);
    const [result] = await safe.makeSafe('stop');
    expect(result?.outcome).toBe('fresh');
    expect(await looping).toBe('bench/lost');
    await until(() => text(wire) === 'OUT1OUT0OUT0');
  });

  it('a bench process that was killed a moment ago is replaced at once, without the pause of a restart', async () => {
    const { host, safe, wire } = await energisedSupply();
    process.kill(host.pid ?? 0, 'SIGKILL');
    const [result] = await safe.makeSafe('stop');
    // The station may not have noticed the death yet, or it may: either way over a handle opened for this.
    expect(result?.outcome).toBe('fresh');
    expect(result?.afterMs).toBeLessThan(bound);
    await until(() => text(wire) === 'OUT1OUT0OUT0');
  });

  it('a bench process that crashes makes its own outputs safe before it leaves with its fixed code', async () => {
    for (const verb of ['crash', 'reject']) {
      const { host, wire, call } = await energisedSupply();
      const down = new Promise<string>((resolve) => host.onDown(resolve));
      await call(verb, {}).catch(() => undefined);
      expect(await down).toBe('bench/exited');
      await until(() => text(wire) === 'OUT1OUT0OUT0');
    }
  });
});
