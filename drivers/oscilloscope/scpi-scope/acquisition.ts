/**
 * What is read belongs to the call: a record that stands still and began after it or is what the instrument holds, or a
 * screen that was drawn anew after it.
 */
import type { ScopeState, ScopeTrigger } from '../../../foundation/capability/oscilloscope.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { ScopeDialect, ScopeLink } from './dialect.ts';

const pollMs = 20;
/** A scope that triggers by itself does so after some screens at the latest; then its single shot is helped along. */
const screensWithoutTrigger = 3;
const leastWaitMs = 200;
const divisions = 14;
/** Right after a single shot some still say that they stand, of the record before; that is not believed for this long. */
const armsWithinMs = 250;
/** A running scope may be in the middle of a screen when it is asked, which has begun before. */
const screensUntilNew = 2;
/** For a new screen nobody waits longer than this. */
const mostScreenMs = 4_000;
/** So long a trigger may be missing, at the least. */
const leastTriggerMs = 1_000;

/** How the instrument was before anything was asked of it. */
export interface AsFound {
  readonly state: ScopeState['state'];
  readonly sweep: ScopeTrigger['sweep'];
  /** Commands that set it going again as it was; none where it stood. */
  readonly goOn: readonly string[];
}

export async function asFound(link: ScopeLink, dialect: ScopeDialect): Promise<AsFound> {
  const state = await dialect.state(link);
  const sweep = await dialect.sweep(link);
  // A single shot may leave the sweep at `single`, so it is set again. Who was armed for one shot has had it.
  const goOn =
    state !== 'stopped' && sweep !== 'single'
      ? [...dialect.trigger.set({ sweep }), ...(dialect.runsBySweep === true ? [] : dialect.commands.run)]
      : [];
  return { state, sweep, goOn };
}

/** Resolves when what the instrument holds stands still. */
export async function held(link: ScopeLink, dialect: ScopeDialect, found: AsFound): Promise<void> {
  if (found.state === 'stopped') return;
  await link.send(...dialect.commands.stop);
  while ((await dialect.state(link)) !== 'stopped') await link.pause(pollMs);
}

/**
 * Resolves when a record that began now stands. Where the instrument sweeps by itself (`auto`) a missing trigger is
 * forced, as the running instrument would do; where it waits for a trigger this waits too, to the deadline.
 */
export async function acquired(link: ScopeLink, dialect: ScopeDialect, clock: Clock, found: AsFound): Promise<void> {
  const { single, force } = dialect.commands;
  const { secondsPerDivision } = await dialect.timebase.read(link);
  await link.send(...single);
  const screenMs = divisions * secondsPerDivision * 1_000;
  const forceAt = clock.now() + Math.max(leastWaitMs, screensWithoutTrigger * screenMs);
  const believedAt = clock.now() + armsWithinMs + screenMs;
  let wasArmed = false;
  for (let isForced = false; ; ) {
    if ((await dialect.state(link)) !== 'stopped') wasArmed = true;
    else if (wasArmed || clock.now() >= believedAt) return;
    await link.pause(pollMs);
    if (!isForced && found.sweep !== 'normal' && clock.now() >= forceAt) {
      isForced = true;
      await link.send(...force);
    }
  }
}

/**
 * Resolves when a running instrument shows what it has acquired since the call, without beginning an acquisition.
 * `scope/stopped`; `scope/no-trigger` while it waits for one; `scope/too-slow` at a time base where that takes long.
 */
export async function shownAnew(link: ScopeLink, dialect: ScopeDialect, clock: Clock): Promise<void> {
  if ((await dialect.state(link)) === 'stopped') throw new CodedError('scope/stopped');
  const { secondsPerDivision } = await dialect.timebase.read(link);
  const screenMs = divisions * secondsPerDivision * 1_000;
  const newAfterMs = screensUntilNew * screenMs;
  if (newAfterMs > mostScreenMs) throw new CodedError('scope/too-slow', { seconds: Math.ceil(newAfterMs / 1_000) });
  // Where a register tells of triggers, it counts from here on.
  const register = (await dialect.sweep(link)) === 'auto' ? undefined : dialect.triggered;
  await register?.(link);
  const until = clock.now() + newAfterMs + Math.max(leastTriggerMs, screensWithoutTrigger * screenMs);
  for (;;) {
    await link.pause(newAfterMs);
    const state = await dialect.state(link);
    if (state === 'stopped') throw new CodedError('scope/stopped');
    if (state === 'running' && (register === undefined || (await register(link)))) return;
    if (clock.now() >= until) throw new CodedError('scope/no-trigger');
    await link.pause(pollMs);
  }
}
