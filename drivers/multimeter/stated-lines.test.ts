/**
 * What the line of each meter must be set to, as its sources have it, and how soon its silence is told: a simulator hears at any
 * speed and needs no power from DTR, so nothing else here notices a wrong one.
 */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { ByteDriver } from '../contract/driver.ts';

/** Speed, data bits, parity, stop bits, and which control lines are driven where a source says. */
const lines: Readonly<Record<string, string>> = {
  'uni-t-ut61e': '19200 7O1 DTR=1 RTS=0',
  'voltcraft-vc820': '2400 8N1 DTR=1 RTS=0',
  'tekpower-tp4000zc': '2400 8N1 DTR=1',
  'va-va18b': '2400 8N1 DTR=1',
  'va-va40b': '2400 8N1 DTR=1',
  'pce-pce-dm32': '2400 8N1 DTR=1',
  'uni-t-ut61b': '2400 8N1 DTR=1 RTS=0',
  'voltcraft-vc830': '2400 8N1 DTR=1 RTS=0',
  'uni-t-ut60g': '19200 7O1 DTR=1 RTS=0',
  'iso-tech-idm103n': '2400 7O1 DTR=1',
  'voltcraft-vc940': '2400 7O1 DTR=1 RTS=0',
  'peaktech-3415': '2400 8N1 DTR=1 RTS=0',
  'brymen-bm25x': '9600 8N1 DTR=1 RTS=1',
  'eevblog-121gw': '115200 8N1',
  'metex-me31': '600 7N2 DTR=1 RTS=0',
  'metex-m3640d': '1200 7N2 DTR=1 RTS=0',
  'metex-me21': '2400 7N2 DTR=1 RTS=0',
  'metex-m3860m': '9600 7N2 DTR=1 RTS=0',
  'fluke-18x': '9600 8N1',
  'fluke-28x': '115200 8N1',
  'fluke-45': '9600 8N1',
  'keysight-u12xx': '9600 8N1',
  'uni-t-ut61e-plus': '9600 8N1',
  'uni-t-ut8803e': '9600 8N1',
  'uni-t-ut181a': '9600 8N1',
  'center-309': '9600 8N1',
};
/** Leads that are HID bridges, by the meters that come with one. */
const leads: Readonly<Record<string, string>> = {
  'uni-t-ut61e': '1a86:e008',
  'voltcraft-vc820': '1a86:e008',
  'uni-t-ut61b': '1a86:e008',
  'voltcraft-vc830': '1a86:e008',
  'uni-t-ut60g': '1a86:e008',
  'voltcraft-vc940': '1a86:e008',
  'uni-t-ut61e-plus': '10c4:ea80 1a86:e429',
  'uni-t-ut8803e': '10c4:ea80',
  'uni-t-ut181a': '10c4:ea80 1a86:e429',
};

/** Keys that make the number another than the present one and that nothing tells, by meter and where models differ by model. */
const untold: Readonly<Record<string, string>> = {
  'voltcraft-vc820': 'min-max',
  'tekpower-tp4000zc': 'min-max',
  'va-va18b': 'min-max',
  'pce-pce-dm32': 'min-max',
  'uni-t-ut60g': 'relative',
  'iso-tech-idm103n': 'hold relative min-max',
  'voltcraft-vc940': 'hold relative min-max peak',
  'metex-me31': 'hold relative min-max',
  'metex-m3640d': 'hold relative min-max',
  'metex-me21': 'hold relative min-max',
  'metex-m3860m': 'hold relative min-max',
  'fluke-18x': 'hold relative min-max peak',
  'keysight-u12xx': 'peak of U1231A U1232A U1233A U1241B U1242B U1271A U1272A U1273A',
};
/** Meters whose makers publish what their numbers are good for. */
const withAccuracy = ['uni-t-ut61e', 'fluke-28x', 'keysight-u12xx', 'uni-t-ut61e-plus', 'scpi-multimeter'];

/** Those that stand here; a new meter needs no line in this file, and is the better for one. */
const meters = catalogue.filter(
  (driver): driver is ByteDriver =>
    driver.link === 'bytes' && (Object.hasOwn(lines, driver.manifest.id) || withAccuracy.includes(driver.manifest.id)),
);
const parities = { none: 'N', odd: 'O', even: 'E' } as const;
const hex = (id: number) => id.toString(16).padStart(4, '0');

/** Without those of which this file has no such fact: the bench meters come with lines of several kinds, by model. */
const stated = (...without: readonly string[]) =>
  meters
    .filter(({ manifest }) => !without.includes(manifest.id))
    .map(({ manifest }) => [manifest.id, manifest] as const);

describe.each(stated('scpi-multimeter'))('%s', (id, { line, recognised }) => {
  it('has the line of its source', () => {
    const { baudRate, dataBits, parity, stopBits, dtr, rts } = line ?? { baudRate: 0 };
    const speed = `${baudRate} ${dataBits}${parities[parity ?? 'none']}${stopBits}`;
    const control = [dtr === undefined ? [] : `DTR=${Number(dtr)}`, rts === undefined ? [] : `RTS=${Number(rts)}`];
    expect([speed, ...control.flat()].join(' ')).toBe(lines[id]);
  });

  it('names the lead it comes with, and no other', () => {
    const named = recognised.usb?.map(({ vendor, product }) => `${hex(vendor)}:${hex(product)}`).join(' ');
    expect(named).toBe(leads[id]);
  });
});

describe.each(stated('scpi-multimeter', 'center-309'))('%s', (id, { cannotTell }) => {
  it('cannot tell what its source has no symbol for', () => {
    const words = cannotTell?.map(({ modes, models }) =>
      [...modes, ...(models === undefined ? [] : ['of', ...models])].join(' '),
    );
    expect(words).toEqual(untold[id] === undefined ? [] : [untold[id]]);
  });
});

describe.each(stated())('%s', (id, { accuracy }) => {
  it('has an accuracy table exactly if one was published', () => {
    expect(accuracy !== undefined).toBe(withAccuracy.includes(id));
  });
});

it('a Metex is asked at the pace that its source has, the slowest more slowly', () => {
  const gaps = meters
    .filter(({ manifest }) => manifest.id.startsWith('metex'))
    .map(({ manifest }) => manifest.minGapMs);
  expect(gaps).toEqual([60, 20, 20, 20]);
});

describe('a meter that talks by itself', () => {
  const talking = meters.filter(({ manifest }) => manifest.silentAfterMs !== undefined);

  it.each(talking.map(({ manifest }) => [manifest.id, manifest.silentAfterMs] as const))(
    '%s counts as off after %i ms, which is more than two of its numbers and soon enough for who waits',
    (_id, silentAfterMs) => {
      // The slowest of them send a number in 1050 ms, and most two in a second.
      expect(silentAfterMs).toBeGreaterThanOrEqual(2_400);
      expect(silentAfterMs).toBeLessThanOrEqual(4_000);
    },
  );

  it('is not every one, and every one that stands here is a driver', () => {
    expect(talking).toHaveLength(16);
    const ids = new Set(meters.map(({ manifest }) => manifest.id));
    for (const id of [...Object.keys(lines), ...Object.keys(leads), ...Object.keys(untold), ...withAccuracy]) {
      expect(ids.has(id), id).toBe(true);
    }
  });
});
