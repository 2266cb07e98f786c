/**
 * The waveforms of a run as screens draw them: any stretch of any length in one question. Pyramids are made of the evidence
 * when somebody looks, and the newest few are kept at hand; they are nothing but a way to draw.
 */
import type { Waveform } from '../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { WaveformQuery, WaveformSpan, WaveformSummary } from '../api/waveforms.ts';
import { type CodePyramid, waveformPyramid } from '../evidence/waveform-file.ts';
import { blocksNamed } from '../record/block-references.ts';
import type { EntryOf } from '../record/entry.ts';
import type { Database, Row } from '../store/database.ts';

/** A record of twelve million points takes about twice that many bytes. */
const keptPyramids = 2;

export class Waveforms {
  readonly #folder: string;
  readonly #database: Database;
  /** By SHA-256, the one that was used last at the end. */
  readonly #pyramids = new Map<string, Promise<CodePyramid>>();

  constructor(folder: string, database: Database) {
    this.#folder = folder;
    this.#database = database;
  }

  /** In the order they were captured. */
  list(run: string): readonly WaveformSummary[] {
    const rows = this.#database.iterate(
      "SELECT body FROM journal WHERE run = ? AND kind = 'reading' AND body LIKE '%\"secondsPerPoint\"%' ORDER BY i",
      run,
    );
    return [...rows].flatMap((row) => summaryOf(row) ?? []);
  }

  /** `run/no-waveform` where the entry stands for none; and as {@link waveformPyramid} fails. */
  async span({ run, entry, from, to, columns }: WaveformQuery): Promise<WaveformSpan> {
    const row = this.#database.get("SELECT body FROM journal WHERE run = ? AND i = ? AND kind = 'reading'", run, entry);
    const waveform = row === undefined ? undefined : summaryOf(row);
    if (waveform === undefined) throw new CodedError('run/no-waveform', { run, entry });
    const pyramid = await this.#pyramid(waveform);
    const { voltsPerStep, voltsAtZero } = waveform.scale;
    const drawn = pyramid.columns(Math.min(from, to), to, columns);
    const volts = (code: number) => code * voltsPerStep + voltsAtZero;
    // A column with a hole in it has a smallest and a largest all the same: here nothing is judged.
    return { first: drawn.first, min: drawn.min.map(volts), max: drawn.max.map(volts) };
  }

  #pyramid(waveform: Waveform): Promise<CodePyramid> {
    const { sha256 } = waveform.samples;
    const pyramid = this.#pyramids.get(sha256) ?? waveformPyramid(this.#folder, waveform);
    this.#pyramids.delete(sha256);
    this.#pyramids.set(sha256, pyramid);
    // Tried again when somebody asks again.
    pyramid.catch(() => this.#pyramids.delete(sha256));
    for (const oldest of this.#pyramids.keys()) {
      if (this.#pyramids.size <= keptPyramids) break;
      this.#pyramids.delete(oldest);
    }
    return pyramid;
  }
}

/** Undefined when it is another answer that looks like one. */
function summaryOf({ body }: Row): WaveformSummary | undefined {
  const entry = JSON.parse(String(body)) as EntryOf<'reading'>;
  const isCaptured = blocksNamed(entry.value).some(({ block }) => block === 'samples');
  const waveform = entry.value as Partial<Waveform>;
  if (!isCaptured || waveform.scale === undefined || waveform.code === undefined) return undefined;
  return { ...(waveform as Waveform), entry: entry.i, role: entry.role };
}
