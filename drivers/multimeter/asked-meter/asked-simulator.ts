/**
 * The instrument's side of question and answer: bytes are gathered until they make a question, which is answered after
 * the time the meter takes. The faults of the line are the wire's business; what is shown is the caller's.
 */
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';

/** What the bytes gathered so far ask for. */
export interface Asked {
  /** Bytes that are dealt with; 0 while a question is not complete. */
  readonly used: number;
  readonly answers: readonly Uint8Array[];
}

export interface AskedSimulator {
  /** Called again with what is left as long as something was used. */
  take(pending: Uint8Array): Asked;
  /** Milliseconds from the end of a question to its answer. */
  readonly answerMs: number;
}

/** More than this without a question is noise. */
const mostPending = 256;

export function simulateAskedMeter(
  { take, answerMs }: AskedSimulator,
  { clock }: Pick<SimulatorContext, 'clock'>,
): SimulatedInstrument {
  let stop: (() => void) | undefined;
  return {
    attach(wire) {
      let pending = new Uint8Array(0);
      const stopData = wire.onData((chunk) => {
        pending = Uint8Array.from([...pending, ...chunk]);
        for (let asked = take(pending); asked.used > 0; asked = take(pending)) {
          pending = pending.slice(asked.used);
          const { answers } = asked;
          clock.after(answerMs, () => {
            for (const answer of answers) wire.send(answer);
          });
          if (pending.length === 0) break;
        }
        if (pending.length > mostPending) pending = new Uint8Array(0);
      });
      stop = stopData;
      wire.onClose(stopData);
    },
    detach: () => stop?.(),
  };
}

/** Questions that are lines of text, ended by any of `ends`; an answer of `undefined` is silence. */
export function textQuestions(ends: readonly number[], answer: (line: string) => string | undefined) {
  return (pending: Uint8Array): Asked => {
    const end = pending.findIndex((byte) => ends.includes(byte));
    if (end === -1) return { used: 0, answers: [] };
    const line = String.fromCharCode(...pending.subarray(0, end)).trim();
    const text = line === '' ? undefined : answer(line);
    return { used: end + 1, answers: text === undefined ? [] : [latin1(text)] };
  };
}

/** One byte a character. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

/** The characters of an answer, one a byte. */
export function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 4_096));
}
