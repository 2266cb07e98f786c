import { describe, expect, it } from 'vitest';
import type { DiscoveredInstrument } from '../../drivers/bench/bench-api.ts';
import { failureOf } from '../../foundation/failure.ts';
import { placeOf } from './live-parts.ts';

const at = (address: string, stableId?: string, usbPath?: string): DiscoveredInstrument => ({
  ...{ address, kind: 'serial', candidates: [], state: 'usable' },
  ...(stableId === undefined ? {} : { stableId }),
  ...(usbPath === undefined ? {} : { usbPath }),
});
function where(stableId: string, usbPath: string | undefined, ...instruments: DiscoveredInstrument[]): string {
  const named = { stableId, ...(usbPath === undefined ? {} : { usbPath }) };
  try {
    return placeOf({ instruments, problems: [] }, named, '/dev/ttyUSB0').address;
  } catch (error) {
    return failureOf(error).code;
  }
}

describe('an instrument that is looked for after a loss', () => {
  it('is found under another name of its port, also in another socket', () => {
    expect(
      where('0403:6001:A', '1-1', at('/dev/ttyUSB0', '0403:6001:B', '1-2'), at('/dev/ttyUSB1', '0403:6001:A')),
    ).toBe('/dev/ttyUSB1');
    expect(where('0403:6001:A', '1-1', at('/dev/ttyUSB2', '0403:6001:A', '1-4'))).toBe('/dev/ttyUSB2');
  });

  it('takes its line settings along', () => {
    const moved = placeOf(
      { instruments: [at('/dev/ttyUSB2', '0403:6001:A', '1-4')], problems: [] },
      { stableId: '0403:6001:A', usbPath: '1-1' },
      '/dev/ttyUSB0?baud=2400',
    );
    expect(moved).toEqual({
      address: '/dev/ttyUSB2?baud=2400',
      named: { stableId: '0403:6001:A', usbPath: '1-4' },
    });
  });

  it('of two with the same serial number is the one in the same socket, whatever its port is called', () => {
    const other = at('/dev/ttyUSB0', '10c4:ea60:7', '1-2');
    expect(where('10c4:ea60:7', '1-1', other, at('/dev/ttyUSB1', '10c4:ea60:7', '1-1'))).toBe('/dev/ttyUSB1');
  });

  it('of two with the same serial number, neither in its socket, is none', () => {
    const both = [at('/dev/ttyUSB0', '10c4:ea60:7', '1-2'), at('/dev/ttyUSB1', '10c4:ea60:7', '1-3')];
    expect(where('10c4:ea60:7', '1-1', ...both)).toBe('instrument/other');
    expect(where('10c4:ea60:7', undefined, ...both)).toBe('instrument/other');
  });

  it('that had a double when it was opened is not the double when that is all there is', () => {
    const opened = placeOf(
      {
        instruments: [at('/dev/ttyUSB0', '10c4:ea60:7', '1-1'), at('/dev/ttyUSB1', '10c4:ea60:7', '1-2')],
        problems: [],
      },
      { stableId: '10c4:ea60:7', usbPath: '1-1' },
      '/dev/ttyUSB0',
    );
    const alone = { instruments: [at('/dev/ttyUSB0', '10c4:ea60:7', '1-2')], problems: [] };
    expect(() => placeOf(alone, opened.named, '/dev/ttyUSB0')).toThrow(
      expect.objectContaining({ code: 'instrument/other' }),
    );
  });

  it('is not what has its port now, and may be where it was while nothing is known of that', () => {
    expect(where('1a86:7523@1-1', '1-1', at('/dev/ttyUSB0', '1a86:7523@1-2', '1-2'))).toBe('instrument/other');
    expect(where('1a86:7523@1-1', '1-1', at('/dev/ttyUSB0'))).toBe('/dev/ttyUSB0');
    expect(where('1a86:7523@1-1', '1-1')).toBe('/dev/ttyUSB0');
  });
});
