/** The interface of a USB device: taken, given back, and why it cannot be had. */
import { expect, it } from 'vitest';
import { claimUsbtmc, type UsbDeviceLike } from './usb-interface.ts';

const endpoint = (direction: string) => ({ endpointNumber: 2, direction, type: 'bulk', packetSize: 64 });
function device(fails: Partial<Record<keyof UsbDeviceLike, string>> = {}, interfaceClass = 0xfe) {
  const calls: string[] = [];
  const step = (name: keyof UsbDeviceLike) => () => {
    calls.push(name);
    const why = fails[name];
    return why === undefined ? Promise.resolve() : Promise.reject(new Error(why));
  };
  const alternate = { interfaceClass, interfaceSubclass: 3, endpoints: [endpoint('in'), endpoint('out')] };
  const like: UsbDeviceLike = {
    vendorId: 0x1ab1,
    productId: 0x04ce,
    configurations: [{ interfaces: [{ interfaceNumber: 1, alternates: [alternate] }] }],
    open: step('open'),
    close: step('close'),
    claimInterface: step('claimInterface'),
    releaseInterface: step('releaseInterface'),
    detachKernelDriver: step('detachKernelDriver'),
    attachKernelDriver: step('attachKernelDriver'),
    clearHalt: step('clearHalt'),
    controlTransferIn: () => Promise.resolve({ data: new DataView(Uint8Array.of(1).buffer), status: 'ok' }),
    transferIn: () => Promise.reject(new Error(fails.transferIn ?? 'transferIn error: transfer was cancelled')),
    transferOut: () => Promise.resolve({ status: 'ok' }),
  };
  return { like, calls };
}

it('an interface is taken from the kernel driver and given back to it', async () => {
  const { like, calls } = device();
  const pipe = await claimUsbtmc(like, 'usb:x');
  await pipe.release();
  await pipe.release();
  const taken = ['open', 'detachKernelDriver', 'claimInterface'];
  expect(calls).toEqual([...taken, 'releaseInterface', 'attachKernelDriver', 'close']);
});

it.each([
  [{ open: 'failed to open device: permission denied' }, 0xfe, 'usb/no-permission'],
  [{ open: 'something else' }, 0xfe, 'usb/cannot-open'],
  [{}, 0xff, 'usb/no-usbtmc'],
] as const)('says why it cannot be had: %j', async (fails, interfaceClass, code) => {
  await expect(claimUsbtmc(device(fails, interfaceClass).like, 'usb:x')).rejects.toMatchObject({ code });
});

it('a transfer that takes too long is told from one of a device that is gone', async () => {
  const pipe = await claimUsbtmc(device().like, 'usb:x');
  expect(await pipe.bulkIn(64, 10)).toBe('timeout');
  const gone = await claimUsbtmc(device({ transferIn: 'transferIn error: device disconnected' }).like, 'usb:x');
  await expect(gone.bulkIn(64, 10)).rejects.toMatchObject({ code: 'transport/unplugged' });
});
