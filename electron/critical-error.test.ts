/** Reports of errors nobody caught: written before anybody is asked, and not more than a few. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CriticalErrors, keptReports } from './critical-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-critical-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('only the youngest reports are kept, and nothing else in the folder is touched', async () => {
  writeFileSync(path.join(folder, 'ohmstead-2026-01-01.log'), 'x');
  let wall = Date.UTC(2026, 0, 1);
  const errors = new CriticalErrors({
    folder,
    wall: () => wall,
    log: () => undefined,
    tell: async () => undefined,
    versions: {},
  });
  for (let n = 0; n < keptReports + 5; n += 1) {
    wall += 60_000;
    await errors.met(new Error(`number ${n}`));
  }
  const names = readdirSync(folder).sort();
  expect(names.filter((name) => name.endsWith('.json'))).toHaveLength(keptReports);
  expect(names).toContain('error-2026-01-01-00-15-00.json');
  expect(names).not.toContain('error-2026-01-01-00-05-00.json');
  expect(names).toContain('ohmstead-2026-01-01.log');
});
