/**
 * A phone that goes away and comes back in a soak, through the real adb server. The hole that a soak bears is two minutes of
 * the station's clock, of which adb's own processes take what they take: ten times faster than life leaves them seconds.
 */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runOverAdb } from '../support/run-over-adb.ts';

const hasAdb = spawnSync('adb', ['version']).status === 0;
const speed = 10;

describe.skipIf(!hasAdb)('through the real adb server (skipped where adb is not installed)', () => {
  it.concurrent('a link pulled for a minute is a recorded hole and not an end', async () => {
    const record = await runOverAdb({ procedure: 'call-soak', scenario: 'link-loss', speed });
    expect(record.verdict, JSON.stringify(record.reasons)).toBe('PASS');
    const soak = record.steps.find((step) => step.kind === 'soak');
    expect(soak?.holes).toBeGreaterThan(0);
    expect(record.interruptions).toContainEqual(expect.objectContaining({ cause: 'hole', ended: true }));
  }, 600_000);

  it.concurrent('a phone that restarts in the middle fails', async () => {
    const record = await runOverAdb({ procedure: 'call-soak', scenario: 'reboot', speed });
    expect(record.verdict, JSON.stringify(record.reasons)).toBe('FAIL');
    expect(record.reasons.map(({ code }) => code)).toContain('rebooted');
  }, 600_000);
});
