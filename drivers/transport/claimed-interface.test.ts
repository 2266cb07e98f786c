import { describe, expect, it } from 'vitest';
import { failureOf } from '../../foundation/failure.ts';
import { type ClaimableDevice, claimInterface } from './claimed-interface.ts';
import type { UsbHolder } from './usb-holder.ts';

const steps = [
  'open',
  'close',
  'claimInterface',
  'releaseInterface',
  'detachKernelDriver',
  'attachKernelDriver',
] as const;
type Step = (typeof steps)[number];

function device(fails: Partial<Record<Step, string>> = {}) {
  const calls: Step[] = [];
  const step = (name: Step) => () => {
    calls.push(name);
    const why = fails[name];
    return why === undefined ? Promise.resolve() : Promise.reject(new Error(why));
  };
  return { calls, like: Object.fromEntries(steps.map((name) => [name, step(name)])) as unknown as ClaimableDevice };
}
/** Answers one after the other; the last one for good. */
const holders = (...answers: (UsbHolder | undefined)[]) => {
  const left = [...answers];
  return async () => (left.length > 1 ? left.shift() : left[0]);
};
const refused = (work: Promise<unknown>) => work.then(() => undefined, failureOf);
const pulse = { pid: 41, program: 'pulseview' };

describe('an interface of a USB device', () => {
  it('is taken from the kernel driver and given back to it once', async () => {
    const { like, calls } = device();
    const release = await claimInterface(like, 1, 'usb:x', holders(undefined));
    await Promise.all([release(), release()]);
    const taken = ['open', 'detachKernelDriver', 'claimInterface'];
    expect(calls).toEqual([...taken, 'releaseInterface', 'attachKernelDriver', 'close']);
  });

  it('that another program has is left to it, and the program is named', async () => {
    const { like, calls } = device();
    expect(await refused(claimInterface(like, 1, 'usb:x', holders(pulse)))).toEqual({
      code: 'usb/busy',
      params: { address: 'usb:x', ...pulse },
    });
    expect(calls).toEqual(['open', 'close']);
  });

  it('that another program has and that we may not open lacks rights first', async () => {
    const { like } = device({ open: 'failed to open device: permission denied' });
    expect(await refused(claimInterface(like, 1, 'usb:x', holders(pulse)))).toMatchObject({
      code: 'usb/no-permission',
    });
  });

  it('that somebody takes between looking and claiming is given back, and whoever has it is named', async () => {
    const { like, calls } = device({ claimInterface: 'claimInterface error: interface is busy' });
    expect(await refused(claimInterface(like, 1, 'usb:x', holders(undefined, pulse)))).toEqual({
      code: 'usb/busy',
      params: { address: 'usb:x', ...pulse },
    });
    expect(calls.slice(-2)).toEqual(['attachKernelDriver', 'close']);
  });

  it('that no kernel driver held is attached to none afterwards', async () => {
    const { like, calls } = device({ detachKernelDriver: 'no kernel driver attached' });
    await (await claimInterface(like, 1, 'usb:x', holders(undefined)))();
    expect(calls).not.toContain('attachKernelDriver');
  });
});
