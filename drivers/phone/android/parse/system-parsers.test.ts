import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodes2160p, isLocked } from '../readiness.ts';
import { fieldsOf, nodeNumber, refusalIn } from './answer.ts';
import { parseDf } from './df.ts';
import { parseDropbox } from './dropbox.ts';
import { hasRealOutputs, realOutput, realOutputs } from './real-output.ts';
import { frequencyLimited, parseThermal } from './thermal.ts';
import { parseUsbPort } from './usb-port.ts';
import { parseWifi } from './wifi.ts';

const seed = Number(process.env.FC_SEED ?? 20260105);

describe.skipIf(!hasRealOutputs)(realOutputs, () => {
  it('the data partition of a Pixel 8 Pro', () => {
    expect(parseDf(realOutput('storage/df-k-data-pixel8pro.txt'))).toEqual({
      totalBytes: 114982996 * 1024,
      usedBytes: 94844540 * 1024,
      freeBytes: 20007384 * 1024,
    });
  });
  it('the rounded layout of Android 4 is refused', () => {
    expect(parseDf(realOutput('storage/df-old-android4.txt'))).toBeUndefined();
  });
  it('a Wi-Fi link is read and neither the name nor the address of the network is in the answer', () => {
    const wifi = parseWifi(realOutput('wifi/dumpsys-wifi-excerpt.txt'));
    expect(wifi).toEqual({ enabled: true, connected: true, rssi: -52, linkMegabits: 866, frequencyMegahertz: 5180 });
  });
  it('the USB port of a Pixel is connected and dry', () => {
    expect(parseUsbPort(realOutput('usb/usbportstatus-logcat-pixel-android15.txt'))).toEqual({
      connected: true,
      mode: 'ufp',
      powerRole: 'sink',
      dataRole: 'device',
      moisture: 'dry',
      powerLimited: false,
    });
  });
  it('an application that did not respond is in the drop box with its full date', () => {
    expect(parseDropbox(realOutput('crash/dropbox-print-data_app_anr.txt'))).toEqual([
      { tag: 'data_app_anr', when: '2026-10-07 21:04:40' },
    ]);
  });
  it('a protected node is refused, not absent', () => {
    const notes = realOutput('sysfs/values-recorded-from-notes.txt');
    const line = notes.split('\n').find((text) => text.startsWith('cat:')) ?? '';
    expect(nodeNumber(line)).toEqual({ availability: 'refused' });
  });
  it('a mainline kernel’s uevent is read key by key', () => {
    const fields = fieldsOf(realOutput('sysfs/xiaomi-lavender-mainline-uevent.txt'));
    expect(fields.get('POWER_SUPPLY_CURRENT_NOW')).toBe('-19531');
    expect(fields.get('POWER_SUPPLY_CAPACITY')).toBe('99');
  });
});

const thermal = (rows: string, status = 0) =>
  `Thermal Status: ${status}\nCached temperatures:\n\tTemperature{mValue=45.98, mType=2, mName=battery, mStatus=0}\nCurrent temperatures from HAL:\n${rows}\nCurrent cooling devices from HAL:\n\tCoolingDevice{mValue=0, mType=2, mName=cpu}\n`;
const row = (value: number, type: number, name: string) =>
  `\tTemperature{mValue=${value}, mType=${type}, mName=${name}, mStatus=0}`;

describe('thermal', () => {
  it('a cached temperature 15 degrees off is not believed', () => {
    expect(parseThermal(thermal(row(30.4, 2, 'battery'), 2))).toMatchObject({ status: 2, battery: 30.4 });
    expect(parseThermal(thermal('', 0)).battery).toBeUndefined();
  });
  it('Samsung’s shifted types do not make its battery a skin', () => {
    const rows = [row(41, 1, 'TYPE_CPU'), row(33, 3, 'TYPE_BATTERY'), row(35, 4, 'TYPE_SKIN')].join('\n');
    expect(parseThermal(thermal(rows))).toMatchObject({ cpu: 41, battery: 33, skin: 35 });
    const unnamed = [row(41, 1, 'CPU'), row(33, 3, 'therm-a'), row(35, 4, 'therm-b')].join('\n');
    expect(parseThermal(thermal(unnamed))).toMatchObject({ cpu: 41, battery: 33, skin: 35 });
  });
  it('newer Samsung names are known, and types serve where the name says nothing', () => {
    expect(parseThermal(thermal([row(50, 0, 'AP'), row(31, 2, 'BAT')].join('\n')))).toMatchObject({
      cpu: 50,
      battery: 31,
    });
    expect(parseThermal(thermal([row(52, 0, 'BIG'), row(48, 0, 'LITTLE')].join('\n'))).cpu).toBe(52);
  });
  it.each([-99.9, 0, 151])('%d degrees is dropped', (value) => {
    expect(parseThermal(thermal(row(value, 2, 'battery'))).battery).toBeUndefined();
  });
  it('an active cooling device of the processor and a lowered frequency are throttling', () => {
    const active = thermal(row(40, 0, 'CPU0')).replace('mValue=0, mType=2, mName=cpu', 'mValue=1, mType=2, mName=cpu');
    expect(parseThermal(active).cooling).toBe(true);
    expect(frequencyLimited('1704000\n2000000\n', '1704000\n2914000\n')).toBe(true);
    expect(frequencyLimited('1704000\n2914000\n', '1704000\n2914000\n')).toBe(false);
    expect(frequencyLimited('', '')).toBe(false);
    expect(frequencyLimited('cat: x: Permission denied', '1704000')).toBe(false);
  });
});

