/**
 * Lets a report count only when the one before it says about the same. Guarantees that the single report of something else
 * that a meter sends when it is woken is never a reading, whenever it comes and however many others were lost around it.
 */
import type { FnbSample } from './report.ts';
import type { FoundReport } from './report-finder.ts';

/** Parts and least amounts by which two reports 40 ms apart may differ, in the meter's own digits. */
const volts = { part: 0.05, least: 5_000 } as const;
const amps = { part: 0.3, least: 10_000 } as const;
/** Ten degrees: nothing on a bench heats up as fast. */
const celsius = { part: 0, least: 100 } as const;

export class AgreeingReports {
  #before: FnbSample | undefined;
  #isFirst = false;

  /**
   * The meter is woken: what comes next is not compared with anything from before, and the first report is not kept either.
   * Else the reports of something else from two wakes would agree with each other.
   */
  woken(): void {
    this.#before = undefined;
    this.#isFirst = true;
  }

  /** Those of the reports that may be believed. */
  take(reports: readonly FoundReport[]): FoundReport[] {
    return reports.filter(({ samples }) => {
      if (this.#isFirst) {
        this.#isFirst = false;
        return false;
      }
      const before = this.#before;
      this.#before = samples.at(-1);
      return before !== undefined && this.#before !== undefined && agree(before, this.#before);
    });
  }
}

function agree(one: FnbSample, other: FnbSample): boolean {
  const isNear = (a: number, b: number, { part, least }: { readonly part: number; readonly least: number }) =>
    Math.abs(a - b) <= Math.max(least, part * Math.max(a, b));
  return (
    isNear(one.volts, other.volts, volts) &&
    isNear(one.amps, other.amps, amps) &&
    isNear(one.celsius, other.celsius, celsius)
  );
}
