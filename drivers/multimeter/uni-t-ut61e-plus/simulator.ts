/** A UT61E+ or one of its relatives on its wire: it answers for its name and its display, and acknowledges every key. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { ReadingFlag } from '../../../foundation/measurement/reading.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { type Asked, latin1, simulateAskedMeter } from '../asked-meter/asked-simulator.ts';
import { autoRanged, shownNow } from '../stream-meter/stream-simulator.ts';
import { shortDialect } from '../uni-t-abcd/frame.ts';
import { encodePayload, type Ut61ePlusDisplay } from './display.ts';

/** What a question asks for, behind marker and length. */
export const commands = { measurement: 0x5e, name: 0x5f } as const;
export const acknowledged = Uint8Array.of(0xff, 0x00);
const requestBytes = 6;
const answerMs = 12;

/** A request has a sum of its own: of all bytes before it. */
export function requestOf(command: number): Uint8Array {
  const body = [0xab, 0xcd, 0x03, command];
  const sum = body.reduce((all, byte) => all + byte, 0);
  return Uint8Array.of(...body, sum >> 8, sum & 0xff);
}

export interface SimulatedUt61ePlus extends SimulatedInstrument {
  /** Shows this from now on; `undefined` goes back to the simulated unit's voltage. */
  show(display: Ut61ePlusDisplay | undefined): void;
}

interface ShownVolts {
  readonly digits: number;
  readonly overload: boolean;
  readonly range: number;
  readonly negative: boolean;
}

const face = {
  dcVolts(volts: number): ShownVolts {
    const { range, digits, overload } = autoRanged(volts, [-4, -3, -2, -1], 22_000);
    return { range, digits, overload, negative: volts < 0 };
  },
  largestDigits: 99_999,
};
const dcVoltsMode = 2;
const flagOf: Readonly<Record<HiddenMode, ReadingFlag>> = {
  hold: 'hold',
  relative: 'rel',
  'min-max': 'max',
  peak: 'peak-max',
};

export function simulateUt61ePlus(
  unit: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  model: string,
): SimulatedUt61ePlus {
  let shown: Ut61ePlusDisplay | undefined;
  let keys: readonly ReadingFlag[] = [];
  const display = (): Ut61ePlusDisplay => {
    if (shown !== undefined) return shown;
    const { digits, overload, range, negative } = shownNow(face, undefined, unit, faults);
    const places = 4 - range;
    const all = String(digits).padStart(5, '0');
    const number = `${negative ? '-' : ''}${all.slice(0, -places)}.${all.slice(-places)}`;
    return { mode: dcVoltsMode, range, text: overload ? 'OL' : number, flags: ['auto', ...keys] };
  };
  const answers = (command: number): Uint8Array[] => {
    if (command === commands.measurement) return [shortDialect.encode(encodePayload(display()))];
    const acknowledge = shortDialect.encode(acknowledged);
    return command === commands.name ? [acknowledge, shortDialect.encode(latin1(model))] : [acknowledge];
  };
  const take = (pending: Uint8Array): Asked => {
    if (pending.length === 0) return { used: 0, answers: [] };
    const request = requestOf(pending[3] ?? 0);
    const isRequest = request.every((byte, place) => (pending[place] ?? byte) === byte);
    if (!isRequest) return { used: 1, answers: [] };
    if (pending.length < requestBytes) return { used: 0, answers: [] };
    return { used: requestBytes, answers: answers(pending[3] ?? 0) };
  };
  return {
    ...simulateAskedMeter({ take, answerMs }, { clock }),
    show(next) {
      shown = next;
    },
    press(mode) {
      keys = mode === undefined ? [] : [flagOf[mode]];
      return true;
    },
  };
}
