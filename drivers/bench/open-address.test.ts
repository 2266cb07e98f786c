import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import type { PhoneLink } from '../contract/phone-link.ts';
import { openAddress, parseAddress } from './open-address.ts';
import { SimulatedBench } from './simulated-bench.ts';

describe('addresses as people write them', () => {
  it.each([
    ['/dev/ttyUSB0', { kind: 'serial', path: '/dev/ttyUSB0' }],
    ['/dev/ttyUSB0?baud=9600', { kind: 'serial', path: '/dev/ttyUSB0', line: { baudRate: 9_600 } }],
    [
      'COM3?stop=2&parity=e&bits=7&baud=1200',
      { kind: 'serial', path: 'COM3', line: { baudRate: 1_200, dataBits: 7, parity: 'even', stopBits: 2 } },
    ],
    ['COM14', { kind: 'serial', path: 'COM14' }],
    ['tcp:127.0.0.1:5025', { kind: 'tcp', host: '127.0.0.1', port: 5025 }],
    ['tcp:[fe80::1]:5025', { kind: 'tcp', host: 'fe80::1', port: 5025 }],
    ['/dev/usbtmc0', { kind: 'usbtmc', path: '/dev/usbtmc0' }],
    ['usb:1ab1:04CE:DS1:A 7', { kind: 'usb', vendor: 0x1ab1, product: 0x04ce, serial: 'DS1:A 7' }],
    ['usb:1ab1:04ce', { kind: 'usb', vendor: 0x1ab1, product: 0x04ce }],
    ['hid:1a86:e008', { kind: 'hid', target: { vendor: 0x1a86, product: 0xe008 } }],
    ['hid:10C4:EA80:00A1', { kind: 'hid', target: { vendor: 0x10c4, product: 0xea80, serial: '00A1' } }],
    ['hid:/dev/hidraw3', { kind: 'hid', target: { path: '/dev/hidraw3' } }],
    ['sim:meter', { kind: 'sim', name: 'meter' }],
    ['adb:192.168.1.5:5555', { kind: 'adb', serial: '192.168.1.5:5555' }],
    ['adb:A B(C)', { kind: 'adb', serial: 'A B(C)' }],
    ['adb-connect:bench-phone:15037', { kind: 'adb-connect', host: 'bench-phone', port: 15037 }],
  ])('%s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  it.each([
    '',
    'ttyUSB0',
    'tcp:',
    'tcp:host',
    'tcp:host:0',
    'tcp:host:70000',
    '/dev/ttyUSB0?',
    '/dev/ttyUSB0?9600',
    '/dev/ttyUSB0?baud=',
    '/dev/ttyUSB0?baud=9600&baud=1200',
    '/dev/ttyUSB0?baud=09600',
    '/dev/ttyUSB0?baud=10000000',
    '/dev/ttyUSB0?bits=9',
    '/dev/ttyUSB0?parity=N',
    '/dev/ttyUSB0?stop=1.5',
    '/dev/ttyUSB0?speed=9600',
    '/dev/ttyUSB0?baud=9600&',
    'COM3?',
    'tcp:::1:5',
    'sim:',
    'adb:',
    'usb:1:2',
    'hid:',
    'hid:1a86',
    'hid:/dev/sda',
  ])('"%s" is refused with a code', (text) => {
    expect(() => parseAddress(text)).toThrow(expect.objectContaining({ code: 'bench/bad-address' }));
  });
});

it('an address that does not fit the driver opens nothing', async () => {
  const clock = new VirtualClock();
  const refuse = () => {
    throw new CodedError('test/must-not-be-asked');
  };
  const parts = {
    clock,
    phones: { open: () => Promise.reject(new CodedError('test/must-not-be-asked')), close: () => Promise.resolve() },
    iphones: { open: () => Promise.reject(new CodedError('test/must-not-be-asked')) },
    simulated: new SimulatedBench({ clock, createUnit: refuse, restoreUnit: refuse, phoneLink: refuse }),
  };
  const driver = (link: 'bytes' | 'phone') => ({ link, manifest: { id: link } }) as unknown as Driver;
  const code = (work: Promise<unknown>) => work.catch((error: CodedError) => error.code);
  expect(await code(openAddress(parts, driver('bytes'), 'adb:X'))).toBe('bench/wrong-link');
  expect(await code(openAddress(parts, driver('phone'), '/dev/ttyS0'))).toBe('bench/wrong-link');
  expect(await code(openAddress(parts, driver('phone'), 'iphone:00008101-000A1B2C3D4E001E'))).toBe('bench/wrong-link');
  expect(await code(openAddress(parts, driver('bytes'), 'iphone:--help'))).toBe('bench/bad-address');
  expect(await code(openAddress(parts, driver('bytes'), '/dev/ttyS0'))).toBe('bench/no-line-settings');
});

it('a phone at a TCP address is connected through adb', async () => {
  const clock = new VirtualClock();
  const asked: unknown[] = [];
  const phone = {} as PhoneLink;
  const refuse = () => {
    throw new CodedError('test/must-not-be-asked');
  };
  const parts = {
    clock,
    phones: {
      open: (target: unknown) => {
        asked.push(target);
        return Promise.resolve(phone);
      },
      close: () => Promise.resolve(),
    },
    iphones: { open: () => Promise.reject(new CodedError('test/must-not-be-asked')) },
    simulated: new SimulatedBench({ clock, createUnit: refuse, restoreUnit: refuse, phoneLink: refuse }),
  };
  const driver = { link: 'phone', manifest: { id: 'android' } } as unknown as Driver;
  expect(await openAddress(parts, driver, 'tcp:127.0.0.1:15037')).toEqual({ link: 'phone', phone });
  expect(asked).toEqual([{ kind: 'adb-connect', host: '127.0.0.1', port: 15037 }]);
});
