import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import { type DiscoveryParts, discover, type ListedPhone } from './discovery.ts';
import { type ListedPort, listFromSysfs } from './serial-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'ohmstead-discovery-'));
afterAll(() => rmSync(folder, { recursive: true }));

const driver = (id: string, more: object) =>
  ({ link: 'bytes', manifest: { id, recognised: { by: '' }, ...more } }) as unknown as Driver;
const line = { baudRate: 9600 };
const drivers = [
  driver('supply', { line, recognised: { by: '', usb: [{ vendor: 0x0416, product: 0x5011 }] } }),
  driver('meter', { line, recognised: { by: '', usb: [{ vendor: 0x1a86, product: 0x7523 }] } }),
  driver('lan-only', { recognised: { by: '', idn: [/^LAN/] } }),
  { link: 'phone', manifest: { id: 'android', recognised: { by: '' } } } as unknown as Driver,
];

function look(ports: ListedPort[], phones: ListedPhone[] | CodedError, manual: string[] = []) {
  const parts: DiscoveryParts = {
    drivers,
    listPorts: () => Promise.resolve(ports),
    listPhones: () => (phones instanceof CodedError ? Promise.reject(phones) : Promise.resolve(phones)),
  };
  return discover(parts, manual);
}

it('a port whose cable is known is usable and names the drivers that may fit', async () => {
  const path = join(folder, 'ttyACM0');
  writeFileSync(path, '');
  const found = await look([{ path, vendor: 0x0416, product: 0x5011, serial: '007', label: 'USB Vcom' }], []);
  expect(found.instruments).toEqual([
    {
      address: path,
      kind: 'serial',
      candidates: ['supply'],
      label: 'USB Vcom',
      stableId: '0416:5011:007',
      state: 'usable',
    },
  ]);
});

it('a device nobody knows says so and asks for a driver', async () => {
  const path = join(folder, 'ttyUSB9');
  writeFileSync(path, '');
  const { instruments } = await look([{ path, vendor: 0x10c4, product: 0xea60 }], []);
  expect(instruments[0]).toMatchObject({
    state: 'not-usable',
    reason: { code: 'discovery/unknown-device', params: { usb: '10c4:ea60' } },
    cure: 'cure/choose-driver',
  });
});

it.skipIf(process.getuid?.() === 0)(
  'a port without rights names the group (root may do everything, so not as root)',
  async () => {
    const path = join(folder, 'ttyS7');
    writeFileSync(path, '');
    chmodSync(path, 0);
    const { instruments } = await look([], [], [path]);
    expect(instruments[0]).toMatchObject({ reason: { code: 'port/no-permission' }, cure: 'cure/join-this-group' });
  },
);

it.each([
  ['device', 'usable', undefined, undefined],
  ['unauthorized', 'not-usable', 'phone/unauthorized', 'cure/allow-usb-debugging'],
  ['offline', 'not-usable', 'phone/offline', 'cure/replug-phone'],
  ['no permissions (user in plugdev?)', 'not-usable', 'phone/no-permissions', 'cure/udev-rule'],
  ['recovery', 'not-usable', 'phone/wrong-mode', 'cure/start-phone-normally'],
])('a phone in state "%s" is %s', async (state, usable, code, cure) => {
  const { instruments } = await look([], [{ serial: '192.168.1.5:5555', state, model: 'Pixel 8' }]);
  expect(instruments[0]).toMatchObject({ address: 'adb:192.168.1.5:5555', candidates: ['android'], state: usable });
  expect([instruments[0]?.reason?.code, instruments[0]?.cure]).toEqual([code, cure]);
});

it.each(['phone/adb-missing', 'phone/other-adb-server'])(
  '%s is a problem with a cure and hides nothing else',
  async (code) => {
    const path = join(folder, 'ttyACM0');
    writeFileSync(path, '');
    const found = await look([{ path, vendor: 0x0416, product: 0x5011 }], new CodedError(code));
    expect(found.instruments).toHaveLength(1);
    expect(found.problems).toMatchObject([{ code, cure: expect.stringMatching(/^cure\//) }]);
  },
);

it('addresses entered by hand: missing ports and nonsense are told, a network address is not connected to', async () => {
  const { instruments } = await look([], [], [join(folder, 'nothing'), 'tcp:127.0.0.1:1', 'adb:X', 'nonsense']);
  expect(instruments.map(({ state, reason, candidates }) => [state, reason?.code, candidates.length])).toEqual([
    ['not-usable', 'port/not-found', 2],
    ['usable', undefined, 1],
    ['usable', undefined, 1],
    ['not-usable', 'bench/bad-address', 0],
  ]);
});

it('ports are listed as people count them', async () => {
  const root = join(folder, 'many');
  for (const name of ['ttyUSB10', 'ttyUSB9', 'ttyACM0', 'ttyUSB1']) {
    const usb = join(root, `devices/${name}-device`);
    mkdirSync(join(usb, name), { recursive: true });
    for (const file of ['idVendor', 'idProduct']) writeFileSync(join(usb, file), '1a86\n');
    mkdirSync(join(root, 'class/tty', name), { recursive: true });
    symlinkSync(join(usb, name), join(root, 'class/tty', name, 'device'));
  }
  const listed = await listFromSysfs(join(root, 'class/tty'));
  expect(listed.map(({ path }) => path)).toEqual(['/dev/ttyACM0', '/dev/ttyUSB1', '/dev/ttyUSB9', '/dev/ttyUSB10']);
});

it("ports are found in the kernel's own list where udev is missing, and ports that are not USB are left out", async () => {
  const root = join(folder, 'sys');
  const usb = join(root, 'devices/usb1/1-2');
  mkdirSync(join(usb, '1-2:1.0/ttyUSB0'), { recursive: true });
  for (const [name, text] of Object.entries({ idVendor: '1a86', idProduct: '7523', product: 'USB Serial' })) {
    writeFileSync(join(usb, name), `${text}\n`);
  }
  for (const name of ['ttyUSB0', 'ttyS0', 'tty1']) mkdirSync(join(root, 'class/tty', name), { recursive: true });
  symlinkSync(join(usb, '1-2:1.0/ttyUSB0'), join(root, 'class/tty/ttyUSB0/device'));
  mkdirSync(join(root, 'platform'), { recursive: true });
  symlinkSync(join(root, 'platform'), join(root, 'class/tty/ttyS0/device'));
  expect(await listFromSysfs(join(root, 'class/tty'))).toEqual([
    { path: '/dev/ttyUSB0', vendor: 0x1a86, product: 0x7523, label: 'USB Serial', usbPath: '1-2', interfaceNumber: 0 },
  ]);
});
