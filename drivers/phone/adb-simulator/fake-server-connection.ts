/**
 * One client of the fake adb server: reads requests, answers in the server protocol, and joins the connection to a
 * service of a simulated phone. Facts: SERVICES.TXT of Android's adb sources.
 */
import type { Socket } from 'node:net';
import { ByteQueue } from '../link/byte-queue.ts';
import type { FakeAdbServer, FakePhone } from './fake-adb-server.ts';
import type { ServiceStream } from './service-stream.ts';
import { modernFeatures, serviceFor } from './services.ts';

export class FakeServerConnection {
  readonly #server: FakeAdbServer;
  readonly #socket: Socket;
  readonly #input = new ByteQueue();
  readonly #gone = new AbortController();
  #phone: FakePhone | undefined;

  constructor(server: FakeAdbServer, socket: Socket) {
    this.#server = server;
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#input.push(chunk));
    socket.on('end', () => this.#input.end());
    socket.on('close', () => {
      this.#input.end();
      this.#gone.abort(new Error('the client is gone'));
    });
    void this.#serve();
  }

  async #serve(): Promise<void> {
    for (;;) {
      const request = await this.#readRequest();
      if (request === undefined) {
        this.#socket.end();
        return;
      }
      this.#server.requests.push(request);
      if (this.#server.silent) continue;
      if (request.startsWith('host')) {
        if (!this.#answer(request)) return;
      } else {
        this.#joinService(request);
        return;
      }
    }
  }

  async #readRequest(): Promise<string | undefined> {
    const digits = await this.#input.read(4);
    if (digits === undefined) return undefined;
    const text = await this.#input.read(Number.parseInt(Buffer.from(digits).toString(), 16));
    return text === undefined ? undefined : Buffer.from(text).toString();
  }

  /** Whether another request may follow on the same connection. */
  #answer(request: string): boolean {
    const about = /^host-(?:serial:(.+)|transport-id:(\d+)):([^:]+)$/.exec(request);
    if (about !== null) return this.#answerAbout(this.#find(about[1], about[2]), about[3] ?? '');
    const bind = /^host:(?:transport|tport:serial):(.+)$|^host:(?:transport-id):(\d+)$/.exec(request);
    if (bind !== null) return this.#bind(this.#find(bind[1], bind[2]), request);
    if (/^host:(transport-any|transport-usb|transport-local|tport:(any|usb|local))$/.test(request)) {
      return this.#bind([...this.#server.phones.values()][0], request);
    }
    return this.#answerHost(request.slice('host:'.length));
  }

  #answerHost(question: string): boolean {
    const server = this.#server;
    if (question === 'version') return this.#say(server.version.toString(16).padStart(4, '0'));
    if (question === 'devices' || question === 'devices-l') return this.#say(server.list(question === 'devices-l'));
    if (question === 'host-features') return this.#say(modernFeatures.join(','));
    if (question === 'kill') {
      server.killed = true;
      this.#socket.end('OKAY');
      return false;
    }
    if (question === 'features' && this.#phone !== undefined) return this.#say(this.#phone.features.join(','));
    if (question.startsWith('connect:')) return this.#say(`failed to connect to ${question.slice(8)}\n`);
    if (question.startsWith('disconnect:')) return this.#fail(`no such device '${question.slice(11)}'`);
    return this.#fail('unknown host service');
  }

  #answerAbout(phone: FakePhone | undefined, question: string): boolean {
    if (phone === undefined) return this.#fail('device not found');
    if (question === 'get-state') return this.#say(phone.stateText);
    if (question === 'get-serialno') return this.#say(phone.serial);
    if (question === 'features') return this.#say(phone.features.join(','));
    return this.#fail('unknown host service');
  }

  #bind(phone: FakePhone | undefined, request: string): boolean {
    const asked = request.slice(request.lastIndexOf('l:') + 2);
    if (phone === undefined) return this.#fail(`device '${asked}' not found`);
    if (phone.state === 'offline') return this.#fail('device offline');
    if (phone.state === 'unauthorized') return this.#fail('device unauthorized.\nCheck for a confirmation dialog.');
    if (phone.state !== 'device') return this.#fail(phone.stateText);
    this.#phone = phone;
    this.#socket.write('OKAY');
    if (request.startsWith('host:tport')) {
      const id = Buffer.alloc(8);
      id.writeBigUInt64LE(BigInt(phone.transportId));
      this.#socket.write(id);
    }
    return true;
  }

  #joinService(name: string): void {
    const phone = this.#phone;
    const service = phone === undefined ? undefined : serviceFor(name, phone.host, phone.features);
    if (phone === undefined || service === undefined) {
      this.#fail(phone === undefined ? 'device not found' : 'closed');
      return;
    }
    phone.streams.add(this.#socket);
    this.#socket.on('close', () => phone.streams.delete(this.#socket));
    this.#socket.write('OKAY');
    void service(this.#stream(phone));
  }

  #stream(phone: FakePhone): ServiceStream {
    const socket = this.#socket;
    let sent = 0;
    // A client that hangs up halfway is gone for adb too: there are no half-open streams on a phone.
    socket.on('end', () => this.#gone.abort(new Error('the client is gone')));
    return {
      input: this.#input,
      signal: this.#gone.signal,
      write: (bytes) =>
        new Promise((resolve) => {
          sent += bytes.length;
          if (socket.destroyed || socket.writableEnded) resolve();
          else if (sent <= phone.stallAfterBytes) socket.write(bytes, () => resolve());
        }),
      close: () =>
        new Promise((resolve) => {
          socket.end(() => resolve());
        }),
    };
  }

  #find(serial: string | undefined, transportId: string | undefined): FakePhone | undefined {
    if (serial !== undefined) return this.#server.phones.get(serial);
    return [...this.#server.phones.values()].find((phone) => phone.transportId === transportId);
  }

  #say(text: string): boolean {
    this.#socket.end(`OKAY${framed(text)}`);
    return false;
  }

  #fail(text: string): boolean {
    this.#socket.end(`FAIL${framed(text)}`);
    return false;
  }
}

function framed(text: string): string {
  return Buffer.byteLength(text).toString(16).padStart(4, '0') + text;
}
