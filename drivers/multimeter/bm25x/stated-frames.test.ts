/**
 * Frames put together by hand from the layout in libsigrok's `src/dmm/bm25x.c` and not by our encoder, which shares its tables
 * with the parser: a table that is wrong on both sides is noticed here.
 */
import { expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { brymenBm25x } from './driver.ts';

const frames = [
  ['021c20304a5b6d788f94aeb0c0d0e4', '1.234 V (0.001) dc auto'],
  ['0212203d475e67788a9fafb0c0d1e4', '-0.5678 V (0.0001) ac'],
  ['0214203c4f5e6b718a9aadb0c0d2e2', '0.00009012 A (1e-8) dc'],
  ['021320384f556e7c879ea7b0c0d1e2', '0.003456 A (0.000001) ac rel'],
  ['0214203040586a7f8f9cafb8c0d0e2', '7.89 A (0.01) dc hold'],
  ['021820344e596a7e8b9eabb1c4d0e0', '4700 Ohm (1) auto'],
  ['021020304a5e6b7e8b9fabb0c1d4e0', '1e-7 F (1e-10)'],
  ['021020344e596a7e8b9eabb0c0d5e0', '0.0047 F (0.000001)'],
  ['0210203c475e6b7f8b9eabb1c2d0e0', '50000 Hz (10)'],
  ['021020304a5f6b7e8b9eabb2c2d0e0', '1000000 Hz (1000)'],
  ['02102030405c677e8b9eabb0c2d0e0', '500 Hz (1)'],
  ['0210203a4d5b6d7e8b9eabb2c4d0e0', '2200000 Ohm (1000)'],
  ['02102030405f6b768190a0b1c4d0e0', 'overrange Ohm (1)'],
  ['02142031405e6b768191a0b0c0d0e4', '-overrange V (0.1) dc'],
  ['0214203e47586a7f8f9cafb0c0d8e4', '67.89 V (0.01) dc max'],
  ['0214203e47586a7f8f9cafb0c0d0ec', '67.89 V (0.01) dc min'],
  ['0210203040506a7a8d99afb0c0d6e0', '0.0000123 F (1e-7)'],
  ['0210203e4b5d677c8790aab0c0d0e4', '0.551 V (0.001) diode'],
  // A temperature has its unit in the last place, and a point or none before the digit in front of it.
  ['0210203a4d586f7c879ea1b0c0d0e0', '235 Cel (1)'],
  ['0210203b4d586f7d879ea1b0c0d0e0', '-23.5 Cel (0.1)'],
  ['0210203040586a748e9ea4b0c0d0e0', '74 [degF] (1)'],
  // With a picture that is none, and with two points.
  ['02102030405a6a748e9ea4b0c0d0e0', 'nothing'],
  ['0210203040596a758e9ea4b0c0d0e0', 'nothing'],
] as const;

it.each(frames)('the frame %s says %s', (hex, words) => {
  expect(said(brymenBm25x.decoder?.().push(Uint8Array.from(Buffer.from(hex, 'hex')))[0])).toBe(words);
});
