/**
 * A simulated oscilloscope on its wire: it takes lines, works them off one after the other, and sends a large answer in
 * pieces with a little time between them, as a real one does. An answer goes only to who asked for it.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { SimulatedInstrument, Wire } from '../../contract/simulator.ts';
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

export class Conversation implements SimulatedInstrument {
  readonly #parts: ConversationParts;
  #wire: Wire | undefined;
  #text = '';
  #lines: string[] = [];
  #isBusy = false;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  attach(wire: Wire): void {
    if (this.#wire !== undefined) return;
    this.#wire = wire;
    wire.onData((chunk) => this.#receive(chunk));
    wire.onClose(() => {
      if (this.#wire === wire) this.detach();
    });
  }

  detach(): void {
    this.#wire = undefined;
    this.#text = '';
    this.#lines = [];
  }

  #receive(chunk: Uint8Array): void {
    this.#text += String.fromCharCode(...chunk);
    const parts = this.#text.split('\n');
    this.#text = parts.pop() ?? '';
    this.#lines.push(...parts.map((part) => part.replace(/\r$/, '')));
    this.#workOff();
  }

  #workOff(): void {
    const line = this.#isBusy ? undefined : this.#lines.shift();
    if (line === undefined) return;
    const asker = this.#wire;
    const { clock, takesMs } = this.#parts;
    this.#isBusy = true;
    clock.after(takesMs, () => {
      const answers = this.#parts.parse(line).map((command) => this.#parts.obey(command));
      this.#send(asker, messageOf(answers), 0);
    });
  }

  #send(asker: Wire | undefined, message: Uint8Array, from: number): void {
    if (this.#wire === asker && from < message.length) {
      const to = from + pieceBytes;
      asker?.send(message.subarray(from, to));
      if (to < message.length) {
        this.#parts.clock.after(betweenPiecesMs, () => this.#send(asker, message, to));
        return;
      }
    }
    this.#isBusy = false;
    this.#workOff();
  }
}

/** Texts of one line are put together with `;`, as IEEE 488.2 says. */
function messageOf(answers: readonly ScopeAnswer[]): Uint8Array {
  const there = answers.filter((answer) => answer !== undefined);
  const binary = there.find((answer) => typeof answer !== 'string');
  if (binary !== undefined) return binary;
  return there.length === 0 ? new Uint8Array(0) : latin1Bytes(`${there.join(';')}\n`);
}

export function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
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
