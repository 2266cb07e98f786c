/** What an instrument of each kind is asked for to see what it reads: by `read` live, by `decode` out of a recording. */
import type { Capability } from '../../foundation/capability/capability.ts';

export interface ReadQuestion {
  readonly verb: string;
  readonly args: unknown;
  /** Clock milliseconds an answer may take. */
  readonly deadlineMs: number;
}

const deadlineMs = 15_000;

export const readQuestions: Readonly<Record<Capability, ReadQuestion>> = {
  Multimeter: { verb: 'read', args: {}, deadlineMs },
  PowerSupply: { verb: 'measure', args: {}, deadlineMs },
  UsbMeter: { verb: 'read', args: {}, deadlineMs },
  ElectronicLoad: { verb: 'measure', args: {}, deadlineMs },
  SolderingStation: { verb: 'measure', args: {}, deadlineMs },
  Oscilloscope: { verb: 'capture', args: { channel: 1 }, deadlineMs },
  Thermometer: { verb: 'read', args: {}, deadlineMs },
  Phone: { verb: 'sample', args: { battery: true, thermal: true }, deadlineMs },
};
