/**
 * P12: the same journal gives the same verdicts on any later version, or a stated reason why not. The corpus holds runs
 * as released versions recorded them; a file once added never changes. `RECORD_CORPUS=VERSION` adds this version's.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bundleByName } from '../../station/compose/library.ts';
import { rehearse } from '../../station/compose/rehearsal.ts';
import type { Entry } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { verifyRun } from '../../station/verification/verify.ts';
import { crashingRun } from '../support/crash.ts';
import { smallBundle } from '../support/small-bundle.ts';

const corpus = fileURLToPath(new URL('../corpus/', import.meta.url));
const recording = process.env.RECORD_CORPUS;

if (recording !== undefined) {
  const write = (name: string, entries: readonly Entry[]) => {
    const file = path.join(corpus, `${recording}-${name}.ndjson`);
    if (existsSync(file)) throw new Error(`${file} is there already and never changes`);
    writeFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  };
  const health = await bundleByName('battery-health');
  for (const scenario of ['healthy', 'aged-battery', 'gauge-reset'])
    write(`battery-health-${scenario}`, (await rehearse({ bundle: health, scenario })).entries);
  const crashed = await crashingRun(
    { bundle: await smallBundle() },
    (entry) => entry.kind === 'sample' && entry.index % 20 === 7,
  );
  write('small-soak-crashed', crashed.entries);
}

const files = readdirSync(corpus).filter((name) => name.endsWith('.ndjson'));

it('the corpus is there', () => {
  expect(files.length).toBeGreaterThanOrEqual(4);
});

it.each(files)('%s: chain, measurements and run come to the recorded verdicts', (file) => {
  const lines = readFileSync(path.join(corpus, file), 'utf8').trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as Entry);
  const stop = entries.at(-1);
  expect(stop?.kind).toBe('run.stop');
  const report = verifyRun(stop?.run ?? '', (from = 0) => entries.slice(from));
  expect(report).toMatchObject({ ok: true, chainBrokenAt: null, differences: [] });
  expect(fold(entries).verdict).toBe(stop?.kind === 'run.stop' ? stop.verdict : '');
});
