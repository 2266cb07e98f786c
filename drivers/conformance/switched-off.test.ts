/** The commonest fault of all: a lead in the right port, and an instrument that is off or does not talk. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { catalogue } from '../catalogue.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { simulatedPipe } from '../transport/simulated.ts';

const drivers = catalogue.filter((driver): driver is ByteDriver => driver.link === 'bytes');

/** What opening ends with where `answer` hears each chunk that is sent. */
async function openedOn(driver: ByteDriver, answer?: (chunk: Uint8Array) => Uint8Array) {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const { transport, wire } = simulatedPipe({ clock, random: seededRandom(1), faults, address: 'sim:nobody' });
  if (answer !== undefined) wire.onData((chunk) => wire.send(answer(chunk)));
  return clock.run(
    driver.open(transport, { clock }).then(
      () => 'open',
      (error) => failureOf(error).code,
    ),
  );
}

describe('an instrument that is switched off', () => {
  it.each(drivers.map((driver) => [driver.manifest.id, driver] as const))('%s is silent', async (_id, driver) => {
    // The words differ: a meter has to be told to talk by its own keys, whatever is asked only to be switched on.
    const talks = driver.manifest.silentAfterMs !== undefined && driver.manifest.capability === 'Multimeter';
    expect(await openedOn(driver)).toBe(talks ? 'instrument/silent' : 'instrument/no-answer');
  });
});

describe('a line that gives every question back', () => {
  // A JBC on USB is waited for until it greets: it is asked nothing that could come back.
  const asked = drivers.filter(
    ({ manifest: { id, silentAfterMs } }) => silentAfterMs === undefined && id !== 'jbc-p02',
  );
  it.each(asked.map((driver) => [driver.manifest.id, driver] as const))('is no %s', async (_id, driver) => {
    expect(await openedOn(driver, (chunk) => chunk)).toBe('instrument/not-recognised');
  });
});
