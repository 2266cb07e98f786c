import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceStates, formatDeviceLine, type ListedDevice, parseDeviceList } from './device-list.ts';

const seed = Number(process.env.SEED ?? 20261121);
const unnamed = { usbPath: undefined, product: undefined, model: undefined, device: undefined };

describe('the list of an adb server', () => {
  it('keeps a network serial with its colon whole', () => {
    const [device] = parseDeviceList(
      '192.168.1.5:5555       device product:redfin model:Pixel_5 device:redfin transport_id:12\n',
    );
    expect(device).toMatchObject({ serial: '192.168.1.5:5555', state: 'device', model: 'Pixel_5', transportId: '12' });
  });

  it('keeps a serial with spaces whole, even one that ends in the name of a state', () => {
    const text = 'my old device          offline transport_id:3\nlab host              device transport_id:4\n';
    expect(parseDeviceList(text).map((d) => [d.serial, d.state])).toEqual([
      ['my old device', 'offline'],
      ['lab host', 'device'],
    ]);
  });

  it('tells every state adb knows, and why there are no permissions', () => {
    const text =
      'A                      recovery usb:1-2 product:p model:m device:d transport_id:1\n' +
      'B                      authorizing transport_id:2\n' +
      '????????????           no permissions (missing udev rules? user is in the plugdev group); see [http://developer.android.com/tools/device.html] usb:1-4 transport_id:5\n';
    const devices = parseDeviceList(text);
    expect(devices.map((d) => d.state)).toEqual(['recovery', 'authorizing', 'no permissions']);
    expect(devices[2]?.stateText).toContain('plugdev');
    expect(devices[2]).toMatchObject({ serial: '????????????', usbPath: '1-4', transportId: '5' });
  });

  it('calls a word it does not know unknown instead of dropping the phone', () => {
    const [device] = parseDeviceList('X1                     hibernating transport_id:9\n');
    expect(device).toMatchObject({ serial: 'X1', state: 'unknown', stateText: 'hibernating' });
  });

  it('reads back whatever serial, state and number adb could print', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9:._?-]{1,12}$/);
    const serial = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const devices = fc.record({
      serial,
      state: fc.constantFrom(...deviceStates.filter((state) => state !== 'no permissions')),
      transportId: fc.nat(9999).map(String),
    });
    fc.assert(
      fc.property(fc.array(devices, { maxLength: 5 }), (list) => {
        const full: ListedDevice[] = list.map((entry) => ({ ...unnamed, ...entry, stateText: entry.state }));
        expect(parseDeviceList(full.map(formatDeviceLine).join(''))).toEqual(full);
      }),
      { seed, numRuns: 500 },
    );
  });
});
