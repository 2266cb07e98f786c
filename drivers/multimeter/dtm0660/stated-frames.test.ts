/**
 * Frames put together by hand from the layout in libsigrok's `src/dmm/dtm0660.c` and not by our encoder, which shares its tables
 * with the parser: a table that is wrong on both sides is noticed here.
 */
import { expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { peaktech3415 } from './driver.ts';

const frames = [
  ['1e203a4b5d687f849ea0b0c0d2e0f0', '1.234 V (0.001) dc auto'],
  ['192d374e57687a8f9fa0b1c0d2e0f0', '-0.5678 V (0.0001) ac'],
  ['1a2c3f4e5b617a8a9da1b0c0d1e0f0', '0.00009012 A (1e-8) dc'],
  ['19283f455e6c778e97a0b1c4d1e0f0', '0.003456 A (0.000001) ac rel'],
  ['1a2030485a6f7f8c9fa0b0c8d1e0f0', '7.89 A (0.01) dc hold'],
  ['1c243e495a6e7b8e9ba4b0c2d0e0f0', '4700 Ohm (1) auto'],
  ['18203a4e5b6e7b8f9ba2b0c1d0e0f0', '1e-7 F (1e-10)'],
  ['182030405a6a7d899fa1b0c1d8e0f0', '0.0000123 F (1e-7) low-battery'],
  ['18243e495a6e7b8e9ba0b1c1d0e0f0', '0.0047 F (0.000001)'],
  ['182c374e5b6f7b8e9ba4b0c0d4e0f0', '50000 Hz (10)'],
  ['18203a4f5b6e7b8e9ba0b4c0d4e0f0', '1000000 Hz (1000)'],
  ['1820304c576e7b8e9ba0b0c0d4e0f0', '500 Hz (1)'],
  ['182a3d4b5d6e7b8e9ba0b4c2d0e0f0', '2200000 Ohm (1000)'],
  ['182030445e6c778f97a0b2c0d0e0f0', '45.6 % duty-cycle (0.1)'],
  ['182e3b4d576c77809aa8b0c0d2e0f0', '0.551 V (0.001) diode'],
  ['182e3b405a6a7d899fa0b8c2d0e0f0', '12.3 Ohm (0.1) continuity'],
  ['1820304f5b66718090a4b0c2d0e0f0', 'overrange Ohm (1)'],
  ['1a21304e5b66718190a0b0c0d2e0f0', '-overrange V (0.1) dc'],
  ['1820304a5d687f8d97a0b0c0d0e2f0', '23.5 Cel (0.1)'],
  ['182030485a647e899fa0b0c0d0e1f0', '74.3 [degF] (0.1)'],
  ['1a2e37485a6f7f8c9fa0b0c0d2e0f8', '67.89 V (0.01) dc max'],
  ['1a2e37485a6f7f8c9fa0b0c0d2e0f2', '67.89 V (0.01) dc min'],
] as const;

it.each(frames)('the frame %s says %s', (hex, words) => {
  expect(said(peaktech3415.decoder?.().push(Uint8Array.from(Buffer.from(hex, 'hex')))[0])).toBe(words);
});
