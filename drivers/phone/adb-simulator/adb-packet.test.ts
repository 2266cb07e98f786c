import { createConnection } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import { ByteQueue } from '../link/byte-queue.ts';
import { type AdbPacket, checksum, command, decodeHeader, encodePacket, headerLength, version } from './adb-packet.ts';
import { DemoShellHost } from './demo-shell-host.ts';
import { SimulatedAdbd } from './simulated-adbd.ts';

const seed = Number(process.env.SEED ?? 20261121);
const clock = new RealClock();
const packet = fc.record({
  command: fc.constantFrom(...Object.values(command)),
  arg0: fc.nat(0xffffffff),
  arg1: fc.nat(0xffffffff),
  payload: fc.uint8Array({ maxLength: 300 }),
});

describe('packets of a device link', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(packet, fc.boolean(), (sent, withChecksum) => {
        const bytes = encodePacket(sent, withChecksum);
        const header = decodeHeader(bytes.subarray(0, headerLength));
        expect(header).toMatchObject({ command: sent.command, arg0: sent.arg0, arg1: sent.arg1 });
        expect(bytes.subarray(headerLength)).toEqual(sent.payload);
        expect(header?.check).toBe(withChecksum ? checksum(sent.payload) : 0);
      }),
      { seed },
    );
  });

  it('with a damaged command are known to be damaged', () => {
    fc.assert(
      fc.property(packet, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 255 }), (sent, at, flip) => {
        const bytes = encodePacket(sent, false);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        expect(decodeHeader(bytes)).toBeUndefined();
      }),
      { seed },
    );
  });
});

/** A bare adb server for one phone: sends packets, reads packets. */
async function bareServer(port: number) {
  const socket = createConnection({ host: '127.0.0.1', port });
  const input = new ByteQueue();
  let closed = false;
  socket.on('data', (chunk) => input.push(chunk));
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
    input.end();
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  const read = async (): Promise<AdbPacket | undefined> => {
    const header = decodeHeader((await input.read(headerLength)) ?? new Uint8Array(headerLength));
    const payload = header === undefined ? undefined : await input.read(header.length);
    return header === undefined || payload === undefined ? undefined : { ...header, payload };
  };
  const send = (name: number, arg0: number, arg1: number, text = '') => {
    socket.write(encodePacket({ command: name, arg0, arg1, payload: new TextEncoder().encode(text) }, true));
  };
  return { socket, read, send, isClosed: () => closed };
}

describe('the flow on a device link', () => {
  it('never has two writes on their way, and none longer than the smaller limit of the two sides', async () => {
    const adbd = await SimulatedAdbd.start({ host: new DemoShellHost(clock), port: 0 });
    const server = await bareServer(adbd.port);
    server.send(command.CNXN, version.withoutChecksum, 1000, 'host::');
    expect(await server.read()).toMatchObject({ command: command.CNXN, arg1: 1000 });
    server.send(command.OPEN, 7, 0, 'exec:flood 2500\0');
    const okay = await server.read();
    expect(okay).toMatchObject({ command: command.OKAY, arg1: 7 });
    const sizes: number[] = [];
    let next = server.read();
    while (sizes.length < 3) {
      sizes.push((await next)?.payload.length ?? -1);
      next = server.read();
      expect(await Promise.race([next, clock.sleep(40).then(() => 'nothing yet')])).toBe('nothing yet');
      server.send(command.OKAY, 7, okay?.arg0 ?? 0);
    }
    expect(sizes).toEqual([1000, 1000, 500]);
    expect((await next)?.command).toBe(command.CLSE);
    server.socket.destroy();
    await adbd.stop();
  });

  it('a service that the phone does not have is refused, and streams of strangers are ignored', async () => {
    const adbd = await SimulatedAdbd.start({ host: new DemoShellHost(clock), port: 0 });
    const server = await bareServer(adbd.port);
    server.send(command.OPEN, 1, 0, 'exec:echo before the greeting\0');
    server.send(command.CNXN, version.withoutChecksum, 4096, 'host::');
    expect((await server.read())?.command).toBe(command.CNXN);
    server.send(command.WRTE, 99, 99, 'to nobody');
    server.send(command.OPEN, 8, 0, 'framebuffer:\0');
    expect(await server.read()).toMatchObject({ command: command.CLSE, arg0: 0, arg1: 8 });
    server.socket.destroy();
    await adbd.stop();
  });

  it('whatever bytes a stranger sends, the phone hangs up and goes on serving others', async () => {
    const adbd = await SimulatedAdbd.start({ host: new DemoShellHost(clock), port: 0 });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: headerLength, maxLength: 200 }), async (bytes) => {
        const stranger = await bareServer(adbd.port);
        stranger.socket.write(bytes);
        for (let tries = 0; tries < 100 && !stranger.isClosed(); tries += 1) await clock.sleep(5);
        expect(stranger.isClosed()).toBe(true);
      }),
      { seed, numRuns: 20 },
    );
    const server = await bareServer(adbd.port);
    server.send(command.CNXN, version.withoutChecksum, 4096, 'host::');
    expect((await server.read())?.command).toBe(command.CNXN);
    server.socket.destroy();
    await adbd.stop();
  });
});
