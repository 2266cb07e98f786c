/**
 * What the line of each supply, load, USB meter and soldering station must be set to, how fast it may be spoken to, and by which
 * USB ids it is known, as its sources have it: a simulator hears at any speed and has no id, so nothing else here notices a wrong one.
 * Those of the multimeters stand in `multimeter/stated-lines.test.ts`.
 */
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import type { ByteDriver } from './contract/driver.ts';

const lines: Readonly<Record<string, readonly string[]>> = {
  'korad-ka3005p': ['9600 8N1'],
  'riden-rd60xx': ['115200 8N1'],
  'rdtech-dps': ['9600 8N1'],
  'rigol-dp800': ['9600 8N1'],
  'rdtech-um25c': ['9600 8N1'],
  'rdtech-tc66c': ['115200 8N1'],
  'itech-it8500': ['9600 8N1'],
  'rigol-dl3000': ['9600 8N1'],
  'east-tester-et54': ['9600 8N1'],
  'zketech-ebd-usb': ['9600 8E1'],
  'jbc-robot': ['19200 8N1'],
  // The sources do not agree about its parity.
  'jbc-p02': ['500000 8E1', '500000 8N1 rts-cts'],
  'weller-wx': ['1200 8N1'],
  'center-309': ['9600 8N1'],
  // They have no serial line.
  'rigol-ds': [],
  'siglent-sds': [],
  'keysight-infiniivision': [],
  'tektronix-tds': [],
  'chargerlab-km003c': [],
  'fnirsi-fnb58': [],
  'fnirsi-fnb48': [],
};

const usb: Readonly<Record<string, readonly string[]>> = {
  'korad-ka3005p': ['0416:5011'],
  'riden-rd60xx': ['1a86:7523'],
  'rdtech-dps': ['1a86:7523'],
  'rigol-dp800': ['1ab1:0e11'],
  'rigol-dl3000': ['1ab1:0e11'],
  'east-tester-et54': ['1a86:7523'],
  'zketech-ebd-usb': ['1a86:7523'],
  'chargerlab-km003c': ['5fc9:0063'],
  'fnirsi-fnb58': ['2e3c:5558'],
  'fnirsi-fnb48': ['0483:003a', '0483:003b'],
  'jbc-p02': ['10c4:ea60'],
  'siglent-sds': ['f4ec:ee38', 'f4ec:ee3a', 'f4ed:ee3a'],
  'tektronix-tds': ['0699:0368'],
  'rigol-ds': ['1ab1:04ce', '1ab1:0515', '1ab1:044d', '1ab1:04b0', '1ab1:04b1'],
};

/** Whose USBTMC instruments each may be, whatever their ids. */
const makers: Readonly<Record<string, readonly string[]>> = {
  'rigol-dp800': ['1ab1'],
  'rigol-dl3000': ['1ab1'],
  'rigol-ds': ['1ab1'],
  'siglent-sds': ['f4ec', 'f4ed'],
  'keysight-infiniivision': ['0957', '2a8d'],
  'tektronix-tds': ['0699'],
};

/** Least milliseconds between two commands, where a source says so. */
const gaps: Readonly<Record<string, number>> = {
  'korad-ka3005p': 50,
  'rdtech-dps': 6,
  'east-tester-et54': 200,
  'zketech-ebd-usb': 10,
};

const hex = (number = 0) => number.toString(16).padStart(4, '0');
const drivers = catalogue.filter((driver): driver is ByteDriver => driver.link === 'bytes');
const others = drivers.filter(({ manifest }) => manifest.capability !== 'Multimeter');

it('all of them are spoken of here', () => {
  expect(others.map(({ manifest }) => manifest.id).sort()).toEqual(Object.keys(lines).sort());
});

describe.each(others.map(({ manifest, safeState }) => [manifest.id, manifest, safeState] as const))(
  '%s',
  (id, { line, otherLines = [], recognised, minGapMs, energises }, safeState) => {
    it('has the line that its sources say', () => {
      const written = [...(line === undefined ? [] : [line]), ...otherLines].map(
        ({ baudRate, dataBits, parity, stopBits, flow }) =>
          [`${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`, flow].filter(Boolean).join(' '),
      );
      expect(written).toEqual(lines[id]);
    });

    it('is known by the USB ids that its sources say', () => {
      const ids = (recognised.usb ?? []).map(({ vendor, product }) => `${hex(vendor)}:${hex(product)}`);
      expect(ids.sort()).toEqual([...(usb[id] ?? [])].sort());
      expect((recognised.tmcVendors ?? []).map(hex)).toEqual(makers[id] ?? []);
    });

    it('is not spoken to faster than its sources say, its safe frames neither', () => {
      const least = gaps[id] ?? 0;
      expect(minGapMs).toBeGreaterThanOrEqual(least);
      if (energises) expect(safeState.gapMs).toBeGreaterThanOrEqual(Math.max(least, minGapMs));
      else expect(safeState.frames).toEqual([]);
    });
  },
);

it('what energises is every supply, load and soldering station, and nothing else', () => {
  const kinds = ['PowerSupply', 'ElectronicLoad', 'SolderingStation'];
  for (const { manifest } of catalogue)
    expect([manifest.id, manifest.energises]).toEqual([manifest.id, kinds.includes(manifest.capability)]);
});
