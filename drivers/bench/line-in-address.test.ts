import { describe, expect, it } from 'vitest';
import { failureOf } from '../../foundation/failure.ts';
import { scpiMultimeter } from '../multimeter/scpi-multimeter/driver.ts';
import { InstrumentLines } from './instrument-lines.ts';
import { partedAddress } from './line-in-address.ts';
import { followed, locate, usbPlaces } from './usb-places.ts';

const adapter = { path: '/dev/ttyUSB0', vendor: 0x0403, product: 0x6001, serial: 'A7001', usbPath: '1-2' };

describe('a line in an address', () => {
  it('is parted from serial ports only', () => {
    expect(partedAddress('/dev/ttyUSB0?baud=9600')).toEqual({ port: '/dev/ttyUSB0', words: '?baud=9600' });
    expect(partedAddress('COM3?stop=2')).toEqual({ port: 'COM3', words: '?stop=2' });
    expect(partedAddress('tcp:host:5025?baud=1')).toEqual({ port: 'tcp:host:5025?baud=1', words: '' });
    expect(partedAddress('adb:what?')).toEqual({ port: 'adb:what?', words: '' });
  });

  it('is the only one that is tried', async () => {
    const tried: unknown[] = [];
    const lines = new InstrumentLines();
    const open = async (address: string) => {
      tried.length = 0;
      await lines
        .each(scpiMultimeter, address, address, async (line) => {
          tried.push(line?.baudRate);
          throw Object.assign(new Error(), { code: 'instrument/silent' });
        })
        .catch(failureOf);
      return tried.length;
    };
    expect(await open('/dev/ttyUSB0?baud=4800')).toBe(1);
  });

  it('goes with an instrument that is found again at another port, and does not hide which one it is', async () => {
    const before = usbPlaces([adapter], []);
    const address = '/dev/ttyUSB0?baud=9600&stop=2';
    const port = await followed(address);
    const known = locate({ address }, before, port);
    expect(known.usb?.stableId).toContain('A7001');
    const moved = usbPlaces([{ ...adapter, path: '/dev/ttyUSB4' }], []);
    expect(locate({ ...known, address }, moved, port).address).toBe('/dev/ttyUSB4?baud=9600&stop=2');
  });
});
