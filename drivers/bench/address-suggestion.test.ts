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
])('whoever writes "%s" is told %s, which is an address', (text, suggestion) => {
  expect(addressSuggestion(text)).toBe(suggestion);
  expect(() => parseAddress(text)).toThrow(
    expect.objectContaining({ code: 'bench/address-form', params: { address: text, suggestion } }),
  );
  expect(() => parseAddress(suggestion)).not.toThrow();
});

it.each(['', 'nonsense', 'ttyUSB0', 'tcp:host', '999', '/dev/x', 'a b.c'])('for "%s" nothing is guessed', (text) => {
  expect(addressSuggestion(text)).toBeUndefined();
});
