import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CommandProcess } from '../support/command-process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-evidence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const command = (...args: string[]) => new CommandProcess(args, { folder }).ended;

it('the bytes of every wire are kept by their hash, and verify tells when a file was changed or is gone', async () => {
  await command('ticket', 'new', '--brand', 'D', '--model', 'D', '--fault', 'x');
  const [ticket] = (await command('tickets', '--json')).stdout.trim().split('\n');
  const { number } = JSON.parse(ticket ?? '{}') as { number: string };
  const run = ['run', 'battery-health', '--ticket', number, '--bench', 'simulated', '--speed', '2000', '--json'];
  const stop = JSON.parse((await command(...run)).stdout.trim().split('\n').at(-1) ?? '{}') as { run: string };
  const record = JSON.parse((await command('show', stop.run, '--json')).stdout) as {
    evidence: { role: string; sha256: string }[];
  };
  expect(record.evidence.map(({ role }) => role)).toEqual(['meter', 'supply']);
  // The picture of its question lies there, too, with the ending of its name.
  const kept = readdirSync(path.join(folder, 'evidence')).filter((name) => !name.endsWith('.svg'));
  expect(kept.sort()).toEqual(record.evidence.map(({ sha256 }) => sha256).sort());
  expect(JSON.parse((await command('verify', stop.run, '--json')).stdout)).toMatchObject({ ok: true });

  const [meter, supply] = record.evidence;
  const transcriptOf = (file: typeof meter) => readFileSync(path.join(folder, 'evidence', file?.sha256 ?? ''), 'utf8');
  // Also what was said while they were opened.
  expect(transcriptOf(supply)).toMatch(/^[^\n]*"role":"supply"[^\n]*\n[^\n]*"note"[^\n]*\n[^\n]*"\*IDN\?"/);
  const decode = new CommandProcess(['decode', 'uni-t-ut61e', '--conversation'], { folder });
  decode.child.stdin.end(transcriptOf(meter));
  const decoded = await decode.ended;
  expect([decoded.code, decoded.stdout.split('\n')[0]]).toEqual([
    0,
    expect.stringMatching(/"value":4\.\d+,"unit":"V"/),
  ]);

  writeFileSync(path.join(folder, 'evidence', meter?.sha256 ?? ''), 'something else');
  rmSync(path.join(folder, 'evidence', supply?.sha256 ?? ''));
  const report = JSON.parse((await command('verify', stop.run, '--json')).stdout) as {
    ok: boolean;
    differences: { key: string; recomputed: string }[];
  };
  expect(report.ok).toBe(false);
  expect(report.differences.map(({ key }) => key)).toEqual(['transcript meter', 'transcript supply']);
  expect(report.differences[1]?.recomputed).toBe('ENOENT');
}, 60_000);
