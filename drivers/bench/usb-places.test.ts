import { describe, expect, it } from 'vitest';
import { failureOf } from '../../foundation/failure.ts';
import { usbIdentityOf } from '../contract/usb-identity.ts';
import type { KnownPlace } from './bench-api.ts';
import type { ListedUsb } from './machine.ts';
import type { ListedPort } from './serial-ports.ts';
import { locate, placeAt, usbPlaces } from './usb-places.ts';

const cable = { vendor: 0x1a86, product: 0x7523 };
const lead: Omit<ListedUsb, 'folder'> = {
  ...{ vendor: 0x1a86, product: 0xe008, hasPort: false, kinds: ['hid'], isClaimed: false },
};
const scope: ListedUsb = {
  ...{ folder: '/sys/bus/usb/devices/2-1', vendor: 0x1ab1, product: 0x04ce, serial: 'DS1Z', hasPort: false },
  ...{ kinds: ['usbtmc'], isClaimed: false, usbtmcFile: '/dev/usbtmc0' },
};
const leadAt = (path: string): ListedUsb => ({ ...lead, folder: `/sys/bus/usb/devices/${path}` });
const port = (number: number, usbPath: string, serial?: string, interfaceNumber = 0): ListedPort => ({
  ...{ path: `/dev/ttyUSB${number}`, ...cable, usbPath, interfaceNumber },
  ...(serial === undefined ? {} : { serial }),
});
const known = (address: string, stableId: string, usbPath?: string): KnownPlace => ({
  address,
  usb: { stableId, ...(usbPath === undefined ? {} : { usbPath }) },
});
function where(wanted: KnownPlace, ports: readonly ListedPort[], devices: readonly ListedUsb[] = [], port?: string) {
  try {
    const { address, usb } = locate(wanted, usbPlaces(ports, devices), port);
    return `${address} ${usb?.stableId ?? '-'}`;
  } catch (error) {
    return failureOf(error).code;
  }
}

describe('an instrument with a serial number of its own', () => {
  it('is found under the new name of its port, and what has its old port is left alone', () => {
    const ports = [port(0, '1-2', 'B'), port(1, '1-3', 'A')];
    expect(where(known('/dev/ttyUSB0', '1a86:7523:A', '1-1'), ports)).toBe('/dev/ttyUSB1 1a86:7523:A');
  });

  it('is found nowhere while another one stands in its place, or while it is not plugged in', () => {
    const wanted = known('/dev/ttyUSB0', '1a86:7523:A', '1-1');
    expect(where(wanted, [port(0, '1-1', 'B')])).toBe('instrument/other');
    expect(where(wanted, [port(3, '1-4', 'B')])).toBe('instrument/not-plugged-in');
    expect(where(wanted, [])).toBe('instrument/not-plugged-in');
  });

  it('that another one has as well is the one at the same place, and none where neither is there', () => {
    const wanted = known('/dev/ttyUSB0', '1a86:7523:A', '1-1');
    expect(where(wanted, [port(0, '1-2', 'A'), port(1, '1-1', 'A')])).toBe('/dev/ttyUSB1 1a86:7523:A');
    expect(where(wanted, [port(0, '1-2', 'A'), port(1, '1-3', 'A')])).toBe('instrument/other');
    expect(where(known('/dev/ttyUSB0', '1a86:7523:A'), [port(0, '1-2', 'A'), port(1, '1-3', 'A')])).toBe(
      'instrument/other',
    );
  });

  it('that another one was seen to have is nowhere while only that one is plugged in', () => {
    const both = usbPlaces([port(0, '1-1', 'A'), port(1, '1-2', 'A')], []);
    const seen = locate({ address: '/dev/ttyUSB0' }, both);
    expect(seen.usb).toEqual({ stableId: '1a86:7523:A', usbPath: '1-1', shared: true });
    expect(where(seen, [port(0, '1-2', 'A')])).toBe('instrument/other');
    expect(where(seen, [port(4, '1-1', 'A')])).toBe('/dev/ttyUSB4 1a86:7523:A');
    expect(locate(seen, usbPlaces([port(4, '1-1', 'A')], [])).usb).toEqual(seen.usb);
  });

  it('is known by its port among those of the same adapter', () => {
    const ports = [port(0, '1-1', 'A', 1), port(1, '1-1', 'A', 0)];
    expect(where(known('/dev/ttyUSB0', '1a86:7523:A', '1-1'), ports)).toBe('/dev/ttyUSB1 1a86:7523:A');
    expect(where(known('/dev/ttyUSB1', '1a86:7523:A/1', '1-1'), ports)).toBe('/dev/ttyUSB0 1a86:7523:A/1');
  });
});

