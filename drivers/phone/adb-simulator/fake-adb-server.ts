/**
 * An adb server that is none: it speaks the server protocol in front of simulated phones, needs no adb program, and
 * does on command what real ones do on bad days: states change, phones vanish inside a command, the version is
 * another, nothing is ever answered. Guarantees that a phone that is gone cuts its streams at once.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { type DeviceState, formatDeviceLine } from '../link/device-list.ts';
import { FakeServerConnection } from './fake-server-connection.ts';
import { modernFeatures } from './services.ts';
import type { ShellHost } from './shell-host.ts';

export interface FakePhone {
  readonly serial: string;
  readonly host: ShellHost;
  readonly features: readonly string[];
  state: DeviceState;
  stateText: string;
  transportId: string;
  /** A stream stands still for ever after this many bytes to the computer; endless by default. */
  stallAfterBytes: number;
  /** Streams that are open now; `destroy` ends them without a word, as a pulled cable does. */
  readonly streams: Set<Socket>;
}

export class FakeAdbServer {
  readonly phones = new Map<string, FakePhone>();
  /** What the server calls itself; 41 is every adb of today. */
  version = 41;
  /** Takes connections and never answers. */
  silent = false;
  /** Requests that came, in order. */
  readonly requests: string[] = [];
  /** Whether a client asked the server to end (`host:kill`). */
  killed = false;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #nextTransport = 1;

  private constructor() {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => {});
      new FakeServerConnection(this, socket);
    });
  }

  /** Listens on 127.0.0.1; 0 takes a free port. */
  static start(port = 0): Promise<FakeAdbServer> {
    const fake = new FakeAdbServer();
    return new Promise((resolve, reject) => {
      fake.#server.once('error', reject);
      fake.#server.listen(port, '127.0.0.1', () => resolve(fake));
    });
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** A phone appears; its cable follows the shell host's link. */
  plug(serial: string, host: ShellHost, features: readonly string[] = modernFeatures): FakePhone {
    const transportId = String(this.#nextTransport++);
    const phone: FakePhone = {
      serial,
      host,
      features,
      state: 'device',
      stateText: 'device',
      transportId,
      stallAfterBytes: Number.POSITIVE_INFINITY,
      streams: new Set(),
    };
    this.phones.set(serial, phone);
    host.onLink((up) => {
      if (!up) this.unplug(serial);
      else if (!this.phones.has(serial)) this.#return(phone);
    });
    return phone;
  }

  /** The phone is gone from the list and its streams end. */
  unplug(serial: string): void {
    const phone = this.phones.get(serial);
    this.phones.delete(serial);
    this.#cut(phone);
  }

  /** `text` is adb's wording where it says more than the state, for example the reason of `no permissions`. */
  setState(serial: string, state: DeviceState, text: string = state): void {
    const phone = this.phones.get(serial);
    if (phone === undefined) return;
    phone.state = state;
    phone.stateText = text;
    if (state !== 'device') this.#cut(phone);
  }

  /** The streams die although the phone stays in the list, as on a USB link that is dead and not noticed. */
  killStreams(serial: string): void {
    this.#cut(this.phones.get(serial));
  }

  /** The list as `devices-l` (or `devices`) prints it. */
  list(long: boolean): string {
    const lines = [...this.phones.values()].map((phone) => {
      if (!long) return `${phone.serial}\t${phone.stateText}\n`;
      const named = phone.state === 'device' ? phone.host.properties : undefined;
      return formatDeviceLine({
        ...phone,
        usbPath: undefined,
        product: named?.product,
        model: named?.model,
        device: named?.device,
      });
    });
    return lines.join('');
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #return(phone: FakePhone): void {
    phone.transportId = String(this.#nextTransport++);
    phone.state = 'device';
    phone.stateText = 'device';
    this.phones.set(phone.serial, phone);
  }

  #cut(phone: FakePhone | undefined): void {
    for (const socket of phone?.streams ?? []) socket.destroy();
    phone?.streams.clear();
  }
}
