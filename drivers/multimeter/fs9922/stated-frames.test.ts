/**
 * Frames written down from the layout in libsigrok's `src/dmm/fs9922.c` and not by our encoder, which shares its tables with the
 * parser: sign, digits, space and point as characters, then the four bytes of symbols.
 */
import { expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { fs9922Meters } from './driver.ts';

const frames = [
  ['+1234 1', [0x31, 0x00, 0x00, 0x80], '1.234 V (0.001) dc auto'],
  ['-5678 4', [0x08, 0x00, 0x40, 0x80], '-0.5678 V (0.0001) ac'],
  ['+9012 2', [0x14, 0x00, 0x80, 0x40], '0.00009012 A (1e-8) dc rel'],
  ['+3456 1', [0x0a, 0x20, 0x40, 0x40], '0.003456 A (0.000001) ac hold max'],
  ['+0789 2', [0x10, 0x10, 0x00, 0x40], '7.89 A (0.01) dc min'],
  ['+4700 1', [0x20, 0x00, 0x20, 0x20], '4700 Ohm (1) auto'],
  ['+2200 1', [0x00, 0x00, 0x10, 0x20], '2200000 Ohm (1000)'],
  ['+0123 4', [0x00, 0x00, 0x08, 0x20], '12.3 Ohm (0.1) continuity'],
  ['+0551 1', [0x00, 0x00, 0x04, 0x80], '0.551 V (0.001) diode'],
  ['+0551 1', [0x00, 0x00, 0x04, 0x00], '0.551 V (0.001) diode'],
  ['+1000 4', [0x00, 0x02, 0x00, 0x04], '1e-7 F (1e-10)'],
  ['+0123 4', [0x00, 0x04, 0x80, 0x04], '0.0000123 F (1e-7) low-battery'],
  ['+0500 0', [0x00, 0x00, 0x00, 0x08], '500 Hz (1)'],
  ['+5000 2', [0x00, 0x00, 0x20, 0x08], '50000 Hz (10)'],
  ['+0456 4', [0x00, 0x00, 0x02, 0x00], '45.6 % duty-cycle (0.1)'],
  ['+0187 0', [0x00, 0x00, 0x00, 0x10], '187 1 (1)'],
  ['-0012 0', [0x00, 0x00, 0x00, 0x02], '-12 Cel (1)'],
  ['+0743 4', [0x00, 0x00, 0x00, 0x01], '74.3 [degF] (0.1)'],
  ['+?0:? 1', [0x20, 0x00, 0x20, 0x20], 'overrange Ohm (1) auto'],
  ['-?0:? 4', [0x10, 0x00, 0x00, 0x80], '-overrange V (0.1) dc'],
  // Symbols that say nothing of the number: z1 to z4, automatic power off.
  ['+1234 1', [0x10, 0x49, 0x01, 0x80], '1.234 V (0.001) dc'],
  ['+1234 3', [0x10, 0x00, 0x00, 0x80], 'nothing'],
  ['+1234 1', [0x18, 0x00, 0x00, 0x80], 'nothing'],
  ['+1234 1', [0x10, 0x00, 0x60, 0x80], 'nothing'],
  ['+1234 1', [0x10, 0x00, 0x00, 0xc0], 'nothing'],
  ['+1234 1', [0x10, 0x00, 0x00, 0x00], 'nothing'],
  ['+1234 1', [0x90, 0x00, 0x00, 0x80], 'nothing'],
  ['+1234 1', [0x50, 0x00, 0x00, 0x80], 'nothing'],
  ['+1234:1', [0x10, 0x00, 0x00, 0x80], 'nothing'],
  [' 1234 1', [0x10, 0x00, 0x00, 0x80], 'nothing'],
] as const;

function saidBy(id: string, text: string, symbols: readonly number[], bar = 0x87): string {
  const driver = fs9922Meters.find(({ manifest }) => manifest.id === id);
  const frame = Uint8Array.from([...Buffer.from(text, 'latin1'), ...symbols, bar, 0x0d, 0x0a]);
  return said(driver?.decoder?.().push(frame)[0]);
}

it.each(frames)('%s with the symbols %j says %s', (text, symbols, words) => {
  for (const { manifest } of fs9922Meters) expect(saidBy(manifest.id, text, symbols), manifest.id).toBe(words);
});

it('z1 is the diode test of the one model that lights it there, and nothing on the others', () => {
  const symbols = [0x00, 0x80, 0x00, 0x80];
  expect(saidBy('voltcraft-vc830', '+0551 1', symbols)).toBe('0.551 V (0.001) diode');
  expect(saidBy('uni-t-ut61b', '+0551 1', symbols)).toBe('0.551 V (0.001)');
});
