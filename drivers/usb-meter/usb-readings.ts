/** Readings of USB meters: one unit for each quantity, overload and absence as what they are. */
import type { Reading } from '../../foundation/measurement/reading.ts';

const unitOf = { voltage: 'V', current: 'A', power: 'W', temperature: 'Cel', charge: 'A.h', energy: 'W.h' } as const;

type UsbQuantity = keyof typeof unitOf;
type When = Pick<Reading, 'at' | 'latencyMs' | 'span'>;

export function usbReading(quantity: UsbQuantity, value: number, resolution: number, when: When): Reading {
  const flags = ['voltage', 'current', 'power'].includes(quantity) ? (['dc'] as const) : [];
  return { value, unit: unitOf[quantity], quantity, status: 'ok', resolution, flags, ...when };
}

/** What the meter does not tell. */
export function absent(quantity: UsbQuantity, when: When): Reading {
  return { value: null, unit: unitOf[quantity], quantity, status: 'invalid', flags: [], ...when };
}

/** A number beyond what the meter is made for, in either direction, is an overload and not a reading. */
export function within(reading: Reading, highest: number): Reading {
  if (reading.value === null || Math.abs(reading.value) <= highest) return reading;
  return { ...reading, value: null, status: 'overrange', overloadSign: reading.value < 0 ? -1 : 1 };
}

/** The numeric readings of an answer with their channel names, in order. */
export function usbChannels(answer: object): readonly (readonly [string, Reading])[] {
  return Object.entries(answer).filter((entry): entry is [string, Reading] => typeof entry[1] === 'object');
}
