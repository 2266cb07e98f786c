/** Which model a simulator on a port plays: one that was asked for is played or refused, never another under its name. */
import { expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import { otherModels } from '../../drivers/conformance/models.ts';
import { type Failure, failureOf } from '../../foundation/failure.ts';
import { serveSimulator } from './serve-simulator.ts';

const circumstances = { address: 'tcp:127.0.0.1:0', faults: [], scenario: 'healthy', speed: 1, seed: 7 };

it.each(catalogue.filter(({ link }) => link !== 'iphone').map((driver) => [driver.manifest.id, driver] as const))(
  '%s refuses a model that nobody has made',
  async (id, driver) => {
    const served = serveSimulator({ driver, model: 'no such model', ...circumstances });
    const failure: Failure | undefined = await served.then(
      async (simulator) => {
        await simulator.stop();
        return undefined;
      },
      (error: unknown) => failureOf(error),
    );
    expect(['simulation/one-model', 'simulation/unknown-model'], id).toContain(failure?.code);
  },
);

it.each(
  otherModels.flatMap(({ driver, model, name }) => (model === undefined ? [] : [[name, driver, model] as const])),
)('%s is played when it is asked for', async (_name, driver, model) => {
  const simulator = await serveSimulator({ driver, model, ...circumstances });
  await simulator.stop();
});
