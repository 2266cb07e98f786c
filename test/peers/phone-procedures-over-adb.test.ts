/** A phone procedure through the real adb server to the simulated phone, thirty times faster than life. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runOverAdb } from '../support/run-over-adb.ts';

const hasAdb = spawnSync('adb', ['version']).status === 0;

describe.skipIf(!hasAdb)('through the real adb server (skipped where adb is not installed)', () => {
  it('a dropped call fails the call soak', async () => {
    const record = await runOverAdb({ procedure: 'call-soak', scenario: 'dropped-call', speed: 30 });
    expect(record.verdict, JSON.stringify(record.reasons)).toBe('FAIL');
    expect(record.reasons.map(({ code }) => code)).toContain('call-dropped');
  }, 180_000);
});
