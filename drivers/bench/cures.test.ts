import { expect, it } from 'vitest';
import { cureFor, cureOf } from './cures.ts';

it.each([
  ['instrument/silent', '/dev/ttyUSB0', 'cure/switch-on-data-output'],
  ['instrument/silent', 'hid:1a86:e008', 'cure/switch-on-data-output'],
  ['instrument/silent', 'tcp:10.0.0.9:5025', 'cure/check-remote-control'],
  ['instrument/silent', 'usb:1ab1:04ce:DS1Z', 'cure/check-usb-mode'],
  ['instrument/silent', '/dev/usbtmc0', 'cure/check-usb-mode'],
  ['instrument/timeout', 'tcp:10.0.0.9:5025', 'cure/check-remote-control'],
  ['instrument/timeout', 'COM3', 'cure/check-line'],
  ['transport/peer-closed', 'tcp:10.0.0.9:5555', 'cure/one-client-only'],
  ['transport/refused', 'tcp:10.0.0.9:5555', 'cure/check-network-address'],
])('%s at %s is cured as it can be there', (code, address, cure) => {
  expect(cureFor(code, address)).toEqual({ cure });
});

it.each([
  ['brltty holds it', 'port/busy', { program: 'brltty' }, 'cure/remove-brltty'],
  ['a program holds it', 'port/busy', { program: 'minicom' }, 'cure/close-program'],
  ['a group may use it', 'port/no-permission', { group: 'uucp' }, 'cure/join-this-group'],
  ['nobody is sent to the group of root', 'port/no-permission', { group: 'root' }, 'cure/join-group'],
  ['no group is known', 'port/no-permission', {}, 'cure/join-group'],
])('what is known of a port tells more: %s', (_, code, params, cure) => {
  expect(cureOf({ code, params: { path: '/dev/ttyUSB0', ...params } })).toEqual({ cure });
});
