/** Every driver of the catalogue that talks bytes, read on its simulator and then out of what was recorded meanwhile. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { jbcUsbDriver } from '../soldering-station/jbc-p02/driver.ts';
import { km003cDriver } from '../usb-meter/chargerlab-km003c/driver.ts';
import { decoded, type Recording, readingsIn, record, shownBy } from './recording-rig.ts';

const seed = Number(process.env.OHMSTEAD_SEED?.split(',')[0] ?? 20_260_105);
const samples = 3;

const drivers = catalogue.filter((driver): driver is ByteDriver => driver.link === 'bytes');
const asked = drivers.filter(({ manifest }) => manifest.silentAfterMs === undefined);

const recordings = new Map<string, Promise<Recording>>();

function recordingOf(driver: ByteDriver): Promise<Recording> {
  const { id } = driver.manifest;
  const known = recordings.get(id) ?? record(driver, { samples, seed });
  recordings.set(id, known);
  return known;
}

describe.each(drivers.map((driver) => [driver.manifest.id, driver] as const))('%s', (_id, driver) => {
  it(`tells out of a recording what it has read live, at the time it was read (seed ${seed})`, async () => {
    const { text, answers } = await recordingOf(driver);
    const told = await decoded(driver, text);
    expect(told.failure).toBeUndefined();
    expect(told.answers).toEqual(answers.map(shownBy));
    const live = answers.flatMap(readingsIn).map(({ at }) => at);
    expect(live.length).toBeGreaterThanOrEqual(samples);
    for (const [place, at] of live.entries())
      if (at === undefined) expect(told.times[place]).toBeUndefined();
      else expect(told.times[place]).toBeCloseTo(at, 2);
    expect(told.unused).toBe(0);
  });

  it(`tells the same where everything was a little late (seed ${seed})`, async () => {
    const { text, answers } = await record(driver, { samples, seed, lateMs: 2 });
    const told = await decoded(driver, text);
    expect([told.failure, told.answers]).toEqual([undefined, answers.map(shownBy)]);
  });

  it(`tells nothing that was not read where the recording breaks off, and says so (seed ${seed})`, async () => {
    const { text, answers } = await recordingOf(driver);
    const live = answers.map(shownBy);
    for (const part of [0.3, 0.62, 0.95]) {
      const told = await decoded(driver, text.slice(0, Math.floor(text.length * part)).replace(/[^\n]*$/, ''));
      expect(told.answers).toEqual(live.slice(0, told.answers.length));
      expect(told.answers.length).toBeLessThan(samples);
      // Between two readings it may end anywhere.
      if (told.failure === undefined) expect(told.answers.length).toBeGreaterThan(0);
      else expect(told.failure.code).toMatch(/^conversation\/(empty|ends-)/);
    }
  });
});

it.each(asked.map((driver) => [driver.manifest.id, driver] as const))(
  `%s that was silent for one reading is read before and behind it (seed ${seed})`,
  async (_id, driver) => {
    const { text, answers } = await record(driver, { samples: 4, seed, silentAt: 1 });
    const told = await decoded(driver, text);
    expect([told.failure, told.answers, told.missed]).toEqual([undefined, answers.map(shownBy), 1]);
    expect(answers).toHaveLength(3);
  },
);

it.each([km003cDriver, jbcUsbDriver].map((driver) => [driver.manifest.id, driver] as const))(
  `%s, whose questions are numbered and mixed with what timers send, tells all of a long recording (seed ${seed})`,
  async (_id, driver) => {
    const { text, answers } = await record(driver, { samples: 200, seed, lateMs: 1 });
    const told = await decoded(driver, text);
    expect([told.failure, told.answers]).toEqual([undefined, answers.map(shownBy)]);
  },
);

it(`no driver tells a reading out of a conversation with another kind of instrument (seed ${seed})`, async () => {
  const others = ['korad-ka3005p', 'chargerlab-km003c', 'center-309'].map((id) =>
    drivers.find((each) => each.manifest.id === id),
  );
  for (const driver of asked) {
    for (const other of others) {
      if (other === undefined || other === driver || other.numbers !== undefined) continue;
      const { text } = await recordingOf(other);
      const named = await decoded(driver, text);
      expect([named.failure?.code, named.answers]).toEqual(['conversation/other-driver', []]);
      const told = await decoded(driver, text.replace(/^#.*\n/, ''));
      const what = `${driver.manifest.id} on ${other.manifest.id}`;
      expect([what, told.answers]).toEqual([what, []]);
      expect(told.failure?.code, what).toMatch(
        /^(conversation\/(not-recorded|ends-before-reading)|instrument\/not-recognised)$/,
      );
    }
  }
});
