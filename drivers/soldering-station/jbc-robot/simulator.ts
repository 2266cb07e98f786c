/**
 * A JBC control unit in robot mode with one tool on port 1, the iron of the simulated unit. It obeys every sound frame to
 * its address, refuses what it does not know, and never sends anything twice.
 */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { simulatedFrames } from '../../protocol/simulated-frames.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { IronMode } from '../../simulated-unit/iron.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { answering, factoryAddresses, parseRobot, type RobotAddresses, type RobotFrame, robotBytes } from './frame.ts';

const answerMs = 8;
/** A frame that has not ended after this is given up. */
const frameEndsMs = 60;
/** Bytes; none of ours is longer. */
const longestFrame = 16;
const statusBits: Readonly<Record<IronMode, number>> = { working: 0, stand: 1, sleep: 2, hibernation: 4 };
const limits = { lowest: 90, highest: 450 };

export interface RobotSimulatorOptions {
  /** `null` with addressing switched off. */
  readonly addresses?: RobotAddresses | null;
  /** Number of the tool on port 1; 2 (T245) by default, 0 for none. */
  readonly tool?: number;
}

/** Fault `drift`: temperatures several percent off. `overload` has no meaning for a tip and changes nothing. */
export function simulateRobot(
  { iron }: SimulatedUnit,
  { clock, faults }: SimulatorContext,
  { addresses = factoryAddresses, tool = 2 }: RobotSimulatorOptions = {},
): SimulatedInstrument {
  const toUs = addresses ?? undefined;
  const drift = driftOf({ clock, faults });
  const reads: Readonly<Record<string, () => number>> = {
    ST1: () => Math.round(iron.state().setCelsius * drift()),
    TT1: () => Math.round(iron.state().tipCelsius * drift()),
    PS1: () => statusBits[iron.state().mode],
    CT1: () => tool,
    PE1: () => (tool === 0 ? 4 : 0),
  };

  const answerTo = ({ header, command, data }: RobotFrame): RobotFrame => {
    const number = reads[command];
    if (header === 'R') {
      return number === undefined ? { header: 'N', command, data: 2 } : { header: 'A', command, data: number() };
    }
    const isKnown = header === 'W' && command === 'ST1' && data !== undefined;
    if (!isKnown) return { header: 'N', command, data: 2 };
    if (data < limits.lowest || data > limits.highest || data % 5 !== 0) return { header: 'N', command, data: 3 };
    iron.set({ celsius: data });
    return { header: 'A', command };
  };

  const take = (pending: readonly number[], wire: Wire): readonly number[] => {
    const frame = wholeFrame(pending, toUs);
    if (frame === undefined) return pending.slice(-longestFrame);
    const answer = robotBytes(answerTo(frame), toUs === undefined ? undefined : answering(toUs));
    clock.after(answerMs, () => wire.send(answer));
    return [];
  };
  return simulatedFrames({ clock, endsMs: frameEndsMs, take });
}

/** A frame that ends with the last byte, whatever stands before it. */
function wholeFrame(pending: readonly number[], addresses: RobotAddresses | undefined): RobotFrame | undefined {
  for (let from = Math.max(0, pending.length - longestFrame); from < pending.length - 5; from += 1) {
    const frame = parseRobot(Uint8Array.from(pending.slice(from)), addresses);
    if (frame !== undefined) return frame;
  }
  return undefined;
}
