import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import type { Failure } from '../../../foundation/failure.ts';
import { adbInstalled, freePort } from '../adb-simulator/adb-rig.ts';
import { FakeAdbServer } from '../adb-simulator/fake-adb-server.ts';
import { findAdb } from './adb-binary.ts';
import { AdbServer, otherAdbServer } from './adb-server.ts';

const clock = new RealClock();
let folder: string;
let server: AdbServer | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ohmstead-adb-server-'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await condition()) return;
    await clock.sleep(25);
  }
  throw new Error(`never happened: ${what}`);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

// Needs adb on this machine (`apt install adb`).
describe.skipIf(!adbInstalled)('our own adb server', () => {
  it('answers on its private port, keeps its key in our folder, and is gone after stop', async () => {
    server = await AdbServer.start({ clock, dataFolder: folder, port: await freePort() });
    const pid = server.pid ?? 0;
    expect(await server.host.version()).toBe(41);
    await until(() => existsSync(join(folder, 'adb-home', '.android', 'adbkey')), 'the key');
    await server.stop();
    expect(alive(pid)).toBe(false);
    await expect(server.host.version()).rejects.toMatchObject({ code: 'phone/adb-server-gone' });
  });

  it('listens on this machine only', async () => {
    server = await AdbServer.start({ clock, dataFolder: folder, port: await freePort() });
    const port = server.host.port.toString(16).toUpperCase().padStart(4, '0');
    const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n');
    const listening = lines.filter((line) => line.includes(`:${port} 00000000:0000 0A`));
    expect(listening.map((line) => line.trim().split(/\s+/)[1])).toEqual([`0100007F:${port}`]);
  });

  it('is told to leave the ports of emulators alone, where a simulated instrument may listen', async () => {
    server = await AdbServer.start({ clock, dataFolder: folder, port: await freePort() });
    const environment = readFileSync(`/proc/${server.pid}/environ`, 'utf8').split('\0');
    expect(environment).toContain('ADB_LOCAL_TRANSPORT_MAX_PORT=5553');
    expect(environment).toContain(`HOME=${join(folder, 'adb-home')}`);
  });

  it('is started again when it dies, and says so', async () => {
    const troubles: (Failure | undefined)[] = [];
    const onTrouble = (failure: Failure | undefined) => troubles.push(failure);
    server = await AdbServer.start({ clock, dataFolder: folder, port: await freePort(), onTrouble });
    const first = server.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => troubles.length === 2, 'the restart');
    expect(troubles.map((trouble) => trouble?.code)).toEqual(['phone/adb-server-died', undefined]);
    expect(server.pid).not.toBe(first);
    expect(await server.host.version()).toBe(41);
  });

  it('is given up after a bounded number of restarts', async () => {
    // A program that answers once and then only dies: the real adb the first time, nothing afterwards.
    const program = join(folder, 'adb-that-dies');
    writeFileSync(
      program,
      `#!/bin/sh\n[ -e "${folder}/once" ] && echo broken >&2 && exit 1\ntouch "${folder}/once"\nexec adb "$@"\n`,
      { mode: 0o755 },
    );
    const fast = new RealClock({ speed: 20 });
    const troubles: (Failure | undefined)[] = [];
    const onTrouble = (failure: Failure | undefined) => troubles.push(failure);
    server = await AdbServer.start({
      clock: fast,
      dataFolder: folder,
      port: await freePort(),
      binary: program,
      onTrouble,
    });
    process.kill(server.pid ?? 0, 'SIGKILL');
    await until(() => troubles.length === 2, 'the giving up');
    expect(troubles[1]).toMatchObject({ code: 'phone/adb-server-failed', params: { message: 'broken' } });
  });

  it('that was left by a station that was killed is used, and not stopped with us', async () => {
    const left = await AdbServer.start({ clock, dataFolder: folder, port: await freePort() });
    const second = await AdbServer.start({ clock, dataFolder: folder, port: left.host.port });
    expect(second.pid).toBeUndefined();
    await second.stop();
    expect(await left.host.version()).toBe(41);
    await left.stop();
  });

  it('cannot be started without the program: says what to install', async () => {
    const missing = { code: 'phone/adb-missing', params: { install: 'apt install adb' } };
    await expect(AdbServer.start({ clock, dataFolder: folder, binary: '/nowhere/adb' })).rejects.toMatchObject(missing);
    expect(() => findAdb(undefined, folder)).toThrow('phone/adb-missing');
  });

  it('that cannot listen fails with what adb said', async () => {
    const port = await freePort();
    const squatter = await listen(port);
    const fast = new RealClock({ speed: 5 });
    await expect(AdbServer.start({ clock: fast, dataFolder: folder, port })).rejects.toMatchObject({
      code: 'phone/adb-server-failed',
    });
    await new Promise((done) => squatter.close(done));
  });
});

describe("another tool's adb server", () => {
  it('is reported with its version and left alone', async () => {
    const other = await FakeAdbServer.start();
    other.version = 40;
    expect(await otherAdbServer(clock, other.port)).toEqual({
      code: 'phone/other-adb-server',
      params: { port: other.port, version: 40 },
    });
    expect(other.killed).toBe(false);
    await other.stop();
    expect(await otherAdbServer(clock, other.port)).toBeUndefined();
  });
});

/** Somebody else on a port, who hangs up on everyone. */
function listen(port: number): Promise<Server> {
  const listener = createServer((socket) => {
    socket.on('error', () => {});
    socket.resume();
    socket.end();
  });
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, '127.0.0.1', () => resolve(listener));
  });
}
