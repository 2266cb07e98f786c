import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { displayStates } from '../stream-meter/display-states.ts';
import { MeterStreamDecoder } from '../stream-meter/stream-decoder.ts';
import { fs9721Kind, fs9721Meters } from './driver.ts';
import { encodeFrame, parseFrame } from './frame.ts';
import { fs9721Models } from './models.ts';

const vc820 = fs9721Models[0]?.userSymbols ?? [];
const { format } = fs9721Kind({ userSymbols: vc820 });
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

function recorded(bytes: Uint8Array): Reading[] {
  const decoder = new MeterStreamDecoder(format);
  return [...decoder.push(bytes), ...decoder.end()];
}

describe('one frame', () => {
  it('keeps its value, unit, resolution, coupling and range', () => {
    expect(recorded(bytesOf('17 27 3d 42 57 6b 7f 83 9f a0 b0 c0 d4 e8'))).toEqual([
      {
        value: 4.99,
        unit: 'V',
        quantity: 'voltage',
        status: 'ok',
        resolution: 0.01,
        flags: ['dc', 'auto'],
        range: '40 V',
        span: { from: 0, to: 14 },
      },
    ]);
  });

  it('of every state goes to bytes and back unchanged, on every model', () => {
    for (const { userSymbols } of fs9721Models) {
      const symbols = userSymbols.map(([, , lamp]) => lamp);
      const absent = (['hFE', '°C', '°F', 'max', 'min'] as const).filter((lamp) => !symbols.includes(lamp));
      for (const display of displayStates(4_000, { without: absent })) {
        const parsed = parseFrame(encodeFrame(display, userSymbols), userSymbols);
        expect({ ...parsed, lit: [...(parsed?.lit ?? [])].sort() }).toEqual({
          ...display,
          lit: [...display.lit].sort(),
        });
      }
    }
  });

  it('shows 0L with the sign and the range, and no number', () => {
    const display = { digits: 0, overload: true, places: 2, lit: ['Ω', 'k', 'minus', 'rs232'] as const };
    expect(recorded(encodeFrame(display, vc820))).toMatchObject([
      { value: null, status: 'overrange', overloadSign: -1, range: '40 kΩ', unit: 'Ohm' },
    ]);
  });

  it('with two units, two prefixes, AC and DC, half a digit, two points or without RS232 is nothing', () => {
    const volts = bytesOf('17 27 3d 42 57 6b 7f 83 9f a0 b0 c0 d4 e8');
    const changed = (place: number, byte: number) => recorded(replaced(volts, place, byte));
    const replaced = (bytes: Uint8Array, place: number, byte: number) => bytes.map((b, i) => (i === place ? byte : b));
    expect(changed(0, 0x17)).toHaveLength(1);
    for (const [place, byte] of [
      [12, 0xd6],
      [9, 0xaa],
      [0, 0x1f],
      [4, 0x51],
      [3, 0x4a],
      [0, 0x16],
      [2, 0x4d],
    ] as const) {
      expect(changed(place, byte), `byte ${place}`).toEqual([]);
    }
  });

  it('has a symbol of byte 13 that one model calls °C and another does not know', () => {
    const frame = encodeFrame({ digits: 235, overload: false, places: 1, lit: ['°C', 'rs232'] }, [[13, 4, '°C']]);
    const readings = fs9721Meters.map((driver) => [driver.manifest.id, driver.decoder?.().push(frame)[0]?.unit]);
    expect(Object.fromEntries(readings)).toEqual({
      'voltcraft-vc820': undefined,
      'tekpower-tp4000zc': 'Cel',
      'va-va18b': undefined,
      'va-va40b': undefined,
      'pce-pce-dm32': 'Cel',
    });
  });
});
