/**
 * What all soldering stations have in common: ports that exist, temperatures that may be set, status bits, readings.
 * Guarantees that a temperature outside the limits, or none at all, is refused before anything is sent.
 */
import type { SolderingPort, SolderingState } from '../../foundation/capability/soldering-station.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';

/** The port that is meant; `soldering/no-port` when the station cannot have it. */
export function solderingPort({ port = 1 }: SolderingPort, most: number): number {
  if (Number.isInteger(port) && port >= 1 && port <= most) return port;
  throw new CodedError('soldering/no-port', { port, most });
}

export interface CelsiusLimits {
  readonly lowest: number;
  readonly highest: number;
  readonly step: number;
}

/** `soldering/out-of-range` with the limits. */
export function refuseCelsius(celsius: number, { lowest, highest }: CelsiusLimits): void {
  if (Number.isFinite(celsius) && celsius >= lowest && celsius <= highest) return;
  throw new CodedError('soldering/out-of-range', { celsius, lowest, highest });
}

/** The nearest temperature that can be set. */
export function toStep(celsius: number, { lowest, highest, step }: CelsiusLimits): number {
  return Math.min(highest, Math.max(lowest, Math.round(celsius / step) * step));
}

/** Hotter than any tip can be, or colder than any room: no number of a tip. */
const believable = { low: -20, high: 600 };

/** A temperature as the station shows it; `invalid` when it cannot be one. */
export function celsiusReading(celsius: number, resolution: number, when: Pick<Reading, 'at' | 'latencyMs'>): Reading {
  const common = { unit: 'Cel', quantity: 'temperature', resolution, flags: [], ...when } as const;
  const isOne = celsius >= believable.low && celsius <= believable.high;
  return isOne ? { ...common, value: celsius, status: 'ok' } : { ...common, value: null, status: 'invalid' };
}

/**
 * The same of a tip, by the tools that were plugged in before and after it was asked for: without one, or with another, what the
 * station shows is no tip's temperature.
 */
export function tipReading(tools: readonly [string, string], ...shown: Parameters<typeof celsiusReading>): Reading {
  const [before, after] = tools;
  const reading = celsiusReading(...shown);
  return before === after && before !== 'none' ? reading : { ...reading, value: null, status: 'invalid' };
}

/**
 * JBC's status bits: 1 stand, 2 sleep, 4 hibernation, 8 extractor, 16 desoldering; none while working. 32 is locked, which no
 * state is known for, and which is certainly not working.
 */
export function solderingStatus(bits: number): SolderingState['state'] {
  if ((bits & ~0x1f) !== 0) return 'unknown';
  if ((bits & 0x04) !== 0) return 'hibernation';
  if ((bits & 0x02) !== 0) return 'sleep';
  if ((bits & 0x08) !== 0) return 'extractor';
  if ((bits & 0x10) !== 0) return 'desoldering';
  return (bits & 0x01) !== 0 ? 'stand' : 'working';
}

/** Tools by their number, as JBC numbers them on its USB port. */
const tools = ['none', 'T210', 'T245', 'PA', 'HT', 'DS', 'DR', 'NT105', 'NP105', 'T470'];

export function toolName(number: number): string {
  return tools[number] ?? `unknown-${number}`;
}
