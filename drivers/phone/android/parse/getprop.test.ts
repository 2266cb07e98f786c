import { describe, expect, it } from 'vitest';
import { bootHistory, bootReasons } from './boot-reason.ts';
import { marketNameOf, parseGetprop, simReady, softwareModified, vendorOsOf } from './getprop.ts';
import { hasRealOutputs, realOutput, realOutputs } from './real-output.ts';

const read = (name: string) => parseGetprop(realOutput(`identity/getprop-${name}.txt`));

describe.skipIf(!hasRealOutputs)(realOutputs, () => {
  it('a Galaxy Z Fold7: a value over two lines is one property, and the lines after it are still read', () => {
    const properties = read('oneui-8.0-android-16-galaxy-z-fold7');
    expect(properties.get('persist.sys.boot.reason.history')).toBe(
      'reboot,ota,1754328607\nreboot,abfotaupdate,1754328549',
    );
    expect(properties.get('persist.sys.usb.config')).toBe('sec_charging,adb');
    expect(properties.get('ro.product.model')).toBe('SM-F9660');
    expect(marketNameOf(properties)).toBeUndefined();
    expect(vendorOsOf(properties)).toBe('One UI 8.0');
    expect(bootReasons(properties)).toEqual(['reboot,ota', 'reboot,abfotaupdate']);
    expect(softwareModified(properties)).toBe(false);
    expect(simReady(properties)).toBe(false);
  });

  it('a Pixel 8 Pro verified yellow carries modified software', () => {
    const properties = read('pixel8pro-android17-excerpt');
    expect(properties.get('ro.boot.warranty_bit')).toBe('');
    expect(softwareModified(properties)).toBe(true);
  });

  it.each([
    ['honor-x8b-android14-excerpt', 'HONOR X8b', undefined],
    ['hyperos-1.0.14.0-android-14-xiaomi-pad-6-pro', 'Xiaomi Pad 6 Pro', 'HyperOS OS1.0'],
    ['harmonyos-4.2.0-android-12-huawei-mate-30-pro', 'HUAWEI Mate 30 Pro', 'HarmonyOS 4.2.0'],
  ])('%s tells the name it is sold under', (file, name, os) => {
    const properties = read(file);
    expect(marketNameOf(properties)).toBe(name);
    expect(vendorOsOf(properties)).toBe(os);
  });

  it.each([
    'oneui-2.5-android-10-galaxy-s9',
    'coloros-16.0-android-16-oneplus-13t',
    'coloros-7.1-android-10-oppo-r17',
    'oneui-1.0-android-9-samsung-galaxy-s8',
    'funtouchos-4.0-android-8.1-vivo-y85a',
    'lineageos-23.0-android-16-moto-g84-5g',
    'harmonyos-next-6.0.0-android-12-huawei-mate-70-pro+',
    'myui-7.0-android-15-moto-sso-neo',
    'flyme-12.1.0.0-android-15-meizu-21',
    'miui-12.5-android-11-redmi-note-8-pro',
    'coloros-5.2-android.8.1-oppo-a5s',
    'emui-8.0.0-android-8.0-huawei-nova-2',
  ])('%s has a model, a release and only single-line keys', (file) => {
    const properties = read(file);
    expect(properties.get('ro.product.model')).toMatch(/\S/);
    expect(properties.get('ro.build.version.release')).toMatch(/^\d/);
    for (const key of properties.keys()) expect(key).toMatch(/^[\w.@-]+$/);
  });

  it('the boot reasons of the examples are read newest first', () => {
    const example = realOutput('crash/boot-reason-history-examples.txt');
    const history = bootHistory(parseGetprop(example).get('persist.sys.boot.reason.history') ?? '');
    expect(history.map(({ reason }) => reason)).toEqual(['reboot', 'shutdown', 'shutdown,userrequested', 'shutdown']);
    expect(history[0]?.at).toBe(1755503846);
  });
});

it('a value that looks like a property inside a value stays inside it', () => {
  const properties = parseGetprop('[a]: [first\n[b] second]\n[c]: [x]\n');
  expect([...properties]).toEqual([
    ['a', 'first\n[b] second'],
    ['c', 'x'],
  ]);
});

it('a SIM that is not ready is not ready', () => {
  expect(simReady(new Map([['gsm.sim.state', 'NOT_READY,ABSENT']]))).toBe(false);
  expect(simReady(new Map([['gsm.sim.state', 'ABSENT,LOADED']]))).toBe(true);
});
