/** `ohmstead read` beside somebody who has the instrument already: one of both is refused, and told by whom. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { RunningSimulator } from '../../station/cli/command.ts';
import { openInstrument } from '../../station/cli/open-instrument.ts';
import { serveSimulator } from '../../station/cli/serve-simulator.ts';
import { lockInstrument } from '../../station/store/run-lock.ts';

const driver = catalogue.find(({ manifest }) => manifest.id === 'scpi-multimeter');
if (driver === undefined) throw new Error('the catalogue has lost its multimeter');

describe('reading from the command line', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-read-lock-'));
  const place = { clock: new RealClock(), drivers: catalogue, folder };
  let simulator: RunningSimulator;
  beforeAll(async () => {
    const circumstances = { faults: [], scenario: 'healthy', speed: 1, seed: 1 };
    simulator = await serveSimulator({ driver, address: 'tcp:127.0.0.1:0', ...circumstances });
  });
  afterAll(async () => {
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('leaves an instrument alone that a run of another station has, and says of which', async () => {
    const lock = lockInstrument(simulator.address, 'RUN-20261122-0001', '/srv/other-station');
    try {
      await expect(openInstrument(place, driver, simulator.address)).rejects.toMatchObject({
        code: 'lease/taken',
        params: { owner: 'RUN-20261122-0001 (/srv/other-station)' },
      });
    } finally {
      lock.release();
    }
  });

  it('a port is the same one whatever is said of its line', () => {
    const port = path.join(folder, 'ttyUSB0');
    for (const [one, other] of [
      [port, `${port}?baud=9600`],
      ['COM7?baud=9600&parity=e', 'COM7'],
    ] as const) {
      const lock = lockInstrument(one, 'R-1');
      expect(() => lockInstrument(other, 'R-2')).toThrow(expect.objectContaining({ code: 'lease/taken' }));
      lock.release();
    }
  });

  it('has it for itself until it is done, and gives it back also when opening fails', async () => {
    const { address } = simulator;
    const instrument = await openInstrument(place, driver, address);
    expect(() => lockInstrument(address, 'R-2')).toThrow(
      expect.objectContaining({
        params: { instrument: address, owner: expect.stringMatching(/^ohmstead read, process/) },
      }),
    );
    await instrument.close();
    lockInstrument(address, 'R-3').release();
    await expect(openInstrument(place, driver, 'tcp:127.0.0.1:1')).rejects.toMatchObject({ code: 'transport/refused' });
    lockInstrument('tcp:127.0.0.1:1', 'R-4').release();
  });
});
