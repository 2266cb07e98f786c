/**
 * The instrument's side of a text line: commands worked off one after the other, each taking its time, answers in their
 * order. What a command means is the simulator's own business.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { SimulatedInstrument, Wire } from '../../contract/simulator.ts';

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
  let stop: () => void = () => undefined;
  return {
    attach(wire: Wire) {
      let text = '';
      let busy = false;
      const lines: string[] = [];
      const workOff = () => {
        const line = busy ? undefined : lines.shift();
        if (line === undefined) return;
        busy = true;
        clock.after(answerMs, () => {
          busy = false;
          const commands = line.split(';').map((command) => command.trim());
          const answers = commands.flatMap((command) => (command === '' ? [] : (obey(command) ?? [])));
          if (answers.length > 0) wire.send(latin1Bytes(answers.join(';') + lineEnd));
          workOff();
        });
      };
      const stopData = wire.onData((chunk) => {
        text = (text + String.fromCharCode(...chunk)).slice(-4_096);
        const parts = text.split('\n');
        text = parts.pop() ?? '';
        lines.push(...parts.map((part) => part.replace(/\r$/, '')));
        workOff();
      });
      stop = () => {
        stopData();
        lines.length = 0;
      };
      wire.onClose(stop);
    },
    detach: () => stop(),
  };
}

function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
