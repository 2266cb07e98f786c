/** A look at a bench with much on it: what it costs, and what is told twice or not at all. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import { catalogue } from '../catalogue.ts';
import { holdersOnce } from '../transport/port-holders.ts';
import { deviceRules } from './device-rules.ts';
import { type DiscoveryParts, discover } from './discovery.ts';
import type { ListedUsb, Machine } from './machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'ohmstead-many-'));
afterAll(() => rmSync(folder, { recursive: true }));

const calm: Machine = {
  listUsb: async () => [],
  running: async () => [],
  installedRules: () => deviceRules(catalogue),
};
const look = (parts: Partial<DiscoveryParts>, machine: Partial<Machine> = {}, manual: string[] = []) =>
  discover(
    {
      drivers: catalogue,
      listPorts: async () => [],
      listPhones: async () => [],
      machine: { ...calm, ...machine },
      ...parts,
    },
    manual,
  );

function filed(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  return path;
}

describe('sixty ports', () => {
  const ports = Array.from({ length: 60 }, (_, index) => {
    return { path: filed(`ttyUSB${index}`), vendor: 0x10c4, product: 0xea60, serial: `S${index}` };
  });

  it('are looked up in one walk through the open files of the computer', async () => {
    let walks = 0;
    const held = ports[7]?.path ?? '';
    const holders = () =>
      holdersOnce(async () => {
        walks += 1;
        return new Map([[held, [process.pid, 1]]]);
      });
    const { instruments } = await look({ listPorts: async () => ports }, { holders });
    expect(instruments).toHaveLength(60);
    expect(walks).toBe(1);
  });

  it('of which a program has one: that one is busy, and the others are not', async () => {
    const held = ports[7]?.path ?? '';
    const holders = () => holdersOnce(async () => new Map([[held, [1]]]));
    const { instruments } = await look({ listPorts: async () => ports }, { holders });
    const hindered = instruments.filter(({ state }) => state !== 'usable');
    expect(hindered).toMatchObject([{ address: held, reason: { code: 'port/busy', params: { pid: 1 } } }]);
  });
});

describe('an address that was entered by hand', () => {
  const scope: ListedUsb = {
    ...{ folder: '/sys/bus/usb/devices/2-1', vendor: 0x0699, product: 0x0368, serial: 'C01' },
    ...{ hasPort: false, isClaimed: true, kinds: ['usbtmc'], deviceFile: filed('claimed') },
  };
  const machine = { listUsb: async () => [scope] };

  it('and is listed besides is one instrument, with its name and with what is in its way', async () => {
    const { instruments } = await look({}, machine, ['usb:0699:0368:C01']);
    expect(instruments).toMatchObject([
      { address: 'usb:0699:0368:C01', stableId: '0699:0368:C01', reason: { code: expect.stringMatching(/^usb\//) } },
    ]);
  });

  it('and is a phone that waits for its owner says so', async () => {
    const phones = async () => [{ serial: 'R58', state: 'unauthorized' }];
    const { instruments } = await look({ listPhones: phones }, {}, ['adb:R58']);
    expect(instruments).toMatchObject([{ address: 'adb:R58', reason: { code: 'phone/unauthorized' } }]);
  });

  it('and is another name of one that is listed has the same in its way, and makes no second one of that name', async () => {
    const { instruments } = await look({}, machine, ['usb:0699:0368', 'usb:0699:0368@2-1']);
    expect(instruments.map(({ state }) => state)).toEqual(['not-usable', 'not-usable', 'not-usable']);
    expect(instruments.filter(({ stableId }) => stableId !== undefined)).toHaveLength(1);
  });

  it('and may be one of two is not told to be either', async () => {
    const other = { ...scope, folder: '/sys/bus/usb/devices/2-2', serial: 'C02', isClaimed: false };
    const { instruments } = await look({}, { listUsb: async () => [scope, other] }, ['usb:0699:0368']);
    expect(instruments.find(({ address }) => address === 'usb:0699:0368')).toMatchObject({ state: 'usable' });
  });

  it('with its line behind it, and gone, may only have another number as well', async () => {
    const ports = [{ path: filed('ttyACM9'), vendor: 0x0416, product: 0x5011 }];
    const { instruments } = await look({ listPorts: async () => ports }, {}, ['/dev/ttyUSB88?baud=9600']);
    expect(instruments[1]).toMatchObject({ reason: { code: 'port/not-found' }, cure: 'cure/port-renumbered' });
  });
});

it('phones that cannot be listed keep no port and no other list waiting', async () => {
  const begun: string[] = [];
  let answer: () => void = () => undefined;
  const looked = look({
    listPhones: () =>
      new Promise((_, reject) => {
        answer = () => reject(new CodedError('discovery/slow', { program: 'adb' }));
      }),
    listPorts: async () => {
      begun.push('ports');
      return [];
    },
    listIphones: async () => {
      begun.push('iphones');
      return [];
    },
  });
  await expect.poll(() => [...begun].sort()).toEqual(['iphones', 'ports']);
  answer();
  expect((await looked).problems).toMatchObject([{ code: 'discovery/slow' }]);
});
