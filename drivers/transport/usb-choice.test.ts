import { describe, expect, it } from 'vitest';
import { failureOf } from '../../foundation/failure.ts';
import { chosenUsbDevice, type NamedUsbDevice, type UsbAddress, usbAddressOf } from './usb-choice.ts';

const ids: UsbAddress = { vendor: 0x1ab1, product: 0x04ce };
const scope: UsbAddress = { ...ids, serial: 'DS1' };
const named = (serialNumber: string): NamedUsbDevice => ({ vendorId: 0x1ab1, productId: 0x04ce, serialNumber });
/** As node `usb` has it: asking for the serial number opens the device. */
const locked = (vendorId: number, productId: number): NamedUsbDevice => ({
  vendorId,
  productId,
  get serialNumber(): string {
    throw new Error('open error: permission denied (errno 13)');
  },
});

function codeOf(devices: readonly NamedUsbDevice[], wanted = scope): string {
  try {
    return chosenUsbDevice(devices, wanted, 'usb:1ab1:04ce:DS1').serialNumber ?? '';
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

  it('of two without a serial number is the one at that place, and neither where no place is said', () => {
    const at = (bus: string, ...ports: number[]) => ({ ...named(`${ports}`), bus, ports });
    const both = [at('002', 1), at('002', 1, 3)];
    expect(codeOf(both, { ...ids, usbPath: '2-1.3' })).toBe('1,3');
    expect(codeOf(both, { ...ids, usbPath: '2-1' })).toBe('1');
    expect(codeOf(both, { ...ids, usbPath: '1-1' })).toBe('usb/not-found');
    expect(codeOf(both, ids)).toBe('usb/several');
    expect(codeOf([named('DS1'), named('DS1')])).toBe('usb/several');
  });

  it.each([
    ['1ab1:04ce', ids],
    ['1AB1:04ce:DS:1', { ...ids, serial: 'DS:1' }],
    ['1ab1:04ce:A@2-1', { ...ids, serial: 'A@2-1' }],
    ['1ab1:04ce@2-1.3', { ...ids, usbPath: '2-1.3' }],
    ['1ab1:04ce@', undefined],
    ['1ab1:04ce@hub', undefined],
    ['1ab1', undefined],
  ])('%j is read as it was meant', (text, wanted) => expect(usbAddressOf(text)).toEqual(wanted));
});
