/** Where the bench looks before it opens or writes. Guarantees that nothing is written to what is called otherwise. */
import { CodedError } from '../../foundation/failure.ts';
import type { KnownPlace } from './bench-api.ts';
import { locate, type UsbPlace } from './usb-places.ts';

export class Whereabouts {
  readonly #list: (() => Promise<readonly UsbPlace[]>) | undefined;

  /** Without a list nothing here is on USB, and only the address tells what is meant. */
  constructor(list: (() => Promise<readonly UsbPlace[]>) | undefined) {
    this.#list = list;
  }

  /** Where it is now, and what it is called. Fails as `bench/locate`. */
  async of({ address, usb }: KnownPlace): Promise<KnownPlace> {
    const known = { address, ...(usb === undefined ? {} : { usb }) };
    if (address.startsWith('sim:') || this.#list === undefined) return known;
    return locate(known, await this.#list());
  }

  /** The same, where it must be at exactly this address: `instrument/not-plugged-in` where it is at another. */
  async at(known: KnownPlace): Promise<KnownPlace> {
    const found = await this.of(known);
    if (found.address === known.address) return found;
    throw new CodedError('instrument/not-plugged-in', {
      instrument: known.usb?.stableId ?? '',
      address: known.address,
    });
  }
}
