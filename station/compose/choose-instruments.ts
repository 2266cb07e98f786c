/**
 * From what is on the bench to the instruments of a run, by role. Guarantees that nobody guesses: where two could be
 * meant, the phone is the one of the ticket, the meter is the one that a person has opened, or the person is asked.
 */
import type {
  DiscoveredInstrument,
  KnownPlace,
  OpenRequest,
  SimulatedBenchSettings,
} from '../../drivers/bench/bench-api.ts';
import { partedAddress } from '../../drivers/bench/line-in-address.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import type { UsbIdentity } from '../../drivers/contract/usb-identity.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { BenchChoice } from '../api/station-api.ts';
import type { BenchInstrument } from '../record/entry.ts';
import { canonicalAddress } from '../store/run-lock.ts';
import { readBenchFile } from './bench-choice.ts';
import { simulatedInstruments } from './simulated-instruments.ts';

export type WantedInstruments = Record<string, Omit<OpenRequest, 'key'>>;

export interface Surroundings {
  readonly simulated: SimulatedBenchSettings | undefined;
  readonly found: readonly DiscoveredInstrument[];
  /** What a person has opened, also where a run has it now. */
  readonly held: readonly { readonly driver: string; readonly address: string }[];
  /** Of the ticket: a phone that says one of these is meant. */
  readonly unit: { readonly serial?: string | undefined; readonly imei?: string | undefined };
  /** What an earlier life of the run had, by role. */
  readonly before: Readonly<Record<string, BenchInstrument>>;
  /** A person has chosen other instruments since. */
  readonly chosenAnew?: boolean;
}

interface Offer extends KnownPlace {
  readonly driver: string;
  readonly role: string | undefined;
}

/**
 * `bench/none-for-role` when an instrument the procedure needs is not on this bench, `bench/lacks-reading` when the one that is
 * there does not tell what the procedure must know, `bench/which-one` and
 * `bench/which-driver` when a person must say which is meant, `bench/not-there` when what was said is not there.
 */
export function chooseInstruments(
  choice: BenchChoice,
  procedure: DeclaredProcedure,
  around: Surroundings,
): WantedInstruments {
  if (choice.kind === 'simulated') {
    if (around.simulated === undefined) throw new CodedError('bench/not-simulated');
    return simulatedInstruments(procedure, around.simulated);
  }
  const use = choice.kind === 'auto' ? followed(choice.use ?? {}, around) : {};
  const unneeded = Object.keys(use).find((role) => procedure.needs[role] === undefined);
  if (unneeded !== undefined) throw new CodedError('bench/no-such-role', { role: unneeded });
  const wanted: WantedInstruments = {};
  const named = Object.values(use).map(({ address }) => address);
  const pick = choice.kind === 'file' ? firstOf(fileOffers(choice.path)) : onlyOf(around, use, named);
  const taken = new Set<string>();
  for (const [role, { capability, optional, tells = [] }] of Object.entries(procedure.needs)) {
    const offer = pick(role, { capability, tells }, taken);
    if (offer === undefined && optional) continue;
    // One that lacks a reading is refused by name; that none is there would not be true.
    const chosen = offer ?? pick(role, { capability, tells: [] }, taken);
    if (chosen === undefined) throw new CodedError('bench/none-for-role', { role, capability });
    const lacked = lackedBy(chosen.driver, tells);
    if (lacked.length > 0)
      throw new CodedError('bench/lacks-reading', { role, driver: chosen.driver, readings: lacked.join(', ') });
    taken.add(chosen.address);
    const { driver, address, usb } = chosen;
    wanted[role] = { driver, address, ...(usb && { usb }) };
  }
  return wanted;
}

interface Need {
  readonly capability: string;
  readonly tells: readonly string[];
}

type Pick = (role: string, need: Need, taken: ReadonlySet<string>) => Offer | undefined;

function capabilityOf(id: string): string | undefined {
  return catalogue.find(({ manifest }) => manifest.id === id)?.manifest.capability;
}

/** Readings among those that the driver's instruments do not have. */
function lackedBy(id: string, tells: readonly string[]): string[] {
  const lacks = catalogue.find(({ manifest }) => manifest.id === id)?.manifest.lacks ?? [];
  return tells.filter((reading) => lacks.includes(reading));
}

function isFor(driver: string, { capability, tells }: Need): boolean {
  return capabilityOf(driver) === capability && lackedBy(driver, tells).length === 0;
}

/** Whoever writes a bench file has said what is meant by the order in it. */
function firstOf(offers: readonly Offer[]): Pick {
  return (role, need, taken) =>
    offers.find(
      (one) => !taken.has(one.address) && (one.role === undefined || one.role === role) && isFor(one.driver, need),
    );
}

function fileOffers(path: string): Offer[] {
  return readBenchFile(path).instruments.map(({ driver, address, role }) => {
    if (capabilityOf(driver) === undefined) throw new CodedError('bench/unknown-driver', { driver });
    return { driver, address, role };
  });
}

type Use = NonNullable<Extract<BenchChoice, { kind: 'auto' }>['use']>;

