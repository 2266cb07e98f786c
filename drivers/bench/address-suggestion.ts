/**
 * What somebody may have meant who wrote no address: network places without their scheme, names as VISA has them, the
 * address of an instrument's web page.
 */
import { isIPv6 } from 'node:net';

/** Where most instruments listen that are not told otherwise: Rigol's; Keysight's and Siglent's is 5025. */
const usualPort = 5555;
const visaSocketPort = 5025;

const network = /^(?:tcp:)?((?:\d{1,3}\.){3}\d{1,3}|[a-z\d][\w-]*(?:\.[\w-]+)+)(?::(\d{1,5}))?$/i;
const visaSocket = /^TCPIP\d*::([\w.-]+)::(?:(\d{1,5})::SOCKET|(?:[\w]+::)?INSTR)$/i;
const visaUsb = /^USB\d*::(?:0x)?([\da-f]{4})::(?:0x)?([\da-f]{4})::([^:]+)(?:::\d+)?(?:::INSTR)?$/i;

const webPage = /^https?:\/\/([^/?#]+)(?:[/?#].*)?$/i;
/** A name without dots needs its port: one word alone may be anything. */
const namedPlace = /^(?:tcp:)?(?!(?:sim|adb|iphone|usb|hid|com\d+):)([a-z][\w-]*):(\d{2,5})$/i;

/** An address that the bench takes; `undefined` where nothing can be guessed. */
export function addressSuggestion(text: string): string | undefined {
  const [, page] = webPage.exec(text) ?? [];
  // The port of a web page is not that of the remote control.
  if (page !== undefined) return addressSuggestion(page.replace(/:\d+$/, ''));
  const [, host, port] = network.exec(text) ?? namedPlace.exec(text) ?? [];
  if (host !== undefined) return place(host, port, usualPort);
  const [, visaHost, visaPort] = visaSocket.exec(text) ?? [];
  if (visaHost !== undefined) return place(visaHost, visaPort, visaSocketPort);
  const [, vendor, product, serial] = visaUsb.exec(text) ?? [];
  if (vendor !== undefined)
    return `usb:${vendor}:${product}:${serial}`.replace(/^usb:.{9}/, (ids) => ids.toLowerCase());
  return ofIpv6(text);
}

/** With or without brackets, with or without a port. */
function ofIpv6(text: string): string | undefined {
  const written = text.replace(/^tcp:/i, '');
  const [, inside, port] = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(written) ?? [];
  if (inside !== undefined) return isIPv6(inside) ? place(`[${inside}]`, port, usualPort) : undefined;
  const [, host = '', behind] = /^(.+):(\d{1,5})$/.exec(written) ?? [];
  if (!isIPv6(written)) return isIPv6(host) ? place(`[${host}]`, behind, usualPort) : undefined;
  // Behind a scheme a port is expected: where its last part may be one or the other, nothing is guessed.
  return written !== text && isIPv6(host) ? undefined : place(`[${written}]`, undefined, usualPort);
}

function place(host: string, port: string | undefined, usual: number): string | undefined {
  const number = Number(port ?? usual);
  return number >= 1 && number <= 65_535 ? `tcp:${host}:${number}` : undefined;
}
