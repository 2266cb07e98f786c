/**
 * What an instrument on USB is called wherever the system puts it. Guarantees that a name two units may share is never
 * taken for a name: a serial number that a maker gives to every unit counts as none, and then the place in the tree of
 * hubs is the name.
 */

export interface UsbIdentity {
  /**
   * `VID:PID:SERIAL`, or `VID:PID@PATH` for a device without a serial number of its own; `/N` behind it is the interface,
   * where that is not the first: an adapter with several ports is several places.
   */
  readonly stableId: string;
  /** Place in the tree of hubs, `1-2.3`, to tell two with the same serial number apart. Absent where the system does not tell. */
  readonly usbPath?: string;
  /** Another one with the same name was seen: from then on only its place tells which it is. */
  readonly shared?: true;
}

export interface UsbIds {
  readonly vendor: number;
  readonly product: number;
}

/** A device as the system lists it. */
export interface NamedUsb extends UsbIds {
  readonly serial?: string | undefined;
  readonly usbPath?: string | undefined;
  /** Number of the interface behind a serial port; 0 when absent. */
  readonly interfaceNumber?: number | undefined;
}

/**
 * Silicon Labs CP210x as it leaves the factory; the firmware of Korad supplies and their relatives (Tenma, Velleman), old
 * and new, and of other Nuvoton chips: `lsusb` and `/dev/serial/by-id` of many owners show the same ones.
 */
const sharedSerials: readonly string[] = ['0001', 'NT2009101400', 'A02014090305'];

/** Digits in their order, such as `123456` or `0123456789ABCDEF`: whoever writes them has not numbered anything. */
const counted: readonly string[] = ['0123456789abcdef', '123456789abcdef', '1234567890abcdef'];
/** A short one may well be a unit's own. */
const leastCounted = 6;

function isCounted(text: string): boolean {
  return text.length >= leastCounted && counted.some((digits) => digits.startsWith(text.toLowerCase()));
}

/**
 * The serial number where it is one unit's own; `undefined` for none, for one that many units share, and for one that is no
 * text (a broken descriptor: nobody could note anything about an instrument of that name).
 */
export function ownSerial(serial: string | undefined): string | undefined {
  const text = serial?.trim() ?? '';
  if (/\p{C}/u.test(text)) return undefined;
  return text === '' || /^0+$/.test(text) || sharedSerials.includes(text) || isCounted(text) ? undefined : text;
}

/** `undefined` for a device with neither a serial number of its own nor a known place: it has no name. */
export function usbIdentityOf({ serial, usbPath, interfaceNumber = 0, ...ids }: NamedUsb): UsbIdentity | undefined {
  const own = ownSerial(serial);
  if (own === undefined && usbPath === undefined) return undefined;
  const port = interfaceNumber === 0 ? '' : `/${interfaceNumber}`;
  const stableId = `${usbIds(ids)}${own === undefined ? `@${usbPath}` : `:${own}`}${port}`;
  return { stableId, ...(usbPath === undefined ? {} : { usbPath }) };
}

/** What is its own alone: with the socket where another one has the same name. */
export function usbName({ stableId, usbPath = '', shared }: UsbIdentity): string {
  return shared ? `${stableId} @${usbPath}` : stableId;
}

/** The ids of a USB device as addresses have them: `1a86:e008`. */
export function usbIds({ vendor, product }: UsbIds): string {
  return `${hex4(vendor)}:${hex4(product)}`;
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
