/**
 * The bench behind `sim:` addresses: one simulated unit, and on it the simulator of whatever driver opens an address.
 * Guarantees that all instruments of the same settings see the same unit, and that an address keeps its instrument (its
 * range, its counters, its faults) when it is closed and opened again, as a real one would.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { ByteDriver, Driver } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import type { PhoneLink } from '../contract/phone-link.ts';
import type { SimulatedInstrument, SimulatorContext } from '../contract/simulator.ts';
import type { LineSettings, Transport } from '../contract/transport.ts';
import type { SimulatedUnit } from '../simulated-unit/unit.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import type { SimulatedBenchSettings } from './bench-api.ts';
import type { OpenLink } from './open-address.ts';
import { type KeptUnitFile, keepUnitFile, readUnitFile, settingsKey } from './unit-file.ts';

export interface SimulationParts {
  readonly clock: Clock;
  createUnit(options: {
    readonly clock: Clock;
    readonly scenario: string;
    readonly seed: number;
    readonly startLevel?: number;
  }): SimulatedUnit;
  restoreUnit(options: { readonly clock: Clock; readonly saved: unknown }): SimulatedUnit;
  phoneLink(unit: SimulatedUnit, context: SimulatorContext): Promise<PhoneLink>;
}

interface Place {
  readonly driver: string;
  readonly context: SimulatorContext;
  readonly instrument?: SimulatedInstrument;
  transport?: Transport;
}

interface Stage {
  readonly key: string;
  readonly unit: SimulatedUnit;
  readonly seed: number;
  readonly places: Map<string, Place>;
  readonly file: KeptUnitFile | undefined;
}

export class SimulatedBench {
  readonly #parts: SimulationParts;
  #stage: Stage | undefined;

  constructor(parts: SimulationParts) {
    this.#parts = parts;
  }

  /** The unit on the bench now; undefined before the first `sim:` address was opened. */
  get unit(): SimulatedUnit | undefined {
    return this.#stage?.unit;
  }

  /** Other settings than the present ones put another unit on the bench and pull the instruments off the old one. */
  async open(driver: Driver, address: string, settings: SimulatedBenchSettings | undefined): Promise<OpenLink> {
    const stage = this.#stageFor(settings);
    const place = stage.places.get(address) ?? this.#newPlace(stage, driver, address);
    if (place.driver !== driver.manifest.id) {
      throw new CodedError('instrument/not-recognised', { address, driver: driver.manifest.id });
    }
    const { faults } = place.context;
    if (driver.link === 'iphone') {
      return { link: 'iphone', iphone: await driver.simulate(stage.unit, place.context), faults };
    }
    if (driver.link === 'phone') {
      return { link: 'phone', phone: await this.#parts.phoneLink(stage.unit, place.context), faults };
    }
    if (faults.has('unplug')) throw new CodedError('port/not-found', { path: address });
    if (place.transport?.closed === false) throw new CodedError('port/busy', { path: address });
    const { transport, wire } = simulatedPipe({
      ...place.context,
      address,
      msPerByte: msPerByte(driver.manifest.line),
    });
    place.transport = transport;
    place.instrument?.attach(wire);
    return { link: 'bytes', transport, faults };
  }

  /** The faults of what stands at an address; undefined before it was opened. They outlive a close. */
  faultsAt(address: string): FaultSwitch | undefined {
    return this.#stage?.places.get(address)?.context.faults;
  }

  /** What stands at an address; undefined before it was opened, and for phones. */
  instrumentAt(address: string): SimulatedInstrument | undefined {
    return this.#stage?.places.get(address)?.instrument;
  }

  /** `bench/not-simulated` when there is no unit. */
  operator(key: string, answer: unknown): void {
    if (this.#stage === undefined) throw new CodedError('bench/not-simulated', { key });
    this.#stage.unit.operator(key, answer);
  }

  /** Writes the unit's state down now, for whoever is about to remember something that it showed. */
  save(): void {
    this.#stage?.file?.save();
  }

  close(): void {
    const stage = this.#stage;
    this.#stage = undefined;
    if (stage === undefined) return;
    for (const place of stage.places.values()) {
      place.context.faults.set('unplug', true);
      place.instrument?.detach();
    }
    stage.file?.stop();
  }

  #stageFor(settings: SimulatedBenchSettings | undefined): Stage {
    const wanted = settings ?? { scenario: 'healthy', seed: 1 };
    const key = settingsKey(wanted);
    if (settings === undefined && this.#stage !== undefined) return this.#stage;
    if (this.#stage?.key === key) return this.#stage;
    this.close();
    const { clock } = this.#parts;
    const { scenario, seed, startLevel, stateFile } = wanted;
    const saved = stateFile === undefined ? undefined : readUnitFile(stateFile, wanted);
    const unit =
      saved === undefined
        ? this.#parts.createUnit({ clock, scenario, seed, ...(startLevel === undefined ? {} : { startLevel }) })
        : this.#parts.restoreUnit({ clock, saved });
    const file = stateFile === undefined ? undefined : keepUnitFile(stateFile, wanted, unit);
    this.#stage = { key, unit, seed, places: new Map(), file };
    return this.#stage;
  }

  #newPlace(stage: Stage, driver: Driver, address: string): Place {
    const random = seededRandom(stage.seed + hash(address));
    const context: SimulatorContext = { clock: this.#parts.clock, random, faults: new FaultSwitch() };
    const place: Place = { driver: driver.manifest.id, context, ...this.#simulator(stage, driver, context) };
    stage.places.set(address, place);
    return place;
  }

  #simulator(stage: Stage, driver: Driver, context: SimulatorContext): { readonly instrument?: SimulatedInstrument } {
    return driver.link === 'bytes' ? { instrument: (driver satisfies ByteDriver).simulate(stage.unit, context) } : {};
  }
}

/** Start bit, data, parity and stop bits at the line's speed; a network has no pace. */
export function msPerByte(line: LineSettings | undefined): number {
  if (line === undefined) return 0;
  const bits = 1 + line.dataBits + (line.parity === 'none' ? 0 : 1) + line.stopBits;
  return (1_000 * bits) / line.baudRate;
}

/** So that every address has its own, always the same, random numbers. */
function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (Math.imul(value, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
