/** Where the bench looks before it opens or writes. Guarantees that nothing is written to what is called otherwise. */
import { CodedError } from '../../foundation/failure.ts';
import type { KnownPlace } from './bench-api.ts';
import { locate, type UsbPlace } from './usb-places.ts';

/** What the system tells of its USB. */
export interface UsbView {
  /** What could not be looked at is left out. */
  list(): Promise<readonly UsbPlace[]>;
  /** The port behind another of its names, `/dev/serial/by-id/…`; anything else comes back as it is. Never rejects. */
  followed(address: string): Promise<string>;
}

/** Phones call themselves by their address; a host and a port are all there is of a place on the network. */
const notOnUsb = /^(sim|tcp|adb|adb-connect|iphone):/;

export class Whereabouts {
  readonly #view: UsbView | undefined;

  /** Without a view nothing here is on USB, and only the address tells what is meant. */
  constructor(view: UsbView | undefined) {
    this.#view = view;
  }

  /** Where it is now, and what it is called. Fails as `bench/locate`. */
  async of({ address, usb }: KnownPlace): Promise<KnownPlace> {
    const known = { address, ...(usb === undefined ? {} : { usb }) };
    if (notOnUsb.test(address) || this.#view === undefined) return known;
    return locate(known, await this.#view.list(), await this.#view.followed(address));
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
