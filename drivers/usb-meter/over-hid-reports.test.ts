/** USB meters that speak HID reports themselves: the same truth through reports of 64 bytes as on a plain pipe. */
import { describe, expect, it } from 'vitest';
import { openBench, readMany, recovers, wrongs } from '../conformance/conformance.ts';
import type { SimulatorContext } from '../contract/simulator.ts';
import type { Transport } from '../contract/transport.ts';
import { plainReports } from '../transport/hid/bridges.ts';
import type { HidDevice } from '../transport/hid/hid-device.ts';
import { openHidTransport } from '../transport/hid/hid-transport.ts';
import { ReportEvents } from '../transport/hid/report-events.ts';
import { km003cDriver } from './chargerlab-km003c/driver.ts';
import { fnb48Driver, fnb58Driver } from './fnirsi-fnb/driver.ts';

/** The meter's side: one report for each message, filled with zeros; of a report from us it looks at what it knows. */
function reportingDevice(meter: Transport, questionBytes: number): HidDevice {
  const events = new ReportEvents();
  meter.onData((chunk) => {
    for (const report of plainReports.reportsOut(chunk)) events.report(report);
  });
  meter.onClose((reason) => events.gone(reason));
  return {
    setFeature: () => Promise.reject(new Error('there is no line to set')),
    write(report) {
      expect(report.length).toBe(64);
      return meter.write(report.subarray(0, questionBytes));
    },
    onReport: (listener) => events.onReport(listener),
    onGone: (listener) => events.onGone(listener),
    close: () => meter.close(),
  };
}

describe.each([
  [km003cDriver, 4],
  [fnb58Driver, 64],
  [fnb48Driver, 64],
] as const)('$manifest.id over reports', (driver, questionBytes) => {
  const through = (meter: Transport, { clock }: SimulatorContext) =>
    openHidTransport({
      device: reportingDevice(meter, questionBytes),
      bridge: plainReports,
      line: undefined,
      clock,
      address: 'hid:test',
    });

  it('reads the truth', async () => {
    const bench = await openBench(driver, { seed: 41, through });
    expect((await readMany(bench, 0, 8)).filter(({ kind }) => kind !== 'right')).toEqual([]);
  });

  it.each(['late-answer', 'silence'] as const)('under %s never gives a wrong reading', async (fault) => {
    const bench = await openBench(driver, { seed: 41, through });
    const outcomes = await readMany(bench, 0, 2);
    bench.faults.set(fault, true);
    outcomes.push(...(await readMany(bench, 2, 8)));
    bench.faults.set(fault, false);
    if (bench.freeRunning && fault === 'late-answer') await bench.clock.advance(16_000);
    outcomes.push(...(await recovers(bench, 10, 3, 60_000)));
    expect(wrongs(outcomes)).toEqual([]);
  });
});
