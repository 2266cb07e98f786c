/**
 * The answering side of a Modbus RTU line, for simulators: a table of registers behind functions 03, 06 and 16. Like a
 * real unit it is silent about what is damaged, cut short or meant for another unit, and obeys broadcasts without a word.
 */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { hasGoodChecksum, withChecksum } from './crc.ts';
import { exceptionBit, mostRegisters, readHolding, word, wordsOf, writeMultiple, writeSingle } from './message.ts';

/** The registers of a simulated unit. */
export interface RegisterTable {
  /** Undefined where there is no such register. */
  read(register: number): number | undefined;
  /** Whether the register may be written and takes this value. */
  accepts(register: number, value: number): 'yes' | 'no-such-register' | 'not-this-value';
  write(register: number, value: number): void;
}

export interface SlaveOptions {
  readonly unit: number;
  /** Milliseconds from the end of a request to its answer. */
  readonly answerMs: number;
}

/** Silence that ends a request on a simulated line; a busy machine hands over late what was sent without a pause. */
const quietMs = { virtual: 5, real: 60 } as const;
const illegal = { function: 1, address: 2, value: 3 } as const;

/** A unit with these registers; answers to one request at a time. */
export function modbusSlave(
  table: RegisterTable,
  { clock }: Pick<SimulatorContext, 'clock'>,
  { unit, answerMs }: SlaveOptions,
): SimulatedInstrument {
  let stop: (() => void) | undefined;

  const obey = (wire: Wire, request: Uint8Array) => {
    if (!hasGoodChecksum(request)) return;
    const isBroadcast = request[0] === 0;
    if (!isBroadcast && request[0] !== unit) return;
    const answer = answerTo(table, request);
    if (isBroadcast) return;
    clock.after(answerMs, () => wire.send(withChecksum(Uint8Array.from([unit, ...answer]))));
  };

  return {
    attach(wire) {
      let pending: number[] = [];
      let cancelEnd: () => void = () => undefined;
      const stopData = wire.onData((chunk) => {
        cancelEnd();
        // Longer than any request: its end is all that matters.
        if (pending.length < 300) pending.push(...chunk);
        const take = () => {
          const request = Uint8Array.from(pending);
          pending = [];
          obey(wire, request);
        };
        if (isWholeRequest(Uint8Array.from(pending))) take();
        else cancelEnd = clock.after(clock.kind === 'virtual' ? quietMs.virtual : quietMs.real, take);
      });
      stop = () => {
        stopData();
        cancelEnd();
      };
      wire.onClose(() => stop?.());
    },
    detach: () => stop?.(),
  };
}

function isWholeRequest(bytes: Uint8Array): boolean {
  return bytes.length === (bytes[1] === writeMultiple ? 9 + (bytes[6] ?? 0) : 8) && hasGoodChecksum(bytes);
}

/** Function and data of the answer. */
function answerTo(table: RegisterTable, request: Uint8Array): readonly number[] {
  const code = request[1] ?? 0;
  const [first = 0, second = 0] = wordsOf(request.subarray(2, 6));
  const exception = (number: number) => [code | exceptionBit, number];
  if (code === readHolding) {
    if (second < 1 || second > mostRegisters.read) return exception(illegal.value);
    const values = Array.from({ length: second }, (_, at) => table.read(first + at));
    if (!values.every((value) => value !== undefined)) return exception(illegal.address);
    return [code, 2 * second, ...values.flatMap(word)];
  }
  if (code !== writeSingle && code !== writeMultiple) return exception(illegal.function);
  const values = code === writeSingle ? [second] : wordsOf(request.subarray(7, -2));
  if (code === writeMultiple && (values.length !== second || request[6] !== 2 * second))
    return exception(illegal.value);
  // All or nothing: a refused value leaves the others as they were.
  for (const [at, value] of values.entries()) {
    const verdict = table.accepts(first + at, value);
    if (verdict !== 'yes') return exception(verdict === 'no-such-register' ? illegal.address : illegal.value);
  }
  for (const [at, value] of values.entries()) table.write(first + at, value);
  return [code, ...word(first), ...word(second)];
}
