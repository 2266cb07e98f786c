/** Runs a rehearsal that crashes at chosen entries and is taken over each time, on the same bench and the same clock. */

import { type RehearsalOptions, RehearsalStage } from '../../station/compose/rehearsal.ts';
import type { Entry } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import type { RunRecord } from '../../station/record/record.ts';

export interface CrashedRun {
  readonly record: RunRecord;
  readonly entries: readonly Entry[];
  readonly crashes: number;
}

/**
 * `crashWhen` is asked after every entry of every life; true kills station and bench at that instant. `gapMs` passes
 * before the next life begins.
 */
export async function crashingRun(
  options: RehearsalOptions,
  crashWhen: (entry: Entry, life: number) => boolean,
  gapMs: (crash: number) => number = () => 0,
): Promise<CrashedRun> {
  let crashes = 0;
  let died: () => void = () => undefined;
  const stage = new RehearsalStage({
    ...options,
    onEntry(entry) {
      if (stage.alive === undefined || entry.kind === 'run.stop' || !crashWhen(entry, crashes)) return;
      stage.crash();
      died();
    },
  });
  for (;;) {
    const death = new Promise<'died'>((resolve) => {
      died = () => resolve('died');
    });
    const outcome = await stage.clock.run(Promise.race([death, stage.execute()]));
    if (outcome !== 'died') break;
    crashes += 1;
    const gap = gapMs(crashes);
    if (gap > 0) await stage.clock.advance(gap);
  }
  const entries = [...stage.store.entries('rehearsal')];
  return { record: fold(entries), entries, crashes };
}
