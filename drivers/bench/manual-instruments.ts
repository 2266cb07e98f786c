/**
 * What is known of an address that a person has entered, without connecting. Guarantees: where it is another name of
 * something that is listed, the same is in its way; two names of one instrument never make two of it.
 */
import { failureOf } from '../../foundation/failure.ts';
import type { Driver } from '../contract/driver.ts';
import type { DiscoveredInstrument } from './bench-api.ts';
import { pathOf } from './direct-address.ts';
import { type Address, parseAddress } from './open-address.ts';
import { portHindrance, stateOf } from './port-state.ts';
import { driversFor, type UsbSurroundings, usbInstrument } from './usb-instruments.ts';

function hasLine({ manifest }: Driver): boolean {
  return manifest.line !== undefined;
}

/** `around`: what else is plugged in, and who has it open. `hasPorts`: some serial port is listed. */
export async function manualInstrument(
  around: UsbSurroundings,
  address: string,
  hasPorts: boolean,
): Promise<DiscoveredInstrument> {
  const { drivers, holderOf } = around;
  const candidates = (fits: (driver: Driver) => boolean) => drivers.filter(fits).map(({ manifest }) => manifest.id);
  try {
    const parsed = parseAddress(address);
    const { kind } = parsed;
    const listed = await listedAt(parsed, around);
    if (listed !== undefined) return { ...listed, address };
    if (kind === 'adb' || kind === 'adb-connect') {
      const ids = candidates((driver) => driver.link === 'phone');
      return { address, kind: 'adb', candidates: ids, state: 'usable' };
    }
    if (kind === 'iphone') {
      return { address, kind: 'usb', candidates: candidates((driver) => driver.link === 'iphone'), state: 'usable' };
    }
    if (kind === 'serial') {
      return {
        address,
        kind,
        candidates: candidates(hasLine),
        sharedCable: true,
        ...maybeRenumbered(parsed.path, hasPorts, stateOf(await portHindrance(parsed.path, holderOf))),
      };
    }
    // Whether it answers is only known by connecting, and that is for the person to ask.
    if (kind === 'hid') return { address, kind, candidates: candidates(hasLine), sharedCable: true, state: 'usable' };
    const way = kind === 'usb' || kind === 'usbtmc' ? 'usb' : 'tcp';
    // What is on the network or speaks USBTMC mostly says its name; any other driver can be chosen all the same.
    const saysName = ({ manifest }: Driver) => manifest.recognised.idn !== undefined;
    const ofIds = parsed.kind === 'usb' ? driversFor(drivers, { ...parsed, kinds: ['usbtmc'] }) : [];
    const ids = ofIds.length > 0 ? ofIds.map(({ manifest }) => manifest.id) : candidates(saysName);
    return { address, kind: way, candidates: ids, state: 'usable' };
  } catch (error) {
    return { address, kind: 'serial', candidates: [], ...stateOf(failureOf(error)) };
  }
}

/** Ports are numbered as they come: one that is not there may be there under another number. */
function maybeRenumbered<S extends Pick<DiscoveredInstrument, 'reason' | 'cure'>>(
  path: string,
  hasPorts: boolean,
  state: S,
): S {
  const isNumbered = /^\/dev\/tty(USB|ACM)\d+$/.test(path);
  return isNumbered && hasPorts && state.reason?.code === 'port/not-found'
    ? { ...state, cure: 'cure/port-renumbered' }
    : state;
}

/** The one device that a USB address means, as it is listed, without its name: by that name it is in the list already. */
async function listedAt(parsed: Address, around: UsbSurroundings): Promise<DiscoveredInstrument | undefined> {
  const wanted = parsed.kind === 'hid' ? parsed.target : parsed;
  if (!('vendor' in wanted)) return undefined;
  const { vendor, product, serial, usbPath } = wanted;
  const [device, ...others] = around.devices.filter(
    (one) =>
      one.vendor === vendor &&
      one.product === product &&
      (serial === undefined || serial.trim() === one.serial?.trim()) &&
      (usbPath === undefined || usbPath === pathOf(one)),
  );
  if (device === undefined || others.length > 0) return undefined;
  const found = await usbInstrument(around, device);
  if (found === undefined || found.kind !== parsed.kind) return undefined;
  const { stableId: _name, usbPath: _place, ...rest } = found;
  return rest;
}
