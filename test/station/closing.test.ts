/** A station that is closed while somebody starts a run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openStation } from '../../station/compose/headless.ts';

it('a run that is being set up when the station closes is stopped with it and stays no orphan', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'closing-'));
  const station = openStation(folder);
  const { number: ticket } = await station.call('ticket/demonstration', {});
  const bench = { kind: 'simulated', scenario: 'healthy', speed: 600, seed: 1 } as const;
  const request = { procedure: 'battery-health', ticket, bench, operator: null, answers: {} };
  // The port is gone with the station: what becomes of the run stands in the store.
  const starting = station.call('run/start', request).catch(() => undefined);
  await station.call('ticket/list', {});
  await station.close();
  await starting;
  const again = openStation(folder);
  const runs = await again.call('run/list', { ticket });
  await again.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  for (const { verdict } of runs) expect(['STOPPED', 'PASS', 'INCONCLUSIVE']).toContain(verdict);
});
