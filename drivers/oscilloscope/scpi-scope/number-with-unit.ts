/**
 * The numbers of oscilloscopes with or without the unit that was asked for. Pure. Guarantees that no unit and no prefix is
 * dropped: a number in another unit than the wanted one, or with a prefix nobody writes before it, is unreadable.
 */
import { CodedError } from '../../../foundation/failure.ts';
import { parseScpiNumber, type ScpiNumber } from '../../protocol/scpi/number.ts';

/** `divisions` and `count` have no unit; `Sa/s` and `pts` are Siglent's words for a sample rate and a number of points. */
export type ScopeUnit = 'V' | 's' | 'Hz' | '%' | 'Sa/s' | 'pts' | 'divisions' | 'count';

interface Written {
  /** The unit itself, without a prefix. */
  readonly unit: RegExp;
  readonly prefixes: Readonly<Record<string, number>>;
}

const small = { m: 1e-3, u: 1e-6, n: 1e-9, p: 1e-12 } as const;
/** There is no part of a sample. `k` and `K` are the same thousand. */
const large = { k: 1e3, K: 1e3, M: 1e6, G: 1e9 } as const;
const bare: Written = { unit: /^$/, prefixes: {} };

const written: Readonly<Record<ScopeUnit, Written>> = {
  V: { unit: /^V$/, prefixes: { m: small.m, u: small.u, k: large.k } },
  s: { unit: /^s$/i, prefixes: small },
  Hz: { unit: /^Hz$/i, prefixes: { m: small.m, ...large } },
  '%': { unit: /^%$/, prefixes: {} },
  'Sa/s': { unit: /^Sa\/s$/, prefixes: large },
  pts: { unit: /^pts$/, prefixes: large },
  divisions: bare,
  count: bare,
};

/** As {@link parseScpiNumber}, in the base unit. `undefined` also for a number of another unit. */
export function numberInUnit(text: string, wanted: ScopeUnit): ScpiNumber | undefined {
  const number = parseScpiNumber(text);
  if (number?.kind !== 'value' || number.suffix === '') return number;
  const { unit, prefixes } = written[wanted];
  const { value, suffix } = number;
  if (unit.test(suffix)) return { kind: 'value', value, suffix: wanted };
  const multiple = Object.hasOwn(prefixes, suffix[0] ?? '') ? prefixes[suffix[0] ?? ''] : undefined;
  if (multiple === undefined || !unit.test(suffix.slice(1))) return undefined;
  return { kind: 'value', value: value * multiple, suffix: wanted };
}

/** The finite number an instrument has written, in `unit`, with or without header; `instrument/unreadable` otherwise. */
export function numberOf(text: string, unit: ScopeUnit): number {
  const number = numberInUnit(text, unit);
  if (number?.kind !== 'value') throw new CodedError('instrument/unreadable', { answer: text.slice(0, 80) });
  return number.value;
}
