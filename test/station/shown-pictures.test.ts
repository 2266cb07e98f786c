/** A picture that was shown stays with its record: kept by what it holds, named in the record, told when it is changed. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStation } from '../../station/compose/headless.ts';
import { pictureFile } from '../../station/evidence/kept-pictures.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-shown-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

it('the record names the picture that stood beside the question, and verify tells when it is changed or gone', async () => {
  const station = openStation(folder);
  try {
    const bench = { kind: 'simulated', scenario: 'healthy', speed: 20_000, seed: 1 } as const;
    const asked = { procedure: 'battery-health', ticket: null, bench, operator: null, answers: {} };
    const { run } = await station.call('run/start', asked);
    await station.call('run/wait', { run });
    const record = await station.call('run/show', { run });
    const picture = record.prompts.find(({ key }) => key === 'place-probes')?.picture;
    expect(picture?.file).toBe('pictures/probes-on-battery.svg');
    expect(picture?.shows['zh-TW']).toContain('紅色探棒');
    if (picture === undefined) return;
    const kept = pictureFile(folder, picture);
    expect(kept).toMatch(/evidence.[0-9a-f]{64}\.svg$/);
    const bytes = readFileSync(kept);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(picture.sha256);
    expect(bytes).toEqual(readFileSync(path.resolve('procedures', picture.file)));
    expect(await station.call('run/verify', { run })).toMatchObject({ ok: true });

    writeFileSync(kept, 'another');
    const changed = await station.call('run/verify', { run });
    expect([changed.ok, changed.differences.map(({ key }) => key)]).toEqual([false, ['picture place-probes']]);
    rmSync(kept);
    expect((await station.call('run/verify', { run })).differences[0]?.recomputed).toBe('ENOENT');
  } finally {
    await station.close();
  }
}, 60_000);
