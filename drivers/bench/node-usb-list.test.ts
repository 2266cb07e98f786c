/** USB devices where the kernel has no list of them, from devices as node `usb` gives them on Windows and macOS. */
import { expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { deviceRules } from './device-rules.ts';
import { discover } from './discovery.ts';
import { listedByNode, type NodeUsbDevice } from './node-usb-list.ts';
import type { ListedPort } from './serial-ports.ts';
import { isOursAmong } from './usb-instruments.ts';

const face = (interfaceClass: number, interfaceSubclass = 0) => [
  { interfaces: [{ alternates: [{ interfaceClass, interfaceSubclass }] }] },
];
const open = (vendorId: number, productId: number, more: Partial<NodeUsbDevice> = {}): NodeUsbDevice => ({
  ...{
    vendorId,
    productId,
    deviceClass: 0,
    bus: '1',
    ports: [2, 3],
    serialNumber: null,
    configurations: face(0xfe, 3),
  },
  ...more,
});
/** Windows without WinUSB: whoever asks what it is is refused. */
function closed(vendorId: number, productId: number): NodeUsbDevice {
  const refused = () => {
    throw new Error('NOT_SUPPORTED');
  };
  return {
    ...{ vendorId, productId, deviceClass: 0 },
    get serialNumber(): string {
      return refused();
    },
    get configurations(): NodeUsbDevice['configurations'] {
      return refused();
    },
  };
}

async function look(devices: readonly NodeUsbDevice[], platform: NodeJS.Platform, ports: readonly ListedPort[] = []) {
  const { instruments } = await discover(
    {
      ...{ drivers: catalogue, listPorts: async () => ports, listPhones: async () => [] },
      machine: {
        platform,
        running: async () => [],
        installedRules: () => deviceRules(catalogue),
        listUsb: async (isOurs = isOursAmong(catalogue)) => listedByNode(devices, ports, isOurs),
      },
    },
    [],
  );
  return instruments.filter(({ kind }) => kind !== 'serial' || ports.length === 0);
}

it('an oscilloscope with its WinUSB driver is found by its interface, and named by its serial number or its place', async () => {
  const devices = [open(0x1ab1, 0x04ce, { serialNumber: 'DS1Z', productName: 'DS1000Z' }), open(0x0699, 0x03a6)];
  expect(await look(devices, 'win32')).toMatchObject([
    { address: 'usb:1ab1:04ce:DS1Z', label: 'DS1000Z', state: 'usable', candidates: ['rigol-ds'] },
    { address: 'usb:0699:03a6@1-2.3', stableId: '0699:03a6@1-2.3', candidates: ['tektronix-tds'] },
  ]);
});

it('one without is told with what to do, and so is the HID lead of a meter', async () => {
  const reason = { code: 'usb/no-driver' };
  const devices = [closed(0x2a8d, 0x0101), closed(0x1a86, 0xe008), closed(0x5fc9, 0x0063)];
  expect(await look(devices, 'win32')).toMatchObject([
    { address: 'usb:2a8d:0101', kind: 'usb', state: 'not-usable', reason, cure: 'cure/usb-driver' },
    { address: 'hid:1a86:e008', kind: 'hid', reason, cure: 'cure/usb-driver' },
    { address: 'hid:5fc9:0063', kind: 'hid', reason, cure: 'cure/usb-driver' },
  ]);
  expect((await look([closed(0x1a86, 0xe008)], 'darwin'))[0]?.cure).toBe('cure/hid-elsewhere');
});

it('a serial cable that has its port is told once, and one without is told to have none', async () => {
  const port = { path: 'COM3', vendor: 0x1a86, product: 0x7523 };
  expect(await look([closed(0x1a86, 0x7523)], 'win32', [port])).toEqual([]);
  expect(await look([closed(0x1a86, 0x7523)], 'win32')).toMatchObject([
    { reason: { code: 'discovery/no-port' }, cure: 'cure/install-port-driver' },
  ]);
});

it('what is not ours is not even asked what it is', () => {
  const asked: string[] = [];
  const spy = (device: NodeUsbDevice) =>
    new Proxy(device, {
      get(target, name) {
        if (name === 'configurations' || name === 'serialNumber') asked.push(`${target.vendorId.toString(16)}`);
        return Reflect.get(target, name) as unknown;
      },
    });
  const devices = [open(0x046d, 0xc52b), open(0x1ab1, 0x04ce), open(0x1d6b, 0x0002, { deviceClass: 9 })].map(spy);
  expect(listedByNode(devices, [], isOursAmong(catalogue))).toHaveLength(1);
  expect(new Set(asked)).toEqual(new Set(['1ab1']));
});
