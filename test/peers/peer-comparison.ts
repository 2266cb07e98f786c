/**
 * Whether libsigrok and we mean the same, over everything both were given. Guarantees: a difference is excused by the list
 * of known defects or by that of our refusals, or it is told; and what those lists say of this peer has been seen.
 */

import type { Display } from '../../drivers/multimeter/stream-meter/display.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { Given, KnownDefect } from './known-defect.ts';
import { knownDefects } from './known-defects.ts';
import { refusals } from './our-refusals.ts';
import { type Aspect, differences, sigrokReading } from './sigrok-text.ts';

export interface Compared extends Given {
  readonly display?: Display | undefined;
  readonly ours: Reading | undefined;
  /** What it printed; absent where that was nothing. */
  readonly line: string | undefined;
}

export class PeerComparison {
  readonly disagreements: string[] = [];
  readonly #peer: string;
  readonly #defects: readonly KnownDefect[];
  readonly #seen = new Set<string>();

  /** `peer`: libsigrok's name of its driver. */
  constructor(peer: string) {
    this.#peer = peer;
    this.#defects = knownDefects.filter(({ peers }) => peers.test(peer));
  }

  /** What the lists say of this peer and nothing showed. */
  get unseen(): string[] {
    const refused = refusals.filter(({ peers }) => peers.test(this.#peer));
    const told = this.#defects.filter(({ about }) => about !== undefined);
    return [...told, ...refused].map(({ name }) => name).filter((name) => !this.#seen.has(name));
  }

  take(compared: Compared): void {
    const { ours, line } = compared;
    this.judge(compared, differences(ours, line === undefined ? undefined : sigrokReading(line)), line ?? 'nothing');
  }

  /** As {@link take}, of differences that are known already. */
  judge(compared: Given & { readonly display?: Display | undefined }, found: readonly Aspect[], printed: string): void {
    const why = found.includes('none') ? this.#unexplained(compared) : this.#unexcused(compared, found);
    if (why.length === 0) return;
    const { ours, frame, text } = compared;
    const sent = frame === undefined ? text : Buffer.from(frame).toString('hex');
    const own = ours === undefined ? 'none' : `${ours.status} ${ours.value} ${ours.unit} ${ours.flags.join(' ')}`;
    this.disagreements.push(`${why.join(', ')}: ${sent} → ${printed}, ours ${own}`);
  }

  /** It has a reading and we have none. */
  #unexplained({
    frame = new Uint8Array(0),
    text,
    display,
  }: Given & { readonly display?: Display | undefined }): string[] {
    const reasons = refusals.filter(({ peers, about }) => peers.test(this.#peer) && about({ frame, text, display }));
    for (const { name } of reasons) this.#seen.add(name);
    return reasons.length > 0 ? [] : ['none'];
  }

  #unexcused(given: Given, found: readonly Aspect[]): string[] {
    const left = new Set<string>(found);
    const isAbsent = found.includes('nothing');
    const missed: string[] = [];
    if (given.ours === undefined) return [];
    for (const { name, aspects = [], about } of this.#defects) {
      // Of what it does not print, only that can be said.
      if (about?.(given) !== true || (isAbsent && !aspects.includes('nothing'))) continue;
      this.#seen.add(name);
      if (!aspects.some((aspect) => found.includes(aspect))) missed.push(`no longer so: ${name}`);
      for (const aspect of aspects) left.delete(aspect);
    }
    return [...left, ...missed];
  }
}
