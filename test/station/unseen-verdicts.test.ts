/** A verdict that somebody waits for at a window is offered until it is seen, whatever dies in between. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Caller } from '../../foundation/port/contract.ts';
import type { StationApi } from '../../station/api/station-api.ts';
import { openStation } from '../../station/compose/headless.ts';
import { openWindow } from '../support/window.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-unseen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function ended(at: Caller<StationApi>): Promise<string> {
  const bench = { kind: 'simulated', scenario: 'aged-battery', speed: 20_000, seed: 1 } as const;
  const asked = { procedure: 'battery-health', ticket: null, bench, operator: null, answers: {} };
  const { run } = await at.call('run/start', asked);
  await at.call('run/wait', { run });
  return run;
}

it('a verdict that nobody saw is offered by the next station, until somebody has seen it', async () => {
  const first = openStation(folder);
  const window = openWindow((port) => first.attach(port));
  const seen = await ended(window);
  const unseen = await ended(window);
  // Begun from the command line: its verdict was printed there.
  await ended(first);
  expect(await window.call('run/unseen', {})).toEqual([seen, unseen]);
  await window.call('run/seen', { run: seen, by: 'QA-7' });
  window.close();
  await first.close();

  const next = openStation(folder);
  const another = openWindow((port) => next.attach(port));
  expect(await another.call('run/unseen', {})).toEqual([unseen]);
  await another.call('run/seen', { run: unseen, by: null });
  expect(await another.call('run/unseen', {})).toEqual([]);
  await expect(another.call('run/seen', { run: 'RUN-20200101-0001', by: 'QA-7' })).rejects.toMatchObject({
    code: 'run/unknown',
  });
  await next.close();
}, 60_000);
