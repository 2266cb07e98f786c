import { expect, it } from 'vitest';
import { heatRise } from './heat-rise.ts';

/** Samples every five seconds from uptime 1000, the temperature told in tenths. */
function rates(celsiusAt: (seconds: number) => number, seconds: number): number[] {
  let last: ReturnType<typeof heatRise> | null = null;
  const all: number[] = [];
  for (let at = 0; at <= seconds; at += 5) {
    last = heatRise(last, Math.round(celsiusAt(at) * 10) / 10, 1000 + at);
    all.push(last.kelvinPerMinute);
  }
  return all;
}

it('four kelvins a minute are noticed after a minute, not before', () => {
  const all = rates((seconds) => 25 + (4 * seconds) / 60, 125);
  expect(all.slice(0, 12).every((rate) => rate === 0)).toBe(true);
  expect(all[12]).toBeCloseTo(4, 1);
  expect(all.at(-1)).toBeCloseTo(4, 1);
});

it('a jump of the last digit is no rise', () => {
  expect(Math.max(...rates((seconds) => (seconds === 60 ? 25.4 : 25), 600))).toBeLessThan(1);
});

it('a phone whose clock began anew begins a new minute', () => {
  const before = heatRise(null, 25, 5000);
  expect(heatRise(before, 40, 30)).toEqual({ minuteCelsius: 40, minuteUptime: 30, kelvinPerMinute: 0 });
});
