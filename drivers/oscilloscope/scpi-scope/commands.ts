/** Small words that the dialects of all makers share. Pure. */
import type { ScopeChannel, ScopeTrigger } from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { formatScpiNumber } from '../../protocol/scpi/number.ts';
import type { SettingDialect } from './dialect.ts';
import type { ScopeUnit } from './number-with-unit.ts';

/** `HEADER value`, or nothing when there is no value to set. */
export function commandFor(header: string, value: number | undefined): string[] {
  return value === undefined ? [] : [`${header} ${formatScpiNumber(value)}`];
}

/** A setting whose parts are numbers of one unit under headers of their own: `HEADER value` sets one, `HEADER?` asks for it. */
export function numberSettings<S>(
  unit: ScopeUnit,
  headers: Readonly<Record<keyof S & string, string>>,
): SettingDialect<S> {
  const parts = Object.entries(headers) as [keyof S & string, string][];
  return {
    set: (wanted) => parts.flatMap(([part, header]) => commandFor(header, wanted[part] as number | undefined)),
    async read(link) {
      const read: Partial<Record<string, number>> = {};
      for (const [part, header] of parts) read[part] = await link.number(`${header}?`, unit);
      return read as S;
    },
  };
}

/** `HEADER word`, or nothing. */
export function wordFor<W extends string>(
  header: string,
  words: Readonly<Record<W, string>>,
  word: W | undefined,
): string[] {
  return word === undefined ? [] : [`${header} ${words[word]}`];
}

/** `CHAN1`, `CHANNEL1`, `CH1`, `C1` → 1; `instrument/unreadable` for another source, such as a digital line. */
export function channelOf(text: string): ScopeChannel {
  const number = Number(/^C(?:H|HAN|HANNEL)?([1-4])$/i.exec(text.trim())?.[1]);
  if (number === 1 || number === 2 || number === 3 || number === 4) return number;
  throw new CodedError('instrument/unreadable', { answer: text.slice(0, 80) });
}

/** A sweep by the first letters of its name; anything that is neither waits for a trigger. */
export function sweepOf(text: string): ScopeTrigger['sweep'] {
  if (/^AUTO/i.test(text)) return 'auto';
  return /^(SING|STOP)/i.test(text) ? 'single' : 'normal';
}

/** Whether a switch is on, however it is written. */
export function isOn(text: string): boolean {
  return /^(1|ON)$/i.test(text.trim());
}
