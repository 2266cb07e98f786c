/** An instrument on the network is asked who it is because a person wants to know: a real simulator behind a real socket. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import { serveSimulator } from '../../station/cli/serve-simulator.ts';
import { lockInstrument } from '../../station/store/run-lock.ts';
import { instrumentRoom } from '../support/instrument-room.ts';

const circumstances = { faults: [], scenario: 'healthy', speed: 1, seed: 1 };
const simulated = (id: string, model?: string) => {
  const driver = catalogue.find(({ manifest }) => manifest.id === id);
  if (driver === undefined) throw new Error(`the catalogue has lost ${id}`);
  const named = model === undefined ? {} : { model };
  return serveSimulator({ driver, address: 'tcp:127.0.0.1:0', ...circumstances, ...named });
};

describe('who is there', () => {
  const room = instrumentRoom();
  const heard: string[] = [];
  let mute: Server;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    mute = createServer((socket) => {
      sockets.add(socket);
      socket.on('data', (bytes: Buffer) => heard.push(bytes.toString('latin1')));
    });
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    mute.close();
    await room.close();
  });
  const muteAddress = () => {
    const place = mute.address();
    return `tcp:127.0.0.1:${typeof place === 'object' && place !== null ? place.port : 0}`;
  };

  it.each([
    ['scpi-multimeter', '34465A', 'Keysight 34465A'],
    ['rigol-ds', 'DS1054Z', 'Rigol DS1054Z'],
    ['rigol-dp800', undefined, 'Rigol DP832'],
    ['rigol-dl3000', undefined, 'Rigol DL3021'],
  ])(
    '%s says so, and only that driver is offered from then on',
    async (id, model, label) => {
      const simulator = await simulated(id, model);
      try {
        const { address } = simulator;
        const before = await room.window.call('instrument/add', { address });
        expect(before.find((one) => one.address === address)).toMatchObject({ mayBeAsked: true, driver: null });
        expect(await room.window.call('instrument/identify', { address })).toMatchObject({ drivers: [id], label });
        const after = await room.window.call('instrument/overview', { look: false });
        expect(after.find((one) => one.address === address)).toMatchObject({ candidates: [id], label, driver: null });
        const listed = await room.window.call('instrument/connect', { address, driver: id });
        expect(listed).toMatchObject({ state: 'online' });
        await room.window.call('instrument/disconnect', { address });
      } finally {
        await simulator.stop();
      }
    },
    20_000,
  );

  it('a serial port is never asked, and nothing is opened for it', async () => {
    for (const address of ['/dev/ttyUSB77', 'COM3', 'hid:1a86:e008', 'adb:X'])
      await expect(room.window.call('instrument/identify', { address })).rejects.toMatchObject({
        code: 'instrument/not-to-be-asked',
      });
  });

  it('an address in another form is told in the right one, and nobody is asked', async () => {
    await expect(room.window.call('instrument/identify', { address: '192.168.1.5' })).rejects.toMatchObject({
      code: 'bench/address-form',
      params: { suggestion: 'tcp:192.168.1.5:5555' },
    });
  });

  it('what does not answer was sent the one question and nothing else', async () => {
    const address = muteAddress();
    await expect(room.window.call('instrument/identify', { address })).rejects.toMatchObject({
      code: 'instrument/no-name',
    });
    expect(heard.join('')).toBe('*IDN?\n');
  }, 10_000);

  it('what somebody else has is not asked', async () => {
    const address = muteAddress();
    const lock = lockInstrument(address, 'R-1');
    heard.length = 0;
    try {
      await expect(room.window.call('instrument/identify', { address })).rejects.toMatchObject({ code: 'lease/taken' });
      expect(heard).toEqual([]);
    } finally {
      lock.release();
    }
  });
});
