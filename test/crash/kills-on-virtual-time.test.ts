/** The four shipped procedures, killed at random entries hundreds of times on virtual time and taken over every time. */
import { afterAll, expect, it } from 'vitest';
import { seededRandom } from '../../foundation/random/random.ts';
import { bundleByName } from '../../station/compose/library.ts';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { firstBrokenLink } from '../../station/journal/chain.ts';
import type { RunRecord } from '../../station/record/record.ts';
import { crashingRun } from '../support/crash.ts';

const seed = Number(process.env.SEED ?? 20261);
/** Kills of each procedure; together at least three hundred. */
const wanted = 78;
let killed = 0;

function verdicts(record: RunRecord) {
  return {
    run: record.verdict,
    measures: record.measures.map(({ key, verdict }) => `${key} ${verdict}`),
    faults: record.faults,
    notRestored: record.settingsNotRestored,
  };
}

it.each(['battery-health', 'fast-charge', 'call-soak', 'video-soak'])(
  `%s killed ${wanted} times ends with the verdicts of an uninterrupted run (seed ${seed})`,
  async (name) => {
    const bundle = await bundleByName(name);
    const whole = await rehearse({ bundle });
    const random = seededRandom(seed);
    let kills = 0;
    while (kills < wanted) {
      // Several kills in one run, also shortly after one another, and never a gap that the policy would not allow.
      const rate = Math.min(0.25, 8 / whole.entries.length);
      const crashed = await crashingRun(
        { bundle },
        () => random.next() < rate,
        () => random.integer(0, 3) * 1_000,
      );
      kills += crashed.crashes;
      expect(verdicts(crashed.record), `after ${crashed.crashes} kills`).toEqual(verdicts(whole.record));
      expect(firstBrokenLink(crashed.entries)).toBeNull();
      expect(crashed.record.interruptions.filter(({ cause }) => cause === 'crash')).toHaveLength(crashed.crashes);
    }
    killed += kills;
  },
  240_000,
);

afterAll(() => {
  console.log(`${killed} kills on virtual time, seed ${seed}`);
});
