/**
 * What a journal already says about a run that goes on after an interruption. The script is run again from its first
 * line; whatever it asks for the n-th time under a name gets what was journaled for the n-th time. When it asks for
 * something else than before, the run has diverged and cannot be resumed honestly.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { Entry, EntryOf } from '../record/entry.ts';

export type PastStep = { readonly value: unknown } | { readonly failure: Failure };

export interface PastSoak {
  readonly start: EntryOf<'soak.start'>;
  readonly end: EntryOf<'soak.end'> | undefined;
  readonly last: EntryOf<'sample'> | undefined;
  readonly samples: number;
  readonly holes: number;
  readonly nextIndex: number;
}

/** Entries whose only meaning on resume is "said already". */
type Said = 'measure' | 'undecided' | 'fault' | 'note';

export class History {
  readonly #steps = new Map<string, PastStep[]>();
  readonly #attempts = new Map<string, number>();
  readonly #soaks = new Map<string, PastSoak[]>();
  readonly #said = new Map<string, Entry[]>();
  readonly #answers = new Map<string, EntryOf<'answer'>[]>();
  readonly #settings = new Map<string, EntryOf<'setting.saved'>>();
  readonly #asked = new Map<string, number>();
  last: Entry | undefined;
  highestToken = 0;
  interruptions = 0;
  /** Run time in which the run stood still. */
  suspendedMs = 0;
  /** The run was being stopped when the station went away. */
  stopped = false;

  constructor(entries: Iterable<Entry>) {
    for (const entry of entries) this.#add(entry);
  }

  /** The outcome of the next step of this name, if it has ended before. */
  step(name: string): PastStep | undefined {
    return this.#steps.get(name)?.[this.#count(`step ${name}`)];
  }

  /** Attempts of a step that began but never ended. */
  attempts(name: string): number {
    return this.#attempts.get(name) ?? 0;
  }

  soak(name: string): PastSoak | undefined {
    return this.#soaks.get(name)?.[this.#count(`soak ${name}`)];
  }

  /** The entry that was written when the script last said this, in order. */
  said<K extends Said>(kind: K, about: string): EntryOf<K> | undefined {
    const key = `${kind} ${about}`;
    return this.#said.get(key)?.[this.#count(key)] as EntryOf<K> | undefined;
  }

  answer(key: string): EntryOf<'answer'> | undefined {
    return this.#answers.get(key)?.[this.#count(`answer ${key}`)];
  }

  /** Phone settings that were changed and not yet given back, as they were at first. */
  settings(): EntryOf<'setting.saved'>[] {
    return [...this.#settings.values()];
  }

  /** Measurements that the journal has of this key. */
  measured(key: string): number {
    return this.#said.get(`measure ${key}`)?.length ?? 0;
  }

  #count(key: string): number {
    const index = this.#asked.get(key) ?? 0;
    this.#asked.set(key, index + 1);
    return index;
  }

  #add(entry: Entry): void {
    this.last = entry;
    if ('token' in entry) this.highestToken = Math.max(this.highestToken, entry.token);
    switch (entry.kind) {
      case 'step.start':
        this.#attempts.set(entry.name, entry.attempt);
        break;
      case 'step.end':
        push(this.#steps, entry.name, { value: entry.value });
        this.#attempts.delete(entry.name);
        break;
      case 'step.fail':
        if (!entry.again) {
          push(this.#steps, entry.name, { failure: entry.failure });
          this.#attempts.delete(entry.name);
        }
        break;
      case 'soak.start':
        this.#startSoak(entry);
        break;
      case 'sample':
      case 'hole':
        this.#changeSoak(entry.soak, (soak) => withTick(soak, entry));
        break;
      case 'soak.end':
        this.#changeSoak(entry.name, (soak) => ({ ...soak, end: entry }));
        break;
      case 'measure':
      case 'undecided':
      case 'fault':
      case 'note':
        push(this.#said, saidAs(entry), entry);
        break;
      case 'answer':
        push(this.#answers, entry.key, entry);
        break;
      case 'setting.saved':
        this.#settings.set(`${entry.role} ${entry.table} ${entry.key}`, entry);
        break;
      case 'setting.restored':
        this.#settings.delete(`${entry.role} ${entry.table} ${entry.key}`);
        break;
      case 'interruption':
        this.interruptions += 1;
        break;
      case 'continuation':
        this.suspendedMs += entry.ms;
        break;
      case 'stop':
        this.stopped = true;
        break;
      default:
        break;
    }
  }

  /** A soak that was begun again replaces the one that was cut off. */
  #startSoak(start: EntryOf<'soak.start'>): void {
    const soaks = this.#soaks.get(start.name) ?? [];
    if (soaks.at(-1)?.end === undefined) soaks.pop();
    soaks.push({ start, end: undefined, last: undefined, samples: 0, holes: 0, nextIndex: 0 });
    this.#soaks.set(start.name, soaks);
  }

  #changeSoak(name: string, change: (soak: PastSoak) => PastSoak): void {
    const soaks = this.#soaks.get(name);
    const open = soaks?.pop();
    if (soaks !== undefined && open !== undefined) soaks.push(change(open));
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** Under which name the script would say the same again. */
function saidAs(entry: Extract<Entry, { readonly kind: Said }>): string {
  if (entry.kind === 'measure') return `measure ${entry.key}`;
  if (entry.kind === 'undecided') return `undecided ${entry.key ?? ''} ${entry.code}`;
  return `${entry.kind} ${entry.code}`;
}

function withTick(soak: PastSoak, entry: EntryOf<'sample'> | EntryOf<'hole'>): PastSoak {
  const nextIndex = entry.index + 1;
  if (entry.kind === 'hole') return { ...soak, holes: soak.holes + 1, nextIndex };
  return { ...soak, last: entry, samples: soak.samples + 1, nextIndex };
}
