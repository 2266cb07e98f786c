/**
 * Judging what may not be there. Guarantees that a number which an instrument did not show is never judged as if the unit
 * were bad, and never passes: the measure is undecided and says so.
 */
import type { Amount, Measured } from '../language/index.ts';

type Unit = Measured['unit'];
type Params = Readonly<Record<string, string | number | boolean | null>>;

/** The two calls of the context that are needed here. */
export interface Judge<K extends string, U extends Unit> {
  measure(key: K, amount: Amount<U>): Promise<string>;
  undecided(code: 'no-value', params?: Params, key?: K): Promise<void>;
}

/** Judges the amount when it has a value; otherwise the measure is undecided (`no-value`). */
export async function judged<K extends string, U extends Unit>(
  t: Judge<K, U>,
  key: K,
  amount: Amount<U> | null,
): Promise<void> {
  if (amount?.status === 'ok') await t.measure(key, amount);
  else await t.undecided('no-value', { status: amount?.status ?? 'missing' }, key);
}

export interface Noter<K extends string, U extends Unit> {
  measure(key: K, amount: Amount<U>): Promise<string>;
  note(code: 'not-told', params?: Params): Promise<void>;
}

/** For measures a unit need not have: judged when there is a value, otherwise only noted (`not-told`). */
export async function judgedIfTold<K extends string, U extends Unit>(
  t: Noter<K, U>,
  key: K,
  amount: Amount<U> | null,
): Promise<void> {
  if (amount?.status === 'ok') await t.measure(key, amount);
  else await t.note('not-told', { what: key });
}

/**
 * The amount itself when it has a value. Thrown inside a soak's sample otherwise, so that a sample without the number is
 * a recorded hole and not a number.
 */
export function told<A extends Amount>(amount: A, what: string): A {
  if (amount.status === 'ok' && amount.value !== null) return amount;
  const failure = { code: 'reading/not-told', params: { what, status: amount.status } };
  throw Object.assign(new Error(`${what} not told`), failure);
}

/** The plain number of {@link told}, for comparing; what is judged stays the amount. */
export function numberOf(amount: Amount, what: string): number {
  return told(amount, what).value ?? Number.NaN;
}

/** An aggregate, or null when no sample had the field: the station refuses to compute of nothing. */
export function orNull<T>(aggregate: Promise<T>): Promise<T | null> {
  return aggregate.catch(() => null);
}
