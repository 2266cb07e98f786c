/**
 * Devices over USB/IP: whoever imports one has it on his bus. Guarantees: loopback only; a device is in one host's hands
 * at a time; a transfer that is taken back is answered as taken back and never completed; pulling the cable cuts the
 * connection at once, with transfers under way.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { ByteQueue } from '../../../drivers/phone/link/byte-queue.ts';
import type { UsbDevice } from '../device/usb-device.ts';
import { DeviceConnection } from './device-connection.ts';
import {
  busIdBytes,
  type ExportedDevice,
  encodeDevice,
  encodeOperation,
  operationBytes,
  operationCode,
  operations,
} from './messages.ts';

export class UsbIpServer {
  readonly #devices = new Map<string, UsbDevice>();
  readonly #connections = new Map<string, DeviceConnection>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** 0 takes a free port. */
  static async start(port: number): Promise<UsbIpServer> {
    const server = createServer({ noDelay: true });
    const lab = new UsbIpServer(server);
    server.on('connection', (socket) => void lab.#greet(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return lab;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Can be imported from now on. */
  offer(busId: string, device: UsbDevice): void {
    this.#devices.set(busId, device);
  }

  /** The cable is out; `false` when no host had it. */
  pull(busId: string): boolean {
    const connection = this.#connections.get(busId);
    connection?.cut();
    return connection !== undefined;
  }

  async stop(): Promise<void> {
    for (const connection of this.#connections.values()) connection.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #greet(socket: Socket): Promise<void> {
    socket.on('error', () => undefined);
    const input = new ByteQueue();
    socket.on('data', (chunk) => input.push(chunk));
    socket.on('close', () => input.end());
    const head = await input.read(operationBytes);
    if (head === undefined) return;
    const code = operationCode(head);
    if (code === operations.listDevices) {
      socket.end(this.#list());
      return;
    }
    const asked = code === operations.import ? await input.read(busIdBytes) : undefined;
    const busId = asked === undefined ? '' : new TextDecoder().decode(asked).replace(/\0.*$/s, '');
    const device = this.#devices.get(busId);
    if (device === undefined || this.#connections.has(busId)) {
      socket.end(encodeOperation(operations.importReply, true));
      return;
    }
    socket.write(
      Buffer.concat([encodeOperation(operations.importReply), encodeDevice(this.#exported(busId, device), false)]),
    );
    const connection = new DeviceConnection(socket, input, device);
    this.#connections.set(busId, connection);
    await connection.ended;
    this.#connections.delete(busId);
  }

  #list(): Uint8Array {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#devices.size);
    const blocks = [...this.#devices].map(([busId, device]) => encodeDevice(this.#exported(busId, device), true));
    return Buffer.concat([encodeOperation(operations.listReply), count, ...blocks]);
  }

  #exported(busId: string, { description }: UsbDevice): ExportedDevice {
    const { vendor, product, release, speed, interfaces, deviceClass = 0 } = description;
    const deviceNumber = [...this.#devices.keys()].indexOf(busId) + 1;
    return { busId, deviceNumber, speed, vendor, product, release, deviceClass, interfaces };
  }
}
