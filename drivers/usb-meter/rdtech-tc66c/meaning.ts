/** What an answer of a TC66C means: readings with unit and resolution. A number above the rating is an overload. */
import type { UsbMeterVerbs } from '../../../foundation/capability/capability.ts';
import { decimal, type Reading } from '../../../foundation/measurement/reading.ts';
import { rated } from '../../protocol/accuracy.ts';
import type { Counted } from '../counter-groups.ts';
import { usbReading, within } from '../usb-readings.ts';
import { tcAccuracy } from './accuracy.ts';
import type { TcFrame } from './frame.ts';

export type TcReadings = UsbMeterVerbs['read']['out'];

const maxVolts = 24;
const maxAmps = 5;

type When = Pick<Reading, 'at' | 'latencyMs' | 'span'>;

/** Charge and energy are those of the first group, where nobody has `counted` otherwise. */
export function readingsOf(frame: TcFrame, when: When = {}, counted = ofFirstGroup(frame)): TcReadings {
  const voltage = within(usbReading('voltage', decimal(frame.volts, -4), 1e-4, when), 1.02 * maxVolts);
  const current = within(usbReading('current', decimal(frame.amps, -5), 1e-5, when), 1.02 * maxAmps);
  const power = usbReading('power', decimal(frame.watts, -4), 1e-4, when);
  const isOver = voltage.status !== 'ok' || current.status !== 'ok';
  // Four letters are all that it tells of its name.
  const as = { models: frame.model === 'TC66' ? ['TC66', 'TC66C'] : [frame.model] };
  return {
    voltage: rated(voltage, tcAccuracy, as),
    current: rated(current, tcAccuracy, as),
    power: isOver ? { ...power, value: null, status: 'overrange' } : power,
    temperature: usbReading('temperature', frame.celsius, 1, when),
    charge: usbReading('charge', decimal(counted.milliampHours, -3), 1e-3, when),
    energy: usbReading('energy', decimal(counted.milliwattHours, -3), 1e-3, when),
    dPlus: usbReading('voltage', decimal(frame.dPlus, -2), 1e-2, when),
    dMinus: usbReading('voltage', decimal(frame.dMinus, -2), 1e-2, when),
    // Its display names the charger's protocol; its answer does not.
    protocol: 'unknown',
  };
}

function ofFirstGroup({ milliampHours, milliwattHours }: TcFrame): Counted {
  return { milliampHours: milliampHours[0], milliwattHours: milliwattHours[0] };
}
