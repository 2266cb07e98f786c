/**
 * A busy day: every bay watches its own phone for a while, then needs instruments that others want too, again and again.
 * A bay that finds one taken is refused by name, and queues the second time. Now and then the cable of a phone is out.
 */

import { failureOf } from '../../../foundation/failure.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import type { Entry } from '../../../station/record/entry.ts';
import { type Bay, type BusyBench, instruments, type Role } from './busy-bench.ts';
import { readRecord } from './one-record.ts';

export interface DayPlan {
  readonly hours: number;
  /** Between two samples of a phone that is only watched. */
  readonly seconds: number;
  readonly seed: number;
}

export interface DayFigures {
  runs: number;
  visits: number;
  /** Visits of the bay that had the fewest and the most. */
  fewestVisits: number;
  mostVisits: number;
  planned: number;
  samples: number;
  holes: number;
  /** How often a cable was out. */
  pulls: number;
  refusals: number;
  longestWaitMinutes: number;
  meanWaitMinutes: number;
  /** Readings of a multimeter that were compared with the battery they are of. */
  compared: number;
  /** Of these, those that would have been noticed had they been of any other bay's battery. */
  telling: number;
  /** What must never happen, for a person to read; empty when all is well. */
  readonly wrong: string[];
}

/** What a visit needs; every instrument is wanted by more bays than can have it. */
const visits: readonly (readonly Role[])[] = [
  ['meter'],
  ['supply', 'load', 'second'],
  ['supply', 'usb'],
  ['iron', 'tip'],
  ['scope', 'meter'],
  ['seenIron', 'tip'],
  ['seenLoad', 'usb'],
];

/** What an iron is found at, and what a person sets it to. */
const foundCelsius = 320;
const byHandCelsius = 285;
const minuteMs = 60_000;
/** A queue of fifteen other bays with visits of at most twelve minutes, for each of three instruments. */
const mostWaitMs = 3 * 15 * 13 * minuteMs;
/** Every so many watches the cable of a bay is out once. */
const watchesPerPull = 5;
const outMs = 70_000;
/** A lost phone is looked for every five seconds at least, and the sample that finds it gone is a hole too. */
const backMs = 10_000;
/** The display of the multimeter, and what the battery moves while it is read. */
const voltsTolerated = 0.005;

export class BusyDay {
  readonly figures: DayFigures = {
    runs: 0,
    visits: 0,
    fewestVisits: 0,
    mostVisits: 0,
    planned: 0,
    samples: 0,
    holes: 0,
    pulls: 0,
    refusals: 0,
    longestWaitMinutes: 0,
    meanWaitMinutes: 0,
    compared: 0,
    telling: 0,
    wrong: [],
  };
  readonly #bench: BusyBench;
  readonly #plan: DayPlan;
  #waitedMs = 0;

  constructor(bench: BusyBench, plan: DayPlan) {
    this.#bench = bench;
    this.#plan = plan;
  }

