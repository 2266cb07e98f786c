/**
 * The device rules for udev, made from the catalogue. Guarantees a line for every USB id of every driver: whoever sits at
 * the bench may use it, and ModemManager leaves it alone. The same text every time, so that a package can hold it.
 */
import type { Driver } from '../contract/driver.ts';
import { bridgeOf } from '../transport/hid/bridges.ts';

const head = `# Lets whoever sits at the bench use its instruments, and keeps ModemManager from talking to them. The number stands
# below 73, because that is where uaccess takes effect. Every USB id of a driver's manifest stands here (tested).
`;

const rights = 'TAG+="uaccess", ENV{ID_MM_DEVICE_IGNORE}="1"';

const phones = `# A phone with USB debugging: interface class 255, subclass 66, protocol 1.
SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ENV{ID_USB_INTERFACES}=="*:ff4201:*", ${rights}
`;

/** The whole file. */
export function deviceRules(drivers: readonly Driver[]): string {
  const ways = new Map<string, Set<string>>();
  for (const { manifest } of drivers) {
    for (const { vendor, product, tmc } of manifest.recognised.usb ?? []) {
      const id = `ATTRS{idVendor}=="${hex4(vendor)}", ATTRS{idProduct}=="${hex4(product)}"`;
      const subsystems = ways.get(id) ?? new Set();
      ways.set(id, subsystems);
      // One with a line is behind a serial port; anything else is opened as it is or through its own device file.
      const hasPort = manifest.line !== undefined && tmc !== true && bridgeOf(vendor, product) === undefined;
      for (const subsystem of hasPort ? ['tty'] : ['usb', 'usbmisc', 'hidraw']) subsystems.add(subsystem);
    }
  }
  const lines = [...ways].map(
    ([id, subsystems]) => `SUBSYSTEM=="${[...subsystems].sort().join('|')}", ${id}, ${rights}`,
  );
  return `${head}\n${lines.sort().join('\n')}\n\n${phones}`;
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
