/** What somebody may have meant who wrote no address: network places without their scheme, and names as VISA has them. */

/** Where most instruments listen that are not told otherwise: Rigol's; Keysight's and Siglent's is 5025. */
const usualPort = 5555;
const visaSocketPort = 5025;

const network = /^(?:tcp:)?((?:\d{1,3}\.){3}\d{1,3}|[a-z\d][\w-]*(?:\.[\w-]+)+)(?::(\d{1,5}))?$/i;
const visaSocket = /^TCPIP\d*::([\w.-]+)::(?:(\d{1,5})::SOCKET|(?:[\w]+::)?INSTR)$/i;
const visaUsb = /^USB\d*::(?:0x)?([\da-f]{4})::(?:0x)?([\da-f]{4})::([^:]+)(?:::\d+)?(?:::INSTR)?$/i;

/** An address that the bench takes; `undefined` where nothing can be guessed. */
export function addressSuggestion(text: string): string | undefined {
  const [, host, port] = network.exec(text) ?? [];
  if (host !== undefined) return `tcp:${host}:${port ?? usualPort}`;
  const [, visaHost, visaPort] = visaSocket.exec(text) ?? [];
  if (visaHost !== undefined) return `tcp:${visaHost}:${visaPort ?? visaSocketPort}`;
  const [, vendor, product, serial] = visaUsb.exec(text) ?? [];
  return vendor === undefined
    ? undefined
    : `usb:${vendor}:${product}:${serial}`.replace(/^usb:.{9}/, (ids) => ids.toLowerCase());
}
