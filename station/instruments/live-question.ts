/**
 * What an instrument that only answers is asked, again and again, so that a person sees what it reads. Guarantees that
 * nothing here changes an instrument: no range, no output, no setting.
 */
import type { Capability } from '../../foundation/capability/capability.ts';

export interface LiveQuestion {
  readonly verb: string;
  readonly args: unknown;
  /** Clock milliseconds between the end of one answer and the next question. */
  readonly everyMs: number;
  /** Clock milliseconds an answer may take. */
  readonly deadlineMs: number;
  /** The channel of the answer, where that is a reading which the driver does not tell besides. */
  readonly channel?: string;
}

/** Digits are read by people, who cannot follow more than a few a second; a phone's answer costs the phone something. */
export const liveQuestions: Readonly<Record<Capability, LiveQuestion>> = {
  Multimeter: { verb: 'read', args: {}, everyMs: 300, deadlineMs: 5_000 },
  PowerSupply: { verb: 'measure', args: {}, everyMs: 300, deadlineMs: 3_000 },
  UsbMeter: { verb: 'read', args: {}, everyMs: 400, deadlineMs: 3_000 },
  ElectronicLoad: { verb: 'measure', args: {}, everyMs: 300, deadlineMs: 3_000 },
  SolderingStation: { verb: 'measure', args: {}, everyMs: 500, deadlineMs: 3_000 },
  // The scope's own figure of what it shows: a capture would begin an acquisition.
  Oscilloscope: {
    ...{ verb: 'measure', args: { channel: 1, what: 'peak-to-peak' }, everyMs: 1_000, deadlineMs: 5_000 },
    channel: 'channel 1 peak-to-peak',
  },
  Thermometer: { verb: 'read', args: {}, everyMs: 700, deadlineMs: 3_000 },
  Phone: { verb: 'sample', args: { battery: true, thermal: true }, everyMs: 2_000, deadlineMs: 15_000 },
};
