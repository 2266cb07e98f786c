/**
 * Frames put together by hand from the layout in libsigrok's `src/dmm/fs9721.c` and not by our encoder, which shares its tables
 * with the parser: a table that is wrong on both sides is noticed here.
 */
import { describe, expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { fs9721Meters } from './driver.ts';

const frames = [
  ['1720354d5b617f8297a0b0c0d4e0', '1.234 V (0.001) dc auto'],
  ['192b3e475e61758f9fa0b8c0d4e0', '-0.5678 V (0.0001) ac'],
  ['15233f475d6875859ba8b0c0d8e0', '0.00009012 A (1e-8) dc'],
  ['19213f4a57637e879ea0b8c2d8e0', '0.003456 A (0.000001) ac rel'],
  ['15203041556f7f839fa0b0c1d8e0', '7.89 A (0.01) dc hold'],
  ['1322374955677d879da2b0c4d0e0', '4700 Ohm (1) auto'],
  ['112035475d677d8f9da4b0c8d0e0', '1e-7 F (1e-10)'],
  ['1120304055657b899fa8b0c8d1e0', '0.0000123 F (1e-7) low-battery'],
  ['1122374955677d879da0b8c8d0e0', '0.0047 F (0.000001)'],
  ['11233e475d6f7d879da2b0c0d2e0', '50000 Hz (10)'],
  ['1120354f5d677d879da0b2c0d2e0', '1000000 Hz (1000)'],
  ['112030435e677d879da0b0c0d2e0', '500 Hz (1)'],
  ['11253b4d5b677d879da0b2c4d0e0', '2200000 Ohm (1000)'],
  ['1120304257637e8f9ea0b4c0d0e0', '45.6 % duty-cycle (0.1)'],
  ['11273d4b5e637e8095a1b0c0d4e0', '0.551 V (0.001) diode'],
  ['11273d4055657b899fa0b1c4d0e0', '12.3 Ohm (0.1) continuity'],
  ['1120304f5d66788090a2b0c4d0e0', 'overrange Ohm (1)'],
  ['152830475d66788890a0b0c0d4e0', '-overrange V (0.1) dc'],
] as const;
const degrees = [
  ['voltcraft-vc820', '112030455b617f8b9ea0b0c0d0e1', '23.5 Cel (0.1)'],
  ['tekpower-tp4000zc', '112030455b617f8b9ea0b0c0d0e4', '23.5 Cel (0.1)'],
  ['va-va18b', '112030455b617f8b9ea0b0c0d0e2', '23.5 Cel (0.1)'],
  ['va-va40b', '112030455b617f8b9ea0b0c0d0e2', '23.5 Cel (0.1)'],
  ['pce-pce-dm32', '112030455b617f8b9ea0b0c0d0e4', '23.5 Cel (0.1)'],
  ['pce-pce-dm32', '112030455b617f8b9ea0b0c0d0e2', '23.5 [degF] (0.1)'],
] as const;
const maximum = '1520354d5b617f8297a0b0c0d4e1';
const minimum = '1520354d5b617f8297a0b0c0d4e8';

function saidBy(id: string, hex: string): string {
  const driver = fs9721Meters.find(({ manifest }) => manifest.id === id);
  return said(driver?.decoder?.().push(Uint8Array.from(Buffer.from(hex, 'hex')))[0]);
}

describe('a frame as the source has it', () => {
  it.each(frames)('%s says %s, whichever model sends it', (hex, words) => {
    for (const { manifest } of fs9721Meters) expect(saidBy(manifest.id, hex), manifest.id).toBe(words);
  });

  it.each(degrees)('of a %s in degrees, %s, says %s', (id, hex, words) => expect(saidBy(id, hex)).toBe(words));

  it('of the one model with MAX and MIN in byte 13 tells them, and of the others they change nothing', () => {
    expect([maximum, minimum].map((hex) => saidBy('va-va40b', hex))).toEqual([
      '1.234 V (0.001) dc max',
      '1.234 V (0.001) dc min',
    ]);
    expect(saidBy('tekpower-tp4000zc', maximum)).toBe('1.234 V (0.001) dc');
    expect(saidBy('voltcraft-vc820', minimum)).toBe('1.234 V (0.001) dc');
  });
});
