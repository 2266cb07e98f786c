/**
 * Reports out of a stream of bytes. A report counts only when another one begins behind it: where a byte was lost, what
 * still looks like a report by chance has no such neighbour.
 */
import { type FnbSample, parseReport, reportBytes } from './report.ts';

const start = 0xaa;

/** A report, where its bytes lie in the stream, and when its first byte came. */
export interface FoundReport {
  readonly samples: readonly FnbSample[];
  readonly from: number;
  readonly to: number;
  readonly beganAt: number | undefined;
}

export class ReportFinder {
  #pending: number[] = [];
  /** When each of them came. */
  #times: (number | undefined)[] = [];
  #passed = 0;
  discardedBytes = 0;

  push(chunk: Uint8Array, at?: number): FoundReport[] {
    for (const byte of chunk) {
      this.#pending.push(byte);
      this.#times.push(at);
    }
    return this.#take(reportBytes + 1);
  }

  /** What is left when nothing follows any more. */
  end(): FoundReport[] {
    const found = this.#take(reportBytes);
    this.discardedBytes += this.#pending.length;
    this.#drop(this.#pending.length);
    return found;
  }

  /** `needed`: bytes that must be there before the first of them is judged. */
  #take(needed: number): FoundReport[] {
    const found: FoundReport[] = [];
    let place = 0;
    while (this.#pending.length - place >= needed) {
      const samples = this.#samplesAt(place);
      if (samples === undefined) {
        this.discardedBytes += 1;
        place += 1;
        continue;
      }
      const from = this.#passed + place;
      found.push({ samples, from, to: from + reportBytes, beganAt: this.#times[place] });
      place += reportBytes;
    }
    this.#drop(place);
    return found;
  }

  #samplesAt(place: number): readonly FnbSample[] | undefined {
    const behind = place + reportBytes;
    if (this.#pending[place] !== start || (this.#pending[behind] ?? start) !== start) return undefined;
    return parseReport(Uint8Array.from(this.#pending.slice(place, behind)));
  }

  #drop(count: number): void {
    if (count === 0) return;
    this.#pending = this.#pending.slice(count);
    this.#times = this.#times.slice(count);
    this.#passed += count;
  }
}
