import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { deviceRules } from './device-rules.ts';
import { discover } from './discovery.ts';
import { listUsbDevices, type Machine, thisMachine } from './machine.ts';
import type { ListedPort } from './serial-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'ohmstead-machine-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** As the kernel lays a device out: `devices/1-2/{idVendor,…,1-2:1.0/ttyUSB0}`, with a link to it. */
function plug(root: string, name: string, words: Record<string, string>, ...parts: string[]): void {
  const place = join(folder, 'devices', name);
  mkdirSync(join(place, `${name}:1.0`), { recursive: true });
  for (const [file, text] of Object.entries(words)) writeFileSync(join(place, file), `${text}\n`);
  for (const part of parts) mkdirSync(join(place, `${name}:1.0`, part), { recursive: true });
  mkdirSync(root, { recursive: true });
  symlinkSync(place, join(root, name));
}

describe('the list of USB devices', () => {
  it('has what is plugged in, with or without a port, and neither hubs nor interfaces', async () => {
    const root = join(folder, 'bus');
    plug(root, '1-1', { idVendor: '1a86', idProduct: '7523', product: 'USB Serial' }, 'ttyUSB0/tty');
    plug(root, '1-2.3', { idVendor: '0416', idProduct: '5011', serial: '007' }, 'tty/ttyACM0');
    plug(root, '1-4', { idVendor: '1a86', idProduct: '7523' });
    plug(root, '1-5', { idVendor: '1d6b', idProduct: '0002', bDeviceClass: '09' });
    plug(root, '1-1:1.0', { idVendor: '1a86', idProduct: '7523' });
    expect((await listUsbDevices(root)).map(({ folder: at, ...rest }) => [at.slice(root.length + 1), rest])).toEqual([
      ['1-1', { vendor: 0x1a86, product: 0x7523, label: 'USB Serial', hasPort: true, isClaimed: false, kinds: [] }],
      ['1-2.3', { vendor: 0x0416, product: 0x5011, serial: '007', hasPort: true, isClaimed: false, kinds: [] }],
      ['1-4', { vendor: 0x1a86, product: 0x7523, hasPort: false, isClaimed: false, kinds: [] }],
    ]);
  });

  it('tells an instrument and a lead by what their interfaces say', async () => {
    const root = join(folder, 'bus2');
    plug(root, '2-1', { idVendor: '1ab1', idProduct: '04ce', busnum: '2', devnum: '7' }, 'usbmisc/usbtmc3');
    writeFileSync(join(folder, 'devices/2-1/2-1:1.0/bInterfaceClass'), 'fe\n');
    writeFileSync(join(folder, 'devices/2-1/2-1:1.0/bInterfaceSubClass'), '03\n');
    plug(root, '2-2', { idVendor: '1a86', idProduct: 'e008' });
    writeFileSync(join(folder, 'devices/2-2/2-2:1.0/bInterfaceClass'), '03\n');
    writeFileSync(join(folder, 'devices/2-2/2-2:1.0/bInterfaceSubClass'), '00\n');
    symlinkSync('../../../../bus/usb/drivers/usbfs', join(folder, 'devices/2-2/2-2:1.0/driver'));
    const listed = await listUsbDevices(root);
    expect(listed).toMatchObject([
      { kinds: ['usbtmc'], usbtmcFile: '/dev/usbtmc3', deviceFile: '/dev/bus/usb/002/007', isClaimed: false },
      { kinds: ['hid'], isClaimed: true },
    ]);
  });

  it('is empty where the kernel has none', async () => {
    expect(await listUsbDevices(join(folder, 'nothing'))).toEqual([]);
  });

  it('programs that run are found by the name the kernel has for them', async () => {
    expect(await thisMachine.running(['no-such-program'])).toEqual([]);
  });
});

