/** A meter that cannot say that its display is held leaves a remark in the record of every run with it. */
import { expect, it } from 'vitest';
import { hiddenModesOf } from '../../drivers/contract/hidden-modes.ts';
import { flukeQmMeters } from '../../drivers/multimeter/fluke-qm/driver.ts';
import type { BenchInstrument } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { failureText } from '../../station/texts/failure-text.ts';
import { FakeCommand } from '../support/fake-surroundings.ts';
import { journalOf } from '../support/sample-journal.ts';

const [fluke189] = flukeQmMeters;
const meter: BenchInstrument = {
  ...{ role: 'meter', capability: 'Multimeter', driver: 'fluke-18x', driverVersion: '1.0.0', address: '/dev/ttyUSB0' },
  simulated: false,
  identity: { make: 'Fluke', model: '189' },
  cannotTell: hiddenModesOf(fluke189?.manifest.cannotTell, '189'),
};
const notesOf = (instrument: BenchInstrument) =>
  fold(journalOf('RUN-1', [{ kind: 'bench.descriptor', instruments: [instrument] }])).notes;

it('a meter whose held display looks like a live one is named, with the keys it does not tell of', () => {
  const notes = notesOf(meter);
  const params = { role: 'meter', name: 'Fluke 189', modes: 'HOLD, REL, MIN MAX, PEAK' };
  expect(notes).toEqual([{ code: 'instrument/cannot-tell', params }]);
  for (const language of ['en', 'zh-CN', 'zh-TW'] as const) {
    expect(notes.map((note) => failureText(note, language)).join()).toMatch(/Fluke 189.*HOLD, REL, MIN MAX, PEAK/s);
  }
});

it('one that tells all of it, and a simulated one, are not', () => {
  const { cannotTell: _all, ...telling } = meter;
  expect(notesOf(telling)).toEqual([]);
  expect(notesOf({ ...meter, simulated: true })).toEqual([]);
});

it('the list of drivers says it as well, to people and to machines', async () => {
  const people = new FakeCommand({ folder: '/nowhere' });
  await people.run('drivers');
  const line = people.stdout.text.split('\n').find((each) => each.startsWith('fluke-18x'));
  expect(line).toContain('HOLD, REL, MIN MAX, PEAK');
  const machine = new FakeCommand({ folder: '/nowhere', json: true });
  await machine.run('drivers');
  const told = machine.objects().filter(({ cannotTell }) => cannotTell !== undefined);
  expect(told.map(({ id }) => id)).toEqual(expect.arrayContaining(['fluke-18x', 'voltcraft-vc940', 'scpi-multimeter']));
  expect(told.map(({ id }) => id)).not.toContain('uni-t-ut61e');
});
