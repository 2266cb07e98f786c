import { expect, it } from 'vitest';
import { addressSuggestion } from './address-suggestion.ts';
import { parseAddress } from './open-address.ts';

it.each([
  ['192.168.1.5', 'tcp:192.168.1.5:5555'],
  ['192.168.1.5:5025', 'tcp:192.168.1.5:5025'],
  ['tcp:192.168.1.5', 'tcp:192.168.1.5:5555'],
  ['scope.local', 'tcp:scope.local:5555'],
  ['TCPIP0::192.168.1.5::5025::SOCKET', 'tcp:192.168.1.5:5025'],
  ['TCPIP::192.168.1.5::inst0::INSTR', 'tcp:192.168.1.5:5025'],
  ['USB0::0x1AB1::0x04CE::DS1ZA1::INSTR', 'usb:1ab1:04ce:DS1ZA1'],
  ['localhost:5025', 'tcp:localhost:5025'],
  ['::1', 'tcp:[::1]:5555'],
  ['[fe80::1%eth0]:5025', 'tcp:[fe80::1%eth0]:5025'],
  ['tcp:2001:db8::7', 'tcp:[2001:db8::7]:5555'],
  ['tcp:::1:47005', 'tcp:[::1]:47005'],
  ['http://192.168.1.5/', 'tcp:192.168.1.5:5555'],
  ['https://scope.local:8080/index.html', 'tcp:scope.local:5555'],
])('whoever writes "%s" is told %s, which is an address', (text, suggestion) => {
  expect(addressSuggestion(text)).toBe(suggestion);
  expect(() => parseAddress(text)).toThrow(
    expect.objectContaining({ code: 'bench/address-form', params: { address: text, suggestion } }),
  );
  expect(() => parseAddress(suggestion)).not.toThrow();
});

it.each([
  '',
  'nonsense',
  'ttyUSB0',
  'tcp:host',
  '999',
  '/dev/x',
  'a b.c',
  'usb:1234',
  'hid:12',
  'COM3:9600',
  ':::',
  'http://',
  'x:1;reboot',
  '192.168.1.5:70000',
  'tcp:::1:5',
])('for "%s" nothing is guessed', (text) => {
  expect(addressSuggestion(text)).toBeUndefined();
});
