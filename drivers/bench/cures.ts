/** Code of what is in the way → code of the sentence that tells a person what to do about it. */
import type { Failure } from '../../foundation/failure.ts';

const cures: ReadonlyMap<string, string> = new Map([
  ['port/no-permission', 'cure/join-group'],
  ['port/busy', 'cure/close-program'],
  ['port/not-found', 'cure/plug-in'],
  ['port/not-serial', 'cure/correct-address'],
  ['transport/unplugged', 'cure/plug-in'],
  ['transport/peer-closed', 'cure/one-client-only'],
  ['transport/refused', 'cure/check-network-address'],
  ['transport/unreachable', 'cure/check-network-address'],
  ['transport/connect-timeout', 'cure/check-network-address'],
  ['transport/host-not-found', 'cure/check-network-address'],
  ['instrument/silent', 'cure/switch-on-data-output'],
  ['instrument/no-answer', 'cure/check-line'],
  ['instrument/timeout', 'cure/check-line'],
  ['scpi/reply-too-long', 'cure/choose-other-driver'],
  ['instrument/not-recognised', 'cure/choose-other-driver'],
  ['instrument/other', 'cure/plug-in-the-first'],
  ['instrument/not-plugged-in', 'cure/plug-in'],
  ['meter/wrong-mode', 'cure/turn-dial'],
  ['lease/taken', 'cure/wait-for-run'],
  ['usb/no-permission', 'cure/install-rules'],
  ['usb/busy', 'cure/close-program'],
  ['usb/busy-unseen', 'cure/find-program'],
  ['usb/cannot-open', 'cure/usb-driver'],
  ['phone/unauthorized', 'cure/allow-usb-debugging'],
  ['phone/offline', 'cure/replug-phone'],
  ['phone/no-permissions', 'cure/udev-rule'],
  ['phone/wrong-mode', 'cure/start-phone-normally'],
  ['phone/adb-missing', 'cure/install-adb'],
  ['phone/other-adb-server', 'cure/stop-other-adb-server'],
  ['phone/iphone-tools-missing', 'cure/install-iphone-tools'],
  ['phone/iphone-service-missing', 'cure/start-iphone-service'],
  ['phone/iphone-untrusted', 'cure/trust-this-computer'],
  ['phone/iphone-locked', 'cure/unlock-iphone'],
  ['discovery/unknown-device', 'cure/choose-driver'],
  ['discovery/modem-manager', 'cure/install-rules'],
  ['discovery/no-port', 'cure/load-kernel-driver'],
  ['bench/bad-address', 'cure/correct-address'],
  ['bench/address-form', 'cure/correct-address'],
]);

/** Programs that take serial ports by themselves, as `/proc/PID/comm` calls them, and how to keep them from it. */
const greedy: Readonly<Record<string, string>> = {
  ModemManager: 'cure/stop-modem-manager',
  brltty: 'cure/remove-brltty',
};

/** Where an instrument is reached otherwise than by a lead with a serial line, something else is in the way. */
const onNetwork: Readonly<Record<string, string>> = {
  'instrument/no-answer': 'cure/check-remote-control',
  'instrument/silent': 'cure/check-remote-control',
  'instrument/timeout': 'cure/check-remote-control',
  'instrument/no-name': 'cure/check-remote-control',
  'instrument/other-service': 'cure/check-remote-control',
};
const onUsb: Readonly<Record<string, string>> = {
  'instrument/no-answer': 'cure/check-usb-mode',
  'instrument/silent': 'cure/check-usb-mode',
  'instrument/timeout': 'cure/check-usb-mode',
  'instrument/no-name': 'cure/check-usb-mode',
  'instrument/other-service': 'cure/check-usb-mode',
};

/** What a person can do about a code, at an address of that kind; absent where nothing general can be said. */
export function cureFor(code: string, address: unknown = ''): { readonly cure?: string } {
  const place = String(address);
  const special = /^tcp:/.test(place) ? onNetwork : /^(usb:|\/dev\/usbtmc)/.test(place) ? onUsb : {};
  const cure = special[code] ?? cures.get(code);
  return cure === undefined ? {} : { cure };
}

/** The same for a failure whose parameters say more: which program has the port, which group may use it. */
export function cureOf({ code, params }: Failure, address: unknown = params.address): { readonly cure?: string } {
  if (code === 'port/busy' && typeof params.program === 'string') {
    const cure = greedy[params.program];
    if (cure !== undefined) return { cure };
  }
  // Nobody should be sent to the group of the superuser.
  if (code === 'port/no-permission' && typeof params.group === 'string' && params.group !== 'root')
    return { cure: 'cure/join-this-group' };
  return cureFor(code, address);
}
