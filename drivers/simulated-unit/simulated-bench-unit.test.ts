import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { openCircuitVolts } from './cell.ts';
import { promptKeys } from './operator.ts';
import { scenarios } from './scenarios.ts';
import { createUnit, restoreUnit } from './simulated-bench-unit.ts';
import type { SimulatedUnit } from './unit.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const minute = 60_000;

async function unitAfter(options: { scenario?: string; startLevel?: number }, restMs = 10_000) {
  const clock = new VirtualClock();
  const unit = createUnit({ clock, seed: 7, ...options });
  await clock.advance(restMs);
  return { clock, unit };
}

describe('the cell', () => {
  it('has an open-circuit voltage that rises with every bit of charge', () => {
    let last = openCircuitVolts(0);
    for (let part = 1; part <= 1000; part += 1) {
      const volts = openCircuitVolts(part / 1000);
      expect(volts).toBeGreaterThan(last);
      last = volts;
    }
    expect(last).toBeLessThanOrEqual(4.45);
  });

  it('sags under a load by its resistance, and comes back when the load is gone', async () => {
    const { clock, unit } = await unitAfter({});
    const rested = unit.batteryTerminal();
    unit.phone.load(100);
    await clock.advance(minute);
    const loaded = unit.batteryTerminal();
    const ohm = (rested.volts - loaded.volts) / (rested.amps - loaded.amps);
    expect(-loaded.amps).toBeGreaterThan(1);
    expect(-loaded.amps).toBeLessThan(2);
    expect(ohm).toBeGreaterThan(0.08);
    expect(ohm).toBeLessThan(0.1);
    unit.phone.load(0);
    await clock.advance(3 * minute);
    expect(unit.batteryTerminal().volts).toBeGreaterThan(rested.volts - 0.02);
  });

  it('counts exactly the current that flows', async () => {
    const { clock, unit } = await unitAfter({ startLevel: 30 });
    unit.operator(promptKeys.plugCharger, true);
    let ampSeconds = 0;
    const before = unit.phone.snapshot().battery.chargeCounterAh;
    for (let second = 0; second < 900; second += 1) {
      ampSeconds += unit.batteryTerminal().amps;
      await clock.advance(1000);
    }
    expect(unit.phone.snapshot().battery.chargeCounterAh - before).toBeCloseTo(ampSeconds / 3600, 3);
  });
});

describe('power', () => {
  it('is conserved: what the meter counts is in the cell or was used, within the losses of the charging circuit', async () => {
    const { clock, unit } = await unitAfter({ startLevel: 10 });
    unit.operator(promptKeys.plugCharger, true);
    let intoBatteryWs = 0;
    for (let second = 0; second < 1800; second += 1) {
      const { volts, amps } = unit.batteryTerminal();
      intoBatteryWs += volts * amps;
      await clock.advance(1000);
    }
    const meterWh = unit.usbCounted().wattHours;
    const usedWh = 0.39 * 0.5;
    expect((intoBatteryWs / 3600 + usedWh) / meterWh).toBeGreaterThan(0.92);
    expect((intoBatteryWs / 3600 + usedWh) / meterWh).toBeLessThan(0.96);
  });

  it('is the same for supply, inline meter and phone', async () => {
    const { clock, unit } = await unitAfter({ startLevel: 40 });
    unit.supply.set({ volts: 5, amps: 3 });
    unit.supply.output(true);
    await clock.advance(5_000);
    const supply = unit.supply.state();
    expect(supply.amps).toBe(unit.vbus().amps);
    expect(supply.volts).toBe(unit.vbus().volts);
    expect(supply.amps).toBeGreaterThan(1.4);
    expect(supply.mode).toBe('cv');
    const { battery } = unit.phone.snapshot();
    expect(battery.status).toBe(2);
    expect(battery.volts).toBeCloseTo(unit.batteryTerminal().volts, 2);
  });

  it('comes from a supply at its current limit with less voltage', async () => {
    const { clock, unit } = await unitAfter({ startLevel: 40 });
    unit.supply.set({ volts: 5, amps: 0.7 });
    unit.supply.output(true);
    await clock.advance(5_000);
    const supply = unit.supply.state();
    expect(supply.mode).toBe('cc');
    expect(supply.amps).toBeCloseTo(0.7, 6);
    expect(supply.volts).toBeLessThan(4.7);
  });

  it('is not taken from a supply at twelve volts', async () => {
    const { clock, unit } = await unitAfter({});
    unit.supply.set({ volts: 12 });
    unit.supply.output(true);
    await clock.advance(5_000);
    expect(unit.vbus().amps).toBe(0);
    expect(unit.vbus().volts).toBe(12);
    expect(unit.phone.snapshot().battery.plugged).toBe('none');
  });

  it('steps up from 5 V to 9 V within ten seconds of plugging in', async () => {
    const { clock, unit } = await unitAfter({ startLevel: 10 });
    unit.operator(promptKeys.plugCharger, true);
    await clock.advance(1_000);
    expect(unit.vbus().volts).toBeLessThan(5.5);
    await clock.advance(9_000);
    expect(unit.vbus().volts).toBeGreaterThan(8.8);
    expect(unit.vbus().amps * unit.vbus().volts).toBeGreaterThan(20);
  });

  it('runs out: an empty phone is off and starts again on the charger', async () => {
    const { clock, unit } = await unitAfter({ startLevel: 3 });
    unit.phone.load(100);
    await clock.advance(40 * minute);
    expect(unit.phone.linkUp()).toBe(false);
    expect(unit.phone.snapshot().battery.level).toBe(0);
    unit.operator(promptKeys.plugCharger, true);
    await clock.advance(5 * minute);
    expect(unit.phone.linkUp()).toBe(true);
    expect(unit.phone.snapshot().bootReason).toBe('cold,charger');
  });
});

