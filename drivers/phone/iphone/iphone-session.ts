/**
 * What is known of one open iPhone, and its questions with the times of their answers. Guarantees that an answer is read as
 * a whole or not at all.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { failureOf } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions } from '../../contract/driver.ts';
import type { IphoneLink, IphoneQuestion } from '../../contract/iphone-link.ts';
import type { Stamp } from '../android/phone-reading.ts';
import { type GaugeFacts, gaugeFacts, registryEntry } from './parse/gauge.ts';
import { type PlistValue, parsePlist } from './parse/plist.ts';

export interface IphoneSession {
  readonly link: IphoneLink;
  readonly clock: Clock;
  /** Where this phone keeps its gauge; learnt with the first answer. */
  gauge: Extract<IphoneQuestion, 'smart-battery' | 'pmu-charger'> | undefined;
  publish(reading: Reading, channel: string): void;
}

export interface Stamped<T> {
  readonly value: T;
  readonly stamp: Stamp;
}

/** One question and its answer. */
export async function ask(
  { link, clock }: Pick<IphoneSession, 'link' | 'clock'>,
  question: IphoneQuestion,
  options: CallOptions,
): Promise<Stamped<PlistValue>> {
  const askedAt = clock.now();
  const text = await link.ask(question, options);
  const at = clock.now();
  return { value: parsePlist(text, question), stamp: { at, latencyMs: at - askedAt } };
}

/** iPhone 8 and later have `AppleSmartBattery`; older ones do not know it, or answer with nothing in it. */
export async function askGauge(session: IphoneSession, options: CallOptions): Promise<Stamped<GaugeFacts>> {
  const order = session.gauge === undefined ? (['smart-battery', 'pmu-charger'] as const) : [session.gauge];
  let last: unknown;
  for (const question of order) {
    try {
      const { value, stamp } = await ask(session, question, options);
      const entry = registryEntry(value);
      const facts = entry === undefined ? {} : gaugeFacts(entry);
      if (facts.volts === undefined && facts.design === undefined) continue;
      session.gauge = question;
      return { value: facts, stamp };
    } catch (error) {
      if (failureOf(error).code !== 'phone/not-supported') throw error;
      last = error;
    }
  }
  if (last !== undefined) throw last;
  const at = session.clock.now();
  return { value: {}, stamp: { at, latencyMs: 0 } };
}
