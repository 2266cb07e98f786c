/**
 * One connection of an adb server to the simulated phone: greeting, consent, streams. Guarantees that nothing is served
 * before the consent, that both sides' smaller version and payload limit hold, and that everything running ends with
 * the connection.
 */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FaultSwitch } from '../../contract/fault.ts';
import { ByteQueue } from '../link/byte-queue.ts';
import {
  type AdbPacket,
  auth,
  checksum,
  command,
  decodeHeader,
  encodePacket,
  headerLength,
  version,
} from './adb-packet.ts';
import type { DebuggingConsent } from './debugging-consent.ts';
import { DeviceStream } from './device-stream.ts';
import { serviceFor } from './services.ts';
import type { ShellHost } from './shell-host.ts';

export interface DeviceLinkOptions {
  readonly host: ShellHost;
  readonly consent: DebuggingConsent;
  readonly features: readonly string[];
  /** Highest version this phone speaks; `version.withChecksum` for an old one. */
  readonly version: number;
  readonly maxData: number;
  readonly faults: FaultSwitch;
}

/** CNXN and AUTH stay below this on every version. */
const greetingBytes = 4096;
const decoder = new TextDecoder();
const nothing = new Uint8Array(0);

export class DeviceLink {
  readonly #socket: Socket;
  readonly #options: DeviceLinkOptions;
  readonly #input = new ByteQueue();
  readonly #streams = new Map<number, { readonly stream: DeviceStream; readonly remote: number }>();
  #nextId = 1;
  #version: number;
  #maxData: number;
  #token: Uint8Array | undefined;
  #open = false;

  constructor(socket: Socket, options: DeviceLinkOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#version = options.version;
    this.#maxData = options.maxData;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#input.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => this.#ended());
    void this.#serve();
  }

  /** The cable is pulled. */
  destroy(): void {
    this.#socket.destroy();
  }

  async #serve(): Promise<void> {
    for (;;) {
      const head = await this.#input.read(headerLength);
      if (head === undefined) return;
      const header = decodeHeader(head);
      if (header === undefined || header.length > Math.max(this.#maxData, greetingBytes)) return this.destroy();
      const payload = await this.#input.read(header.length);
      if (payload === undefined) return;
      const hasChecksum = this.#open && this.#version === version.withChecksum;
      if (hasChecksum && checksum(payload) !== header.check) return this.destroy();
      if (!this.#options.faults.has('silence')) this.#handle({ ...header, payload });
    }
  }

  #handle(packet: AdbPacket): void {
    if (packet.command === command.CNXN) this.#greeted(packet);
    else if (packet.command === command.AUTH) this.#authenticate(packet);
    else if (this.#open) this.#handleStream(packet);
  }

  #handleStream(packet: AdbPacket): void {
    const entry = this.#streams.get(packet.arg1);
    if (packet.command === command.OPEN) this.#openStream(packet.arg0, packet.payload);
    else if (packet.command === command.OKAY) entry?.stream.acknowledge();
    else if (packet.command === command.WRTE && entry !== undefined) {
      entry.stream.input.push(packet.payload);
      this.#send(command.OKAY, packet.arg1, packet.arg0);
    } else if (packet.command === command.CLSE && entry !== undefined) {
      this.#streams.delete(packet.arg1);
      entry.stream.end();
    }
  }

  #greeted(packet: AdbPacket): void {
    this.#version = Math.min(this.#version, packet.arg0);
    this.#maxData = Math.min(this.#maxData, packet.arg1);
    if (this.#options.consent.mode === 'none') this.#welcome();
    else this.#challenge();
  }

  #challenge(): void {
    this.#token = randomBytes(20);
    this.#send(command.AUTH, auth.TOKEN, 0, this.#token);
  }

  #authenticate(packet: AdbPacket): void {
    const { consent } = this.#options;
    if (packet.arg0 === auth.SIGNATURE && this.#token !== undefined) {
      if (consent.accepts(this.#token, packet.payload)) this.#welcome();
      else this.#challenge();
    } else if (packet.arg0 === auth.PUBLIC_KEY) {
      void consent.ask(packet.payload).then((allowed) => {
        if (allowed && !this.#socket.destroyed) this.#welcome();
      });
    }
  }

  #welcome(): void {
    const { properties } = this.#options.host;
    const banner =
      `device::ro.product.name=${properties.product};ro.product.model=${properties.model};` +
      `ro.product.device=${properties.device};features=${this.#options.features.join(',')}`;
    this.#send(command.CNXN, this.#version, this.#maxData, new TextEncoder().encode(banner));
    this.#open = true;
  }

  #openStream(remote: number, payload: Uint8Array): void {
    const name = decoder.decode(payload).replace(/\0.*$/s, '');
    const service = serviceFor(name, this.#options.host, this.#options.features);
    if (service === undefined) {
      this.#send(command.CLSE, 0, remote);
      return;
    }
    const local = this.#nextId++;
    const stream = new DeviceStream({
      maxData: this.#maxData,
      sendData: (data) => this.#send(command.WRTE, local, remote, data),
      sendClose: () => {
        this.#streams.delete(local);
        this.#send(command.CLSE, local, remote);
      },
    });
    this.#streams.set(local, { stream, remote });
    this.#send(command.OKAY, local, remote);
    void service(stream);
  }

  #send(name: number, arg0: number, arg1: number, payload: Uint8Array = nothing): void {
    if (this.#socket.destroyed || this.#options.faults.has('silence')) return;
    // Greetings always carry a checksum: at that moment the other side does not know the version yet.
    const withChecksum = !this.#open || this.#version === version.withChecksum;
    this.#socket.write(encodePacket({ command: name, arg0, arg1, payload }, withChecksum));
  }

  #ended(): void {
    this.#input.end();
    for (const { stream } of this.#streams.values()) stream.end();
    this.#streams.clear();
  }
}
