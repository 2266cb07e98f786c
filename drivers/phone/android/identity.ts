/** Who the phone is. Guarantees that something which is no Android phone is `instrument/not-recognised`. */

import type { PhoneIdentity } from '../../../foundation/capability/phone.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { bootReasons } from './parse/boot-reason.ts';
import { firstOf, marketNameOf, type Properties, serialOf, softwareModified, vendorOsOf } from './parse/getprop.ts';

/**
 * From its properties. The serial is the phone's own, so that it is the same phone over USB and over the network; adb's
 * name for it (over the network `HOST:PORT`) only where it tells none.
 */
export function identityOf(properties: Properties, adbSerial: string, bootId: string): PhoneIdentity {
  const model = firstOf(properties, 'ro.product.model', 'ro.boot.em.model', 'ro.product.device');
  const androidRelease = firstOf(properties, 'ro.build.version.release');
  if (model === undefined || androidRelease === undefined) {
    throw new CodedError('instrument/not-recognised', { serial: adbSerial });
  }
  const marketName = marketNameOf(properties);
  const vendorOs = vendorOsOf(properties);
  const sdk = Number(properties.get('ro.build.version.sdk'));
  return {
    brand: firstOf(properties, 'ro.product.brand', 'ro.product.manufacturer') ?? 'unknown',
    model,
    ...(marketName === undefined ? {} : { marketName }),
    serial: serialOf(properties) ?? adbSerial,
    androidRelease,
    sdk: Number.isInteger(sdk) ? sdk : 0,
    ...(vendorOs === undefined ? {} : { vendorOs }),
    bootId,
    softwareModified: softwareModified(properties),
    bootReasons: bootReasons(properties),
  };
}
