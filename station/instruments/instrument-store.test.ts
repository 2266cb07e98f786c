import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { InstrumentStore } from './instrument-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'ohmstead-instruments-'));
const database = openDatabase(folder);
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const note = { date: '2026-01-05', due: '2027-01-05', certificate: 'C-1', by: 'Q' };
const meter = { make: 'Keysight', model: '34461A', serial: 'MY1' };
let store: InstrumentStore;
beforeEach(() => {
  database.run('DELETE FROM instrument_calibration');
  store = new InstrumentStore(database);
});

it('addresses are kept in the order they were entered, until they are forgotten', () => {
  store.add('tcp:a:1', 1);
  store.add('/dev/ttyUSB0', 2);
  store.add('tcp:a:1', 3);
  expect(new InstrumentStore(database).addresses()).toEqual(['tcp:a:1', '/dev/ttyUSB0']);
  store.forget('tcp:a:1');
  expect(store.addresses()).toEqual(['/dev/ttyUSB0']);
});

it('a note follows an instrument that tells its serial number to another place', () => {
  store.note('tcp:a:1', meter, note);
  expect(store.calibration('tcp:b:2', meter)).toEqual(note);
  expect(store.calibration('tcp:a:1', null)).toEqual(note);
});

it('another instrument at the same place has no note by being there', () => {
  store.note('tcp:a:1', meter, note);
  expect(store.calibration('tcp:a:1', { ...meter, serial: 'MY2' })).toBeNull();
});

it('a note about another instrument at the same place takes nothing from the first', () => {
  const second = { ...meter, serial: 'MY2' };
  store.note('tcp:a:1', meter, note);
  store.note('tcp:a:1', second, { ...note, certificate: 'C-2' });
  expect(store.calibration('tcp:a:1', second)?.certificate).toBe('C-2');
  expect(store.calibration('tcp:b:2', meter)).toEqual(note);
  expect(store.calibration('tcp:a:1', meter)).toEqual(note);
  store.note('tcp:a:1', second, null);
  expect(store.calibration('tcp:b:2', meter)).toEqual(note);
  store.note('tcp:c:3', meter, { ...note, certificate: 'C-3' });
  expect(store.calibration('tcp:a:1', meter)?.certificate).toBe('C-3');
});

it('a note that was made before anybody knew who is there belongs to the first that says so', () => {
  store.note('tcp:a:1', null, note);
  expect(store.calibration('tcp:a:1', null)).toEqual(note);
  expect(store.calibration('tcp:a:1', meter)).toEqual(note);
  expect(store.calibration('tcp:a:1', { ...meter, serial: 'MY2' })).toBeNull();
  expect(store.calibration('tcp:b:2', meter)).toEqual(note);
});

it('a note that is mended while the instrument is not open is still about that instrument', () => {
  store.note('tcp:a:1', meter, note);
  store.note('tcp:a:1', null, { ...note, certificate: 'C-2' });
  expect(store.calibration('tcp:b:2', meter)?.certificate).toBe('C-2');
  expect(store.calibration('tcp:a:1', { ...meter, serial: 'MY2' })).toBeNull();
  store.note('tcp:a:1', null, null);
  expect(store.calibration('tcp:b:2', meter)).toBeNull();
});

it('one that tells no serial number is not the one whose note stands at its place, and leaves that note to it', () => {
  const plain = { make: 'UNI-T', model: 'UT61E' };
  store.note('/dev/ttyUSB0', meter, note);
  expect(store.calibration('/dev/ttyUSB0', plain)).toBeNull();
  store.note('/dev/ttyUSB0', plain, { ...note, certificate: 'C-2' });
  expect(store.calibration('/dev/ttyUSB0', plain)?.certificate).toBe('C-2');
  expect(store.calibration('/dev/ttyUSB1', meter)).toEqual(note);
});

it('an instrument without a serial number keeps its note at its place alone', () => {
  const plain = { make: 'UNI-T', model: 'UT61E' };
  store.note('1a86:7523@1-2', plain, note);
  expect(store.calibration('1a86:7523@1-2', plain)).toEqual(note);
  expect(store.calibration('1a86:7523@1-3', plain)).toBeNull();
});

it('a newer note takes the place of the older one, and null takes it away', () => {
  store.note('tcp:a:1', meter, note);
  store.note('tcp:b:2', meter, { ...note, certificate: 'C-2' });
  expect(store.calibration('tcp:a:1', meter)?.certificate).toBe('C-2');
  store.note('tcp:b:2', meter, null);
  expect(store.calibration('tcp:b:2', meter)).toBeNull();
});
