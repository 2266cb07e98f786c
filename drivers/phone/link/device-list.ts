/**
 * The list `host:devices-l` as data. Guarantees that serials with colons and spaces stay whole and that no state is
 * left out: Tango's own list knows only three of them. Facts: `devices` and `append_transport_info` of adb's transport.cpp.
 */

/** Every state adb names; `unknown` is a word that we do not know. */
export type DeviceState = (typeof deviceStates)[number] | 'unknown';

export const deviceStates = [
  'device',
  'offline',
  'unauthorized',
  'authorizing',
  'connecting',
  'no permissions',
  'recovery',
  'rescue',
  'sideload',
  'bootloader',
  'host',
  'detached',
] as const;

export interface ListedDevice {
  /** Our device key. `(no serial number)` when the phone has none; `??????` and the like mean a bad cable or weak power. */
  readonly serial: string;
  readonly state: DeviceState;
  /** adb's own words, for example the reason of `no permissions`. */
  readonly stateText: string;
  /** adb's number of this connection; a phone that comes back gets a new one. */
  readonly transportId: string | undefined;
  readonly usbPath: string | undefined;
  readonly product: string | undefined;
  readonly model: string | undefined;
  readonly device: string | undefined;
}

// The serial is padded to 22 columns and may hold spaces itself, so the state is found from behind: the line ends in
// `key:value` words, and before them stands one of the states.
const line = new RegExp(
  `^(.+?)\\s+(${deviceStates.filter((state) => state !== 'no permissions').join('|')}|no permissions.*?|unknown)((?: [a-z_]+:\\S*)*)\\s*$`,
);
const strangeState = /^(.+?)\s+(\S+)((?: [a-z_]+:\S*)+)\s*$/;

/** One entry per line, in adb's order; lines that cannot be read are left out. */
export function parseDeviceList(text: string): ListedDevice[] {
  const devices: ListedDevice[] = [];
  for (const raw of text.split('\n')) {
    const match = line.exec(raw) ?? strangeState.exec(raw);
    if (match === null) continue;
    const [, serial = '', stateText = '', rest = ''] = match;
    const attributes = new Map(rest.trim().split(' ').map(splitAttribute));
    devices.push({
      serial,
      state: stateOf(stateText),
      stateText,
      transportId: attributes.get('transport_id'),
      usbPath: attributes.get('usb'),
      product: attributes.get('product'),
      model: attributes.get('model'),
      device: attributes.get('device'),
    });
  }
  return devices;
}

/** One line as adb writes it; for the fake server and for tests. */
export function formatDeviceLine(device: ListedDevice): string {
  const attributes = [
    ['usb', device.usbPath],
    ['product', device.product],
    ['model', device.model],
    ['device', device.device],
    ['transport_id', device.transportId],
  ];
  const words = attributes.filter(([, value]) => value !== undefined).map(([key, value]) => ` ${key}:${value}`);
  return `${device.serial.padEnd(22)} ${device.stateText}${words.join('')}\n`;
}

function splitAttribute(word: string): [string, string] {
  const colon = word.indexOf(':');
  return [word.slice(0, colon), word.slice(colon + 1)];
}

function stateOf(text: string): DeviceState {
  return deviceStates.find((state) => text === state || text.startsWith(`${state} `)) ?? 'unknown';
}
