/** Getting a record that stands still: a new one that began after the call, or what the instrument holds. */
import type { ScopeState, ScopeTrigger } from '../../../foundation/capability/oscilloscope.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { ScopeDialect, ScopeLink } from './dialect.ts';

const pollMs = 20;
/** A scope that triggers by itself does so after some screens at the latest; then its single shot is helped along. */
const screensWithoutTrigger = 3;
const leastWaitMs = 200;
const divisions = 14;
/** Right after a single shot some still say that they stand, of the record before; that is not believed for this long. */
const armsWithinMs = 250;

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
