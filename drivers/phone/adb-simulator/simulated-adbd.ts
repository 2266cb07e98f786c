/**
 * A simulated phone on a TCP port that the real `adb connect` takes for one. Guarantees that pulling the cable (of the
 * shell host, or by the fault `unplug`) cuts every connection at once and refuses new ones until it is back, on the
 * same port. Keep it off the odd ports 5555–5585: every adb server connects to those by itself.
 */
import { createServer, type Server } from 'node:net';
import { CodedError } from '../../../foundation/failure.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { version } from './adb-packet.ts';
import { type ConsentMode, DebuggingConsent } from './debugging-consent.ts';
import { DeviceLink } from './device-link.ts';
import { modernFeatures } from './services.ts';
import type { ShellHost } from './shell-host.ts';

export interface SimulatedAdbdOptions {
  readonly host: ShellHost;
  /** 0 takes a free one. */
  readonly port: number;
  /** `127.0.0.1` by default. */
  readonly address?: string;
  readonly consent?: ConsentMode;
  readonly features?: readonly string[];
  /** An old phone: version with checksums, payloads of 4096 bytes. */
  readonly oldProtocol?: boolean;
  /** `silence`: accepts connections and never answers; `unplug`: as the cable. */
  readonly faults?: FaultSwitch;
}

const modernMaxData = 1024 * 1024;
const oldMaxData = 4096;

/** A phone that listens. */
export class SimulatedAdbd {
  readonly consent: DebuggingConsent;
  readonly #options: SimulatedAdbdOptions;
  readonly #faults: FaultSwitch;
  readonly #links = new Set<DeviceLink>();
  readonly #unwatch: (() => void)[] = [];
  #server: Server | undefined;
  #port: number;
  #wanted = true;

  private constructor(options: SimulatedAdbdOptions) {
    this.#options = options;
    this.#faults = options.faults ?? new FaultSwitch();
    this.#port = options.port;
    this.consent = new DebuggingConsent(options.consent ?? 'none');
  }

  /** Listens; fails with `simulator/port-busy`. */
  static async start(options: SimulatedAdbdOptions): Promise<SimulatedAdbd> {
    const adbd = new SimulatedAdbd(options);
    await adbd.#listen();
    adbd.#unwatch.push(
      options.host.onLink(() => adbd.#cableChanged()),
      adbd.#faults.onChange((name) => {
        if (name === 'unplug') adbd.#cableChanged();
      }),
    );
    if (!adbd.#plugged) adbd.#cableChanged();
    return adbd;
  }

  get port(): number {
    return this.#port;
  }

  /** Connections that are open now, greeted or not. */
  get connections(): number {
    return this.#links.size;
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    for (const unwatch of this.#unwatch) unwatch();
    const closed = this.#server === undefined ? undefined : closeServer(this.#server);
    this.#cut();
    await closed;
  }

  get #plugged(): boolean {
    return this.#options.host.linkUp() && !this.#faults.has('unplug');
  }

  #cableChanged(): void {
    // A port that someone took meanwhile stays taken: the phone is then not seen again, as with a broken cable.
    if (!this.#plugged) this.#cut();
    else if (this.#wanted && this.#server === undefined) this.#listen().catch(() => {});
  }

  #cut(): void {
    this.#server?.close();
    this.#server = undefined;
    for (const link of this.#links) link.destroy();
    this.#links.clear();
  }

  #listen(): Promise<void> {
    const server = createServer((socket) => {
      const link = new DeviceLink(socket, {
        host: this.#options.host,
        consent: this.consent,
        features: this.#options.features ?? modernFeatures,
        version: this.#options.oldProtocol === true ? version.withChecksum : version.withoutChecksum,
        maxData: this.#options.oldProtocol === true ? oldMaxData : modernMaxData,
        faults: this.#faults,
      });
      this.#links.add(link);
      socket.on('close', () => this.#links.delete(link));
    });
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', (error) => {
        this.#server = undefined;
        reject(new CodedError('simulator/port-busy', { port: this.#port, message: error.message }, error));
      });
      server.listen(this.#port, this.#options.address ?? '127.0.0.1', () => {
        const address = server.address();
        if (typeof address === 'object' && address !== null) this.#port = address.port;
        resolve();
      });
    });
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
