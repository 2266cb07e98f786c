/**
 * One instrument opened straight from here, for `read`. Guarantees that nobody else of this machine's stations has it
 * meanwhile, because two who ask at once take each other's answers; with it closes whatever was started for it (adb).
 */
import { InstrumentLines } from '../../drivers/bench/instrument-lines.ts';
import { realBench } from '../../drivers/bench/real-bench.ts';
import type { Driver, Instrument } from '../../drivers/contract/driver.ts';
import type { Transcript } from '../../drivers/contract/transport.ts';
import { recordedTransport } from '../../drivers/transport/recorded.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { lockInstrument } from '../store/run-lock.ts';

export interface OpenPlace {
  readonly clock: Clock;
  readonly drivers: readonly Driver[];
  /** Where a private adb server keeps its keys. */
  readonly folder: string;
}

/** `lease/taken` while a run or another reader has it; else fails as the address, the port or the driver does. */
export async function openInstrument(
  place: OpenPlace,
  driver: Driver,
  address: string,
  transcript?: Transcript,
): Promise<Instrument> {
  const { clock, drivers, folder } = place;
  const lock = lockInstrument(address, `ohmstead read, process ${process.pid}`, folder);
  const bench = realBench({ clock, drivers, dataFolder: folder });
  const release = () => bench.release().finally(() => lock.release());
  try {
    const instrument = await new InstrumentLines().each(driver, address, address, async (line) =>
      opened(driver, await bench.parts.open(driver, address, undefined, line), clock, transcript),
    );
    return withRelease(instrument, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function opened(
  driver: Driver,
  link: Awaited<ReturnType<ReturnType<typeof realBench>['parts']['open']>>,
  clock: Clock,
  transcript: Transcript | undefined,
): Promise<Instrument> {
  if (driver.link === 'phone' && link.link === 'phone') {
    return driver.open(link.phone, { clock }).catch((error: unknown) => link.phone.close().then(() => rethrow(error)));
  }
  if (driver.link === 'iphone' && link.link === 'iphone') {
    const { iphone } = link;
    return driver.open(iphone, { clock }).catch((error: unknown) => iphone.close().then(() => rethrow(error)));
  }
  if (driver.link === 'bytes' && link.link === 'bytes') {
    const transport = transcript === undefined ? link.transport : recordedTransport(link.transport, transcript, clock);
    return driver.open(transport, { clock }).catch((error: unknown) => transport.close().then(() => rethrow(error)));
  }
  throw new Error('an address was opened with the link of another driver');
}

function rethrow(error: unknown): never {
  throw error;
}

function withRelease(instrument: Instrument, release: () => Promise<void>): Instrument {
  return {
    identity: instrument.identity,
    capability: instrument.capability,
    call: (verb, args, options) => instrument.call(verb, args, options),
    onReading: (listener) => instrument.onReading(listener),
    onLost: (listener) => instrument.onLost(listener),
    async close() {
      await instrument.close();
      await release();
    },
  };
}
