/** What discovery found at an address. Guarantees that no two instruments are called the same. */
import type { DiscoveredInstrument, Discovery } from '../../drivers/bench/bench-api.ts';
import { usbName } from '../../drivers/contract/usb-identity.ts';

/** One whose serial number another has as well is called by its socket besides. */
export function foundAt({ instruments }: Discovery, address: string): DiscoveredInstrument | undefined {
  const found = instruments.find((one) => one.address === address);
  if (found?.stableId === undefined) return found;
  const { stableId, usbPath } = found;
  const isDouble = instruments.filter((one) => one.stableId === stableId).length > 1;
  return isDouble && usbPath !== undefined
    ? { ...found, stableId: usbName({ stableId, usbPath, shared: true }) }
    : found;
}
