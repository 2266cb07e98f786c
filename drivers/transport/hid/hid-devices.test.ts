/** The two ways to a real HID device, tried on devices that are given: node `usb`, and the kernel's file. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import type { CodedError } from '../../../foundation/failure.ts';
import { openHidraw } from './hidraw-device.ts';
import { openHid } from './open-hid.ts';
import type { UsbHidLike } from './usb-hid-device.ts';

const line = { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 } as const;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: CodedError) => error.code,
  );

/** A CP2110 whose meter echoes what it is sent. */
function cp2110(more: Partial<UsbHidLike> = {}) {
  const done: string[] = [];
  const reports: Uint8Array[] = [];
  let wake: () => void = () => undefined;
  let isPulled = false;
  const ok = { status: 'ok' };
  const step = (name: string) => async () => void done.push(name);
  const device: UsbHidLike = {
    vendorId: 0x10c4,
    productId: 0xea80,
    serialNumber: '00A1',
    configurations: [
      {
        interfaces: [
          {
            interfaceNumber: 0,
            alternates: [
              {
                interfaceClass: 3,
                endpoints: [
                  { endpointNumber: 1, direction: 'in', packetSize: 64 },
                  { endpointNumber: 1, direction: 'out', packetSize: 64 },
                ],
              },
            ],
          },
        ],
      },
    ],
    open: step('open'),
    close: step('close'),
    claimInterface: step('claim'),
    releaseInterface: step('release'),
    detachKernelDriver: step('detach'),
    attachKernelDriver: step('attach'),
    controlTransferOut: async ({ requestType, recipient, request, value, index }, data) => {
      // SET_REPORT, a class request to the interface.
      expect([requestType, recipient, request]).toEqual(['class', 'interface', 0x09]);
      done.push(`set ${value.toString(16)} ${index} ${Buffer.from(data).toString('hex')}`);
      return ok;
    },
    async transferIn() {
      while (reports.length === 0 && !isPulled) await new Promise<void>((resolve) => (wake = resolve));
      if (isPulled) throw new Error('device disconnected');
      const report = reports.shift() ?? new Uint8Array(0);
      return { ...ok, data: new DataView(report.buffer) };
    },
    async transferOut(_endpoint, data) {
      reports.push(Uint8Array.from(data));
      wake();
      return ok;
    },
    ...more,
  };
  const pull = () => {
    isPulled = true;
    wake();
  };
  return { device, done, pull };
}

const target = { vendor: 0x10c4, product: 0xea80 };
const open = (devices: readonly UsbHidLike[], wanted = target) =>
  openHid(wanted, line, 'hid:10c4:ea80', { clock: new VirtualClock(), listUsb: async () => devices });
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('a bridge through node usb', () => {
  it('is taken from the kernel driver, set up, spoken to, told once when it is pulled, and given back', async () => {
    const { device, done, pull } = cp2110();
    const transport = await open([device]);
    expect(done).toEqual([
      'open',
      'detach',
      'claim',
      'set 341 0 4101',
      'set 350 0 500000258000000300',
      'set 343 0 4302',
    ]);
    const heard: number[] = [];
    const reasons: string[] = [];
    transport.onData((chunk) => heard.push(...chunk));
    transport.onClose(({ code }) => reasons.push(code));
    await transport.write(Uint8Array.of(0xab, 0xcd));
    await turns();
    expect(heard).toEqual([0xab, 0xcd]);
    pull();
    await turns();
    expect(reasons).toEqual(['transport/unplugged']);
    expect(done.slice(-3)).toEqual(['release', 'attach', 'close']);
    expect(await codeOf(transport.write(Uint8Array.of(1)))).toBe('transport/unplugged');
  });

  it('that another program holds, that may not be opened, or that is not there is refused with its own code', async () => {
    const fails = (message: string) => () => Promise.reject(new Error(message));
    expect(await codeOf(open([cp2110({ claimInterface: fails('interface is busy') }).device]))).toBe('usb/busy-unseen');
    expect(await codeOf(open([cp2110({ open: fails('permission denied') }).device]))).toBe('usb/no-permission');
    expect(await codeOf(open([]))).toBe('usb/not-found');
    expect(await codeOf(open([cp2110().device], { vendor: 1, product: 2 }))).toBe('hid/no-bridge');
  });

  it('asked for by an instrument that has no line to set up is named as the lead of a meter', async () => {
    const { device, done } = cp2110();
    const parts = { clock: new VirtualClock(), listUsb: async () => [device] };
    const opened = openHid({ vendor: 0x10c4, product: 0xea80 }, undefined, 'hid:10c4:ea80', parts);
    expect(await codeOf(opened)).toBe('hid/lead-of-a-meter');
    expect(done).toEqual([]);
  });

  it('is given back to the kernel driver when it cannot be claimed', async () => {
    const { device, done } = cp2110({ claimInterface: () => Promise.reject(new Error('busy')) });
    await codeOf(open([device]));
    expect(done).toEqual(['open', 'detach', 'attach', 'close']);
  });
});

describe("a bridge through the kernel's file", () => {
  it('hands reports over, puts a 0 in front of those without a number, and cannot be set up', async () => {
    const written: string[] = [];
    const reads = [Uint8Array.of(2, 0xab, 0xcd), new Uint8Array(0)];
    const device = await openHidraw('/dev/hidraw3', false, async () => ({
      read: async (buffer) => {
        const report = reads.shift() ?? new Uint8Array(0);
        buffer.set(report);
        return { bytesRead: report.length };
      },
      write: async (report) => void written.push(Buffer.from(report).toString('hex')),
      close: async () => undefined,
    }));
    const reports: string[] = [];
    const gone: string[] = [];
    device.onReport((report) => reports.push(Buffer.from(report).toString('hex')));
    device.onGone(({ code }) => gone.push(code));
    await device.write(Uint8Array.of(1, 0x5e), 1_000);
    await turns();
    expect([reports, written, gone]).toEqual([['02abcd'], ['00015e'], ['transport/unplugged']]);
    expect(await codeOf(device.setFeature(0, Uint8Array.of(0)))).toBe('hid/no-feature-reports');
  });

  it('that may not be opened says so', async () => {
    const refuse = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    expect(await codeOf(openHidraw('/dev/hidraw3', true, refuse))).toBe('port/no-permission');
  });
});
