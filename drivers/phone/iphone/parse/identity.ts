/** Who an iPhone is, from what lockdownd tells. Guarantees that something else is `instrument/not-recognised`. */
import type { PhoneIdentity } from '../../../../foundation/capability/phone.ts';
import { CodedError } from '../../../../foundation/failure.ts';
import type { PlistValue } from './plist.ts';

/** No Android, so no release of it; which start of the phone this is, and why it started, cannot be asked. */
export function identityOf(answer: PlistValue, udid: string): PhoneIdentity {
  const word = (key: string) => {
    const value = answer instanceof Map ? (answer.get(key) as PlistValue | undefined) : undefined;
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 100) : undefined;
  };
  const model = word('ProductType');
  if (model === undefined || !/^(iPhone|iPad|iPod)\d/.test(model)) {
    throw new CodedError('instrument/not-recognised', { serial: udid });
  }
  const version = word('ProductVersion');
  return {
    brand: 'Apple',
    model,
    serial: word('SerialNumber') ?? udid,
    androidRelease: '',
    sdk: 0,
    ...(version === undefined ? {} : { vendorOs: `${model.startsWith('iPad') ? 'iPadOS' : 'iOS'} ${version}` }),
    bootId: '',
    softwareModified: false,
    bootReasons: [],
  };
}
