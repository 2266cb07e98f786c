/**
 * The device rules for udev, made from the catalogue. Guarantees a line for every USB id of every driver, for the adapters
 * that anything may hang on, and for every instrument that says by its interface that it is one: whoever sits at the bench
 * may use it, and ModemManager leaves it alone. The same text every time, so that a package can hold it.
 */
import type { Driver } from '../contract/driver.ts';
import { bridgeOf } from '../transport/hid/bridges.ts';
import { serialAdapters, type UsbIds } from '../transport/shared-cables.ts';

const head = `# Lets whoever sits at the bench use its instruments, and keeps ModemManager from talking to them. The number stands
# below 73, because that is where uaccess takes effect. Every USB id of a driver's manifest stands here (tested).
`;

const rights = 'TAG+="uaccess", ENV{ID_MM_DEVICE_IGNORE}="1"';
const usbDevice = 'SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device"';

const instruments = `# Any instrument with a USBTMC interface, whoever made it: interface class 254, subclass 3, protocol 0 or 1.
${usbDevice}, ENV{ID_USB_INTERFACES}=="*:fe0300:*|*:fe0301:*", ${rights}
SUBSYSTEM=="usbmisc", KERNEL=="usbtmc[0-9]*", ${rights}
`;

const phones = `# A phone with USB debugging: interface class 255, subclass 66, protocol 1.
${usbDevice}, ENV{ID_USB_INTERFACES}=="*:ff4201:*", ${rights}
`;

/** The whole file. */
export function deviceRules(drivers: readonly Driver[]): string {
  const ways = new Map<string, Set<string>>();
  const allow = ({ vendor, product }: UsbIds, subsystems: readonly string[]) => {
    const id = `ATTRS{idVendor}=="${hex4(vendor)}", ATTRS{idProduct}=="${hex4(product)}"`;
    ways.set(id, new Set([...(ways.get(id) ?? []), ...subsystems]));
  };
  for (const ids of serialAdapters) allow(ids, ['tty']);
  for (const { manifest } of drivers) {
    for (const usb of manifest.recognised.usb ?? []) {
      // One with a line is behind a serial port; anything else is opened as it is or through its own device file.
      const hasPort =
        manifest.line !== undefined && usb.tmc !== true && bridgeOf(usb.vendor, usb.product) === undefined;
      allow(usb, hasPort ? ['tty'] : ['usb', 'usbmisc', 'hidraw']);
    }
  }
  const lines = [...ways].map(
    ([id, subsystems]) => `SUBSYSTEM=="${[...subsystems].sort().join('|')}", ${id}, ${rights}`,
  );
  return `${head}\n${lines.sort().join('\n')}\n\n${instruments}\n${phones}`;
}

/** Whether the rules name this device, so that installing them gives the right to use it. */
export function rulesName(
  drivers: readonly Driver[],
  device: UsbIds & { readonly kinds?: readonly string[] },
): boolean {
  const isIt = ({ vendor, product }: UsbIds) => vendor === device.vendor && product === device.product;
  if (device.kinds?.includes('usbtmc') === true || serialAdapters.some(isIt)) return true;
  return drivers.some(({ manifest }) => manifest.recognised.usb?.some(isIt) === true);
}

/**
 * The sentence for a device that the system refuses: the rules only where they would help and are not there yet;
 * `undefined` where they would not.
 */
export function cureForRights(named: boolean, installed: boolean): string | undefined {
  if (!named) return undefined;
  return installed ? 'cure/rules-take-effect' : 'cure/install-rules';
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
