import { expect, it } from 'vitest';
import { axisInstant } from './waveform-data.ts';

it.each([
  [-2.5e-3, 6e-3, '-2.5 ms'],
  [0, 6e-3, '0 ms'],
  [3e-3, 6e-3, '3 ms'],
  [10e-3, 20e-3, '10 ms'],
  [100, 2_000_000, '100 s'],
  [1.05e-3, 2e-6, '1.05 ms'],
  [1.00000012e-3, 1e-9, '1.00000012 ms'],
])('%d s beside an axis of %d s is written %s', (seconds, shown, text) => {
  expect(axisInstant(seconds, shown)).toBe(text);
});
