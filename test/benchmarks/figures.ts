/** What all benchmarks share: order statistics, and one line of JSON on stdout for the program that runs them. */

/** The middle value; of an even number the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear interpolation between the two nearest ranks. NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** The program that runs the benchmarks reads this one line. */
export function report(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

/** What the call soak asks before it dials. */
export function answersFor(procedure: string): Readonly<Record<string, unknown>> {
  return procedure === 'call-soak' ? { 'peer-number': '10086' } : {};
}
