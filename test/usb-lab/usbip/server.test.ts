/** The USB/IP server and its devices without a guest: a host that speaks the protocol by hand. */
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ByteQueue } from '../../../drivers/phone/link/byte-queue.ts';
import { type ControlAnswer, UsbDevice } from '../device/usb-device.ts';
import { busIdBytes, encodeOperation, operations } from './messages.ts';
import { UsbIpServer } from './server.ts';

/** Says back what it is told, on its one IN endpoint. */
class Parrot extends UsbDevice {
  constructor() {
    const endpoints = [
      { address: 0x81, type: 'bulk', packetBytes: 64 },
      { address: 0x02, type: 'bulk', packetBytes: 64 },
    ] as const;
    const interfaces = [{ class: 0xff, subclass: 0, protocol: 0, endpoints }];
    super({ vendor: 0x1209, product: 1, release: 1, speed: 'full', maker: 'Lab', name: 'Parrot', interfaces });
  }
  override received(_endpoint: number, data: Uint8Array): undefined {
    this.in(1).offer(data);
  }
  override request(): ControlAnswer {
    return 'stall';
  }
}

const cleanUp: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

async function imported() {
  const server = await UsbIpServer.start(0);
  cleanUp.push(() => server.stop());
  const device = new Parrot();
  server.offer('1-1', device);
  const host = await importedFrom(server);
  return { server, device, ...host };
}

async function importedFrom(server: UsbIpServer) {
  const socket = connect(server.port, '127.0.0.1');
  cleanUp.push(() => socket.destroy());
  const input = new ByteQueue();
  socket.on('data', (chunk) => input.push(chunk));
  socket.on('close', () => input.end());
  socket.on('error', () => undefined);
  const busId = Buffer.alloc(busIdBytes);
  busId.write('1-1');
  socket.write(Buffer.concat([encodeOperation(operations.import), busId]));
  const head = Buffer.from((await input.read(8)) ?? []);
  const isRefused = head.readUInt32BE(4) !== 0;
  const block = isRefused ? undefined : await input.read(312);
  return { socket, input, isRefused, block: Buffer.from(block ?? []) };
}

interface Submitted {
  readonly sequence: number;
  readonly endpoint: number;
  readonly setup?: readonly number[];
  readonly out?: Uint8Array;
  readonly length?: number;
}

function submit(socket: Socket, { sequence, endpoint, setup = [], out, length = 0 }: Submitted): void {
  const head = Buffer.alloc(48);
  for (const [nth, word] of [1, sequence, 0, out === undefined ? 1 : 0, endpoint, 0, out?.length ?? length].entries())
    head.writeUInt32BE(word, 4 * nth);
  head.set(setup, 40);
  socket.write(out === undefined ? head : Buffer.concat([head, out]));
}

function unlink(socket: Socket, sequence: number, unlinked: number): void {
  const head = Buffer.alloc(48);
  for (const [nth, word] of [2, sequence, 0, 0, 0, unlinked].entries()) head.writeUInt32BE(word, 4 * nth);
  socket.write(head);
}

/** `hasData`: of an IN transfer. */
async function answer(input: ByteQueue, hasData: boolean) {
  const head = Buffer.from((await input.read(48)) ?? []);
  if (head.length === 0) return undefined;
  const [command, sequence, length] = [head.readUInt32BE(0), head.readUInt32BE(4), head.readUInt32BE(24)];
  const data = hasData ? await input.read(length) : undefined;
  return { command, sequence, status: head.readInt32BE(20), length, data: Buffer.from(data ?? []).toString('latin1') };
}

describe('a device over USB/IP', () => {
  it('tells who it is, and stalls what it does not know', async () => {
    const { socket, input, block } = await imported();
    expect([block.readUInt16BE(300), block.readUInt16BE(302)]).toEqual([0x1209, 1]);
    submit(socket, { sequence: 1, endpoint: 0, setup: [0x80, 6, 0, 1, 0, 0, 18, 0], length: 18 });
    expect(await answer(input, true)).toMatchObject({ command: 3, sequence: 1, status: 0, length: 18 });
    submit(socket, { sequence: 2, endpoint: 0, setup: [0x80, 6, 0, 6, 0, 0, 10, 0], length: 10 });
    expect(await answer(input, true)).toMatchObject({ sequence: 2, status: -32, length: 0 });
  });

  it('leaves a read pending until there is something to say', async () => {
    const { socket, input } = await imported();
    submit(socket, { sequence: 1, endpoint: 1, length: 64 });
    submit(socket, { sequence: 2, endpoint: 2, out: Buffer.from('hello') });
    // The read was there first and is answered first: while its bytes are being taken.
    expect(await answer(input, true)).toMatchObject({ sequence: 1, data: 'hello' });
    expect(await answer(input, false)).toMatchObject({ sequence: 2, length: 5 });
  });

  it('a read that was taken back gets nothing; the next one gets it all', async () => {
    const { socket, input } = await imported();
    submit(socket, { sequence: 1, endpoint: 1, length: 64 });
    unlink(socket, 2, 1);
    expect(await answer(input, false)).toMatchObject({ command: 4, sequence: 2, status: -104 });
    submit(socket, { sequence: 3, endpoint: 2, out: Buffer.from('for the next') });
    expect(await answer(input, false)).toMatchObject({ sequence: 3 });
    submit(socket, { sequence: 4, endpoint: 1, length: 64 });
    expect(await answer(input, true)).toMatchObject({ sequence: 4, data: 'for the next' });
  });

  it('a halted endpoint stalls until the host clears it', async () => {
    const { socket, input, device } = await imported();
    device.inEndpoint(1)?.halt();
    submit(socket, { sequence: 1, endpoint: 1, length: 64 });
    expect(await answer(input, true)).toMatchObject({ sequence: 1, status: -32 });
    submit(socket, { sequence: 2, endpoint: 0, setup: [0x02, 1, 0, 0, 0x81, 0, 0, 0], out: new Uint8Array(0) });
    expect(await answer(input, false)).toMatchObject({ sequence: 2, status: 0 });
    submit(socket, { sequence: 3, endpoint: 2, out: Buffer.from('again') });
    await answer(input, false);
    submit(socket, { sequence: 4, endpoint: 1, length: 64 });
    expect(await answer(input, true)).toMatchObject({ sequence: 4, data: 'again' });
  });

  it('pulled out in mid-transfer it gives nothing of that transfer, and nothing of it is left for the next host', async () => {
    const { socket, input, device, server } = await imported();
    device.pulledAfterBytes = 3;
    submit(socket, { sequence: 1, endpoint: 2, out: Buffer.from('hello') });
    await answer(input, false);
    submit(socket, { sequence: 2, endpoint: 1, length: 64 });
    expect(await answer(input, true)).toBeUndefined();
    const again = await importedFrom(server);
    submit(again.socket, { sequence: 3, endpoint: 2, out: Buffer.from('new') });
    await answer(again.input, false);
    submit(again.socket, { sequence: 4, endpoint: 1, length: 64 });
    expect(await answer(again.input, true)).toMatchObject({ data: 'new' });
  });

  it('is refused to a second host', async () => {
    const { server } = await imported();
    expect((await importedFrom(server)).isRefused).toBe(true);
  });
});
