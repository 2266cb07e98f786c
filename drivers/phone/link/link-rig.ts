/** A phone behind the fake adb server and our link to it; for tests only. */
import { expect, vi } from 'vitest';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';
import { DemoShellHost } from '../adb-simulator/demo-shell-host.ts';
import { FakeAdbServer } from '../adb-simulator/fake-adb-server.ts';
import { modernFeatures } from '../adb-simulator/services.ts';
import { AdbHost } from './adb-host.ts';
import { openTangoPhoneLink } from './tango-phone-link.ts';

export const clock = new RealClock();
export const serial = '192.168.1.5:5555 lab';

/** A new one for every test. */
export class LinkRig {
  readonly phone = new DemoShellHost(clock);
  server: FakeAdbServer;
  link: PhoneLink | undefined;

  private constructor(server: FakeAdbServer) {
    this.server = server;
  }

  static async start(): Promise<LinkRig> {
    return new LinkRig(await FakeAdbServer.start());
  }

  async open(features: readonly string[] = modernFeatures): Promise<PhoneLink> {
    this.server.plug(serial, this.phone, features);
    this.link = await openTangoPhoneLink({ host: this.host, serial, clock });
    return this.link;
  }

  get host(): AdbHost {
    return new AdbHost({ port: this.server.port, clock });
  }

  async stop(): Promise<void> {
    await this.link?.close();
    await this.server.stop();
  }

  /** Until the phone runs something. */
  begun(): Promise<void> {
    return eventually(() => expect(this.phone.ran.length).toBeGreaterThan(0));
  }
}

/** Real milliseconds until the promise has settled, and the code it was rejected with. */
export async function failing(work: Promise<unknown>): Promise<{ readonly code: unknown; readonly ms: number }> {
  const started = clock.now();
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { code: (error as { code?: unknown } | undefined)?.code, ms: clock.now() - started };
}

/** Waits for what comes in its own time; generous, for a busy machine. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 5_000, interval: 5 });
}
