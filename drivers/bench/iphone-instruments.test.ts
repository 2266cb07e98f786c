import { expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import type { ListedIphone } from '../phone/iphone/link/list-iphones.ts';
import { foundIphones } from './iphone-instruments.ts';
import type { ListedUsb } from './machine.ts';

const drivers = [
  { link: 'iphone', manifest: { id: 'iphone' } },
  { link: 'phone', manifest: { id: 'android' } },
] as unknown as Driver[];
const onCable: ListedUsb = {
  folder: '/sys/1-2',
  vendor: 0x05ac,
  product: 0x12a8,
  hasPort: false,
  isClaimed: false,
  kinds: [],
};
const keyboard: ListedUsb = { ...onCable, product: 0x024f };
const udid = '00008101-000A1B2C3D4E001E';
const list =
  (...phones: ListedIphone[]) =>
  () =>
    Promise.resolve(phones);
const missing = () => Promise.reject(new CodedError('phone/iphone-tools-missing', { tool: 'idevice_id', install: '' }));

it('an iPhone that trusts this computer is usable', async () => {
  expect(await foundIphones(drivers, [onCable], list({ udid, model: 'iPhone13,2' }))).toEqual({
    instruments: [
      {
        address: `iphone:${udid}`,
        kind: 'usb',
        candidates: ['iphone'],
        label: 'iPhone13,2',
        stableId: `iphone:${udid}`,
        state: 'usable',
      },
    ],
    problems: [],
  });
});

it('one that does not trust it yet is shown with reason and cure', async () => {
  const hindrance = { code: 'phone/iphone-untrusted', params: { serial: udid } };
  const { instruments } = await foundIphones(drivers, [onCable], list({ udid, hindrance }));
  expect(instruments).toMatchObject([{ state: 'not-usable', reason: hindrance, cure: 'cure/trust-this-computer' }]);
});

it('missing tools are told only where an iPhone is on the cable', async () => {
  expect((await foundIphones(drivers, [keyboard], missing)).problems).toEqual([]);
  expect((await foundIphones(drivers, [onCable], missing)).problems).toMatchObject([
    { code: 'phone/iphone-tools-missing' },
  ]);
});

it('an iPhone on the cable that no service sees is told; without one there is nothing to tell', async () => {
  expect((await foundIphones(drivers, [onCable], list())).problems).toMatchObject([
    { code: 'phone/iphone-service-missing' },
  ]);
  expect((await foundIphones(drivers, [keyboard], list())).problems).toEqual([]);
});
