/** Which drivers are offered for what is plugged in, and what helps where the system refuses it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { deviceRules } from './device-rules.ts';
import { discover } from './discovery.ts';
import type { Machine } from './machine.ts';
import type { ListedPort } from './serial-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'ohmstead-candidates-'));
afterAll(() => rmSync(folder, { recursive: true }));

const calm: Machine = {
  listUsb: async () => [],
  running: async () => [],
  installedRules: () => deviceRules(catalogue),
};
const look = (machine: Partial<Machine>, ports: readonly ListedPort[] = []) =>
  discover(
    {
      drivers: catalogue,
      listPorts: async () => ports,
      listPhones: async () => [],
      machine: { ...calm, ...machine },
    },
    [],
  );
const tmc = (vendor: number, product: number, more: object = {}) => {
  const kinds = ['usbtmc'] as const;
  const device = { folder: '/sys/bus/usb/devices/2-8', vendor, product, hasPort: false, isClaimed: false, kinds };
  return { ...device, ...more };
};
const found = async (device: ReturnType<typeof tmc>, machine: Partial<Machine> = {}) =>
  (await look({ listUsb: async () => [device], ...machine })).instruments[0];

it.each([
  ['a 34465A', 0x2a8d, 0x0101, ['scpi-multimeter']],
  ['a 34460A', 0x0957, 0x1b07, ['scpi-multimeter']],
  ['a 34405A', 0x0957, 0x0618, ['scpi-multimeter']],
  ['a DM3058', 0x1ab1, 0x09c4, ['scpi-multimeter']],
  ['a GDM-9061', 0x2184, 0x0059, ['scpi-multimeter']],
  ['an SDM3055 or an SDS, which share an id', 0xf4ec, 0xee38, ['scpi-multimeter', 'siglent-sds']],
  ['a Keysight instrument nobody has noted', 0x2a8d, 0x9999, ['scpi-multimeter', 'keysight-infiniivision']],
  ['a Tektronix oscilloscope nobody has noted', 0x0699, 0x03a6, ['tektronix-tds']],
])('%s on USB has its drivers', async (_, vendor, product, candidates) => {
  expect(await found(tmc(vendor, product))).toMatchObject({ candidates, state: 'usable' });
});

it('the serial port of a maker is not taken for its USBTMC instruments', async () => {
  const { instruments } = await look({}, [{ path: '/dev/ttyACM77', vendor: 0x2a8d, product: 0x9999 }]);
  expect(instruments).toMatchObject([{ candidates: [] }]);
});

it.skipIf(process.getuid?.() === 0)(
  'rules are the cure for a right only where they would give it (root may do everything, so not as root)',
  async () => {
    const deviceFile = join(folder, 'no-right');
    writeFileSync(deviceFile, '', { mode: 0 });
    const cureOf = async (machine: Partial<Machine>) => (await found(tmc(0x1234, 1, { deviceFile }), machine))?.cure;
    expect(await cureOf({ installedRules: () => undefined })).toBe('cure/install-rules');
    expect(await cureOf({ installedRules: () => '# of an older release' })).toBe('cure/install-rules');
    expect(await cureOf({})).toBe('cure/rules-take-effect');
  },
);

it('the ids of an adapter that is sold for everything are only a guess, those of an instrument are its own', async () => {
  const ids = [
    [0x1a86, 0x7523],
    [0x10c4, 0xea60],
    [0x0416, 0x5011],
  ] as const;
  const ports = ids.map(([vendor, product], index) => ({ path: `/dev/ttyX${index}`, vendor, product }));
  const { instruments } = await look({}, ports);
  expect(instruments.map(({ sharedCable }) => sharedCable)).toEqual([true, true, undefined]);
});
