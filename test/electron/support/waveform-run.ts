/** Another run in a seeded folder: one that has captured waveforms. */
import { fileURLToPath } from 'node:url';
import { openStation } from '../../../station/compose/headless.ts';
import type { SeededFolder } from './seeded-folder.ts';

/** Its id. No application may be open on the folder meanwhile. */
export async function runWithWaveforms({ folder, ticket }: SeededFolder): Promise<string> {
  const station = openStation(folder);
  try {
    const started = await station.call('run/start', {
      procedure: fileURLToPath(new URL('./ripple-procedure.ts', import.meta.url)),
      ...{ ticket, operator: 'QA-7', answers: {} },
      bench: { kind: 'simulated', scenario: 'healthy', speed: 20, seed: 7 },
    });
    await station.call('run/wait', started);
    return started.run;
  } finally {
    await station.close();
  }
}
