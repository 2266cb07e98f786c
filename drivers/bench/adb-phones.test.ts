import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { CodedError } from '../../foundation/failure.ts';
import { DemoShellHost } from '../phone/adb-simulator/demo-shell-host.ts';
import { FakeAdbServer } from '../phone/adb-simulator/fake-adb-server.ts';
import { AdbPhones } from './adb-phones.ts';
import { discover } from './discovery.ts';

describe('a phone on the network, named by its address', () => {
  const serial = '127.0.0.1:15037';
  const clock = new RealClock();
  let server: FakeAdbServer;
  let phones: AdbPhones;
  beforeEach(async () => {
    server = await FakeAdbServer.start();
    phones = new AdbPhones({ clock, dataFolder: '/nowhere', usualPort: server.port });
  });
  afterEach(async () => {
    await phones.close();
    await server.stop();
  });
  const connections = () => server.requests.filter((request) => request.includes('connect:'));

  it('is connected when adb does not know it yet', async () => {
    const code = await phones.open({ kind: 'adb', serial }).catch((error: CodedError) => error.code);
    expect(code).toBe('phone/connect-failed');
    expect(connections()).toEqual([`host:connect:${serial}`]);
  });

  it('by IPv6 is asked for as adb writes it, with brackets', async () => {
    const known = { kind: 'adb', serial: '[fe80::1]:5555' } as const;
    const named = { kind: 'adb-connect', host: 'fe80::1', port: 5555 } as const;
    for (const target of [known, named]) await phones.open(target).catch(() => undefined);
    expect(connections()).toEqual(['host:connect:[fe80::1]:5555', 'host:connect:[fe80::1]:5555']);
  });

  it('is used as it is when it is there already', async () => {
    server.plug(serial, new DemoShellHost(clock));
    const link = await phones.open({ kind: 'adb', serial });
    await link.close();
    expect(connections()).toEqual([]);
  });

  it('and one on a cable is never asked for on the network', async () => {
    const code = await phones.open({ kind: 'adb', serial: 'R58M1234' }).catch((error: CodedError) => error.code);
    expect(code).toMatch(/^phone\//);
    expect(connections()).toEqual([]);
  });
});

describe('two adb servers on one computer', () => {
  const clock = new RealClock();
  const machine = { listUsb: async () => [], running: async () => [], installedRules: () => undefined };
  const problemsOf = async (phones: AdbPhones) =>
    (
      await discover(
        {
          ...{ drivers: [], machine, listPorts: async () => [] },
          listPhones: () => phones.list(),
          adbRivals: () => phones.rivals(),
        },
        [],
      )
    ).problems;

  it('are a problem with a cure while both answer, and one alone is none, whoever has started it', async () => {
    const [usual, own] = [await FakeAdbServer.start(), await FakeAdbServer.start()];
    const phones = new AdbPhones({ clock, dataFolder: '/nowhere', port: own.port, usualPort: usual.port });
    try {
      expect(await problemsOf(phones)).toMatchObject([
        { code: 'phone/other-adb-server', params: { port: usual.port }, cure: 'cure/stop-other-adb-server' },
      ]);
      await own.stop();
      expect(await problemsOf(phones)).toEqual([]);
    } finally {
      await phones.close();
      await usual.stop();
      await own.stop();
    }
  });
});