/** What was chosen for a run that goes on is the instrument it had, whatever its port is called now. */
function followed(use: Use, { before, found, chosenAnew = false }: Surroundings): Use {
  const now = Object.entries(use).map(([role, meant]) => {
    const usb = chosenAnew ? undefined : before[role]?.usb;
    const same = usb === undefined ? [] : found.filter(({ stableId }) => stableId === usb.stableId);
    const here = same.length > 1 ? same.filter(({ usbPath }) => usbPath === usb?.usbPath) : same;
    const [only, ...more] = here;
    if (only === undefined || more.length > 0) return [role, meant] as const;
    // Another name of the same port is as good, and its line settings stand behind it.
    const { port, words } = partedAddress(meant.address);
    const isThere = canonicalAddress(port) === canonicalAddress(only.address);
    return [role, isThere ? meant : { ...meant, address: `${only.address}${words}` }] as const;
  });
  return Object.fromEntries(now);
}

function onlyOf(around: Surroundings, use: Use, named: readonly string[]): Pick {
  const usbAt = (address: string) => usbOf(around.found.find((one) => one.address === partedAddress(address).port));
  const held = around.held.map((one) => ({ ...one, ...usbAt(one.address), role: undefined }));
  const found = foundOffers(around.found);
  return (role, need, taken) => {
    const { capability } = need;
    const ofKind = ({ driver, address }: Offer) => !taken.has(address) && capabilityOf(driver) === capability;
    const meant = use[role];
    if (meant !== undefined) {
      const there = [...held, ...found].filter((one) => ofKind(one) && one.address === meant.address);
      const driver = meant.driver;
      if (driver !== undefined && capabilityOf(driver) === capability)
        return { driver, address: meant.address, ...usbAt(meant.address), role };
      const [first] = there.length > 0 ? oneDriver(role, there, around.held) : [];
      if (first === undefined) throw new CodedError('bench/not-there', { role, address: meant.address });
      return first;
    }
    const free = (one: Offer) => ofKind(one) && isFor(one.driver, need) && !named.includes(one.address);
    // What a person has opened is known and not guessed, so it comes first.
    const heldOnes = held.filter(free);
    const offers = heldOnes.length > 0 ? heldOnes : found.filter(free);
    const [one, ...others] = meantAmong(offers, role, around);
    if (one === undefined) return undefined;
    const addresses = [...new Set([one, ...others].map(({ address }) => address))];
    if (addresses.length > 1)
      throw new CodedError('bench/which-one', { role, capability, addresses: addresses.join(', ') });
    return oneDriver(role, [one, ...others], around.held)[0];
  };
}

function foundOffers(found: readonly DiscoveredInstrument[]): Offer[] {
  // One that a run has is as good a guess as a free one, so it counts: the run waits for it or is refused.
  return found
    .filter(({ state, reason }) => state === 'usable' || reason?.code === 'port/busy')
    .flatMap((one) => {
      const { address, candidates } = one;
      return candidates.map((driver) => ({ driver, address, ...usbOf(one), role: undefined }));
    });
}

/** Phones call themselves by their address. */
function usbOf(found: DiscoveredInstrument | undefined): { readonly usb?: UsbIdentity } {
  const { stableId, usbPath, address } = found ?? {};
  if (stableId === undefined || stableId === address) return {};
  return { usb: { stableId, ...(usbPath === undefined ? {} : { usbPath }) } };
}

/** Of several the one that the ticket or the run's own past names; all of them where neither does. */
function meantAmong(offers: readonly Offer[], role: string, { unit, before }: Surroundings): readonly Offer[] {
  const past = before[role];
  const same = past === undefined ? [] : offers.filter((one) => one.driver === past.driver && isAt(past, one));
  const inSamePlace = same.filter(({ usb }) => usb !== undefined && usb.usbPath === past?.usb?.usbPath);
  if (same.length > 0) return inSamePlace.length > 0 ? inSamePlace : same;
  const names = [unit.serial, unit.imei].flatMap((name) => (name === undefined ? [] : [name.toLowerCase()]));
  const ofUnit = offers.filter(({ address }) => names.includes(phoneNameIn(address) ?? ''));
  return ofUnit.length > 0 ? ofUnit : offers;
}

/** The name of a port says nothing where the instrument on it has a name of its own. */
function isAt({ address, usb }: KnownPlace, offer: Offer): boolean {
  if (usb === undefined || offer.usb === undefined) return offer.address === address;
  return usb.stableId === offer.usb.stableId;
}

/** What a phone calls itself stands in its address: `adb:SERIAL`, `iphone:UDID`. */
function phoneNameIn(address: string): string | undefined {
  return /^(?:adb|iphone):(.+)$/.exec(address)?.[1]?.toLowerCase();
}

/** Several instruments share a cable; which hangs on it a person knows. */
function oneDriver(role: string, offers: readonly Offer[], held: Surroundings['held']): readonly Offer[] {
  const known = offers.filter((one) =>
    held.some(({ address, driver }) => address === one.address && driver === one.driver),
  );
  const left = known.length > 0 ? known : offers;
  const drivers = [...new Set(left.map(({ driver }) => driver))];
  if (drivers.length > 1)
    throw new CodedError('bench/which-driver', {
      role,
      address: left[0]?.address ?? '',
      drivers: drivers.join(', '),
    });
  return left;
}
