/**
 * What we ask an adb server itself: version, devices, connect. Each question is a connection of its own with a
 * deadline. Guarantees that a failure that adb reports after `OKAY` (it does so for `connect`) is a failure here.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { AdbSocket } from './adb-socket.ts';
import { type ListedDevice, parseDeviceList } from './device-list.ts';

export interface AdbHostOptions {
  /** The adb server's port on 127.0.0.1. */
  readonly port: number;
  readonly clock: Clock;
  /** Clock milliseconds for one question; 5 000 by default. */
  readonly deadlineMs?: number;
}

/** How adb calls a phone on the network; an IPv6 address stands in brackets. */
export function networkSerial(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** adb waits some seconds for a phone that does not answer before it says so. */
const connectDeadlineMs = 20_000;

export class AdbHost {
  readonly port: number;
  readonly clock: Clock;
  readonly #deadlineMs: number;

  constructor(options: AdbHostOptions) {
    this.port = options.port;
    this.clock = options.clock;
    this.#deadlineMs = options.deadlineMs ?? 5_000;
  }

  /** The server's internal version: 41 for every platform-tools since 2018. */
  async version(): Promise<number> {
    const version = Number.parseInt(await this.#ask('host:version'), 16);
    if (Number.isNaN(version)) throw new CodedError('phone/not-an-adb-server', { port: this.port });
    return version;
  }

  async devices(): Promise<ListedDevice[]> {
    return parseDeviceList(await this.#ask('host:devices-l'));
  }

  /** Features of the phone behind a transport, such as `shell_v2`. */
  async features(transportId: string): Promise<string[]> {
    const text = await this.#ask(`host-transport-id:${transportId}:features`);
    return text.split(',').filter((feature) => feature !== '');
  }

  /** Resolves with the serial; `phone/connect-failed` with adb's own words. */
  async connect(address: string, port: number): Promise<string> {
    const target = networkSerial(address, port);
    const text = await this.#ask(`host:connect:${target}`, connectDeadlineMs);
    if (!/^(already )?connected to /.test(text)) {
      throw new CodedError('phone/connect-failed', { address: target, message: text.trim() });
    }
    return target;
  }

  /** Lets go of a phone on the network; one that was not there is no error. */
  async disconnect(serial: string): Promise<void> {
    try {
      await this.#ask(`host:disconnect:${serial}`);
    } catch (error) {
      if (error instanceof CodedError && /^no such device/.test(String(error.params.message))) return;
      throw error;
    }
  }

  /** A connection bound to a service of the phone, such as `sync:`; the caller closes it. */
  async openService(transportId: string, service: string): Promise<AdbSocket> {
    const socket = await this.#open();
    await socket.request(`host:transport-id:${transportId}`);
    await socket.request(service);
    return socket;
  }

  async #ask(request: string, deadlineMs = this.#deadlineMs): Promise<string> {
    const socket = await this.#open();
    try {
      await socket.request(request, { deadlineMs });
      const text = await socket.readText({ deadlineMs });
      if (text === undefined) throw new CodedError('phone/adb-server-gone', { port: this.port });
      return text;
    } finally {
      socket.close();
    }
  }

  #open(): Promise<AdbSocket> {
    return AdbSocket.connect({ port: this.port, clock: this.clock, deadlineMs: this.#deadlineMs });
  }
}
