/** Another program on the same machine: takes the rights it is given, tries to open what it is told, and says what came of it. */
import { realBench } from '../../drivers/bench/real-bench.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import { allDevices } from '../../drivers/transport/usb-devices.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { failureOf } from '../../foundation/failure.ts';

export interface Attempt {
  readonly addresses: readonly (readonly [driver: string, address: string])[];
  /** 0 keeps the rights. */
  readonly uid: number;
}

process.once('message', (attempt: Attempt) => {
  void told(attempt).then((answer) => process.send?.(answer, () => process.exit(0)));
});

async function told({ addresses, uid }: Attempt): Promise<unknown> {
  // Loaded before the rights go, because the files of the program may be readable for their owner only.
  await allDevices();
  if (uid !== 0) {
    process.setgroups?.([uid]);
    process.setgid?.(uid);
    process.setuid?.(uid);
  }
  const bench = realBench({
    clock: new RealClock(),
    drivers: catalogue,
    dataFolder: `/run/lab/other-${uid}`,
    adbPort: 5139,
  });
  const opened: Record<string, unknown> = {};
  for (const [id, address] of addresses) {
    const driver = catalogue.find(({ manifest }) => manifest.id === id);
    if (driver === undefined) continue;
    opened[address] = await bench.parts.open(driver, address).then(
      () => 'opened',
      (error: unknown) => failureOf(error),
    );
  }
  const { instruments, problems } = await bench.parts.discover([]);
  await bench.release();
  return { opened, discovered: instruments, problems };
}
