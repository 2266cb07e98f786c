/**
 * A phone with USB debugging: interface ff/42/01 with two bulk endpoints, and behind them the simulated phone that also
 * listens for `adb connect`. Over USB the header and the payload of a packet are transfers of their own.
 */
import { connect, type Socket } from 'node:net';
import { decodeHeader, headerLength } from '../../../drivers/phone/adb-simulator/adb-packet.ts';
import { ByteQueue } from '../../../drivers/phone/link/byte-queue.ts';
import { type ControlAnswer, UsbDevice } from '../device/usb-device.ts';

export interface AdbPhoneOptions {
  /** Where the simulated phone listens on this machine. */
  readonly port: number;
  readonly serial: string;
}

const packetBytes = 512;
const bulkIn = 1;

export class AdbPhoneDevice extends UsbDevice {
  readonly #port: number;
  #socket: Socket | undefined;

  constructor({ port, serial }: AdbPhoneOptions) {
    const endpoints = [
      { address: 0x80 | bulkIn, type: 'bulk', packetBytes },
      { address: 0x02, type: 'bulk', packetBytes },
    ] as const;
    super({
      vendor: 0x18d1,
      product: 0x4ee7,
      release: 0x0510,
      speed: 'high',
      maker: 'Google',
      name: 'Pixel',
      serial,
      interfaces: [{ class: 0xff, subclass: 0x42, protocol: 0x01, endpoints }],
    });
    this.#port = port;
  }

  override plugged(): void {
    const socket = connect({ host: '127.0.0.1', port: this.#port, noDelay: true });
    const input = new ByteQueue();
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => input.push(chunk));
    socket.on('close', () => input.end());
    this.#socket = socket;
    void this.#speak(socket, input);
  }

  override received(_endpoint: number, data: Uint8Array): undefined | 'stall' {
    if (this.#socket === undefined) return 'stall';
    // Empty packets mark the end of a transfer of whole packets and mean nothing.
    if (data.length > 0) this.#socket.write(data);
    return undefined;
  }

  override request(): ControlAnswer {
    return 'stall';
  }

  override unplugged(): void {
    super.unplugged();
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  async #speak(socket: Socket, input: ByteQueue): Promise<void> {
    for (;;) {
      const head = await input.read(headerLength);
      const header = head === undefined ? undefined : decodeHeader(head);
      if (head === undefined || header === undefined) return;
      const payload = header.length === 0 ? undefined : await input.read(header.length);
      if (this.#socket !== socket) return;
      this.in(bulkIn).offer(head);
      if (payload !== undefined) this.in(bulkIn).offer(payload);
    }
  }
}
