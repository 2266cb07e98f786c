/**
 * The bench process as it is shipped: the bundled entry with every driver of the catalogue, forked, over a real port, a
 * simulated bench and a real adb server.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BenchProcessSettings } from '../../drivers/bench/bench-process-entry.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { SimulatedAdbd } from '../../drivers/phone/adb-simulator/simulated-adbd.ts';
import { AndroidShell } from '../../drivers/phone/android/simulator/android-shell.ts';
import { koradDriver } from '../../drivers/power-supply/korad-ka3005p/driver.ts';
import { createUnit } from '../../drivers/simulated-unit/simulated-bench-unit.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import type { SupplyState } from '../../foundation/capability/capability.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { forkBench } from '../../station/bench/bench-child.ts';
import type { BenchClient } from '../../station/bench/bench-client.ts';
import { BenchProcess } from '../../station/bench/bench-process.ts';
import { SafeState } from '../../station/bench/safe-state.ts';
import { bundledForTest } from '../support/bundle.ts';
import { noPtys, ptyPair } from '../support/pty-pair.ts';

const clock = new RealClock();
const noAdb = spawnSync('adb', ['version']).status === 0 ? '' : 'adb is not installed';
let entry = '';
const cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  entry = await bundledForTest('drivers/bench/bench-main.ts');
});
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ohmstead-bench-'));
  cleanUp.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function bench(settings: BenchProcessSettings = {}): BenchProcess {
  const log: string[] = [];
  const host = new BenchProcess({
    spawn: () => forkBench({ entry, settings, onLog: (text) => log.push(text) }),
    clock,
  });
  cleanUp.push(async () => {
    await host.stop();
    expect(log.join('')).toBe('');
  });
  return host;
}

/** A port of this machine that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function call<T>(client: BenchClient, key: string, verb: string, args: object = {}): Promise<T> {
  const answer = await client.call('bench/call', { key, verb, args, deadlineMs: 10_000, lease: 'test' });
  return answer.value as T;
}

describe.skipIf(noPtys !== '')(`a Korad supply on a real port ${noPtys}`, () => {
  it('is switched off by a fresh process when the one that switched it on is stopped', async () => {
    const cable = await ptyPair();
    cleanUp.push(() => cable.remove());
    const unit = createUnit({ clock });
    const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
    const { line } = koradDriver.manifest;
    if (line === undefined) throw new Error('a Korad supply is on a serial line');
    const far = await listenOnPty({
      path: cable.far,
      line,
      ...context,
      instrument: koradDriver.simulate(unit, context),
    });
    cleanUp.push(() => far.stop());

    const host = bench();
    const client = await host.client();
    const opened = await client.call('bench/open', { key: 'psu', driver: 'korad-ka3005p', address: cable.near });
    expect(opened.identity.make).toMatch(/korad/i);
    expect(opened.safe?.frames[0]).toBe(Buffer.from('OUT0').toString('hex'));
    await client.call('bench/grant', { key: 'psu', lease: 'test' });
    await call(client, 'psu', 'set', { volts: 5, amps: 1 });
    expect((await call<SupplyState>(client, 'psu', 'output', { on: true })).output).toBe(true);
    expect(unit.supply.state().on).toBe(true);

    const safe = new SafeState({ host, clock });
    if (opened.safe !== undefined) safe.register(opened.safe);
    process.kill(host.pid ?? 0, 'SIGSTOP');
    const [result] = await safe.makeSafe('stop');
    expect(result?.outcome).toBe('fresh');
    expect(unit.supply.state().on).toBe(false);
    expect(result?.afterMs).toBeLessThan(5_000);

    // The same supply opens again in the fresh process and says that it is off.
    const again = await host.client();
    await again.call('bench/open', { key: 'psu', driver: 'korad-ka3005p', address: cable.near });
    await again.call('bench/grant', { key: 'psu', lease: 'test' });
    expect((await call<SupplyState>(again, 'psu', 'state')).output).toBe(false);
  });
});

it('the simulated bench goes on where it was after its process was killed', async () => {
  const simulated = { scenario: 'healthy', seed: 9, startLevel: 60, stateFile: join(folder(), 'unit.json') };
  const host = bench();
  const open = async (client: BenchClient) => {
    await client.call('bench/open', { key: 'phone', driver: 'android', address: 'sim:phone', simulated });
    await client.call('bench/grant', { key: 'phone', lease: 'test' });
  };
  const first = await host.client();
  await open(first);
  const setting = { table: 'system', key: 'screen_brightness', value: '77' };
  await call(first, 'phone', 'putSetting', setting);
  const before = await call<{ bootId: string }>(first, 'phone', 'identity');
  const up = new Promise<BenchClient>((resolve) => host.onUp(resolve));
  process.kill(host.pid ?? 0, 'SIGKILL');
  const second = await up;
  await open(second);
  expect(await call(second, 'phone', 'getSetting', setting)).toEqual({ value: '77' });
  expect((await call<{ bootId: string }>(second, 'phone', 'identity')).bootId).toBe(before.bootId);
});

it('every driver of the catalogue opens on the simulated bench, all on one unit', async () => {
  const client = await bench().client();
  const simulated = { scenario: 'healthy', seed: 2 };
  for (const driver of ['uni-t-ut61e', 'scpi-multimeter', 'korad-ka3005p', 'rdtech-um25c', 'android']) {
    const opened = await client.call('bench/open', { key: driver, driver, address: `sim:${driver}`, simulated });
    expect(opened.identity.model).not.toBe('');
  }
});

describe.skipIf(noAdb !== '')(`a phone through a real adb server ${noAdb}`, () => {
  it('is connected to, read, listed by discovery, and lost when its cable is pulled', async () => {
    const unit = createUnit({ clock });
    const phone = await SimulatedAdbd.start({ host: new AndroidShell(unit.phone, { clock }), port: await freePort() });
    cleanUp.push(() => phone.stop());
    // Nobody listens on the second port, so the bench starts a server of its own.
    const [adbPort, usualAdbPort] = [await freePort(), await freePort()];
    const client = await bench({ dataFolder: folder(), adbPort, usualAdbPort }).client();
    const lost = new Promise((resolve) => client.on('instrument/lost', resolve));
    const address = `adb-connect:127.0.0.1:${phone.port}`;
    const { identity } = await client.call('bench/open', { key: 'phone', driver: 'android', address });
    // The phone's own, and not the network address it is reached by.
    expect(identity.serial).toBe('OHMSIM0001');
    await client.call('bench/grant', { key: 'phone', lease: 'test' });
    expect(await call(client, 'phone', 'moment')).toMatchObject({ uptime: { status: 'ok', unit: 's' } });
    const { instruments } = await client.call('bench/list', {});
    expect(instruments).toContainEqual(
      expect.objectContaining({ kind: 'adb', state: 'usable', candidates: ['android'] }),
    );
    unit.phone.setLink(false);
    expect(await lost).toMatchObject({ key: 'phone', reason: { code: 'phone/link-lost' } });
  });
});
