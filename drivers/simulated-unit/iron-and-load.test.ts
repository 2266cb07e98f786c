import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { catalogue } from '../catalogue.ts';
import { idleLoad, loadPoint } from './bench-load.ts';
import { createUnit, restoreUnit } from './simulated-bench-unit.ts';

describe('a simulated iron', () => {
  it('goes to its set temperature, and to less in its stand, in seconds and the same way every time', async () => {
    const clock = new VirtualClock();
    const unit = createUnit({ clock });
    expect(unit.iron.state()).toMatchObject({ setCelsius: 320, mode: 'working', tipCelsius: 320 });
    unit.iron.set({ celsius: 400 });
    expect(unit.iron.state().tipCelsius).toBe(320);
    await clock.advance(600);
    const soon = unit.iron.state().tipCelsius;
    expect(soon).toBeGreaterThan(360);
    expect(soon).toBeLessThan(390);
    await clock.advance(6_000);
    expect(unit.iron.state().tipCelsius).toBeCloseTo(400, 1);
    unit.iron.set({ mode: 'hibernation' });
    await clock.advance(10_000);
    expect(unit.iron.state().tipCelsius).toBeCloseTo(25, 1);
  });
});

describe('a simulated load', () => {
  const supply = { setVolts: 5, setAmps: 3, on: true };
  const on = { ...idleLoad, on: true };

  it('draws nothing while it is off, and nothing from a supply that is off', () => {
    expect(loadPoint(idleLoad, supply)).toEqual({ volts: 5, amps: 0 });
    expect(loadPoint(on, { ...supply, on: false })).toEqual({ volts: 0, amps: 0 });
  });

  it('keeps what it is set to keep, as far as the supply goes', () => {
    expect(loadPoint({ ...on, setAmps: 1.5 }, supply).amps).toBe(1.5);
    expect(loadPoint({ ...on, mode: 'constant-voltage', setVolts: 4.97 }, supply).volts).toBeCloseTo(4.97, 9);
    const power = loadPoint({ ...on, mode: 'constant-power', setWatts: 6 }, supply);
    expect(power.volts * power.amps).toBeCloseTo(6, 9);
    const resistance = loadPoint({ ...on, mode: 'constant-resistance', setOhms: 8 }, supply);
    expect(resistance.volts / resistance.amps).toBeCloseTo(8, 9);
    // More than the supply gives: it limits, and its volts are gone.
    expect(loadPoint({ ...on, setAmps: 4 }, supply)).toEqual({ volts: 0.1, amps: 3 });
  });

  it('is seen by the supply, and is as it was after the bench came back', () => {
    const clock = new VirtualClock();
    const unit = createUnit({ clock });
    unit.supply.set({ volts: 12, amps: 3 });
    unit.supply.output(true);
    const alone = unit.supply.state().amps;
    unit.load.set({ mode: 'constant-current', setAmps: 0.8 });
    unit.load.input(true);
    unit.iron.set({ celsius: 290 });
    expect(unit.supply.state().amps).toBeCloseTo(alone + 0.8, 9);
    const back = restoreUnit({ clock, saved: JSON.parse(JSON.stringify(unit.save())) });
    expect(back.load.state()).toEqual(unit.load.state());
    expect(back.iron.state()).toEqual(unit.iron.state());
  });
});

describe('the catalogue', () => {
  it('has the instruments that stand for a load and a soldering station on a simulated bench', () => {
    const found = (id: string) => catalogue.find(({ manifest }) => manifest.id === id)?.manifest.capability;
    expect(found('itech-it8500')).toBe('ElectronicLoad');
    expect(found('jbc-robot')).toBe('SolderingStation');
  });
});
