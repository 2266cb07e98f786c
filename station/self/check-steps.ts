/**
 * The self-check, step by step. Guarantees: every step ends by its deadline with what was found; none changes anything
 * but a small file of its own in the data folder, starts a server or opens an instrument.
 */
import { access, constants, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { findAdb } from '../../drivers/phone/link/adb-binary.ts';
import { otherAdbServer } from '../../drivers/phone/link/adb-server.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { CheckStep } from '../api/station.ts';
import type { StoreInspection } from '../store/inspect-store.ts';
import { type DiskFree, lowMarkBytes } from './disk.ts';

export interface CheckParts {
  readonly folder: string;
  /** Real time. */
  readonly clock: Clock;
  readonly free: DiskFree;
  /** Looks through the station's own store, in another thread. */
  inspect(): Promise<StoreInspection>;
  /** RFC 3339 of the last commit, null before the first. */
  savedWall(): string | null;
  /** Whether somebody has set the clock lately. */
  clockStepped(): boolean;
  /** Resolves when a fresh bench process has answered. */
  pingBench(): Promise<void>;
  /** Of the other computer's devices: `/sys/bus/usb/devices`, `/dev`. */
  readonly usbFolder: string;
  readonly deviceFolder: string;
  /** Hears of each step as soon as it is known. */
  onStep?(step: CheckStep): void;
}

type Outcome = Pick<CheckStep, 'state' | 'finding'>;

/** What one question to the system may take on a busy computer, milliseconds. */
const usualDeadlineMs = 15_000;
/** A look through a store of gigabytes is the longest. */
const deadlinesMs: Readonly<Record<string, number>> = { database: 120_000 };
/** Before this nobody can have had this program: the clock is wrong. */
const earliestWall = Date.UTC(2025, 0, 1);

/** All steps at the same time; the answer has them in the order of their table. */
export function checkStation(parts: CheckParts): Promise<CheckStep[]> {
  const steps: readonly (readonly [string, (parts: CheckParts) => Promise<Outcome>])[] = [
    ['data-folder', dataFolder],
    ['disk', disk],
    ['database', database],
    ['clock', clock],
    ['adb', adb],
    ['usb', usb],
    ['serial-permission', serialPermission],
    ['bench', bench],
  ];
  return Promise.all(
    steps.map(async ([step, look]) => {
      const known = { step, ...(await within(parts.clock, look(parts), deadlinesMs[step] ?? usualDeadlineMs)) };
      parts.onStep?.(known);
      return known;
    }),
  );
}

function said(state: CheckStep['state'], code: string, params: Failure['params'] = {}): Outcome {
  return { state, finding: { code, params } };
}

async function within(clock: Clock, looking: Promise<Outcome>, deadlineMs: number): Promise<Outcome> {
  let cancel: () => void = () => undefined;
  const late = new Promise<Outcome>((resolve) => {
    cancel = clock.after(deadlineMs, () => resolve(said('failed', 'check/no-answer', { seconds: deadlineMs / 1000 })));
  });
  try {
    return await Promise.race([
      looking.catch((error: unknown) => ({ state: 'failed', finding: failureOf(error) }) as const),
      late,
    ]);
  } finally {
    cancel();
  }
}

/** Written, flushed, read back. */
async function dataFolder({ folder }: CheckParts): Promise<Outcome> {
  const file = path.join(folder, `self-check-${process.pid}.tmp`);
  try {
    const handle = await open(file, 'w');
    try {
      await handle.writeFile('ohmstead');
      await handle.sync();
    } finally {
      await handle.close();
    }
    const back = await readFile(file, 'utf8');
    await rm(file, { force: true });
    if (back !== 'ohmstead') return said('failed', 'check/folder-not-writable', { folder, why: 'read back' });
    return said('ok', 'check/folder-writable', { folder });
  } catch (error) {
    return said('failed', 'check/folder-not-writable', { folder, why: reason(error) });
  }
}

async function disk({ folder, free }: CheckParts): Promise<Outcome> {
  const bytes = await free(folder);
  if (bytes === null) return said('attention', 'check/disk-untold');
  const freeMb = Math.floor(bytes / 1e6);
  const neededMb = lowMarkBytes / 1e6;
  if (bytes < lowMarkBytes) return said('failed', 'check/disk-low', { freeMb, neededMb });
  return bytes < 4 * lowMarkBytes
    ? said('attention', 'check/disk-soon-low', { freeMb, neededMb })
    : said('ok', 'check/disk-room', { freeMb });
}

async function database({ inspect }: CheckParts): Promise<Outcome> {
  const { trouble, runs, tickets } = await inspect();
  return trouble === null
    ? said('ok', 'check/database-whole', { runs, tickets })
    : said('failed', 'check/database-damaged', { why: trouble });
}

async function clock({ clock: time, savedWall, clockStepped }: CheckParts): Promise<Outcome> {
  const now = time.wall();
  const saved = savedWall();
  const shown = new Date(now).toISOString();
  if (now < earliestWall) return said('failed', 'check/clock-wrong', { now: shown });
  if (saved !== null && Date.parse(saved) > now + 60_000)
    return said('attention', 'check/clock-behind', { now: shown, saved });
  return clockStepped()
    ? said('attention', 'check/clock-stepped', { now: shown })
    : said('ok', 'check/clock-good', { now: shown });
}

/** Only looks; another tool's server is left alone until a phone is wanted. */
async function adb({ clock: time }: CheckParts): Promise<Outcome> {
  try {
    const binary = findAdb();
    const other = await otherAdbServer(time);
    return other === undefined ? said('ok', 'check/adb-found', { binary }) : { state: 'attention', finding: other };
  } catch (error) {
    return { state: 'not-here', finding: failureOf(error) };
  }
}

async function usb({ usbFolder }: CheckParts): Promise<Outcome> {
  const names = await readdir(usbFolder).catch(() => undefined);
  if (names === undefined) return said('not-here', 'check/usb-missing');
  const devices = names.filter((name) => /^\d+-[\d.]+$/.test(name)).length;
  return said('ok', 'check/usb-found', { devices });
}

/** Every serial port of an instrument that is there now must be open to this person. */
async function serialPermission({ deviceFolder }: CheckParts): Promise<Outcome> {
  const names = (await readdir(deviceFolder).catch(() => [])).filter((name) => /^tty(USB|ACM)\d+$/.test(name));
  if (names.length === 0) return said('not-here', 'check/serial-none');
  const closed: string[] = [];
  for (const name of names) {
    const file = path.join(deviceFolder, name);
    const open = await access(file, constants.R_OK | constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!open && (await stat(file).catch(() => undefined)) !== undefined) closed.push(file);
  }
  return closed.length === 0
    ? said('ok', 'check/serial-open', { ports: names.length })
    : said('failed', 'check/serial-closed', { ports: closed.join(', ') });
}

async function bench({ clock: time, pingBench }: CheckParts): Promise<Outcome> {
  const began = time.now();
  await pingBench();
  return said('ok', 'check/bench-answers', { ms: Math.round(time.now() - began) });
}

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
