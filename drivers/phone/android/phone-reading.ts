/** Readings of a phone. Guarantees: a value exactly when the phone told one, always with its resolution and its times. */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { Quantity, Unit } from '../../../foundation/measurement/unit.ts';

/** When the answer was there, and how long it took; clock milliseconds. */
export interface Stamp {
  readonly at: number;
  readonly latencyMs: number;
}

interface Kind {
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly resolution: number;
}

/** Quantities as a phone shows them, with the weight of its last digit. No uncertainty is stated: no maker publishes one. */
export const kinds = {
  percent: { quantity: 'ratio', unit: '%', resolution: 1 },
  volts: { quantity: 'voltage', unit: 'V', resolution: 0.001 },
  watts: { quantity: 'power', unit: 'W', resolution: 1 },
  amps: { quantity: 'current', unit: 'A', resolution: 0.001 },
  celsius: { quantity: 'temperature', unit: 'Cel', resolution: 0.1 },
  ampereHours: { quantity: 'charge', unit: 'A.h', resolution: 0.001 },
  count: { quantity: 'count', unit: '1', resolution: 1 },
  seconds: { quantity: 'time', unit: 's', resolution: 0.01 },
  dBm: { quantity: 'signal-level', unit: '{dBm}', resolution: 1 },
  bytes: { quantity: 'count', unit: '1', resolution: 1024 },
} as const satisfies Record<string, Kind>;

/** `invalid` when the value is undefined or not finite. */
export function phoneReading(kind: keyof typeof kinds, value: number | undefined, stamp: Stamp): Reading {
  const ok = value !== undefined && Number.isFinite(value);
  return { value: ok ? value : null, status: ok ? 'ok' : 'invalid', flags: [], ...kinds[kind], ...stamp };
}
