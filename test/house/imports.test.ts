/** The linter's rules about import directions can fail: each forbidden arrow, drawn in a copy, is found. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const house = mkdtempSync(path.join(tmpdir(), 'ohmstead-house-'));
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** From, to, and the rule that must object; the files themselves are made here. */
const forbidden = [
  ['foundation/a.ts', 'drivers/d.ts', 'foundation-imports-only-what-it-may'],
  ['foundation/b.ts', 'node:fs', 'pure-rooms-have-no-node'],
  ['drivers/a.ts', 'station/s.ts', 'drivers-imports-only-what-it-may'],
  ['drivers/b.ts', 'procedures/p.ts', 'drivers-imports-only-what-it-may'],
  ['procedures/a.ts', 'drivers/d.ts', 'procedures-imports-only-what-it-may'],
  ['procedures/b.ts', 'node:timers', 'pure-rooms-have-no-node'],
  ['station/record/a.ts', 'station/s.ts', 'station-record-imports-only-what-it-may'],
  ['station/record/b.ts', 'node:crypto', 'pure-rooms-have-no-node'],
  ['station/api/a.ts', 'station/s.ts', 'station-api-imports-only-what-it-may'],
  ['station/a.ts', 'renderer/r.ts', 'station-imports-only-what-it-may'],
  ['renderer/a.ts', 'station/s.ts', 'renderer-imports-only-what-it-may'],
  ['electron/a.ts', 'drivers/d.ts', 'electron-imports-only-what-it-may'],
  ['station/b.ts', 'test/t.ts', 'production-never-imports-tests'],
  ['drivers/c.ts', 'drivers/d.test.ts', 'production-never-imports-tests'],
] as const;
const allowed = [
  ['drivers/ok.ts', 'foundation/f.ts'],
  ['station/ok.ts', 'drivers/d.ts'],
  ['station/record/ok.ts', 'foundation/f.ts'],
  ['renderer/ok.ts', 'station/record/ok.ts'],
  ['drivers/ok.test.ts', 'station/s.ts'],
  ['test/ok.ts', 'drivers/d.test.ts'],
] as const;
const targets = ['foundation/f.ts', 'drivers/d.ts', 'drivers/d.test.ts', 'procedures/p.ts', 'station/s.ts'];
const rooms = ['foundation', 'drivers', 'procedures', 'station', 'renderer', 'electron', 'test'];

function write(file: string, content: string): void {
  const whole = path.join(house, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, content);
}

function importing(from: string, to: string): string {
  const target = to.startsWith('node:') ? to : path.posix.relative(path.posix.dirname(from), to);
  return `import * as other from '${target.startsWith('.') || to.startsWith('node:') ? target : `./${target}`}';\nexport const name = other;\n`;
}

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

function violations(): readonly Violation[] {
  const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms];
  const printed = execFileSync(process.execPath, args, { cwd: house, maxBuffer: 1e8 }).toString();
  return (JSON.parse(printed) as { summary: { violations: Violation[] } }).summary.violations;
}

it('every forbidden arrow and every circle is found, and nothing else', () => {
  cpSync(path.join(root, '.dependency-cruiser.cjs'), path.join(house, '.dependency-cruiser.cjs'));
  for (const file of [...targets, 'renderer/r.ts', 'test/t.ts']) write(file, 'export const name = 1;\n');
  for (const [from, to] of [...forbidden, ...allowed]) write(from, importing(from, to));
  write('drivers/one.ts', importing('drivers/one.ts', 'drivers/two.ts'));
  write('drivers/two.ts', importing('drivers/two.ts', 'drivers/one.ts'));
  const found = violations().map(({ from, rule }) => `${from}: ${rule.name}`);
  for (const [from, , rule] of forbidden) expect(found).toContain(`${from}: ${rule}`);
  expect(found.some((one) => /^drivers\/(one|two)\.ts: no-circles$/.test(one))).toBe(true);
  const blamed = new Set(found.map((one) => one.split(':')[0]));
  expect([...blamed].filter((file) => /ok\.|\/[dfpst]\./.test(file ?? ''))).toEqual([]);
});
