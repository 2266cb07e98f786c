/** One device in the hands of one host: transfers in, answers out, until either side hangs up. */
import type { Socket } from 'node:net';
import type { ByteQueue } from '../../../drivers/phone/link/byte-queue.ts';
import type { InResult } from '../device/in-endpoint.ts';
import type { UsbDevice } from '../device/usb-device.ts';
import { type Command, commandBytes, decodeCommand, encodeSubmitted, encodeUnlinked, status } from './messages.ts';

type Submit = Extract<Command, { readonly kind: 'submit' }>;

export class DeviceConnection {
  /** Settles when it is over. */
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  readonly #input: ByteQueue;
  readonly #device: UsbDevice;
  /** Reads that wait, by sequence number; each takes itself back. */
  readonly #pending = new Map<number, () => void>();

  constructor(socket: Socket, input: ByteQueue, device: UsbDevice) {
    this.#socket = socket;
    this.#input = input;
    this.#device = device;
    device.plugged();
    this.ended = this.#serve().finally(() => {
      for (const takeBack of this.#pending.values()) takeBack();
      this.#pending.clear();
      socket.destroy();
      device.unplugged();
    });
  }

  cut(): void {
    this.#socket.destroy();
  }

  async #serve(): Promise<void> {
    for (;;) {
      const head = await this.#input.read(commandBytes);
      const command = head === undefined ? undefined : decodeCommand(head);
      if (command === undefined) return;
      if (command.kind === 'unlink') this.#unlink(command.sequence, command.unlinked);
      else {
        const data = command.isIn ? new Uint8Array(0) : await this.#input.read(command.length);
        if (data === undefined) return;
        if (command.endpoint === 0) await this.#control(command, data);
        else if (command.isIn) this.#read(command);
        else await this.#write(command, data);
      }
    }
  }

  #unlink(sequence: number, unlinked: number): void {
    const takeBack = this.#pending.get(unlinked);
    this.#pending.delete(unlinked);
    takeBack?.();
    this.#send(encodeUnlinked(sequence, takeBack === undefined ? status.ok : status.unlinked));
  }

  async #control({ sequence, setup, isIn }: Submit, data: Uint8Array): Promise<void> {
    const view = new DataView(setup.buffer, setup.byteOffset);
    const [requestType = 0, request = 0] = setup;
    const [value, index, length] = [2, 4, 6].map((at) => view.getUint16(at, true)) as [number, number, number];
    const answer = await this.#device.control({ requestType, request, value, index, length }, data);
    if (answer === 'stall') this.#send(encodeSubmitted(sequence, status.stall, 0));
    else if (isIn) this.#answerIn(sequence, answer.subarray(0, length));
    else this.#send(encodeSubmitted(sequence, status.ok, data.length));
  }

  async #write({ sequence, endpoint }: Submit, data: Uint8Array): Promise<void> {
    const refused = await this.#device.received(endpoint, data);
    const isRefused = refused === 'stall';
    this.#send(encodeSubmitted(sequence, isRefused ? status.stall : status.ok, isRefused ? 0 : data.length));
  }

  #read({ sequence, endpoint, length }: Submit): void {
    const from = this.#device.inEndpoint(endpoint);
    if (from === undefined) {
      this.#send(encodeSubmitted(sequence, status.stall, 0));
      return;
    }
    let isOver = false;
    const takeBack = from.read(length, (result: InResult) => {
      isOver = true;
      this.#pending.delete(sequence);
      if (result === 'stall') this.#send(encodeSubmitted(sequence, status.stall, 0));
      else this.#deliver(sequence, result);
    });
    if (!isOver) this.#pending.set(sequence, takeBack);
  }

  /** Some of the bytes of this transfer are on the wire when the cable comes out: the host gets none of it. */
  #deliver(sequence: number, data: Uint8Array): void {
    const most = this.#device.pulledAfterBytes;
    if (most !== undefined) this.#device.pulledAfterBytes = most - data.length;
    if (most !== undefined && data.length > most) this.cut();
    else this.#answerIn(sequence, data);
  }

  #answerIn(sequence: number, data: Uint8Array): void {
    this.#send(encodeSubmitted(sequence, status.ok, data.length, data));
  }

  #send(bytes: Uint8Array): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
  }
}
