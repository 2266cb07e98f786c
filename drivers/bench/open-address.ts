/**
 * From an address as people write it to an open link. Guarantees that nothing is opened for an address that does not fit
 * its driver.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import type { FaultSwitch } from '../contract/fault.ts';
import type { IphoneLink } from '../contract/iphone-link.ts';
import type { PhoneLink } from '../contract/phone-link.ts';
import type { LineSettings, Transport } from '../contract/transport.ts';
import { type HidTarget, hidTargetOf, openHid } from '../transport/hid/open-hid.ts';
import { openSerial } from '../transport/serial.ts';
import { openTcp } from '../transport/tcp.ts';
import { usbAddressOf } from '../transport/usb-choice.ts';
import { openUsbtmc, type UsbAddress } from '../transport/usb-devices.ts';
import { openUsbtmcBehind } from '../transport/usbtmc-detour.ts';
import { openUsbtmcFile } from '../transport/usbtmc-file.ts';
import { addressSuggestion } from './address-suggestion.ts';
import type { SimulatedBenchSettings } from './bench-api.ts';
import { type LineWords, lineIn, partedAddress } from './line-in-address.ts';
import type { SimulatedBench } from './simulated-bench.ts';

export type Address =
  | { readonly kind: 'serial'; readonly path: string; readonly line?: LineWords }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | ({ readonly kind: 'usb' } & UsbAddress)
  | { readonly kind: 'usbtmc'; readonly path: string }
  | { readonly kind: 'hid'; readonly target: HidTarget }
  | { readonly kind: 'sim'; readonly name: string }
  | { readonly kind: 'iphone'; readonly udid: string }
  | { readonly kind: 'adb'; readonly serial: string }
  | { readonly kind: 'adb-connect'; readonly host: string; readonly port: number };

/** A link with what a simulation adds to it. */
export type OpenLink = (
  | {
      readonly link: 'bytes';
      readonly transport: Transport;
      /** Another handle to the same instrument, past a read that holds this one; it takes the device from it. */
      readonly detour?: () => Promise<Transport>;
    }
  | { readonly link: 'phone'; readonly phone: PhoneLink }
  | { readonly link: 'iphone'; readonly iphone: IphoneLink }
) & { readonly faults?: FaultSwitch };

/** What has to be closed when nobody needs the link any more. */
export function handleOf(link: OpenLink): { close(): Promise<void> } {
  if (link.link === 'bytes') return link.transport;
  return link.link === 'phone' ? link.phone : link.iphone;
}

/**
 * `/dev/…` or `COMn` serial, either with `?baud=9600&bits=8&parity=n&stop=2` or some of that, `/dev/usbtmcN`, `usb:VID:PID[:SERIAL]` with hexadecimal ids, `hid:VID:PID[:SERIAL]`, either with `@PATH` (the
 * place in the tree of hubs, `2-1.3`) instead of a serial number, and
 * `hid:/dev/hidrawN` for meters behind a USB lead, `tcp:HOST:PORT`, `sim:NAME`, `iphone:UDID`, `adb:SERIAL` (a serial may contain colons and spaces),
 * `adb-connect:HOST:PORT`, which is what `tcp:` means for a phone; an IPv6 host stands in square brackets. Anything else fails with `bench/bad-address`, or `bench/address-form` where it is plain what was meant.
 */
export function parseAddress(address: string): Address {
  const colon = address.indexOf(':');
  const scheme = address.slice(0, colon);
  const rest = address.slice(colon + 1);
  if (/^\/dev\/usbtmc\d+$/.test(address)) return { kind: 'usbtmc', path: address };
  const { port, words } = partedAddress(address);
  if (/^(\/|COM\d+$|\\\\\.\\)/.test(port)) return { kind: 'serial', path: port, ...lineWords(words, address) };
  if (scheme === 'sim' && rest !== '') return { kind: 'sim', name: rest };
  if (scheme === 'adb' && rest !== '') return { kind: 'adb', serial: rest };
  // What the tools are started with: digits only, never something that looks like an option.
  if (scheme === 'iphone' && /^[0-9a-f]{8}-?[0-9a-f]{16,32}$/i.test(rest)) return { kind: 'iphone', udid: rest };
  const target = scheme === 'hid' ? hidTargetOf(rest) : undefined;
  if (target !== undefined) return { kind: 'hid', target };
  if (scheme === 'usb') return { kind: 'usb', ...usbIds(rest, address) };
  if (scheme === 'tcp' || scheme === 'adb-connect') return { kind: scheme, ...hostAndPort(rest, address) };
  throw noAddress(address);
}

