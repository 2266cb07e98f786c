/**
 * The simulated unit itself: one state, moved to the clock's present whenever somebody looks. Guarantees that the same
 * calls at the same clock times give the same numbers, however many questions are asked between them, and that a
 * saved and restored unit goes on as if nothing had happened.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { idleLoad, loadPoint } from './bench-load.ts';
import { changedIron, tipCelsius, workingIron } from './iron.ts';
import { afterPrompt } from './operator.ts';
import { type Scenario, scenarioNamed } from './scenarios.ts';
import { simulatedPhone } from './simulated-phone.ts';
import { arrivedUnit, readSaved } from './state.ts';
import { traitsOf } from './traits.ts';
import type { SimulatedIron, SimulatedLoad, SimulatedSupply, SimulatedUnit } from './unit.ts';
import { UnitOnClock } from './unit-on-clock.ts';

export interface UnitOptions {
  readonly clock: Clock;
  /** A name of `scenarios.ts`; `healthy` by default. `unit/unknown-scenario` otherwise. */
  readonly scenario?: string;
  readonly seed?: number;
  /** Battery level on arrival, percent; 80 by default. */
  readonly startLevel?: number;
}

/** A fresh unit, laid on the bench now. */
export function createUnit(options: UnitOptions): SimulatedUnit {
  const scenario = knownScenario(options.scenario ?? 'healthy');
  const { clock, seed = 1, startLevel = 80 } = options;
  const traits = traitsOf(scenario.effect);
  const state = arrivedUnit(traits, { seed, scenario: scenario.name, wallMs: Math.round(clock.wall()), startLevel });
  return simulatedUnit(new UnitOnClock(clock, traits, state, clock.now()));
}

/** Goes on with what `save()` gave, at the new clock's present. `unit/unreadable-state` for anything else. */
export function restoreUnit(options: { readonly clock: Clock; readonly saved: unknown }): SimulatedUnit {
  const { state, presentMs } = readSaved(options.saved);
  const traits = traitsOf(knownScenario(state.scenario).effect);
  return simulatedUnit(new UnitOnClock(options.clock, traits, state, options.clock.now() - presentMs));
}

function knownScenario(name: string): Scenario {
  const scenario = scenarioNamed(name);
  if (scenario === undefined) throw new CodedError('unit/unknown-scenario', { scenario: name });
  return scenario;
}

function simulatedUnit(unit: UnitOnClock): SimulatedUnit {
  return {
    scenario: unit.look().state.scenario,
    settle: () => void unit.look(),
    batteryTerminal() {
      const { batteryVolts, batteryAmps } = unit.point();
      return unit.look().state.probesPlaced ? { volts: batteryVolts, amps: batteryAmps } : { volts: 0, amps: 0 };
    },
    vbus() {
      const { plugVolts, plugAmps, offer } = unit.point();
      return {
        volts: plugVolts,
        amps: plugAmps,
        dPlus: offer?.dPlus ?? 0,
        dMinus: offer?.dMinus ?? 0,
        celsius: unit.traits.thermal.roomCelsius + plugAmps,
        protocol: offer?.protocol ?? 0,
      };
    },
    usbCounted() {
      const { physics } = unit.look();
      return { ampereHours: physics.usbAh, wattHours: physics.usbWh };
    },
    supply: simulatedSupply(unit),
    load: simulatedLoad(unit),
    iron: simulatedIron(unit),
    phone: simulatedPhone(unit),
    operator: (key, answer) => unit.change((state, atMs) => afterPrompt(state, key, answer, atMs)),
    save: () => unit.save(),
    onChange: (listener) => unit.onChange(listener),
  };
}

function simulatedSupply(unit: UnitOnClock): SimulatedSupply {
  return {
    set({ volts, amps }) {
      unit.change((state) => ({
        ...state,
        supply: { ...state.supply, setVolts: volts ?? state.supply.setVolts, setAmps: amps ?? state.supply.setAmps },
      }));
    },
    output: (on) => unit.change((state) => ({ ...state, supply: { ...state.supply, on } })),
    state() {
      const { supply, chargerSinceMs } = unit.look().state;
      const point = unit.point();
      const wired = supply.on && chargerSinceMs === null;
      const { load = idleLoad } = unit.look().state;
      const amps = (wired ? point.plugAmps : 0) + loadPoint(load, supply).amps;
      const alone = supply.on ? supply.setVolts : 0;
      return { ...supply, mode: point.supplyLimits ? 'cc' : 'cv', volts: wired ? point.plugVolts : alone, amps };
    },
  };
}

function simulatedLoad(unit: UnitOnClock): SimulatedLoad {
  const settings = () => unit.look().state.load ?? idleLoad;
  return {
    set: (setting) => unit.change((state) => ({ ...state, load: { ...(state.load ?? idleLoad), ...setting } })),
    input: (on) => unit.change((state) => ({ ...state, load: { ...(state.load ?? idleLoad), on } })),
    state: () => ({ ...settings(), ...loadPoint(settings(), unit.look().state.supply) }),
  };
}

function simulatedIron(unit: UnitOnClock): SimulatedIron {
  return {
    set: (change) =>
      unit.change((state, atMs) => ({ ...state, iron: changedIron(state.iron ?? workingIron, change, atMs) })),
    state() {
      const { state, atMs } = unit.look();
      const { setCelsius, mode } = state.iron ?? workingIron;
      return { setCelsius, mode, tipCelsius: tipCelsius(state.iron ?? workingIron, atMs) };
    },
  };
}
