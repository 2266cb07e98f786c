/**
 * A USB device on the wire of a host: its endpoints and what every device answers. Guarantees that an unknown request and
 * an unknown endpoint stall, as on a real device, and that nothing of one plugging-in is left for the next.
 */
import {
  configurationDescriptor,
  type DeviceDescription,
  deviceDescriptor,
  kinds,
  stringDescriptor,
} from './descriptors.ts';
import { InEndpoint } from './in-endpoint.ts';

/** The eight bytes before a control transfer. */
export interface Setup {
  readonly requestType: number;
  readonly request: number;
  readonly value: number;
  readonly index: number;
  readonly length: number;
}

/** An answer's bytes (none for what is only told), or a refusal. */
export type ControlAnswer = Uint8Array | 'stall';

const standard = { getStatus: 0, clearFeature: 1, setFeature: 3, getDescriptor: 6, getConfiguration: 8 } as const;
const setters = [5, 9, 11];
export const nothing = new Uint8Array(0);

export abstract class UsbDevice {
  readonly description: DeviceDescription;
  /** Bytes of bulk and interrupt IN that still go through; the cable comes out in the middle of the transfer that has more. */
  pulledAfterBytes: number | undefined;
  readonly #endpoints = new Map<number, InEndpoint>();

  constructor(description: DeviceDescription) {
    this.description = description;
    for (const { endpoints } of description.interfaces)
      for (const { address } of endpoints) if (address >= 0x80) this.#endpoints.set(address & 0x0f, new InEndpoint());
  }

  /** The host has it. */
  plugged(): void {}

  /** Bytes of an OUT transfer. */
  abstract received(endpoint: number, data: Uint8Array): undefined | 'stall' | Promise<void>;

  /** A request of the class or the maker. */
  abstract request(setup: Setup, data: Uint8Array): ControlAnswer | Promise<ControlAnswer>;

  /** The host, or whoever pulled the cable, has ended it. */
  unplugged(): void {
    this.pulledAfterBytes = undefined;
    for (const endpoint of this.#endpoints.values()) endpoint.reset();
  }

  /** `number` without direction. */
  inEndpoint(number: number): InEndpoint | undefined {
    return this.#endpoints.get(number);
  }

  control(setup: Setup, data: Uint8Array): ControlAnswer | Promise<ControlAnswer> {
    const isStandard = (setup.requestType & 0x60) === 0;
    return isStandard ? this.#standard(setup) : this.request(setup, data);
  }

  /** What is asked of an interface by a standard request: HID has descriptors there. */
  protected interfaceDescriptor(_kind: number): Uint8Array | undefined {
    return undefined;
  }

  protected in(number: number): InEndpoint {
    const endpoint = this.#endpoints.get(number);
    if (endpoint === undefined) throw new Error(`no IN endpoint ${number}`);
    return endpoint;
  }

  #standard({ requestType, request, value, index }: Setup): ControlAnswer {
    const recipient = requestType & 0x1f;
    if (request === standard.getDescriptor) {
      const found = recipient === 1 ? this.interfaceDescriptor(value >> 8) : this.#descriptor(value >> 8, value & 0xff);
      return found ?? 'stall';
    }
    if (request === standard.clearFeature && recipient === 2) this.#endpoints.get(index & 0x0f)?.clearHalt();
    if (request === standard.getStatus) return Uint8Array.of(0, 0);
    if (request === standard.getConfiguration) return Uint8Array.of(1);
    const isKnown = setters.includes(request) || request === standard.clearFeature || request === standard.setFeature;
    return isKnown ? nothing : 'stall';
  }

  #descriptor(kind: number, index: number): Uint8Array | undefined {
    if (kind === kinds.device) return deviceDescriptor(this.description);
    if (kind === kinds.configuration) return configurationDescriptor(this.description);
    return kind === kinds.string ? stringDescriptor(this.description, index) : undefined;
  }
}
