/**
 * What a run is doing right now, in one line, from its entries: the step, how far its soak is, the last values, the
 * time that is left. Keeps no more than it shows.
 */
import type { Language } from '../../foundation/measurement/declaration.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { LongCall } from '../api/instruments.ts';
import type { Entry, EntryOf } from '../record/entry.ts';
import { phrase } from '../texts/phrases.ts';
import { progressText } from '../texts/progress-text.ts';
import { durationText, valueText } from '../texts/value-text.ts';

/** Values shown beside the step at the most. */
const shownValues = 4;

export class RunProgress {
  readonly #language: Language;
  /** Titles of the stages by id. */
  titles: DeclaredProcedure['stages'] = {};
  /** Of this run, those that go on. */
  calls: readonly LongCall[] = [];
  #title = '';
  #step = '';
  #speed = 1;
  #soak: EntryOf<'soak.start'> | undefined;
  #activeMs = 0;
  #values = new Map<string, string>();

  constructor(language: Language) {
    this.#language = language;
  }

  /** True when the entry begins something that is worth a line of its own where nothing can be rewritten. */
  add(entry: Entry): boolean {
    switch (entry.kind) {
      case 'run.start':
        this.#title = entry.procedure.title[this.#language];
        this.#speed = entry.clock.speed;
        return false;
      case 'step.start':
      case 'establish':
        this.#step = entry.name;
        this.#values.clear();
        return true;
      case 'soak.start':
        this.#step = entry.name;
        this.#soak = entry;
        this.#activeMs = 0;
        return true;
      case 'sample':
        return this.#sample(entry);
      case 'soak.end':
        this.#soak = undefined;
        return false;
      case 'reading':
        if (this.#soak === undefined) this.#show(entry.role, entry.value);
        return false;
      default:
        return false;
    }
  }

  /** Percent of the soak that is going on. */
  get percent(): number | undefined {
    if (this.#soak === undefined) return undefined;
    return Math.min(100, Math.floor((100 * this.#activeMs) / this.#soak.forMs));
  }

  line(): string {
    const parts = [this.#title, this.#titleOf(this.#step)].filter((part) => part !== '');
    const { percent } = this;
    if (percent !== undefined && this.#soak !== undefined) {
      const leftMs = (this.#soak.forMs - this.#activeMs) / this.#speed;
      parts.push(`${percent} %`, phrase('timeLeft', this.#language, { time: durationText(leftMs) }));
    }
    parts.push(...this.calls.map((call) => `${call.role} ${progressText(call, this.#language)}`));
    const values = [...this.#values].slice(-shownValues).map(([name, text]) => `${name} ${text}`);
    return [...parts, ...values].join(' · ');
  }

  #titleOf(stage: string): string {
    return this.titles[stage]?.[this.#language] ?? stage;
  }

  /** Every tenth part of a soak is worth a line. */
  #sample(entry: EntryOf<'sample'>): boolean {
    const tenthBefore = Math.floor((this.percent ?? 0) / 10);
    this.#activeMs = entry.activeMs;
    for (const [name, value] of Object.entries(entry.values)) this.#show(name, value);
    return Math.floor((this.percent ?? 0) / 10) > tenthBefore;
  }

  #show(name: string, value: unknown): void {
    if (typeof value !== 'object' || value === null || !('unit' in value && 'status' in value)) return;
    const { value: number, unit, resolution, status } = value as Reading;
    this.#values.delete(name);
    this.#values.set(name, valueText(number, unit, resolution, status));
  }
}
