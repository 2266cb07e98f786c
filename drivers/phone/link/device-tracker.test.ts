import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import type { Failure } from '../../../foundation/failure.ts';
import { DemoShellHost } from '../adb-simulator/demo-shell-host.ts';
import { FakeAdbServer } from '../adb-simulator/fake-adb-server.ts';
import { AdbHost } from './adb-host.ts';
import { DeviceTracker, type StateChange } from './device-tracker.ts';

// Ten times as fast as the wall: polls every 200 real milliseconds, grace of one second.
const clock = new RealClock({ speed: 10 });
let server: FakeAdbServer;
let tracker: DeviceTracker;
let changes: StateChange[];
let troubles: (Failure | undefined)[];

beforeEach(async () => {
  server = await FakeAdbServer.start();
  changes = [];
  troubles = [];
});
afterEach(async () => {
  await tracker.close();
  await server.stop();
});

function track(): void {
  tracker = new DeviceTracker({
    host: new AdbHost({ port: server.port, clock }),
    clock,
    onChange: (change) => changes.push(change),
    onTrouble: (failure) => troubles.push(failure),
  });
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    if (condition()) return;
    await clock.sleep(100);
  }
  throw new Error(`never happened: ${what}; ${JSON.stringify(changes)}`);
}

const states = (serial: string) => changes.filter((c) => c.serial === serial).map((c) => c.to);

describe('the device tracker', () => {
  it('sees the states that other trackers hide', async () => {
    server.plug('AB 12:7', new DemoShellHost(clock));
    track();
    for (const state of ['unauthorized', 'offline', 'recovery', 'device'] as const) {
      server.setState('AB 12:7', state);
      await until(() => states('AB 12:7').at(-1) === state, state);
    }
    server.setState('AB 12:7', 'no permissions', 'no permissions (user in plugdev group); see [http://x.y]');
    await until(() => tracker.devices[0]?.state === 'no permissions', 'no permissions');
    expect(tracker.devices[0]?.stateText).toContain('plugdev');
  });

  it('notices within one poll what the server does not tell its trackers', async () => {
    server.plug('net:5', new DemoShellHost(clock));
    track();
    await until(() => states('net:5').length === 1, 'the phone');
    server.tellTrackers = false;
    const since = clock.now();
    server.setState('net:5', 'offline');
    await until(() => states('net:5').at(-1) === 'offline', 'offline');
    expect(clock.now() - since).toBeLessThan(4_000);
  });

  it('a phone that comes back under a new number is the same phone, and a short absence is only missing', async () => {
    const host = new DemoShellHost(clock);
    server.plug('S1', host);
    track();
    await until(() => states('S1').length === 1, 'the phone');
    const firstNumber = tracker.devices[0]?.transportId;
    host.setLink(false);
    await until(() => states('S1').at(-1) === 'missing', 'missing');
    host.setLink(true);
    await until(() => states('S1').at(-1) === 'device', 'back');
    expect(states('S1')).toEqual(['device', 'missing', 'device']);
    expect(tracker.devices).toHaveLength(1);
    expect(tracker.devices[0]?.transportId).not.toBe(firstNumber);
  });

  it('a phone that stays away is gone after its grace', async () => {
    server.plug('S1', new DemoShellHost(clock));
    track();
    await until(() => states('S1').length === 1, 'the phone');
    server.unplug('S1');
    await until(() => changes.at(-1)?.from === 'missing' && changes.at(-1)?.to === undefined, 'gone');
    const missing = changes.find((change) => change.to === 'missing');
    expect((changes.at(-1)?.at ?? 0) - (missing?.at ?? 0)).toBeGreaterThanOrEqual(10_000);
    expect(tracker.devices).toHaveLength(0);
  });

  it('a server that dies is reported once, its phones are missing, and all is well when it is back', async () => {
    server.plug('S1', new DemoShellHost(clock));
    track();
    await until(() => states('S1').length === 1, 'the phone');
    const { port } = server;
    await server.stop();
    await until(() => troubles.length === 1 && states('S1').at(-1) === 'missing', 'the trouble');
    expect(troubles[0]?.code).toBe('phone/adb-server-gone');
    server = await FakeAdbServer.start(port);
    server.plug('S1', new DemoShellHost(clock));
    await until(() => troubles.length === 2 && states('S1').at(-1) === 'device', 'the return');
    expect(troubles[1]).toBeUndefined();
  });

  it('a server that never answers is a trouble and not a hang', async () => {
    server.silent = true;
    track();
    await until(() => troubles.length === 1, 'the trouble');
    expect(troubles[0]?.code).toBe('phone/adb-server-silent');
  });

  it('keeps the process alive while it is wanted, and not a moment longer', async () => {
    track();
    const folder = mkdtempSync(join(tmpdir(), 'ohmstead-tracker-'));
    const here = dirname(fileURLToPath(import.meta.url));
    const source = `
      import { AdbHost } from ${JSON.stringify(join(here, 'adb-host.ts'))};
      import { DeviceTracker } from ${JSON.stringify(join(here, 'device-tracker.ts'))};
      import { RealClock } from ${JSON.stringify(resolve(here, '../../../foundation/clock/real-clock.ts'))};
      const clock = new RealClock();
      const tracker = new DeviceTracker({ clock, host: new AdbHost({ clock, port: ${server.port} }), onChange: () => {} });
      const started = Date.now();
      setTimeout(() => tracker.close(), 600).unref();
      process.on('exit', () => console.log(Date.now() - started));
    `;
    writeFileSync(join(folder, 'main.ts'), source);
    await build({
      entryPoints: [join(folder, 'main.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: join(folder, 'main.mjs'),
    });
    const lived = await new Promise<number>((done) => {
      const child = spawn(process.execPath, [join(folder, 'main.mjs')]);
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
      });
      child.on('close', () => done(Number(out)));
    });
    rmSync(folder, { recursive: true });
    expect(lived).toBeGreaterThanOrEqual(590);
    expect(lived).toBeLessThan(5_000);
  });
});
