/** A run takes a real port from the live readings and gives it back: real bench processes, a real store, a real pty. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import type { RunningSimulator } from '../../station/cli/command.ts';
import { serveSimulator } from '../../station/cli/serve-simulator.ts';
import { type HeadlessStation, openStation } from '../../station/compose/headless.ts';
import { noPtys, type PtyPair, ptyPair } from '../support/pty-pair.ts';
import { openWindow, type TestWindow } from '../support/window.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const procedure = path.join(root, 'test/support/supply-procedure.ts');
const held = path.join(root, 'test/support/held-supply-procedure.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-live-runs-'));
const note = { date: '2026-01-05', due: '2027-01-05', certificate: 'C-1', by: 'Q' };

describe.skipIf(noPtys !== '')(`a run and the live readings${noPtys && ` (skipped: ${noPtys})`}`, () => {
  let station: HeadlessStation;
  let window: TestWindow;
  let pair: PtyPair;
  let simulator: RunningSimulator;

  beforeAll(async () => {
    pair = await ptyPair();
    const driver = catalogue.find(({ manifest }) => manifest.id === 'korad-ka3005p');
    if (driver === undefined) throw new Error('the catalogue has lost its supply');
    const circumstances = { faults: [], scenario: 'healthy', speed: 1, seed: 1 };
    simulator = await serveSimulator({ driver, address: pair.far, ...circumstances });
    station = openStation(folder);
    window = openWindow((port) => station.attach(port));
  }, 30_000);
  afterAll(async () => {
    await station.close();
    await simulator.stop();
    await pair.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('an address entered by hand is kept, and can be connected', async () => {
    const added = await window.call('instrument/add', { address: pair.near });
    expect(added.find(({ address }) => address === pair.near)).toMatchObject({ manual: true, state: 'found' });
    await window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' });
    const views = await window.until((told) => told.some(({ state }) => state === 'online'));
    const id = views.find(({ address }) => address === pair.near)?.id ?? '';
    await window.call('instrument/calibration', { id, note });
    await window.until((told) => told.some(({ calibration }) => calibration?.certificate === 'C-1'));
  }, 30_000);

  it('a run on whatever is there takes it, shows what it reads, and gives it back; the record names the calibration', async () => {
    const seen = window.lists.length;
    const { run } = await window.call('run/start', {
      ...{ procedure, ticket: null, bench: { kind: 'auto' }, operator: null, answers: {} },
    });
    const during = await window.call('instrument/overview', { look: true });
    expect(during.find(({ address }) => address === pair.near)).toMatchObject({ state: 'in-run', run, problem: null });
    await expect(
      window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' }),
    ).rejects.toMatchObject({ code: 'lease/taken', params: { owner: run } });
    const from = window.frames.length;
    expect(await window.call('run/wait', { run })).toEqual({ verdict: 'PASS' });
    await window.until((told) => told.some(({ address, state }) => address === pair.near && state === 'online'));
    const states = window.lists.slice(seen).flatMap((told) => told.filter(({ address }) => address === pair.near));
    expect(states.map(({ state }) => state)).not.toContain('lost');
    const shown = window.frames
      .slice(from)
      .flatMap(({ channels }) => channels.filter(({ address }) => address === pair.near));
    expect(shown.some(({ last }) => last.value !== null)).toBe(true);
    const entries = await window.call('run/entries', { run, from: 0, count: 50 });
    const { date, due, certificate } = note;
    expect(entries.find(({ kind }) => kind === 'bench.descriptor')).toMatchObject({
      instruments: [{ role: 'supply', address: pair.near, calibration: { date, due, certificate } }],
    });
    expect(await window.call('run/verify', { run })).toMatchObject({ ok: true });
  }, 60_000);

  it('a second run that wants it waits its turn, is seen waiting, and begins when the first has ended', async () => {
    const request = { procedure: held, ticket: null, bench: { kind: 'auto' as const }, operator: null, answers: {} };
    const { run: first } = await window.call('run/start', request);
    await expect(window.call('run/start', request)).rejects.toMatchObject({ code: 'lease/taken' });
    const next = { ...request, answers: { go: true }, waitMs: 60_000 };
    const second = window.call('run/start', next).catch((error) => error);
    await expect
      .poll(async () => (await window.call('station/status', {})).waiting, { timeout: 10_000 })
      .toMatchObject([{ instrument: pair.near, owner: first, procedure: { en: 'Held supply' } }]);
    await window.call('run/answer', { run: first, key: 'go', value: true });
    expect(await window.call('run/wait', { run: first })).toEqual({ verdict: 'PASS' });
    const { run } = (await second) as { readonly run: string };
    expect(await window.call('run/wait', { run })).toEqual({ verdict: 'PASS' });
    expect((await window.call('station/status', {})).waiting).toEqual([]);
  }, 60_000);

  it('a run that waits can be given up, and leaves neither a run nor a place in the queue', async () => {
    const request = { procedure: held, ticket: null, bench: { kind: 'auto' as const }, operator: null, answers: {} };
    const { run: first } = await window.call('run/start', request);
    const refused = expect(window.call('run/start', { ...request, waitMs: 60_000 })).rejects.toMatchObject({
      code: 'run/given-up',
      params: { by: 'Li' },
    });
    const waiting = async () => (await window.call('station/status', {})).waiting;
    await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
    const [queued] = await waiting();
    await window.call('run/stop', { run: queued?.run ?? '', by: 'Li' });
    await refused;
    await window.call('run/answer', { run: first, key: 'go', value: true });
    expect(await window.call('run/wait', { run: first })).toEqual({ verdict: 'PASS' });
    expect((await window.call('run/list', {})).map(({ run }) => run)).not.toContain(queued?.run);
  }, 60_000);

  it('a run that cannot begin gives it back as well', async () => {
    const start = window.call('run/start', {
      ...{ procedure: path.join(root, 'test/support/small-procedure.ts'), ticket: null, bench: { kind: 'auto' } },
      ...{ operator: null, answers: {} },
    });
    await expect(start).rejects.toMatchObject({ code: 'bench/none-for-role' });
    await window.until((told) => told.some(({ address, state }) => address === pair.near && state === 'online'));
  }, 30_000);
});
