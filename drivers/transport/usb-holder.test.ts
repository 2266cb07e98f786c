/** On folders laid out as Linux lays out `/sys/bus/usb/devices`. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { programHolding } from './usb-holder.ts';

const folder = mkdtempSync(join(tmpdir(), 'ohmstead-usb-'));
afterAll(() => rmSync(folder, { recursive: true }));

let roots = 0;
/** A device as number 7 on bus 2, at `2-1.3`, whose interface 1 has this driver. */
function kernel(driver?: string, ...parts: string[]): string {
  const root = join(folder, `bus${roots++}`);
  const device = join(root, '2-1.3');
  for (const place of ['2-1.3:1.0', '2-1.3:1.1', ...parts.map((part) => `2-1.3:1.1/${part}`)])
    mkdirSync(join(device, place), { recursive: true });
  // Another one on the same bus, and the bus itself, which is named otherwise.
  for (const [name, number] of [
    ['2-1', '3'],
    ['usb2', '7'],
  ] as const) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'busnum'), '2\n');
    writeFileSync(join(root, name, 'devnum'), `${number}\n`);
  }
  writeFileSync(join(device, 'busnum'), '2\n');
  writeFileSync(join(device, 'devnum'), '7\n');
  if (driver !== undefined) symlinkSync(`../../../../bus/usb/drivers/${driver}`, join(device, '2-1.3:1.1', 'driver'));
  return root;
}

const place = { bus: '002', address: 7 };
/** Who has which file open. */
const held =
  (files: Readonly<Record<string, { pid: number; program: string }>>) =>
  async (path: string, except = 0) =>
    files[path]?.pid === except ? undefined : files[path];
const pulse = { pid: 41, program: 'pulseview' };

describe('the program that has an interface', () => {
  it('is named when it has claimed it', async () => {
    const holderOf = held({ '/dev/bus/usb/002/007': pulse });
    expect(await programHolding(place, 1, { root: kernel('usbfs'), holderOf })).toEqual(pulse);
  });

  it('is there without a name when its processes may not be looked into', async () => {
    expect(await programHolding(place, 1, { root: kernel('usbfs'), holderOf: held({}) })).toEqual({});
  });

  it('may have another interface of the device, which is none of our business', async () => {
    const holderOf = held({ '/dev/bus/usb/002/007': pulse });
    expect(await programHolding(place, 0, { root: kernel('usbfs'), holderOf })).toBeUndefined();
  });

  it.each([
    ['usbtmc', 'usbmisc/usbtmc2', '/dev/usbtmc2'],
    ['usbhid', '0003:10C4:EA80.0001/hidraw/hidraw0', '/dev/hidraw0'],
  ])("has it through the %s driver when it has the kernel's file open", async (driver, part, file) => {
    const root = kernel(driver, part);
    expect(await programHolding(place, 1, { root, holderOf: held({ [file]: pulse }) })).toEqual(pulse);
    expect(await programHolding(place, 1, { root, holderOf: held({}) })).toBeUndefined();
    const ours = held({ [file]: { pid: process.pid, program: 'node' } });
    expect(await programHolding(place, 1, { root, holderOf: ours })).toBeUndefined();
  });

  it('is nobody where nothing is known: no driver, no such device, no list, a library that tells no place', async () => {
    const holderOf = held({ '/dev/bus/usb/002/007': pulse });
    expect(await programHolding(place, 1, { root: kernel(), holderOf })).toBeUndefined();
    const root = kernel('usbfs');
    expect(await programHolding({ ...place, address: 9 }, 1, { root, holderOf })).toBeUndefined();
    expect(await programHolding({}, 1, { root, holderOf })).toBeUndefined();
    expect(await programHolding(place, 1, { root: join(folder, 'nothing'), holderOf })).toBeUndefined();
  });
});
