/**
 * Answers of Fluke meters to `ID` and `QM`: a digit that says how the command went, CR, and then, if it went well, one
 * line that ends with CR. Pure. Source: libsigrok, `src/hardware/fluke-dmm` (facts only).
 */
import type { InstrumentIdentity } from '../../contract/driver.ts';
import { latin1, textOf } from '../asked-meter/asked-simulator.ts';

/** Who it is, what is on its main display, and (the 28x) everything that is on its display. */
export const questions = {
  identity: latin1('ID\r'),
  measurement: latin1('QM\r'),
  displayed: latin1('QDDA\r'),
} as const;

const wentWell = '0';

/** Whether these are all the bytes of an answer; a refusal is a digit alone. */
export function isWholeAnswer(received: Uint8Array): boolean {
  const text = textOf(received);
  return /^0\r[^\r]+\r$/.test(text) || /^[1-9]\r$/.test(text);
}

/** The line of an answer that went well; `undefined` when it did not, or is none. */
export function lineOf(answer: Uint8Array): string | undefined {
  return /^0\r([^\r]+)\r$/.exec(textOf(answer))?.[1];
}

/** `FLUKE 187,V2.02,95081087`: model, firmware, serial number. */
export function identityIn(answer: Uint8Array): InstrumentIdentity | undefined {
  const [, model, firmware, serial] = /^FLUKE (\w{2,8}),\s*([^,]+),\s*(\w+)\s*$/i.exec(lineOf(answer) ?? '') ?? [];
  if (model === undefined || firmware === undefined || serial === undefined) return undefined;
  return { make: 'Fluke', model, firmware: firmware.trim(), serial };
}

/** The simulator's side of {@link lineOf}. */
export function answerOf(line: string): string {
  return `${wentWell}\r${line}\r`;
}
