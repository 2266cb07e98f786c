/**
 * The part of the fold that follows interruptions: holes in a soak, suspensions, crashes. Guarantees: each has its length
 * where it is known; one whose end is not in the journal stays open.
 */
import type { Entry, EntryOf } from './entry.ts';
import type { InterruptionRecord } from './record.ts';

interface SoakProgress {
  /** Soak time of its last good sample. */
  goodUntilMs: number;
  /** Where the hole it is in stands among the interruptions. */
  hole: number | undefined;
}

/** Keeps one record per interruption; holes of a soak that follow each other are one. */
export class InterruptionFold {
  readonly #interruptions: InterruptionRecord[] = [];
  readonly #soaks = new Map<string, SoakProgress>();

  records(): InterruptionRecord[] {
    return [...this.#interruptions];
  }

  add(entry: Entry): void {
    switch (entry.kind) {
      case 'soak.start':
        this.#soaks.set(entry.name, { goodUntilMs: 0, hole: undefined });
        break;
      case 'hole':
      case 'sample':
        this.#addHole(entry);
        break;
      case 'suspension': {
        const role = entry.role === undefined ? {} : { role: entry.role };
        this.#interruptions.push({ entry: entry.i, cause: entry.cause, gapMs: null, ended: false, ...role });
        break;
      }
      case 'continuation':
        this.#end(entry.cause, { gapMs: entry.asleepMs ?? entry.ms });
        break;
      case 'interruption':
        this.#interruptions.push({ entry: entry.i, cause: 'crash', gapMs: entry.gapMs, ended: false });
        break;
      case 'resume':
        this.#end('crash', entry.policy === undefined ? {} : { policy: entry.policy });
        break;
      default:
        break;
    }
  }

  /** From the last good sample of the soak to its next; the end of the soak ends no hole. */
  #addHole(entry: EntryOf<'hole'> | EntryOf<'sample'>): void {
    const soak = this.#soaks.get(entry.soak) ?? { goodUntilMs: 0, hole: undefined };
    this.#soaks.set(entry.soak, soak);
    const gapMs = entry.activeMs - soak.goodUntilMs;
    const isGood = entry.kind === 'sample';
    const open = soak.hole === undefined ? undefined : this.#interruptions[soak.hole];
    if (soak.hole !== undefined && open !== undefined)
      this.#interruptions[soak.hole] = { ...open, gapMs, ended: isGood };
    else if (!isGood) soak.hole = this.#interruptions.push({ entry: entry.i, cause: 'hole', gapMs, ended: false }) - 1;
    if (isGood) Object.assign(soak, { goodUntilMs: entry.activeMs, hole: undefined });
  }

  /** The last one of that cause has ended. */
  #end(cause: string, known: Partial<InterruptionRecord>): void {
    const last = this.#interruptions.map((one) => one.cause).lastIndexOf(cause);
    const open = this.#interruptions[last];
    if (open !== undefined) this.#interruptions[last] = { ...open, ...known, ended: true };
  }
}
