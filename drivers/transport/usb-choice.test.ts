import { describe, expect, it } from 'vitest';
import { failureOf } from '../../foundation/failure.ts';
import { chosenUsbDevice, type NamedUsbDevice, type UsbAddress } from './usb-choice.ts';

const scope: UsbAddress = { vendor: 0x1ab1, product: 0x04ce, serial: 'DS1' };
const named = (serialNumber: string): NamedUsbDevice => ({ vendorId: 0x1ab1, productId: 0x04ce, serialNumber });
/** As node `usb` has it: asking for the serial number opens the device. */
const locked = (vendorId: number, productId: number): NamedUsbDevice => ({
  vendorId,
  productId,
  get serialNumber(): string {
    throw new Error('open error: permission denied (errno 13)');
  },
});

function codeOf(devices: readonly NamedUsbDevice[]): string {
  try {
    return chosenUsbDevice(devices, scope, 'usb:1ab1:04ce:DS1').serialNumber ?? '';
  } catch (error) {
    return failureOf(error).code;
  }
}

describe('the USB device that an address means', () => {
  it('is found beside a keyboard that nobody but root may open', () => {
    expect(codeOf([locked(0x046d, 0xc31c), named('DS1')])).toBe('DS1');
  });

  it('is found behind one of its kind that may not be opened', () => {
    expect(codeOf([locked(0x1ab1, 0x04ce), named('DS1')])).toBe('DS1');
  });

  it('may be the one that does not tell its name: then rights are missing, and not the device', () => {
    expect(codeOf([locked(0x1ab1, 0x04ce), named('DS2')])).toBe('usb/no-permission');
  });

  it('is never another one of its kind', () => {
    expect(codeOf([named('DS2')])).toBe('usb/not-found');
  });
});
