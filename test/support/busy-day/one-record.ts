/**
 * What a record of one run at a bay must say: every sample of its plan at its time, holes only where the cable was out,
 * and nothing of another bay's phone or instruments.
 */
import type { Entry, EntryOf } from '../../../station/record/entry.ts';
import { type Bay, instruments, type Work } from './busy-bench.ts';

export interface ReadRecord {
  readonly planned: number;
  readonly samples: number;
  readonly holes: number;
  /** What is wrong with it, for a person to read; empty when nothing is. */
  readonly wrong: readonly string[];
}

export interface ReadOptions {
  readonly bay: Bay;
  readonly work: Work;
  /** Of the bay's own phone. */
  readonly bootId: string;
  /** Whether its cable was out at all while the run went on. */
  readonly wasPulled: boolean;
}

/** Entries with less to do with the plan than a fault has; none of them may be in a run without one. */
const signsOfTrouble: ReadonlySet<string> = new Set(['hole', 'suspension', 'call.fail', 'call.late', 'step.fail']);

export function readRecord(entries: Iterable<Entry>, { bay, work, bootId, wasPulled }: ReadOptions): ReadRecord {
  const planned = Math.floor((work.minutes * 60) / work.seconds) + 1;
  const wrong: string[] = [];
  let samples = 0;
  let holes = 0;
  const say = (what: string) => wrong.push(`${work.run} at bay ${bay.number}: ${what}`);
  const inOrder = ({ index, activeMs }: EntryOf<'sample'> | EntryOf<'hole'>) => {
    if (index !== samples + holes) say(`entry ${index} of the soak stands where ${samples + holes} belongs`);
    const lateMs = activeMs - index * work.seconds * 1000;
    if (Math.abs(lateMs) > 1 && !wasPulled) say(`sample ${index} is ${lateMs} ms late`);
  };
  let verdict = 'none';
  for (const entry of entries) {
    if (signsOfTrouble.has(entry.kind) && !wasPulled) say(`${entry.kind} without a fault: ${JSON.stringify(entry)}`);
    if (entry.kind === 'script.error') say(`the script failed: ${JSON.stringify(entry.failure)}`);
    if (entry.kind === 'bench.descriptor') for (const what of strangers(entry, bay, work)) say(what);
    if (entry.kind === 'sample') {
      inOrder(entry);
      samples += 1;
      if (entry.values.bootId !== bootId) say(`sample ${entry.index} is of another phone: ${entry.values.bootId}`);
      for (const role of work.roles) if (!isTaken(entry, role)) say(`sample ${entry.index} has no reading of ${role}`);
    }
    if (entry.kind === 'hole') {
      inOrder(entry);
      holes += 1;
    }
    if (entry.kind === 'run.stop') verdict = `${entry.verdict} ${JSON.stringify(entry.reasons)}`;
  }
  if (samples + holes !== planned) say(`${samples} samples and ${holes} holes of ${planned}`);
  if (verdict !== 'PASS []') say(`the verdict is ${verdict}`);
  return { planned, samples, holes, wrong };
}

/** Instruments in the record that are not the bay's own phone and the ones it asked for. */
function* strangers(entry: EntryOf<'bench.descriptor'>, bay: Bay, work: Work): Iterable<string> {
  const found = entry.instruments.map(({ role, address }) => `${role} ${address}`).sort();
  const wanted = [
    `phone ${bay.phoneAddress}`,
    ...work.roles.map((role) => `${role} ${instruments[role].address}`),
  ].sort();
  if (found.join() !== wanted.join()) yield `it has ${found.join(', ')} and not ${wanted.join(', ')}`;
  const phone = entry.instruments.find(({ role }) => role === 'phone');
  if (phone?.identity.serial !== bay.serial) yield `it is of the phone ${phone?.identity.serial} and not ${bay.serial}`;
}

/** Field of a sample → which instrument it is a reading of. */
const fields = {
  meter: 'meter',
  second: 'second',
  supply: 'output',
  load: 'input',
  usb: 'plug',
  iron: 'heat',
  seenIron: 'seenHeat',
  seenLoad: 'seenInput',
  tip: 'probe',
  scope: 'scope',
} as const;

function isTaken(entry: EntryOf<'sample'>, role: keyof typeof fields): boolean {
  const amount = entry.values[fields[role]] as { readonly status?: string } | null | undefined;
  return amount?.status === 'ok';
}
