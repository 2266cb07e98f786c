import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsbMeterVerbs } from '../../../foundation/capability/capability.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { AgreeingReports } from './agreeing-reports.ts';
import { fnb48Driver, fnb58Driver } from './driver.ts';
import { type FnbSample, parseReport, reportOf, requestReport } from './report.ts';
import { ReportFinder } from './report-finder.ts';

const sample = (volts: number): FnbSample => ({ volts, amps: 123_456, dPlus: 601, dMinus: 599, celsius: 315 });
const report = (volts: number) => reportOf([sample(volts), sample(volts), sample(volts), sample(volts + 1)]);

describe('a report', () => {
  it('that asks ends with the byte that is known of it', () => {
    for (const [code, crc] of [
      [0x81, 0x8e],
      [0x82, 0x96],
      [0x83, 0x9e],
    ] as const) {
      const bytes = requestReport(code);
      expect([bytes[0], bytes[1], bytes[2], bytes[62], bytes[63]]).toEqual([0xaa, code, 0, 0, crc]);
      expect(bytes.length).toBe(64);
    }
  });

  it('holds four samples, and no single damage is believed (seed 31)', () => {
    const bytes = report(912_345);
    expect(parseReport(bytes)?.[3]).toEqual(sample(912_346));
    const property = fc.property(fc.nat(63), fc.integer({ min: 1, max: 255 }), (place, flip) => {
      expect(parseReport(bytes.map((byte, index) => (index === place ? byte ^ flip : byte)))).toBeUndefined();
      expect(parseReport(bytes.filter((_, index) => index !== place))).toBeUndefined();
    });
    fc.assert(property, { seed: 31, numRuns: 400 });
  });

  it('is found in any chunks and after noise, and a lost byte costs reports and never invents one (seed 37)', () => {
    const stream = Uint8Array.from([...report(500_000), ...report(500_010), ...report(500_020), ...report(500_030)]);
    const known = new Set([500_001, 500_011, 500_021, 500_031]);
    const property = fc.property(fc.nat(255), fc.uint8Array({ maxLength: 9 }), (lost, noise) => {
      const finder = new ReportFinder();
      const bytes = Uint8Array.from([...noise, ...stream.filter((_, index) => index !== lost)]);
      const found = [...[...bytes].flatMap((byte) => finder.push(Uint8Array.of(byte))), ...finder.end()];
      for (const { samples } of found) expect(known.has(samples[3]?.volts ?? 0)).toBe(true);
      expect(found.length).toBeGreaterThanOrEqual(1);
    });
    fc.assert(property, { seed: 37, numRuns: 300 });
  });
});

describe('the report of something else', () => {
  it('is never a reading, wherever it stands, and costs one reading at most', () => {
    const unlike = reportOf(Array.from({ length: 4 }, () => ({ volts: 1, amps: 2, dPlus: 3, dMinus: 4, celsius: 5 })));
    const good = [500_000, 500_010, 500_020, 500_030, 500_040].map(report);
    for (let place = 0; place <= good.length; place += 1) {
      const stream = [...good.slice(0, place), unlike, ...good.slice(place)].flatMap((bytes) => [...bytes]);
      const [finder, agreeing] = [new ReportFinder(), new AgreeingReports()];
      const found = agreeing.take([...finder.push(Uint8Array.from(stream)), ...finder.end()]);
      expect(found.length).toBeGreaterThanOrEqual(3);
      for (const { samples } of found) expect(samples[3]?.volts).toBeGreaterThan(490_000);
    }
  });
});

describe.each([fnb58Driver, fnb48Driver])('$manifest.id', (driver) => {
  async function bench() {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(3) };
    const unit = createUnit({ clock, startLevel: 30 });
    unit.supply.set({ volts: 5, amps: 2 });
    unit.supply.output(true);
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:fnb' });
    driver.simulate(unit, context).attach(wire);
    const meter = await clock.run(driver.open(transport, { clock }));
    const read = () =>
      clock.run(meter.call('read', {}, { deadlineMs: 4_000 })) as Promise<UsbMeterVerbs['read']['out']>;
    return { ...context, unit, read };
  }

  it('gives what came after the call, and not what stood in the first report', async () => {
    const { clock, unit, read } = await bench();
    for (let round = 0; round < 30; round += 1) {
      await clock.advance(round * 13);
      unit.supply.set({ volts: 4.7 + 0.02 * round });
      expect((await read()).voltage.value).toBeCloseTo(unit.vbus().volts, 4);
    }
  });

  it('that is woken again and again and gets nothing but the first report through gives no reading', async () => {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(3) };
    const unit = createUnit({ clock, startLevel: 30 });
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:fnb' });
    let isLossy = false;
    const isUnlike = (bytes: Uint8Array) => parseReport(bytes)?.[0]?.volts === 1;
    let unlike = 0;
    const send = (bytes: Uint8Array) => {
      if (!isLossy) wire.send(bytes);
      else if (isUnlike(bytes)) {
        unlike += 1;
        // The start of another one behind it lets it be found.
        wire.send(Uint8Array.from([...bytes, 0xaa]));
      }
    };
    driver.simulate(unit, context).attach({ ...wire, send });
    const meter = await clock.run(driver.open(transport, { clock }));
    isLossy = true;
    for (let round = 0; round < 4; round += 1) {
      const answer = clock.run(meter.call('read', {}, { deadlineMs: 9_000 }));
      await expect(answer).rejects.toMatchObject({ code: 'instrument/timeout' });
    }
    expect(unlike).toBeGreaterThan(10);
  });

  it('is kept talking through a long silence of ours, and woken after one of its own', async () => {
    const { clock, faults, unit, read } = await bench();
    await clock.advance(60_000);
    expect((await read()).current.value).toBeCloseTo(unit.vbus().amps, 3);
    faults.set('silence', true);
    await expect(read()).rejects.toMatchObject({ code: 'instrument/timeout' });
    faults.set('silence', false);
    expect((await read()).charge).toMatchObject({ value: null, status: 'invalid', unit: 'A.h' });
    faults.set('overload', true);
    await clock.advance(200);
    expect((await read()).current).toMatchObject({ value: null, status: 'overrange' });
  });
});
