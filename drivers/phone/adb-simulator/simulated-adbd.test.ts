import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { type AdbRig, adbInstalled, startAdbRig } from './adb-rig.ts';
import { DemoShellHost } from './demo-shell-host.ts';
import { legacyFeatures } from './services.ts';
import { SimulatedAdbd, type SimulatedAdbdOptions } from './simulated-adbd.ts';

const clock = new RealClock();
// Without adb on this machine (`apt install adb`) everything here is skipped.
let rig: AdbRig;
let adbd: SimulatedAdbd | undefined;
let host: DemoShellHost;

beforeAll(async () => {
  if (adbInstalled) rig = await startAdbRig();
});
afterAll(() => rig?.stop());
afterEach(async () => {
  await rig?.adb(['disconnect']);
  await adbd?.stop();
  adbd = undefined;
});

/** Starts a phone and returns its serial at the real adb server. */
async function plug(options: Partial<SimulatedAdbdOptions> = {}): Promise<string> {
  host = new DemoShellHost(clock);
  adbd = await SimulatedAdbd.start({ host, port: 0, ...options });
  return `127.0.0.1:${adbd.port}`;
}

async function connected(options: Partial<SimulatedAdbdOptions> = {}): Promise<string> {
  const serial = await plug(options);
  expect((await rig.adb(['connect', serial])).out.toString()).toMatch(/^connected to/);
  return serial;
}

async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await condition()) return;
    await clock.sleep(50);
  }
  throw new Error(`never happened: ${what}`);
}

const stateOf = async (serial: string) => (await rig.server.host.devices()).find((d) => d.serial === serial)?.state;

describe.skipIf(!adbInstalled)('the real adb in front of the simulated phone', () => {
  it('connects, lists it with its names and reports its features', async () => {
    const serial = await connected();
    const list = (await rig.adb(['devices', '-l'])).out.toString();
    expect(list).toContain(serial);
    expect(list).toMatch(/ device product:demo_product model:Demo_Phone device:demo transport_id:\d+/);
    expect((await rig.adb(['-s', serial, 'get-state'])).out.toString()).toBe('device\n');
    expect((await rig.adb(['-s', serial, 'features'])).out.toString()).toContain('shell_v2');
  });

  it('gets exit codes and keeps errors apart from output', async () => {
    const serial = await connected();
    expect((await rig.adb(['-s', serial, 'shell', 'exit 7'])).code).toBe(7);
    const both = await rig.adb(['-s', serial, 'shell', 'echo fine; err bad; exit 3']);
    expect([both.code, both.out.toString(), both.err]).toEqual([3, 'fine\n', 'bad\n']);
    expect((await rig.adb(['-s', serial, 'shell', 'nosuchthing'])).code).toBe(127);
  });

  it('sends its standard input and closes it', async () => {
    const serial = await connected();
    const { out } = await rig.adb(['-s', serial, 'shell', 'cat'], 'typed by a person\n');
    expect(out.toString()).toBe('typed by a person\n');
  });

  it('pushes and pulls five megabytes unchanged, and lists the folder', async () => {
    const serial = await connected();
    const content = randomBytes(5_000_000);
    writeFileSync(join(rig.folder, 'there'), content);
    const pushed = await rig.adb(['-s', serial, 'push', join(rig.folder, 'there'), '/data/local/tmp/file']);
    expect(pushed.code, pushed.err).toBe(0);
    const pulled = await rig.adb(['-s', serial, 'pull', '/data/local/tmp/file', join(rig.folder, 'back')]);
    expect(pulled.code, pulled.err).toBe(0);
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(readFileSync(join(rig.folder, 'back')))).toBe(hash(content));
    expect((await rig.adb(['-s', serial, 'ls', '/data/local/tmp'])).out.toString()).toMatch(/004c4b40 [0-9a-f]+ file/);
  });

  it('is told why a file cannot be written or read', async () => {
    const serial = await connected();
    writeFileSync(join(rig.folder, 'small'), 'x');
    const pushed = await rig.adb(['-s', serial, 'push', join(rig.folder, 'small'), '/system/x']);
    expect(pushed.code).not.toBe(0);
    expect(pushed.err + pushed.out.toString()).toContain('Read-only file system');
    const pulled = await rig.adb(['-s', serial, 'pull', '/data/local/tmp/none', join(rig.folder, 'none')]);
    expect(pulled.code).not.toBe(0);
    expect(pulled.err + pulled.out.toString()).toMatch(/does not exist|No such file/);
  });

  it('takes binary output through exec-out without a changed byte', async () => {
    const serial = await connected();
    const { out } = await rig.adb(['-s', serial, 'exec-out', 'flood 300000; echo']);
    expect(out.length).toBe(300_001);
  });

  it('streams lines while the command runs', async () => {
    const serial = await connected();
    const { out, code } = await rig.adb(['-s', serial, 'shell', 'ticks 20 5']);
    expect(code).toBe(0);
    expect(out.toString().trim().split('\n').at(-1)).toBe('tick 20');
  });

  it('speaks the old protocol with checksums to an old phone, whose shell adds carriage returns', async () => {
    const serial = await connected({ oldProtocol: true, features: legacyFeatures });
    const { out, code } = await rig.adb(['-s', serial, 'shell', 'echo old; err merged; exit 7']);
    expect(out.toString()).toBe('old\r\nmerged\r\n');
    expect(code, 'an old phone tells no exit code').toBe(0);
    const content = randomBytes(200_000);
    writeFileSync(join(rig.folder, 'old'), content);
    expect((await rig.adb(['-s', serial, 'push', join(rig.folder, 'old'), '/data/local/tmp/old'])).code).toBe(0);
    expect(host.readFile('/data/local/tmp/old')).toEqual(new Uint8Array(content));
  });

  it('asks for a reboot', async () => {
    const serial = await connected();
    await rig.adb(['-s', serial, 'reboot', 'bootloader']);
    await until(() => host.reboots.length > 0, 'the reboot');
    expect(host.reboots).toEqual(['bootloader']);
  });
});

