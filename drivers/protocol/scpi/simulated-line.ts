/**
 * The instrument's side of a text line: commands worked off one after the other, each taking its time, answers in their
 * order. What a command means is the simulator's own business.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { SimulatedInstrument } from '../../contract/simulator.ts';
import { latin1Bytes, simulatedInbox } from './simulated-inbox.ts';

export interface SimulatedLineRules {
  readonly clock: Clock;
  /** Milliseconds a command takes, with or without an answer. */
  readonly answerMs: number;
  /** LF by default. */
  readonly lineEnd?: string;
  /** What the command is answered with; undefined for nothing. */
  obey(command: string): string | undefined;
}

/** Commands of one line stand between `;`. */
export function simulatedLine({ clock, answerMs, lineEnd = '\n', obey }: SimulatedLineRules): SimulatedInstrument {
  return simulatedInbox((line, { reply, done }) => {
    clock.after(answerMs, () => {
      const commands = line.split(';').map((command) => command.trim());
      const answers = commands.flatMap((command) => (command === '' ? [] : (obey(command) ?? [])));
      if (answers.length > 0) reply(latin1Bytes(answers.join(';') + lineEnd));
      done();
    });
  });
}
