/**
 * Our own small interface to what an iPhone tells a computer, whatever tools or simulator are behind it. Guarantees: every
 * question has a deadline; answers are bounded; a phone that is gone rejects with `phone/link-lost`.
 */
import type { Failure } from '../../foundation/failure.ts';

/** What can be asked; every answer is the text of an XML property list. */
const iphoneQuestions = ['identity', 'battery', 'smart-battery', 'pmu-charger'] as const;
export type IphoneQuestion = (typeof iphoneQuestions)[number];

export interface IphoneAskOptions {
  /** Clock milliseconds; 10 000 by default and at the most. Fails with `phone/command-timeout`. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

export interface IphoneLink {
  /** The name Apple gives the device: our device key. */
  readonly udid: string;
  /** Fails with `phone/iphone-locked`, `phone/iphone-untrusted`, `phone/not-supported` …. */
  ask(question: IphoneQuestion, options?: IphoneAskOptions): Promise<string>;
  /** Names of the crash logs on the phone; nothing is taken off it. Here the deadline may be longer. */
  crashLogs(options?: IphoneAskOptions): Promise<readonly string[]>;
  /** Resolves with the reason when the link is gone; never rejects. */
  readonly closed: Promise<Failure>;
  close(): Promise<void>;
}