describe.skipIf(!adbInstalled)('allow USB debugging', () => {
  it('any: the first signature is enough', async () => {
    const serial = await connected({ consent: 'any' });
    expect(await stateOf(serial)).toBe('device');
  });

  it('prompt: unauthorized until the person allows it, and remembered when always is ticked', async () => {
    const serial = await plug({ consent: 'prompt' });
    const connecting = rig.adb(['connect', serial]);
    await until(() => adbd?.consent.asking === true, 'the prompt');
    expect(await stateOf(serial)).toMatch(/unauthorized|authorizing/);
    adbd?.consent.answer(true, true);
    await connecting;
    await until(async () => (await stateOf(serial)) === 'device', 'the phone being ready');
    await rig.adb(['disconnect', serial]);
    expect((await rig.adb(['connect', serial])).out.toString()).toMatch(/^connected to/);
    await until(async () => (await stateOf(serial)) === 'device', 'the phone being ready again');
    expect(adbd?.consent.asking, 'a known computer is let in by its signature').toBe(false);
  });

  it('reject: the real adb says failed to authenticate and lists it as unauthorized', async () => {
    const serial = await plug({ consent: 'reject' });
    expect((await rig.adb(['connect', serial])).out.toString()).toContain('failed to authenticate');
    expect(await stateOf(serial)).toMatch(/unauthorized|authorizing/);
  });
});

describe.skipIf(!adbInstalled)('the cable of the simulated phone', () => {
  it('pulled inside a command: adb shell ends with code 0, which is why we never judge by it', async () => {
    const serial = await connected();
    const shell = rig.adb(['-s', serial, 'shell', 'echo begun; hang']);
    await until(() => host.ran.length > 0, 'the command running');
    await clock.sleep(100);
    host.setLink(false);
    expect((await shell).code).toBe(0);
    await until(() => host.aborted.length === 1, 'the phone being told');
  });

  it('pulled: nobody can connect; put back: the same port answers again', async () => {
    const serial = await connected();
    host.setLink(false);
    await until(async () => (await stateOf(serial)) !== 'device', 'the phone being gone');
    await rig.adb(['disconnect', serial]);
    expect((await rig.adb(['connect', serial])).out.toString()).toMatch(/failed to connect|cannot connect/);
    host.setLink(true);
    expect((await rig.adb(['connect', serial])).out.toString()).toMatch(/^connected to/);
  });

  it('silent: connections are taken and nothing is ever answered', async () => {
    const faults = new FaultSwitch(['silence']);
    const serial = await plug({ faults });
    // The real adb gives up after ten seconds; the test does not wait for that.
    rig.server.host.connect('127.0.0.1', adbd?.port ?? 0).catch(() => {});
    await until(() => adbd?.connections === 1, 'the connection');
    await clock.sleep(200);
    expect(await stateOf(serial)).not.toBe('device');
  });
});
