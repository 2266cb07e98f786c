/** From what the person chose to the instruments of a run, by role. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { DiscoveredInstrument, OpenRequest, SimulatedBenchSettings } from '../../drivers/bench/bench-api.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { BenchChoice } from '../api/station-api.ts';
import { simulatedInstruments } from './simulated-instruments.ts';

export type WantedInstruments = Record<string, Omit<OpenRequest, 'key'>>;

const benchFile = v.object({
  /** The instruments are simulators on real ports; only then time may be scaled. */
  simulated: v.optional(v.boolean(), false),
  instruments: v.array(v.object({ driver: v.string(), address: v.string(), role: v.optional(v.string()) })),
});
export type BenchFile = v.InferOutput<typeof benchFile>;

/** Reads a bench file: `{"simulated": false, "instruments": [{"driver": "uni-t-ut61e", "address": "/dev/ttyUSB0"}, …]}`. */
export function readBenchFile(path: string): BenchFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CodedError('bench/unreadable-file', { path, why: error instanceof Error ? error.message : '' }, error);
  }
  const parsed = v.safeParse(benchFile, content);
  if (!parsed.success) throw new CodedError('bench/bad-file', { path, why: parsed.issues[0].message });
  return parsed.output;
}

/** Whether time may run faster on this bench, and whether its numbers are simulated. */
export function isSimulated(choice: BenchChoice): boolean {
  if (choice.kind === 'simulated') return true;
  return choice.kind === 'file' && readBenchFile(choice.path).simulated;
}

/** Fails with `bench/speed-needs-simulation` where somebody wants to hurry real instruments. */
export function speedOf(choice: BenchChoice): number {
  const speed = choice.kind === 'auto' ? 1 : choice.speed;
  if (speed !== 1 && !isSimulated(choice)) throw new CodedError('bench/speed-needs-simulation', { speed });
  return speed;
}

/** `held`: what is open to be read and can be had. `bench/none-for-role` when an instrument the procedure needs is not on this bench. */
export function instrumentsOf(
  choice: BenchChoice,
  procedure: DeclaredProcedure,
  simulated: SimulatedBenchSettings | undefined,
  found: readonly DiscoveredInstrument[],
  held: readonly Pick<Offer, 'driver' | 'address'>[] = [],
): WantedInstruments {
  if (choice.kind === 'simulated') {
    if (simulated === undefined) throw new CodedError('bench/not-simulated');
    return simulatedInstruments(procedure, simulated);
  }
  const offers = choice.kind === 'file' ? fileOffers(choice.path) : [...heldOffers(held), ...foundOffers(found)];
  return assign(procedure, offers);
}

interface Offer {
  readonly driver: string;
  readonly address: string;
  readonly role: string | undefined;
}

function fileOffers(path: string): Offer[] {
  return readBenchFile(path).instruments.map(({ driver, address, role }) => {
    if (!catalogue.some(({ manifest }) => manifest.id === driver))
      throw new CodedError('bench/unknown-driver', { driver });
    return { driver, address, role };
  });
}

/** What a person has opened already is known and not guessed, so it comes first. */
function heldOffers(held: readonly Pick<Offer, 'driver' | 'address'>[]): Offer[] {
  return held.map(({ driver, address }) => ({ driver, address, role: undefined }));
}

function foundOffers(found: readonly DiscoveredInstrument[]): Offer[] {
  return found
    .filter(({ state }) => state === 'usable')
    .flatMap(({ address, candidates }) => candidates.map((driver) => ({ driver, address, role: undefined })));
}

/** The first offer of the right capability that no other role has. */
function assign(procedure: DeclaredProcedure, offers: readonly Offer[]): WantedInstruments {
  const wanted: WantedInstruments = {};
  const taken = new Set<string>();
  for (const [role, { capability, optional }] of Object.entries(procedure.needs)) {
    const offer = offers.find(
      (one) =>
        !taken.has(one.address) &&
        (one.role === undefined || one.role === role) &&
        catalogue.some(({ manifest }) => manifest.id === one.driver && manifest.capability === capability),
    );
    if (offer === undefined && optional) continue;
    if (offer === undefined) throw new CodedError('bench/none-for-role', { role, capability });
    taken.add(offer.address);
    wanted[role] = { driver: offer.driver, address: offer.address };
  }
  return wanted;
}