/** Does a thing to the unit; the numbers come from a property test. */
const deeds: readonly ((unit: SimulatedUnit) => void)[] = [
  (unit) => unit.operator(promptKeys.plugCharger, true),
  (unit) => unit.operator(promptKeys.unplugCharger, true),
  (unit) => unit.supply.output(true),
  (unit) => unit.supply.output(false),
  (unit) => unit.supply.set({ amps: 0.6 }),
  (unit) => unit.phone.load(100),
  (unit) => unit.phone.placeCall('123'),
  (unit) => unit.phone.hangUp(),
  (unit) => unit.phone.playVideo('/sdcard/clip.mp4', 'player'),
  (unit) => unit.phone.putSetting('system', 'screen_brightness', '255'),
  (unit) => unit.phone.reboot('reboot,shell'),
  (unit) => unit.phone.setLink(false),
  (unit) => unit.phone.writeFile('/data/local/tmp/a', Uint8Array.of(1, 2, 3)),
];
const anyStory = fc.array(
  fc.record({ deed: fc.nat({ max: deeds.length - 1 }), waitMs: fc.integer({ min: 1, max: 9 * minute }) }),
  { minLength: 1, maxLength: 8 },
);
const anyScenario = fc.constantFrom(...scenarios.map((scenario) => scenario.name));

function everything(unit: SimulatedUnit): unknown {
  return {
    phone: unit.phone.snapshot(),
    battery: unit.batteryTerminal(),
    vbus: unit.vbus(),
    counted: unit.usbCounted(),
    supply: unit.supply.state(),
    link: unit.phone.linkUp(),
    saved: unit.save(),
  };
}

describe('time', () => {
  it('gives the same numbers however often somebody looks', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario, anyStory, async (scenario, story) => {
        const quiet = { clock: new VirtualClock(), unit: undefined as SimulatedUnit | undefined };
        const watched = { clock: new VirtualClock(), unit: undefined as SimulatedUnit | undefined };
        for (const bench of [quiet, watched]) bench.unit = createUnit({ clock: bench.clock, scenario, seed: 3 });
        for (const { deed, waitMs } of story) {
          for (const bench of [quiet, watched]) deeds[deed]?.(bench.unit as SimulatedUnit);
          await quiet.clock.advance(waitMs);
          for (const part of [0.137, 0.4, 0.3]) {
            await watched.clock.advance(Math.floor(waitMs * part));
            everything(watched.unit as SimulatedUnit);
          }
          await watched.clock.advance(quiet.clock.now() - watched.clock.now());
        }
        expect(everything(watched.unit as SimulatedUnit)).toEqual(everything(quiet.unit as SimulatedUnit));
      }),
      { seed, numRuns: 60 },
    );
  });

  it('may be cut anywhere: a saved and restored unit goes on as if nothing had happened', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario, anyStory, fc.nat({ max: 7 }), async (scenario, story, cutAt) => {
        const clock = new VirtualClock();
        const whole = createUnit({ clock, scenario, seed: 5 });
        let other = { clock: new VirtualClock({ startMs: 4_000 }), unit: undefined as SimulatedUnit | undefined };
        other.unit = createUnit({ clock: other.clock, scenario, seed: 5 });
        for (const [index, { deed, waitMs }] of story.entries()) {
          deeds[deed]?.(whole);
          deeds[deed]?.(other.unit as SimulatedUnit);
          await clock.advance(waitMs);
          await other.clock.advance(waitMs);
          if (index !== cutAt) continue;
          const saved = JSON.parse(JSON.stringify((other.unit as SimulatedUnit).save()));
          const newClock = new VirtualClock({ startMs: 77_000 });
          other = { clock: newClock, unit: restoreUnit({ clock: newClock, saved }) };
        }
        expect(everything(other.unit as SimulatedUnit)).toEqual(everything(whole));
      }),
      { seed, numRuns: 60 },
    );
  });

  it('refuses a saved state that is not one', () => {
    expect(() => restoreUnit({ clock: new VirtualClock(), saved: { state: {} } })).toThrow('unit/unreadable-state');
    expect(() => createUnit({ clock: new VirtualClock(), scenario: 'perfect' })).toThrow('unit/unknown-scenario');
  });
});
