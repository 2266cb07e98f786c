/** A Weller WX2 with the iron of the simulated unit on channel 1 and a cold one on channel 2. */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { simulatedFrames } from '../../protocol/simulated-frames.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { IronMode } from '../../simulated-unit/iron.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { answerBytes } from './message.ts';

const answerMs = 15;
/** A message that has not come whole after this is given up. */
const messageEndsMs = 100;
/** Bytes of `remote1` and of `s13500` with its sum; what is longer is none, however it goes on. */
const longestMessage = 7;
const status: Readonly<Record<IronMode, number>> = { working: 1, stand: 2, sleep: 2, hibernation: 3 };
const idle = { set: 1_500, actual: 250 } as const;

export interface SimulatedWeller extends SimulatedInstrument {
  isRemote(): boolean;
}

/** Fault `drift`: temperatures several percent off. `overload` has no meaning for a tip and changes nothing. */
export function simulateWeller({ iron }: SimulatedUnit, { clock, faults }: SimulatorContext): SimulatedWeller {
  let remote = false;
  const drift = driftOf({ clock, faults });
  const tenths = (celsius: number) => Math.round(celsius * drift() * 10);
  const answers: Readonly<Record<string, () => Uint8Array>> = {
    '?': () => Uint8Array.from('WX2', (letter) => letter.charCodeAt(0)),
    R: () => answerBytes('R', [tenths(iron.state().tipCelsius), idle.actual]),
    S: () => answerBytes('S', [tenths(iron.state().setCelsius), idle.set]),
    Q: () => answerBytes('Q', [status[iron.state().mode], 0]),
    Y: () => answerBytes('Y', [1, 0]),
  };

  const take = (pending: readonly number[], wire: Wire): readonly number[] => {
    const text = String.fromCharCode(...pending);
    const command = /^remote([012])$/.exec(text) ?? /^s([12])(\d{4})([\s\S])$/.exec(text);
    const answer = answers[text];
    if (answer !== undefined) clock.after(answerMs, () => wire.send(answer()));
    if (answer === undefined && command === null) return pending.slice(0, longestMessage);
    const [, first, number, sum = ''] = command ?? [];
    if (text.startsWith('remote')) remote = first !== '0';
    else if (number !== undefined) {
      const expected = pending.slice(0, -1).reduce((all, byte) => (all + byte) & 0xff, 0);
      if (remote && first === '1' && sum.charCodeAt(0) === expected) iron.set({ celsius: Number(number) / 10 });
    }
    return [];
  };
  return { ...simulatedFrames({ clock, endsMs: messageEndsMs, take }), isRemote: () => remote };
}
