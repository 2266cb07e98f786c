/**
 * A report as the published layout has it, written out place by place, and what is said to the meter and when: driver and
 * simulator share their tables, so that only numbers from elsewhere can show a wrong one.
 */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { AgreeingReports } from './agreeing-reports.ts';
import { fnb48Driver, fnb58Driver } from './driver.ts';
import { readingsOf } from './instrument.ts';
import { crc8, type FnbSample, parseReport, reportOf } from './report.ts';
import { ReportFinder } from './report-finder.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** 9.02281 V, 2.34567 A, D+ 2.71 V, D- 2.74 V, the constant byte, 31.5 °C; the last of the four a digit more. */
const samples = ['89c40d00 47940300 960a b40a 01 3b01', '8ac40d00 48940300 970a b50a 01 3c01'];
const covered = `04 ${samples[0]} ${samples[0]} ${samples[0]} ${samples[1]} 00`.replaceAll(' ', '');
const report = Uint8Array.from(
  Buffer.from(`aa${covered}${hex(Uint8Array.of(crc8(Buffer.from(covered, 'hex'))))}`, 'hex'),
);
const limits = { maxVolts: 24, maxAmps: 6.5 };

it('every field of a report is a reading of its last sample, in its unit and digits', () => {
  const readings = readingsOf(parseReport(report) ?? [], limits, { at: 3 });
  const told = Object.entries(readings).flatMap(([name, reading]) =>
    typeof reading === 'string' ? [] : [[name, reading.value, reading.unit, reading.resolution]],
  );
  expect(told).toEqual([
    ['voltage', 9.02282, 'V', 1e-5],
    ['current', 2.34568, 'A', 1e-5],
    ['power', 21.16465, 'W', 1e-5],
    ['temperature', 31.6, 'Cel', 0.1],
    ['charge', null, 'A.h', undefined],
    ['energy', null, 'W.h', undefined],
    ['dPlus', 2.711, 'V', 1e-3],
    ['dMinus', 2.741, 'V', 1e-3],
  ]);
});

it.each([
  [fnb58Driver, '28.56', 28, '7.14', 7],
  [fnb48Driver, '24.48', 24, '6.63', 6.5],
] as const)(
  '$manifest.id is made for so many volts and amperes, and shows two percent more',
  (driver, volts, maxVolts, amps, maxAmps) => {
    const decoded = (sample: Partial<FnbSample>) => {
      const whole = { volts: 500_000, amps: 100_000, dPlus: 0, dMinus: 0, celsius: 250, ...sample };
      const decoder = driver.decoder?.();
      const readings = [...(decoder?.push(reportOf([whole, whole, whole, whole])) ?? []), ...(decoder?.end() ?? [])];
      return readings.slice(0, 2).map(({ status }) => status);
    };
    expect(Number(volts)).toBeCloseTo(1.02 * maxVolts, 9);
    expect(Number(amps)).toBeCloseTo(1.02 * maxAmps, 9);
    const digits = (text: string, more: number) => Math.round(Number(text) * 1e5) + more;
    expect(decoded({ volts: digits(volts, 0) })).toEqual(['ok', 'ok']);
    expect(decoded({ volts: digits(volts, 1) })).toEqual(['overrange', 'ok']);
    expect(decoded({ amps: digits(amps, 0) })).toEqual(['ok', 'ok']);
    expect(decoded({ amps: digits(amps, 1) })).toEqual(['ok', 'overrange']);
  },
);

describe('two reports in a row', () => {
  const calm: FnbSample = { volts: 500_000, amps: 200_000, dPlus: 0, dMinus: 0, celsius: 250 };
  const agree = (one: Partial<FnbSample>, other: Partial<FnbSample>) => {
    const found = [one, other].map((more) => ({ samples: [{ ...calm, ...more }], from: 0, to: 64, beganAt: 0 }));
    return new AgreeingReports().take(found).length === 1;
  };

  it.each<[string, Partial<FnbSample>, Partial<FnbSample>, boolean]>([
    ['5 % of the volts apart', { volts: 950_000 }, { volts: 1_000_000 }, true],
    ['more than that', { volts: 949_999 }, { volts: 1_000_000 }, false],
    ['50 mV apart where there is little', { volts: 0 }, { volts: 5_000 }, true],
    ['more than that', { volts: 0 }, { volts: 5_001 }, false],
    ['30 % of the amperes apart', { amps: 140_000 }, { amps: 200_000 }, true],
    ['more than that', { amps: 139_999 }, { amps: 200_000 }, false],
    ['0.1 A apart where there is little', { amps: 10_000 }, { amps: 0 }, true],
    ['more than that', { amps: 10_001 }, { amps: 0 }, false],
    ['10 °C apart', { celsius: 250 }, { celsius: 350 }, true],
    ['more than that', { celsius: 250 }, { celsius: 351 }, false],
  ])('%s: %j and %j, believed is %s', (_how, one, other, believed) => {
    expect(agree(one, other)).toBe(believed);
    expect(agree(other, one)).toBe(believed);
  });

  it('of which the first stood before a wake say nothing, and the first one behind it is not kept', () => {
    const found = { samples: [calm], from: 0, to: 64, beganAt: 0 };
    const agreeing = new AgreeingReports();
    expect(agreeing.take([found, found]).length).toBe(1);
    agreeing.woken();
    expect(agreeing.take([found, found]).length).toBe(0);
    expect(agreeing.take([found]).length).toBe(1);
  });
});

it('a report is found where it stands, and every byte that is none is counted', () => {
  const finder = new ReportFinder();
  const stream = Uint8Array.of(1, 2, 3, ...report, 4, ...report, ...report);
  const found = [...finder.push(stream, 9), ...finder.end()];
  // Behind the first stands no beginning of another: it may be one that has lost a byte.
  expect(found.map(({ from, to, beganAt }) => [from, to, beganAt])).toEqual([
    [68, 132, 9],
    [132, 196, 9],
  ]);
  expect(finder.discardedBytes).toBe(68);
  expect(new ReportFinder().end()).toEqual([]);
  const cut = new ReportFinder();
  cut.push(report.subarray(0, 40));
  expect([cut.end(), cut.discardedBytes, cut.end(), cut.discardedBytes]).toEqual([[], 40, [], 40]);
});

it.each([
  [fnb58Driver, ['81', '82', '82'], 1_000],
  [fnb48Driver, ['81', '82', '83'], 40],
] as const)('$manifest.id is woken by three reports and kept talking by one', async (driver, wake, everyMs) => {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(3) };
  const unit = createUnit({ clock, startLevel: 30 });
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:fnb' });
  const heard: { readonly text: string; readonly at: number }[] = [];
  wire.onData((chunk) => heard.push({ text: hex(chunk), at: clock.now() }));
  driver.simulate(unit, context).attach(wire);
  const meter = await clock.run(driver.open(transport, { clock }));
  const ends: Readonly<Record<string, string>> = { 81: '8e', 82: '96', 83: '9e' };
  const whole = (code: string) => `aa${code}${'00'.repeat(61)}${ends[code]}`;
  expect(heard.slice(0, 3).map(({ text }) => text)).toEqual(wake.map(whole));
  const from = heard.length;
  await clock.advance(10 * everyMs);
  const kept = heard.slice(from);
  expect(kept.length).toBeGreaterThanOrEqual(9);
  expect(kept.length).toBeLessThanOrEqual(11);
  expect(new Set(kept.map(({ text }) => text))).toEqual(new Set([whole('83')]));
  await clock.run(meter.close());
  const closed = heard.length;
  await clock.advance(10 * everyMs);
  expect(heard.length).toBe(closed);
});