describe('an instrument without a serial number of its own', () => {
  it('is what is plugged in at the same place, whatever the port is called now', () => {
    const ports = [port(0, '1-2'), port(7, '1-1')];
    expect(where(known('/dev/ttyUSB0', '1a86:7523@1-1', '1-1'), ports)).toBe('/dev/ttyUSB7 1a86:7523@1-1');
  });

  it('plugged in at another place is another one, though the port has the same name', () => {
    expect(where(known('/dev/ttyUSB0', '1a86:7523@1-1', '1-1'), [port(0, '1-2')])).toBe('instrument/other');
  });

  it.each(['0123456789ABCDEF', '1234567890', '123456', '0001', 'NT2009101400', 'A02014090305', '000000', ' '])(
    'is one whose maker gives every unit the same number: %j',
    (serial) => {
      expect(usbIdentityOf({ ...cable, serial, usbPath: '1-1' })?.stableId).toBe('1a86:7523@1-1');
      expect(usbIdentityOf({ ...cable, serial })).toBeUndefined();
    },
  );
});

describe('an address', () => {
  it('of ids alone is that device while it is the only one of its kind, and nobody when there are two', () => {
    expect(where({ address: 'hid:1a86:e008' }, [], [leadAt('2-1')])).toBe('hid:1a86:e008 1a86:e008@2-1');
    expect(where({ address: 'hid:1a86:e008' }, [], [leadAt('2-1'), leadAt('2-2')])).toBe('hid:1a86:e008 -');
    const first = known('hid:1a86:e008', '1a86:e008@2-1', '2-1');
    expect(where(first, [], [leadAt('2-1'), leadAt('2-2')])).toBe('hid:1a86:e008@2-1 1a86:e008@2-1');
    // The one that was read is unplugged: the other one would be opened.
    expect(where(first, [], [leadAt('2-2')])).toBe('instrument/other');
  });

  it('with the place in the tree of hubs is one of two leads', () => {
    const places = usbPlaces([], [leadAt('2-1'), leadAt('2-2')]);
    expect(places.map(({ address }) => address)).toEqual(['hid:1a86:e008@2-1', 'hid:1a86:e008@2-2']);
    expect(placeAt('hid:1a86:e008@2-2', places)?.stableId).toBe('1a86:e008@2-2');
    expect(placeAt('hid:1a86:e008@2-3', places)).toBeUndefined();
  });

  it("of the kernel's own file is the device behind it, and another one when the files are numbered anew", () => {
    expect(where({ address: '/dev/usbtmc0' }, [], [scope])).toBe('/dev/usbtmc0 1ab1:04ce:DS1Z');
    const wanted = known('/dev/usbtmc0', '1ab1:04ce:DS1Z', '2-1');
    const other = { ...scope, folder: '/sys/bus/usb/devices/2-2', serial: 'DS2Z' };
    expect(where(wanted, [], [{ ...scope, usbtmcFile: '/dev/usbtmc1' }, other])).toBe(
      'usb:1ab1:04ce:DS1Z 1ab1:04ce:DS1Z',
    );
    expect(where(wanted, [], [other])).toBe('instrument/other');
    const raw = { ...leadAt('2-1'), hidFiles: ['/dev/hidraw3'] };
    expect(where({ address: 'hid:/dev/hidraw3' }, [], [raw])).toBe('hid:/dev/hidraw3 1a86:e008@2-1');
  });

  it('that is another name of a port is kept as long as it leads to the instrument', () => {
    const byName = '/dev/serial/by-id/usb-cable-A';
    const ports = [port(0, '1-2', 'B'), port(1, '1-1', 'A')];
    const wanted = known(byName, '1a86:7523:A', '1-1');
    expect(where(wanted, ports, [], '/dev/ttyUSB1')).toBe(`${byName} 1a86:7523:A`);
    expect(where(wanted, ports, [], '/dev/ttyUSB0')).toBe('/dev/ttyUSB1 1a86:7523:A');
  });

  it('on the network has no other name', () => {
    expect(where({ address: 'tcp:192.0.2.7:5025' }, [port(0, '1-1', 'A')])).toBe('tcp:192.0.2.7:5025 -');
  });
});
