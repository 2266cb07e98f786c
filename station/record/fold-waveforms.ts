/**
 * The part of the fold that follows captured waveforms. Guarantees: how the signal came into the oscilloscope stands beside
 * each, and a judged number names every waveform it was made of.
 */
import type { ScopeInput, Waveform } from '../../foundation/capability/oscilloscope.ts';
import type { Expression } from '../../procedures/language/expression.ts';
import { blocksNamed } from './block-references.ts';
import type { Entry, EntryOf } from './entry.ts';

export interface WaveformRecord {
  /** The entry of the reading that stands for it. */
  readonly entry: number;
  readonly role: string;
  readonly channel: number;
  /** Its samples among the evidence. */
  readonly sha256: string;
  /** Absent where the record does not say how the signal came in. */
  readonly input?: ScopeInput;
}

/** Keeps what was captured, in order. */
export class WaveformFold {
  readonly #captured = new Map<number, WaveformRecord>();

  add(entry: Entry): void {
    if (entry.kind !== 'reading') return;
    const captured = capturedIn(entry);
    if (captured !== undefined) this.#captured.set(entry.i, captured);
  }

  records(): WaveformRecord[] {
    return [...this.#captured.values()];
  }

  /** The entries of the waveforms in it, each once, in order. */
  among(expression: Expression | undefined): number[] {
    if (expression === undefined || this.#captured.size === 0) return [];
    return [...new Set(entriesOf(expression))].filter((entry) => this.#captured.has(entry)).sort((a, b) => a - b);
  }
}

function capturedIn({ i, role, value }: EntryOf<'reading'>): WaveformRecord | undefined {
  const samples = blocksNamed(value).find(({ block }) => block === 'samples');
  if (samples === undefined) return undefined;
  const { channel, input } = value as Partial<Waveform>;
  return { entry: i, role, channel: channel ?? 0, sha256: samples.sha256, ...(input === undefined ? {} : { input }) };
}

function entriesOf(expression: Expression): number[] {
  if ('op' in expression) return expression.of.flatMap(entriesOf);
  return 'ref' in expression ? [expression.ref.entry] : [];
}
