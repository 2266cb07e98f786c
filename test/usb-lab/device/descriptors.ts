/** Descriptors of a USB device as bytes, from what a device says of itself. Source: USB 2.0 specification, chapter 9. */

export interface EndpointDescription {
  /** With 0x80 for IN. */
  readonly address: number;
  readonly type: 'bulk' | 'interrupt';
  readonly packetBytes: number;
}

export interface InterfaceDescription {
  readonly class: number;
  readonly subclass: number;
  readonly protocol: number;
  /** Class descriptors between the interface and its endpoints. */
  readonly extra?: Uint8Array;
  readonly endpoints: readonly EndpointDescription[];
}

/** What one device is told from others by. */
export interface DeviceName {
  readonly vendor: number;
  readonly product: number;
  readonly maker: string;
  readonly name: string;
  readonly serial: string;
}

/** Not every device has a serial number. */
export interface DeviceDescription extends Omit<DeviceName, 'serial'> {
  /** Binary coded decimal, `0x0600` for 6.00. */
  readonly release: number;
  readonly speed: 'full' | 'high';
  readonly deviceClass?: number;
  readonly serial?: string;
  readonly interfaces: readonly InterfaceDescription[];
}

export const kinds = { device: 1, configuration: 2, string: 3, interface: 4, endpoint: 5 } as const;
const english = 0x0409;
const endpointTypes = { bulk: 2, interrupt: 3 } as const;

export function deviceDescriptor(device: DeviceDescription): Uint8Array {
  const { vendor, product, release, serial } = device;
  const words = [
    ...word(0x0200),
    device.deviceClass ?? 0,
    0,
    0,
    64,
    ...word(vendor),
    ...word(product),
    ...word(release),
  ];
  return Uint8Array.of(18, kinds.device, ...words, 1, 2, serial === undefined ? 0 : 3, 1);
}

export function configurationDescriptor({ interfaces, speed }: DeviceDescription): Uint8Array {
  const parts = interfaces.flatMap((one, number) => {
    const head = [9, kinds.interface, number, 0, one.endpoints.length, one.class, one.subclass, one.protocol, 0];
    const endpoints = one.endpoints.flatMap(({ address, type, packetBytes }) => {
      const interval = type === 'bulk' ? 0 : speed === 'high' ? 4 : 1;
      return [7, kinds.endpoint, address, endpointTypes[type], ...word(packetBytes), interval];
    });
    return [...head, ...(one.extra ?? []), ...endpoints];
  });
  // Powered by the bus, 100 mA.
  const head = [9, kinds.configuration, ...word(9 + parts.length), interfaces.length, 1, 0, 0x80, 50];
  return Uint8Array.from([...head, ...parts]);
}

/** `undefined` for a string the device does not have. */
export function stringDescriptor({ maker, name, serial }: DeviceDescription, index: number): Uint8Array | undefined {
  if (index === 0) return Uint8Array.of(4, kinds.string, ...word(english));
  const text = [maker, name, serial][index - 1];
  if (text === undefined) return undefined;
  const characters = [...text].flatMap((character) => word(character.charCodeAt(0)));
  return Uint8Array.from([2 + characters.length, kinds.string, ...characters]);
}

/** Low byte first. */
export function word(value: number): [number, number] {
  return [value & 0xff, value >> 8];
}
