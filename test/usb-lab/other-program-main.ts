/** Another program on the same machine: tries to open things with its rights, then without them, and says what came of it. */
import { discover } from '../../drivers/bench/discovery.ts';
import { type AddressParts, openAddress } from '../../drivers/bench/open-address.ts';
import { listSerialPorts } from '../../drivers/bench/serial-ports.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { failureOf } from '../../foundation/failure.ts';

type Addresses = readonly (readonly [driver: string, address: string])[];

export interface Attempt {
  readonly withRights: Addresses;
  readonly withoutRights: Addresses;
  /** Whose few rights it takes in between. */
  readonly uid: number;
}

// Neither phones nor simulations are opened here.
const parts = { clock: new RealClock() } as unknown as AddressParts;

process.once('message', (attempt: Attempt) => {
  void told(attempt).then((answer) => process.send?.(answer, undefined, undefined, () => process.exit(0)));
});

async function told({ withRights, withoutRights, uid }: Attempt): Promise<unknown> {
  const held = await opened(withRights);
  process.setgroups?.([uid]);
  process.setgid?.(uid);
  process.setuid?.(uid);
  const refused = await opened(withoutRights);
  const listPhones = () => Promise.resolve([]);
  const { instruments } = await discover({ drivers: catalogue, listPorts: listSerialPorts, listPhones }, []);
  return { held, refused, discovered: instruments };
}

async function opened(addresses: Addresses): Promise<unknown> {
  const answers: Record<string, unknown> = {};
  for (const [id, address] of addresses) {
    const driver = catalogue.find(({ manifest }) => manifest.id === id);
    if (driver === undefined) continue;
    answers[address] = await openAddress(parts, driver, address).then(
      () => 'opened',
      (error: unknown) => failureOf(error),
    );
  }
  return answers;
}
