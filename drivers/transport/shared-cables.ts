/**
 * Adapters that are sold for everything, by their USB ids: whatever hangs on one, the ids tell nothing of it. Sources: the
 * tables of Linux's own drivers, `drivers/usb/serial/ch341.c`, `cp210x.c`, `ftdi_sio_ids.h` and `pl2303.h`.
 */
import { bridgeOf } from './hid/bridges.ts';

export interface UsbIds {
  readonly vendor: number;
  readonly product: number;
}

const of = (vendor: number, ...products: readonly number[]): UsbIds[] =>
  products.map((product) => ({ vendor, product }));

/** CH340 and CH341, CP2102 and its like, FT232R and FT-X, PL2303 with its later kinds. */
export const serialAdapters: readonly UsbIds[] = [
  ...of(0x1a86, 0x7523, 0x7522, 0x5523),
  ...of(0x10c4, 0xea60),
  ...of(0x0403, 0x6001, 0x6015),
  ...of(0x067b, 0x2303, 0x23a3, 0x23b3, 0x23c3, 0x23d3, 0x23e3, 0x23f3),
];

/** A serial adapter or the HID lead of many meters. */
export function isSharedCable({ vendor, product }: Partial<UsbIds>): boolean {
  if (vendor === undefined || product === undefined) return false;
  const isAdapter = serialAdapters.some((one) => one.vendor === vendor && one.product === product);
  return isAdapter || bridgeOf(vendor, product) !== undefined;
}