it.each([
  ["Can't find service: thermalservice", 'absent'],
  ['/system/bin/sh: lshal: inaccessible or not found', 'absent'],
  ['cat: /sys/x: No such file or directory', 'absent'],
  ['cat: /sys/x: Permission denied', 'refused'],
  ["Permission Denial: can't dump Foo from from pid=1, uid=2000", 'refused'],
  ['Security exception: Injecting input events requires INJECT_EVENTS', 'refused'],
  ['java.lang.SecurityException: nope', 'refused'],
  ['null', undefined],
  ['42', undefined],
])('%s is %s', (text, expected) => {
  expect(refusalIn(text)).toBe(expected);
});

it('a placeholder in a node is unknown and never a number', () => {
  for (const text of ['-1', '0', '2147483647', '-2147483648', 'null', '', '[]', '4500000x']) {
    expect(nodeNumber(text)).toEqual({ availability: 'unknown' });
  }
  expect(nodeNumber('4618000\n')).toEqual({ availability: 'ok', value: 4618000 });
});

it('Wi-Fi that is off is not taken for on by a line about scanning', () => {
  expect(parseWifi('Wifi is disabled\nWifi scanning is only available when wifi is enabled\n')).toEqual({
    enabled: false,
    connected: false,
  });
});

it('a wrapped line of df is read', () => {
  const text =
    'Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/block/very-long-name\n 1000 400 600 40% /data\n';
  expect(parseDf(text)?.freeBytes).toBe(600 * 1024);
});

it('a boot is no crash, a kernel panic and a system server watchdog are, newest last', () => {
  const entry = (when: string, tag: string) => `========\n${when} ${tag} (compressed text, 99 bytes)\nbody\n`;
  const text = `Drop box contents: 5 entries\n${entry('2026-02-02 10:00:00', 'system_server_watchdog')}${entry('2026-01-01 10:00:00', 'SYSTEM_BOOT')}${entry('2026-01-01 09:00:00', 'SYSTEM_TOMBSTONE')}${entry('2026-02-01 09:00:00', 'vendor_kernel_panic')}${entry('2026-02-01 09:00:00', 'system_server_wtf')}`;
  expect(parseDropbox(text).map(({ tag }) => tag)).toEqual([
    'SYSTEM_TOMBSTONE',
    'vendor_kernel_panic',
    'system_server_watchdog',
  ]);
});

it('a lock screen nobody can tell of counts as locked', () => {
  expect(isLocked('', '')).toBe(true);
  expect(isLocked('deviceLocked=1', '')).toBe(true);
  expect(isLocked('deviceLocked=0', '')).toBe(false);
  expect(isLocked('deviceLocked=0', 'showing=true')).toBe(true);
  expect(isLocked('deviceLocked=0', 'showing=false')).toBe(false);
});

it('only a video decoder counts for 2160p, on its side or upright', () => {
  const list = (type: string, size: string) => `Media type '${type}':\n   string size-range = "2x2-${size}"\n`;
  expect(decodes2160p(list('video/avc', '4096x2304'))).toBe(true);
  expect(decodes2160p(list('video/hevc', '2160x3840'))).toBe(true);
  expect(decodes2160p(list('video/avc', '1920x1088'))).toBe(false);
  expect(decodes2160p(list('image/vnd.android.heic', '8192x8192'))).toBe(false);
});

it('mutated dumps never throw and never yield a temperature outside -50 to 150', () => {
  const text = thermal([row(33.5, 2, 'battery'), row(41, 0, 'CPU0'), row(31, 3, 'skin')].join('\n'));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(text.length - 1), fc.string({ maxLength: 3 })), { maxLength: 12 }), (cuts) => {
      let damaged = text;
      for (const [at, insert] of cuts) damaged = damaged.slice(0, at) + insert + damaged.slice(at + 1);
      const report = parseThermal(damaged);
      for (const value of [report.battery, report.skin, report.cpu]) {
        if (value !== undefined) expect(value > -50 && value <= 150).toBe(true);
      }
      parseDf(damaged);
      parseDropbox(damaged);
      parseWifi(damaged);
      parseUsbPort(damaged);
    }),
    { seed, numRuns: 300 },
  );
});
