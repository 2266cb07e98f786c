import { describe, expect, it } from 'vitest';
import { WholeLengths } from './whole-length.ts';

/** Which of these answers count, by their lengths. */
function counting(lengths: readonly number[], kind: (place: number) => string = () => 'volts'): boolean[] {
  const whole = new WholeLengths();
  return lengths.map((length, place) => whole.take(kind(place), length));
}

describe('an answer that may have lost a byte', () => {
  it('counts only when four others of its kind have come, none of them longer', () => {
    expect(counting([7, 7, 7, 7, 7, 7])).toEqual([false, false, false, false, true, true]);
    expect(counting([6, 6, 6, 7, 6, 7])).toEqual([false, false, false, false, false, true]);
  });

  it('does not count however often the same byte is lost, as long as a whole one is not eight answers ago', () => {
    expect(counting([7, 7, 7, 7, 7, 6, 6, 6, 6, 6, 6, 6]).slice(5)).toEqual(Array.from({ length: 7 }, () => false));
  });

  it('is whole again at its new length when the longer ones are long gone: the sign of a number may go', () => {
    expect(counting([8, 8, 8, 8, 8, 7, 7, 7, 7, 7, 7, 7, 7]).at(-1)).toBe(true);
  });

  it('is never compared with answers about something else', () => {
    const dial = (place: number) => (place < 5 ? 'volts' : 'ohms');
    expect(counting([9, 9, 9, 9, 9, 5, 5, 5, 5, 5], dial)).toEqual([
      ...[false, false, false, false, true],
      ...[false, false, false, false, true],
    ]);
  });
});
