/**
 * iPhones as the bench shows them, and what is in their way. Guarantees that nobody without an iPhone hears of tools they do
 * not need, and that an iPhone on the cable which nobody lists is told with its cure.
 */
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import type { ListedIphone } from '../phone/iphone/link/list-iphones.ts';
import type { DiscoveredInstrument } from './bench-api.ts';
import { cureFor } from './cures.ts';
import type { ListedUsb } from './machine.ts';

export interface FoundIphones {
  readonly instruments: readonly DiscoveredInstrument[];
  readonly problems: readonly Failure[];
}

/** Ids of phones and tablets that are on, as the device rules of Debian's usbmuxd have them. */
const isOnCable = ({ vendor, product }: ListedUsb) => vendor === 0x05ac && product >= 0x1290 && product <= 0x12af;

/** Never rejects. */
export async function foundIphones(
  drivers: readonly Driver[],
  usb: readonly ListedUsb[],
  list: () => Promise<readonly ListedIphone[]>,
): Promise<FoundIphones> {
  const onCable = usb.some(isOnCable);
  try {
    const phones = await list();
    const unseen: Failure = { code: 'phone/iphone-service-missing', params: {} };
    return {
      instruments: phones.map((phone) => instrumentOf(drivers, phone)),
      problems: onCable && phones.length === 0 ? [unseen] : [],
    };
  } catch (error) {
    const failure = failureOf(error);
    const isNoMatter = failure.code === 'phone/iphone-tools-missing' && !onCable;
    return { instruments: [], problems: isNoMatter ? [] : [failure] };
  }
}

function instrumentOf(drivers: readonly Driver[], { udid, model, hindrance }: ListedIphone): DiscoveredInstrument {
  const state: Pick<DiscoveredInstrument, 'state' | 'reason' | 'cure'> =
    hindrance === undefined
      ? { state: 'usable' }
      : { state: 'not-usable', reason: hindrance, ...cureFor(hindrance.code) };
  return {
    address: `iphone:${udid}`,
    kind: 'usb',
    candidates: drivers.filter(({ link }) => link === 'iphone').map(({ manifest }) => manifest.id),
    ...(model === undefined ? {} : { label: model }),
    stableId: `iphone:${udid}`,
    ...state,
  };
}
