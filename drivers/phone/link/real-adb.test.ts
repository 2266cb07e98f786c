import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';
import { type AdbRig, adbInstalled, runAdb, startAdbRig } from '../adb-simulator/adb-rig.ts';
import { DemoShellHost } from '../adb-simulator/demo-shell-host.ts';
import { FakeAdbServer } from '../adb-simulator/fake-adb-server.ts';
import { legacyFeatures } from '../adb-simulator/services.ts';
import { SimulatedAdbd, type SimulatedAdbdOptions } from '../adb-simulator/simulated-adbd.ts';
import { AdbHost } from './adb-host.ts';
import { openTangoPhoneLink } from './tango-phone-link.ts';

const clock = new RealClock();
// Without adb on this machine (`apt install adb`) everything here is skipped.
let rig: AdbRig;
let adbd: SimulatedAdbd | undefined;
let phone: DemoShellHost;
let link: PhoneLink | undefined;

beforeAll(async () => {
  if (adbInstalled) rig = await startAdbRig();
});
afterAll(() => rig?.stop());
afterEach(async () => {
  await link?.close();
  if (adbd !== undefined) await rig.server.host.disconnect(`127.0.0.1:${adbd.port}`);
  await adbd?.stop();
  link = undefined;
  adbd = undefined;
});

async function open(options: Partial<SimulatedAdbdOptions> = {}): Promise<PhoneLink> {
  phone = new DemoShellHost(clock);
  adbd = await SimulatedAdbd.start({ host: phone, port: 0, ...options });
  const serial = await rig.server.host.connect('127.0.0.1', adbd.port);
  link = await openTangoPhoneLink({ host: rig.server.host, serial, clock });
  return link;
}

describe.skipIf(!adbInstalled)('our link through the real adb server to the simulated device', () => {
  it('gives exit codes, and output and errors apart', async () => {
    const opened = await open();
    expect(await opened.run('echo a; err b; exit 7')).toEqual({ code: 7, out: 'a\n', err: 'b\n' });
    expect(await opened.run('nosuchthing')).toMatchObject({ code: 127 });
  });

  it('pushes and pulls five megabytes unchanged', async () => {
    const opened = await open();
    const content = randomBytes(5_000_000);
    await opened.push('/data/local/tmp/five', content);
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(await opened.pull('/data/local/tmp/five'))).toBe(hash(content));
    expect(await opened.lstat('/data/local/tmp/five')).toMatchObject({ size: 5_000_000 });
    expect(await opened.lstat('/data/local/tmp/six')).toBeUndefined();
  });

  it('streams lines until it is told to stop', async () => {
    const opened = await open();
    const stop = new AbortController();
    const seen: string[] = [];
    const onLine = (line: string) => {
      seen.push(line);
      if (seen.length === 5) stop.abort();
    };
    await opened.stream('ticks 1000 10', onLine, { signal: stop.signal });
    expect(seen.at(-1)).toBe('tick 5');
  });

  it('a cable pulled inside a command rejects quickly where adb shell says 0', async () => {
    const opened = await open();
    const outcome = opened.run('echo begun; hang').catch((error: { code?: unknown }) => error.code);
    await vi.waitFor(() => expect(phone.ran).toHaveLength(1));
    const pulled = clock.now();
    phone.setLink(false);
    expect(await outcome).toBe('phone/link-lost');
    expect((await opened.closed).code).toBe('phone/link-lost');
    expect(clock.now() - pulled).toBeLessThan(1_000);
  });

  it('a cable pulled while nothing runs closes the link at once, long before the list of adb changes its mind', async () => {
    const opened = await open();
    const pulled = clock.now();
    phone.setLink(false);
    await opened.closed;
    expect(clock.now() - pulled).toBeLessThan(1_000);
  });

  it('a command that never ends is given up, and the phone is told', async () => {
    const opened = await open();
    const code = await opened.run('hang', { deadlineMs: 200 }).catch((error: { code?: unknown }) => error.code);
    expect(code).toBe('phone/command-timeout');
    await vi.waitFor(() => expect(phone.aborted).toEqual(['hang']));
    expect((await opened.run('echo next')).out).toBe('next\n');
  });

  it('an old phone with the old protocol tells its exit codes too', async () => {
    const opened = await open({ oldProtocol: true, features: legacyFeatures });
    expect(await opened.run('echo a; exit 7')).toEqual({ code: 7, out: 'a\n', err: '' });
    await opened.push('/data/local/tmp/old', randomBytes(50_000));
    expect(await opened.pull('/data/local/tmp/old')).toHaveLength(50_000);
  });
});

describe.skipIf(!adbInstalled)('questions to the real adb server', () => {
  it('connecting to nobody is a failure although adb answers OKAY', async () => {
    await expect(rig.server.host.connect('127.0.0.1', 1)).rejects.toMatchObject({ code: 'phone/connect-failed' });
  });

  it('letting go of a phone that is not there is no error', async () => {
    await rig.server.host.disconnect('127.0.0.1:1');
  });
});

describe.skipIf(!adbInstalled)('the real adb program at the fake server', () => {
  it('lists phones and runs commands with their exit codes', async () => {
    const fake = await FakeAdbServer.start();
    fake.plug('FAKE 1:2', new DemoShellHost(clock));
    const list = await runAdb(fake.port, rig.folder, ['devices', '-l']);
    expect(list.out.toString()).toContain('FAKE 1:2');
    const shell = await runAdb(fake.port, rig.folder, ['-s', 'FAKE 1:2', 'shell', 'echo a; err b; exit 7']);
    expect([shell.code, shell.out.toString(), shell.err]).toEqual([7, 'a\n', 'b\n']);
    await fake.stop();
  });

  it('of another version kills the server: why ours has a port of its own', async () => {
    const fake = await FakeAdbServer.start();
    fake.version = 40;
    const { out, err } = await runAdb(fake.port, rig.folder, ['devices']);
    expect(out.toString() + err).toMatch(/version \(40\) doesn't match this client \(41\); killing/);
    expect(fake.killed).toBe(true);
    const { port } = fake;
    await fake.stop();
    // The program tried to start its own server on the port, which was taken; nothing may be left of that.
    await expect(new AdbHost({ port, clock }).version()).rejects.toMatchObject({ code: 'phone/adb-server-gone' });
  });
});