function lineWords(words: string, address: string): { readonly line?: LineWords } {
  const line = lineIn(words);
  if (words !== '' && line === undefined) throw noAddress(address);
  return words === '' || line === undefined ? {} : { line };
}

function usbIds(text: string, address: string): UsbAddress {
  const wanted = usbAddressOf(text);
  if (wanted === undefined) throw noAddress(address);
  return wanted;
}

function noAddress(address: string): CodedError {
  const suggestion = addressSuggestion(address);
  if (suggestion === undefined) return new CodedError('bench/bad-address', { address });
  return new CodedError('bench/address-form', { address, suggestion });
}

function hostAndPort(text: string, address: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || !(port >= 1 && port <= 65_535)) throw noAddress(address);
  return { host, port };
}

/** How a phone is reached; the real one goes through adb. */
export interface PhoneOpener {
  open(target: Extract<Address, { kind: 'adb' | 'adb-connect' }>): Promise<PhoneLink>;
  close(): Promise<void>;
}

/** How an iPhone is reached: through the tools that speak Apple's protocol. */
export interface IphoneOpener {
  open(udid: string): Promise<IphoneLink>;
}

export interface AddressParts {
  readonly clock: Clock;
  readonly phones: PhoneOpener;
  readonly iphones: IphoneOpener;
  readonly simulated: SimulatedBench;
}

/** A phone on the network is reached through adb, and nobody should have to know that: `tcp:` means `adb-connect:` then. */
function forLink(address: Address, link: Driver['link']): Address {
  return address.kind === 'tcp' && link === 'phone' ? { ...address, kind: 'adb-connect' } : address;
}

function linkFor(kind: Address['kind']): Driver['link'] {
  if (kind === 'iphone') return 'iphone';
  return kind === 'adb' || kind === 'adb-connect' ? 'phone' : 'bytes';
}

/** `line`: the manifest's when absent. Fails as the transport does, or with `bench/bad-address`, `bench/wrong-link`, `bench/no-line-settings`. */
export async function openAddress(
  parts: AddressParts,
  driver: Driver,
  text: string,
  settings?: SimulatedBenchSettings,
  line: LineSettings | undefined = driver.manifest.line,
): Promise<OpenLink> {
  const address = forLink(parseAddress(text), driver.link);
  if (address.kind === 'sim') return parts.simulated.open(driver, text, settings);
  if (linkFor(address.kind) !== driver.link) {
    throw new CodedError('bench/wrong-link', { address: text, driver: driver.manifest.id });
  }
  if (address.kind === 'adb' || address.kind === 'adb-connect') {
    return { link: 'phone', phone: await parts.phones.open(address) };
  }
  if (address.kind === 'iphone') return { link: 'iphone', iphone: await parts.iphones.open(address.udid) };
  if (address.kind === 'tcp') return { link: 'bytes', transport: await openTcp({ ...address, clock: parts.clock }) };
  if (address.kind === 'usb') return { link: 'bytes', transport: await openUsbtmc(address, text, parts.clock) };
  if (address.kind === 'usbtmc') {
    const transport = await openUsbtmcFile(address.path, parts.clock);
    return { link: 'bytes', transport, detour: () => openUsbtmcBehind(address.path, parts.clock) };
  }
  if (address.kind === 'hid') return { link: 'bytes', transport: await openHid(address.target, line, text, parts) };
  if (line === undefined) throw new CodedError('bench/no-line-settings', { driver: driver.manifest.id });
  return {
    link: 'bytes',
    transport: await openSerial({ path: address.path, line: { ...line, ...address.line }, clock: parts.clock }),
  };
}
