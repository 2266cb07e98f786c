/** What discovery found at an address. Guarantees that no two instruments are called the same. */
import type { DiscoveredInstrument, Discovery } from '../../drivers/bench/bench-api.ts';
import { usbName } from '../../drivers/contract/usb-identity.ts';

/**
 * One whose serial number another has as well is called by its socket besides; where that does not tell them apart either,
 * it has no name but its address.
 */
export function foundAt({ instruments }: Discovery, address: string): DiscoveredInstrument | undefined {
  const found = instruments.find((one) => one.address === address);
  if (found?.stableId === undefined) return found;
  const { stableId, ...nameless } = found;
  const { usbPath } = found;
  const same = instruments.filter((one) => one.stableId === stableId);
  if (same.length < 2) return found;
  if (usbPath === undefined || same.filter((one) => one.usbPath === usbPath).length > 1) return nameless;
  return { ...found, stableId: usbName({ stableId, usbPath, shared: true }) };
}
