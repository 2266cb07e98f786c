/**
 * A simulated oscilloscope on its wire: it takes lines, works them off one after the other, and sends a large answer in
 * pieces with a little time between them, as a real one does. An answer goes only to who asked for it.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { SimulatedInstrument } from '../../contract/simulator.ts';
import { latin1Bytes, simulatedInbox } from '../../protocol/scpi/simulated-inbox.ts';
import type { ScopeCommand } from './command-line.ts';

/** Text gets a line feed; `bytes` are sent as they are. `undefined`: no answer. */
export type ScopeAnswer = string | Uint8Array | undefined;

export interface ConversationParts {
  readonly clock: Clock;
  parse(line: string): readonly ScopeCommand[];
  obey(command: ScopeCommand): ScopeAnswer;
  /** Milliseconds every command takes. */
  readonly takesMs: number;
}

const pieceBytes = 32 * 1024;
const betweenPiecesMs = 1;

export function simulatedConversation({ clock, parse, obey, takesMs }: ConversationParts): SimulatedInstrument {
  return simulatedInbox((line, { reply, done }) => {
    const send = (message: Uint8Array, from: number) => {
      const to = from + pieceBytes;
      const isHeard = from < message.length && reply(message.subarray(from, to));
      if (isHeard && to < message.length) clock.after(betweenPiecesMs, () => send(message, to));
      else done();
    };
    clock.after(takesMs, () => send(messageOf(parse(line).map(obey)), 0));
  });
}

/** Texts of one line are put together with `;`, as IEEE 488.2 says. */
function messageOf(answers: readonly ScopeAnswer[]): Uint8Array {
  const there = answers.filter((answer) => answer !== undefined);
  const binary = there.find((answer) => typeof answer !== 'string');
  if (binary !== undefined) return binary;
  return there.length === 0 ? new Uint8Array(0) : latin1Bytes(`${there.join(';')}\n`);
}

/** A definite block of IEEE 488.2 with `digits` digits of length and whatever stands around it. */
export function definiteBlock(data: Uint8Array, { digits = 9, before = '', after = '\n' } = {}): Uint8Array {
  const head = latin1Bytes(`${before}#${digits}${String(data.length).padStart(digits, '0')}`);
  const tail = latin1Bytes(after);
  const message = new Uint8Array(head.length + data.length + tail.length);
  message.set(head);
  message.set(data, head.length);
  message.set(tail, head.length + data.length);
  return message;
}
