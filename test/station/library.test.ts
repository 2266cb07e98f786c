/** The library as screens ask for it, through the port, with the real thread for checks and rehearsals. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RehearsalProgress } from '../../station/api/procedures.ts';
import { type HeadlessStation, openStation } from '../../station/compose/headless.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(path.join(root, 'dist/library-worker.mjs')))
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-library-'));
const small = path.join(root, 'test/support/small-procedure.ts');
const bench = { kind: 'simulated', scenario: 'healthy', speed: 5_000, seed: 1 } as const;
const progress: RehearsalProgress[] = [];
let station: HeadlessStation;

beforeAll(() => {
  station = openStation(folder);
  station.on('rehearsal', (told) => progress.push(told));
});
afterAll(async () => {
  await station.close();
  rmSync(folder, { recursive: true, force: true });
});

const rehearse = (id: string, more: object = {}) =>
  station.call('procedure/rehearse', { id, scenario: 'healthy', faults: false, job: 'one', ...more });

describe('a procedure of the library', () => {
  it('is shown with all it declares, its source, and the verdict of every scenario', async () => {
    const shown = await station.call('procedure/show', { id: 'battery-health' });
    expect(shown.source).toContain("id: 'battery-health'");
    expect(shown.stages.length).toBeGreaterThan(3);
    expect(shown.prompts.every(({ text }) => text['zh-TW'] !== '')).toBe(true);
    expect(Object.keys(shown.findings).length).toBeGreaterThan(0);
    expect(shown.scenarios).toContainEqual(expect.objectContaining({ name: 'healthy', expected: 'PASS' }));
    const [listed] = (await station.call('procedure/list', {})).filter(({ id }) => id === 'battery-health');
    expect(shown).toMatchObject(listed as object);
  });

  it.each(['procedure/show', 'procedure/versions', 'procedure/check'] as const)(
    '%s of one that is not there is refused',
    async (verb) => {
      await expect(station.call(verb, { id: 'no-such' })).rejects.toMatchObject({ code: 'procedure/unknown' });
    },
  );

  it('its versions are those that runs have used and the library’s own, and they can be compared', async () => {
    const answers = { ready: true };
    const { run } = await station.call('run/start', { procedure: small, ticket: null, bench, operator: null, answers });
    await station.call('run/wait', { run });
    const used = await station.call('procedure/versions', { id: 'small' });
    expect(used).toMatchObject([{ runs: 1, current: false, firstWall: expect.any(String) }]);
    const own = await station.call('procedure/versions', { id: 'call-soak' });
    expect(own).toMatchObject([{ runs: 0, current: true, firstWall: null }]);
    const [before, after] = [used[0]?.hash ?? '', own[0]?.hash ?? ''];
    expect(await station.call('procedure/difference', { before, after: before })).toEqual([]);
    const differences = await station.call('procedure/difference', { before, after });
    expect(differences).toContainEqual({ where: 'code', before, after });
    expect(
      differences.some(({ where, before: was }) => /^measure \S+ limits\.(lo|hi)$/.test(where) && was !== null),
    ).toBe(true);
    const unknown = station.call('procedure/difference', { before, after: '0'.repeat(64) });
    await expect(unknown).rejects.toMatchObject({ code: 'procedure/unknown-version' });
  });
});

describe('checking and rehearsing', () => {
  it('a shipped procedure has no findings; a broken one has them by line', async () => {
    expect(await station.call('procedure/check', { id: 'battery-health' })).toEqual([]);
    const broken = path.join(folder, 'broken.ts');
    mkdirSync(folder, { recursive: true });
    writeFileSync(broken, "import fs from 'node:fs';\nexport default fs;\n");
    const findings = await station.call('procedure/check', { id: broken });
    expect(findings[0]).toMatchObject({
      file: 'broken.ts',
      line: 1,
      failure: { code: expect.stringMatching(/^(check|script)\//) },
    });
  }, 240_000);

  it('a rehearsal tells its verdict, its measurements and its virtual time', async () => {
    const report = await rehearse('battery-health', { scenario: 'aged-battery' });
    expect(report).toMatchObject({ verdict: 'FAIL', outcomes: [] });
    expect(report.reasons.length).toBeGreaterThan(0);
    expect(report.measures.some(({ verdict }) => verdict === 'FAIL')).toBe(true);
    expect(report.virtualMs).toBeGreaterThan(report.realMs);
    await expect(rehearse('battery-health', { scenario: 'perfect' })).rejects.toMatchObject({
      code: 'unit/unknown-scenario',
    });
  }, 240_000);

  it('with faults it tells how far it is, and a cancelled one ends at once', async () => {
    progress.length = 0;
    const long = rehearse('call-soak', { faults: true, job: 'long' });
    const ended = long.catch((error: { code: string }) => error.code);
    await expect.poll(() => progress.length, { timeout: 40_000 }).toBeGreaterThan(1);
    expect(progress[0]).toMatchObject({ job: 'long', done: 1 });
    await expect(rehearse('call-soak', { job: 'long' })).rejects.toMatchObject({ code: 'rehearsal/job-taken' });
    await station.call('procedure/cancel-rehearsal', { job: 'long' });
    expect(await ended).toBe('rehearsal/cancelled');
    await station.call('procedure/cancel-rehearsal', { job: 'long' });
  }, 240_000);

  it('the whole table of a small procedure comes with the reason of each outcome', async () => {
    const { outcomes } = await rehearse(small, { faults: true });
    expect(outcomes.length).toBeGreaterThan(4);
    expect(outcomes.filter(({ passedByAbsence }) => passedByAbsence)).toEqual([]);
    expect(outcomes.some(({ verdict, reason }) => verdict !== 'PASS' && reason !== null)).toBe(true);
  }, 240_000);

  it('no more than two at a time', async () => {
    const two = ['a', 'b'].map((job) => rehearse('call-soak', { faults: true, job }).catch((error) => error.code));
    const underWay = () => ['a', 'b'].filter((job) => progress.some((told) => told.job === job));
    await expect.poll(underWay, { timeout: 120_000 }).toEqual(['a', 'b']);
    await expect(rehearse('call-soak', { job: 'c' })).rejects.toMatchObject({ code: 'rehearsal/too-many' });
    for (const job of ['a', 'b']) await station.call('procedure/cancel-rehearsal', { job });
    expect(await Promise.all(two)).toEqual(['rehearsal/cancelled', 'rehearsal/cancelled']);
  }, 240_000);
});
