import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PhoneSample } from '../../../foundation/capability/phone.ts';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { type AdbRig, adbInstalled, startAdbRig } from '../adb-simulator/adb-rig.ts';
import { SimulatedAdbd } from '../adb-simulator/simulated-adbd.ts';
import { openTangoPhoneLink } from '../link/tango-phone-link.ts';
import { androidDriver } from './driver.ts';
import { AndroidShell } from './simulator/android-shell.ts';

const clock = new RealClock();
const title = adbInstalled ? 'the real adb' : 'the real adb (skipped: adb is not installed, `apt install adb`)';

describe.skipIf(!adbInstalled)(title, () => {
  let rig: AdbRig;
  let adbd: SimulatedAdbd;
  let unit: SimulatedUnit;
  let serial: string;

  beforeAll(async () => {
    rig = await startAdbRig();
    unit = createUnit({ clock });
    adbd = await SimulatedAdbd.start({ host: new AndroidShell(unit.phone, { clock }), port: 0 });
    serial = await rig.server.host.connect('127.0.0.1', adbd.port);
  });
  afterAll(async () => {
    await adbd?.stop();
    await rig?.stop();
  });

  const shell = async (command: string) => {
    const { code, out, err } = await rig.adb(['-s', serial, 'shell', command]);
    return { code, out: out.toString(), err };
  };

  it('lists the phone by its model and runs commands with their exit codes', async () => {
    expect((await rig.adb(['devices', '-l'])).out.toString()).toContain('model:Pixel_8_Pro');
    expect(await shell('getprop ro.product.model')).toEqual({ code: 0, out: 'Pixel 8 Pro\n', err: '' });
    expect((await shell('exit 7')).code).toBe(7);
    expect(await shell('nosuch')).toMatchObject({ code: 127, out: '' });
    expect((await shell('dumpsys battery | grep -m1 level:')).out).toMatch(/^ {2}level: \d+\n$/);
  });

  it('a pushed file has the same checksum on the phone', async () => {
    const content = Buffer.from('bench'.repeat(5000));
    const { writeFile } = await import('node:fs/promises');
    const local = `${rig.folder}/clip.bin`;
    await writeFile(local, content);
    expect((await rig.adb(['-s', serial, 'push', local, '/sdcard/Movies/clip.bin'])).code).toBe(0);
    const { out } = await shell('sha256sum /storage/emulated/0/Movies/clip.bin');
    expect(out.split(' ')[0]).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('the driver reads the phone through our link', async () => {
    const link = await openTangoPhoneLink({ host: rig.server.host, serial, clock });
    const phone = await androidDriver.open(link, { clock });
    const args = { battery: true, thermal: true, telephony: true };
    const sample = (await phone.call('sample', args, { deadlineMs: 10_000 })) as PhoneSample;
    const truth = unit.phone.snapshot();
    expect(sample.bootId).toBe(truth.bootId);
    expect(sample.battery?.level.value).toBe(truth.battery.level);
    expect(sample.battery?.current.status).toBe('ok');
    expect(sample.telephony?.serviceState).toBe('in-service');
    await phone.close();
  });
});