describe('what is in the way', () => {
  const look = (machine: Partial<Machine>, ports: ListedPort[] = [], manual: string[] = []) =>
    discover(
      {
        drivers: catalogue,
        listPorts: () => Promise.resolve(ports),
        listPhones: () => Promise.resolve([]),
        machine: {
          listUsb: () => Promise.resolve([]),
          running: () => Promise.resolve([]),
          installedRules: () => deviceRules(catalogue),
          ...machine,
        },
      },
      manual,
    );
  const cable = {
    folder: '/sys/bus/usb/devices/1-4',
    vendor: 0x1a86,
    product: 0x7523,
    hasPort: false,
    isClaimed: false,
    kinds: [],
  };
  const listUsb = () => Promise.resolve([cable]);

  it('a known cable without a port is told, and the kernel driver is the cure', async () => {
    const { instruments } = await look({ listUsb });
    expect(instruments).toMatchObject([
      {
        state: 'not-usable',
        reason: { code: 'discovery/no-port', params: { usb: '1a86:7523' } },
        cure: 'cure/load-kernel-driver',
      },
    ]);
  });

  it('while brltty runs it has taken the cable', async () => {
    const { instruments } = await look({ listUsb, running: () => Promise.resolve(['brltty']) });
    expect(instruments).toMatchObject([{ reason: { code: 'discovery/no-port' }, cure: 'cure/remove-brltty' }]);
  });

  it('a cable that has its port, and one that nobody knows, are not told twice', async () => {
    const other = { ...cable, vendor: 0x1234 };
    const { instruments } = await look({ listUsb: () => Promise.resolve([{ ...cable, hasPort: true }, other]) });
    expect(instruments).toEqual([]);
  });

  it('an oscilloscope on USB is found by its ids, by the way the kernel offers, and known wherever it is plugged in', async () => {
    const scope = {
      folder: '/sys/bus/usb/devices/2-1',
      vendor: 0x1ab1,
      product: 0x04ce,
      serial: 'DS1Z',
      hasPort: false,
      isClaimed: false,
    };
    const at = (more: object) => look({ listUsb: async () => [{ ...scope, kinds: ['usbtmc'] as const, ...more }] });
    expect((await at({})).instruments).toMatchObject([
      {
        address: 'usb:1ab1:04ce:DS1Z',
        kind: 'usb',
        candidates: ['rigol-ds'],
        stableId: '1ab1:04ce:DS1Z',
        state: 'usable',
      },
    ]);
    expect((await at({ usbtmcFile: '/dev/usbtmc9' })).instruments).toMatchObject([{ address: '/dev/usbtmc9' }]);
  });

  it('an oscilloscope that a program has claimed is busy, with its name where it can be seen, unless it is ours', async () => {
    const scope = { folder: '/sys/bus/usb/devices/2-1', vendor: 0x1ab1, product: 0x04ce, hasPort: false };
    const held = async (name: string) => {
      const deviceFile = join(folder, name);
      const listed = { ...scope, kinds: ['usbtmc'] as const, isClaimed: true, deviceFile };
      return (await look({ listUsb: async () => [listed] })).instruments[0];
    };
    for (const name of ['by-another', 'by-us', 'by-nobody-we-see']) writeFileSync(join(folder, name), '');
    const busy = { state: 'not-usable', reason: { code: 'usb/busy' }, cure: 'cure/close-program' };
    const given = openSync(join(folder, 'by-another'), 'r');
    const other = spawn('sleep', ['60'], { stdio: [given, 'ignore', 'ignore'] });
    closeSync(given);
    const ours = openSync(join(folder, 'by-us'), 'r');
    try {
      const params = { address: 'usb:1ab1:04ce@2-1', pid: other.pid, program: 'sleep' };
      expect(await held('by-another')).toMatchObject({ ...busy, reason: { code: 'usb/busy', params } });
      expect(await held('by-us')).toMatchObject({ state: 'usable' });
      const unseen = { reason: { code: 'usb/busy-unseen' }, cure: 'cure/find-program' };
      expect(await held('by-nobody-we-see')).toMatchObject({ ...busy, ...unseen });
    } finally {
      other.kill();
      closeSync(ours);
    }
  });

  it('an instrument that no driver names is told with its ids; a keyboard is not', async () => {
    const device = {
      folder: '/sys/bus/usb/devices/2-9',
      vendor: 0x1234,
      product: 0x0001,
      hasPort: false,
      isClaimed: false,
    };
    const found = await look({
      listUsb: async () => [
        { ...device, kinds: ['usbtmc'] },
        { ...device, kinds: ['hid'] },
      ],
    });
    expect(found.instruments).toMatchObject([
      {
        address: 'usb:1234:0001@2-9',
        candidates: [],
        reason: { code: 'discovery/unknown-device' },
        cure: 'cure/choose-driver',
      },
    ]);
  });

  it('the lead of a meter is found, and a person says which meter is behind it', async () => {
    const lead = {
      folder: '/sys/bus/usb/devices/2-2',
      vendor: 0x1a86,
      product: 0xe008,
      hasPort: false,
      isClaimed: false,
    };
    const { instruments } = await look({ listUsb: async () => [{ ...lead, kinds: ['hid'] }] });
    expect(instruments).toMatchObject([{ address: 'hid:1a86:e008@2-2', kind: 'hid', stableId: '1a86:e008@2-2' }]);
  });

  it('of two leads of a kind every one has an address of its own, also with the same serial number', async () => {
    const lead = { vendor: 0x1a86, product: 0xe008, hasPort: false, isClaimed: false, kinds: ['hid'] as const };
    const at = (path: string, serial?: string) => ({
      ...{ ...lead, folder: `/sys/bus/usb/devices/${path}` },
      ...(serial === undefined ? {} : { serial }),
    });
    const addresses = async (...devices: ReturnType<typeof at>[]) =>
      (await look({ listUsb: async () => devices })).instruments.map(({ address }) => address);
    expect(await addresses(at('2-1'), at('2-2'))).toEqual(['hid:1a86:e008@2-1', 'hid:1a86:e008@2-2']);
    expect(await addresses(at('2-1', '0001'), at('2-2'))).toEqual(['hid:1a86:e008@2-1', 'hid:1a86:e008@2-2']);
    expect(await addresses(at('2-1', 'A'), at('2-2', 'B'))).toEqual(['hid:1a86:e008:A', 'hid:1a86:e008:B']);
    expect(await addresses(at('2-1', 'A'), at('2-2', 'A'))).toEqual(['hid:1a86:e008@2-1', 'hid:1a86:e008@2-2']);
  });

  it.each([
    ['X\u001b[31m\u0007', '1a86:e008@2-1'],
    ['A\u202eB', '1a86:e008@2-1'],
    ['S'.repeat(200), `1a86:e008:${'S'.repeat(200)}`],
    ['Gerät', '1a86:e008:Gerät'],
  ])('a serial number that nobody can type is no part of an address: %j', async (serial, stableId) => {
    const lead = { vendor: 0x1a86, product: 0xe008, hasPort: false, isClaimed: false, kinds: ['hid'] as const };
    const listed = { ...lead, folder: '/sys/bus/usb/devices/2-1', serial };
    const { instruments } = await look({ listUsb: async () => [listed] });
    expect(instruments).toMatchObject([{ address: 'hid:1a86:e008@2-1', stableId }]);
  });
  it('ModemManager is a problem while a cable of ours is there and the rules are not installed', async () => {
    const path = join(folder, 'ttyUSB0');
    writeFileSync(path, '');
    const ports = [{ path, vendor: 0x1a86, product: 0x7523 }];
    const running = () => Promise.resolve(['ModemManager']);
    expect((await look({ running, installedRules: () => undefined }, ports)).problems).toMatchObject([
      { code: 'discovery/modem-manager', cure: 'cure/install-rules' },
    ]);
    expect((await look({ running }, ports)).problems).toEqual([]);
    expect((await look({ running, installedRules: () => undefined })).problems).toEqual([]);
  });

  it('a numbered port that is gone while others are there may only have another number', async () => {
    const path = join(folder, 'ttyUSB1');
    writeFileSync(path, '');
    const gone = '/dev/ttyUSB77';
    const one = await look({}, [{ path, vendor: 0x1a86, product: 0x7523 }], [gone]);
    expect(one.instruments.find(({ address }) => address === gone)).toMatchObject({ cure: 'cure/port-renumbered' });
    const none = await look({}, [], [gone]);
    expect(none.instruments[0]).toMatchObject({ cure: 'cure/plug-in' });
  });

  it('two cables without serial numbers are told apart by where they are plugged in', async () => {
    const ports = ['ttyUSB0', 'ttyUSB1'].map((name, index) => {
      writeFileSync(join(folder, name), '');
      return { path: join(folder, name), vendor: 0x1a86, product: 0x7523, usbPath: `1-${index + 1}` };
    });
    const { instruments } = await look({}, ports);
    expect(instruments.map(({ stableId }) => stableId)).toEqual(['1a86:7523@1-1', '1a86:7523@1-2']);
  });
});
