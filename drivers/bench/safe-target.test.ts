/** What is kept of an open instrument so that it can be made safe without its driver. */
import { expect, it } from 'vitest';
import type { ByteDriver, Instrument } from '../contract/driver.ts';
import { koradDriver } from '../power-supply/korad-ka3005p/driver.ts';
import { dp800Driver } from '../power-supply/rigol-dp800/driver.ts';
import { tc66cDriver } from '../usb-meter/rdtech-tc66c/driver.ts';
import type { OpenRequest } from './bench-api.ts';
import { safeTargetOf } from './safe-target.ts';

const line = { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 } as const;
const instrument = (safeState?: Instrument['safeState']) =>
  ({ identity: { make: 'KORAD', model: 'KA3005P' }, ...(safeState === undefined ? {} : { safeState }) }) as Instrument;
const request = { key: 'supply', driver: 'korad-ka3005p', address: '/dev/ttyACM0' } as OpenRequest;

it('a supply: its frames as digits, their gap, its line, and who it was', () => {
  expect(safeTargetOf(request, koradDriver, instrument(), { worstWriteMs: 1_500 }, line)).toEqual({
    ...{ key: 'supply', driver: 'korad-ka3005p', address: '/dev/ttyACM0' },
    ...{ identity: { make: 'KORAD', model: 'KA3005P' }, frames: ['4f555430', '4f555430'], gapMs: 100 },
    ...{ line, worstWriteMs: 1_500 },
  });
});

it('one whose panel is given back carries what gives it back', () => {
  expect(safeTargetOf(request, dp800Driver, instrument(), undefined, undefined)).toMatchObject({
    ...{ frames: expect.arrayContaining(['3a4f555450204348312c4f46460a']), handBack: ['3a535953543a4c4f430a'] },
  });
});

it('one that knows better than its driver what makes it safe is asked', () => {
  const own = { frames: [Uint8Array.of(0xab, 0x0c)], gapMs: 7 };
  expect(safeTargetOf(request, koradDriver, instrument(own), undefined, line)).toMatchObject({
    frames: ['ab0c'],
    gapMs: 7,
  });
});

it('what energises nothing is no target, and neither is a phone', () => {
  expect(safeTargetOf(request, tc66cDriver, instrument(), undefined, line)).toBeUndefined();
  const phone = { ...koradDriver, link: 'adb' } as unknown as ByteDriver;
  expect(safeTargetOf(request, phone, instrument(), undefined, line)).toBeUndefined();
});
