/**
 * The list of USB devices where the kernel has none to read (Windows, macOS), from node `usb`. Guarantees that only devices
 * with ids of ours are asked what they are, because the library opens a device for that; one that it may not open is
 * listed all the same, as one that no program is let in to.
 */
import type { UsbIds } from '../contract/usb-identity.ts';
import type { ListedUsb } from './machine.ts';

/** What is used of a device of node `usb`; the getters throw where it may not be opened. */
export interface NodeUsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly deviceClass: number;
  readonly bus?: string;
  readonly ports?: readonly number[];
  readonly serialNumber?: string | null | undefined;
  readonly productName?: string | null | undefined;
  readonly configurations: readonly {
    readonly interfaces: readonly {
      readonly alternates: readonly { readonly interfaceClass: number; readonly interfaceSubclass: number }[];
    }[];
  }[];
}

/** Whether these ids are those of an instrument or a lead that the station knows. */
export type IsOurs = (ids: UsbIds) => boolean;

const hub = 9;
const human = 3;
const applicationSpecific = 0xfe;
const testAndMeasurement = 3;

/** `ports`: the serial ports there are, with the ids behind them. */
export function listedByNode(
  devices: readonly NodeUsbDevice[],
  ports: readonly Partial<UsbIds>[],
  isOurs: IsOurs,
): readonly ListedUsb[] {
  return devices
    .filter(({ vendorId, productId, deviceClass }) => {
      return deviceClass !== hub && isOurs({ vendor: vendorId, product: productId });
    })
    .map((device) => listed(device, ports));
}

function listed(device: NodeUsbDevice, ports: readonly Partial<UsbIds>[]): ListedUsb {
  const { vendorId: vendor, productId: product, bus = '', ports: hubs = [] } = device;
  const serial = told(() => device.serialNumber);
  const label = told(() => device.productName);
  const kinds = told(() => kindsOf(device));
  return {
    folder: /^\d+$/.test(bus) && hubs.length > 0 ? `${Number(bus)}-${hubs.join('.')}` : '',
    vendor,
    product,
    ...(serial ? { serial } : {}),
    ...(label ? { label } : {}),
    hasPort: ports.some((port) => port.vendor === vendor && port.product === product),
    kinds: kinds ?? [],
    isClaimed: false,
    ...(kinds === undefined ? { isClosed: true } : {}),
  };
}

/** `undefined` where the library is not let in. */
function told<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function kindsOf({ configurations }: NodeUsbDevice): ListedUsb['kinds'] {
  const faces = configurations.flatMap(({ interfaces }) => interfaces.flatMap(({ alternates }) => alternates));
  return faces.flatMap(({ interfaceClass, interfaceSubclass }) => {
    if (interfaceClass === human) return ['hid' as const];
    return interfaceClass === applicationSpecific && interfaceSubclass === testAndMeasurement
      ? ['usbtmc' as const]
      : [];
  });
}