  /** Resolves when the last bay has finished what it began before the day was over. */
  async pass(): Promise<DayFigures> {
    const { bench, figures } = { bench: this.#bench, figures: this.figures };
    this.#watchQueues();
    const counts = await bench.clock.run(Promise.all(bench.bays.map((bay) => this.#dayOf(bay))));
    figures.fewestVisits = Math.min(...counts);
    figures.mostVisits = Math.max(...counts);
    figures.visits = counts.reduce((sum, count) => sum + count, 0);
    figures.longestWaitMinutes /= minuteMs;
    figures.meanWaitMinutes = this.#waitedMs / Math.max(1, figures.refusals) / minuteMs;
    return figures;
  }

  /** Resolves with the number of visits. */
  async #dayOf(bay: Bay): Promise<number> {
    const { clock } = this.#bench;
    const { hours, seconds, seed } = this.#plan;
    const random = seededRandom(seed + bay.number);
    let turns = 0;
    for (; clock.now() < hours * 60 * minuteMs; turns += 1) {
      await this.#run(bay, [], 20 + Math.floor(random.next() * 20), seconds, turns % watchesPerPull === bay.number % 5);
      const roles = visits[(bay.number + turns) % visits.length] ?? [];
      await this.#run(bay, roles, 6 + Math.floor(random.next() * 6), 20, false);
    }
    return turns;
  }

  async #run(bay: Bay, roles: readonly Role[], minutes: number, seconds: number, isPulled: boolean): Promise<void> {
    const { clock, station } = this.#bench;
    const run = station.addRun();
    const askedAt = clock.now();
    const work = {
      run,
      roles,
      minutes,
      seconds,
      onBegun: () => {
        if (isPulled) this.#pullLater(bay, (minutes * minuteMs) / 2);
        this.#useByHand(bay, roles);
      },
      onEntry: (entry: Entry) => this.#compare(bay, entry),
    };
    try {
      await this.#bench.work(bay, work);
    } catch (error) {
      const { code, params } = failureOf(error);
      if (code !== 'lease/taken' || params.owner === run) return void this.figures.wrong.push(`${run}: ${error}`);
      this.figures.refusals += 1;
      const noteWait = () => {
        const waitedMs = clock.now() - askedAt;
        this.#waitedMs += waitedMs;
        this.figures.longestWaitMinutes = Math.max(this.figures.longestWaitMinutes, waitedMs);
      };
      const onBegun = () => {
        noteWait();
        this.#useByHand(bay, roles);
      };
      await this.#bench.work(bay, { ...work, waitMs: mostWaitMs, onBegun });
    }
    this.#read(bay, { run, roles, minutes, seconds }, isPulled);
  }

  #read(bay: Bay, work: Parameters<typeof readRecord>[1]['work'], wasPulled: boolean): void {
    const bootId = bay.stage.simulated.unit?.phone.snapshot().bootId ?? 'none';
    const entries = this.#bench.station.journals.entries(work.run);
    const { planned, samples, holes, wrong } = readRecord(entries, { bay, work, bootId, wasPulled });
    const { figures } = this;
    figures.runs += 1;
    figures.planned += planned;
    figures.samples += samples;
    figures.holes += holes;
    const mostHoles = Math.ceil((outMs + backMs) / 1000 / work.seconds);
    if (wasPulled && (holes === 0 || holes > mostHoles))
      figures.wrong.push(`${work.run}: ${holes} holes for a cable that was out once`);
    figures.wrong.push(...wrong);
    figures.wrong.push(...this.#leftOtherwise(bay, work.roles).map((what) => `${work.run}: ${what}`));
  }

  /** The person at the bay has set what a run only looks at. */
  #useByHand({ stage }: Bay, roles: readonly Role[]): void {
    const { unit } = stage.simulated;
    if (roles.includes('seenIron')) unit?.iron.set({ celsius: byHandCelsius });
    if (roles.includes('seenLoad')) unit?.load.input(true);
  }

  /** What a run switched on is off again, what it only read is as the person has set it, and no panel is locked. */
  #leftOtherwise({ stage }: Bay, roles: readonly Role[]): string[] {
    const { unit } = stage.simulated;
    if (unit === undefined) return ['there is no unit'];
    const { supply, load, iron } = unit;
    const wrong: string[] = [];
    const isSeen = roles.includes('seenLoad');
    if (supply.state().on || (load.state().on && !isSeen)) wrong.push('an output is on after its end');
    if (isSeen && !load.state().on) wrong.push('a load that was only read is off after its end');
    const celsius = roles.includes('seenIron') ? byHandCelsius : foundCelsius;
    if (iron.state().setCelsius !== celsius) wrong.push(`the iron is at ${iron.state().setCelsius} °C, not ${celsius}`);
    for (const address of new Set(roles.map((role) => instruments[role].address)))
      if (stage.simulated.instrumentAt(address)?.isRemote?.()) wrong.push(`the panel of ${address} is locked`);
    // As it was found, for the next one.
    load.input(false);
    iron.set({ celsius: foundCelsius });
    return wrong;
  }

  #pullLater(bay: Bay, ms: number): void {
    const { clock } = this.#bench;
    this.figures.pulls += 1;
    clock.after(ms, () => bay.stage.simulated.unit?.phone.setLink(false));
    clock.after(ms + outMs, () => bay.stage.simulated.unit?.phone.setLink(true));
  }

  /** What a multimeter says is the voltage of the battery it is at, and of no other. */
  #compare(bay: Bay, entry: Entry): void {
    if (entry.kind !== 'reading' || (entry.role !== 'meter' && entry.role !== 'second')) return;
    const { value } = entry.value as { readonly value: number | null };
    const voltsAt = ({ stage }: Bay) => stage.simulated.unit?.batteryTerminal().volts ?? Number.NaN;
    const isNear = (one: Bay) => Math.abs((value ?? Number.NaN) - voltsAt(one)) <= voltsTolerated;
    this.figures.compared += 1;
    if (!isNear(bay)) this.figures.wrong.push(`${entry.run}: ${value} V at a battery of ${voltsAt(bay)} V`);
    if (!this.#bench.bays.some((other) => other !== bay && isNear(other))) this.figures.telling += 1;
  }

  /** An instrument goes to whoever has waited longest. */
  #watchQueues(): void {
    const { leases } = this.#bench;
    const before = new Map<string, { readonly owner: string | undefined; readonly first: string | undefined }>();
    leases.onChange((instrument) => {
      const owner = leases.ownerOf(instrument);
      const last = before.get(instrument);
      if (owner !== last?.owner && last?.first !== undefined && owner !== last.first)
        this.figures.wrong.push(`${instrument} went to ${owner} while ${last.first} was first in the queue`);
      before.set(instrument, { owner, first: leases.waitingFor(instrument)[0] });
    });
  }
}

/** What is still held when all runs have ended; empty when everything was given back. */
export function leftBehind({ leases, energised, openNow, bays }: BusyBench): string[] {
  const addresses = [
    ...Object.values(instruments).map(({ address }) => address),
    ...bays.map((bay) => bay.phoneAddress),
  ];
  return [
    ...addresses.filter((address) => leases.ownerOf(address) !== undefined).map((address) => `${address} is leased`),
    ...addresses
      .filter((address) => leases.waitingFor(address).length > 0)
      .map((address) => `${address} is waited for`),
    ...energised.list().map(({ target }) => `${target.key} is energised`),
    ...openNow.map((address) => `${address} is open`),
  ];
}
