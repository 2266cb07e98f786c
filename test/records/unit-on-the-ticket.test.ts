/** A phone that is not the one on the ticket: noted, never judged. */
import { expect, it } from 'vitest';
import type { BenchInstrument, Entry, EntryOf } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { unitRemarks } from '../../station/record/unit-remarks.ts';
import { journalOf } from '../support/sample-journal.ts';

type Unit = EntryOf<'run.start'>['unit'];

function phoneOf(identity: BenchInstrument['identity']): BenchInstrument {
  const driver = { driver: 'android', driverVersion: '1.0.0', address: 'adb:X' };
  return { role: 'phone', capability: 'Phone', ...driver, simulated: false, identity };
}

function remarks(unit: Unit, identity: BenchInstrument['identity'], simulated = false) {
  const phone = phoneOf(identity);
  const supply = {
    ...phone,
    role: 'supply',
    capability: 'PowerSupply',
    identity: { make: 'K', model: 'S', serial: 'S' },
  };
  return unitRemarks({ unit, simulated } as EntryOf<'run.start'>, [supply, phone]);
}

const pixel = { make: 'Google', model: 'Pixel 8', serial: '38AB12' };

it.each<[string, Unit, BenchInstrument['identity']]>([
  ['the same serial, whatever the model is called', { model: 'shiba', serial: '38ab-12' }, pixel],
  ['the same model without a serial', { brand: 'Google', model: 'Pixel 8' }, pixel],
  ['the brand typed into the model', { model: 'google PIXEL 8' }, pixel],
  ['a phone that puts its brand into the model', { brand: 'Acme', model: 'One' }, { make: 'ACME', model: 'Acme One' }],
  ['a ticket without a model', {}, pixel],
  ['an address instead of a serial', { model: 'Pixel 8', serial: '38AB12' }, { ...pixel, serial: '10.0.0.5:5555' }],
])('%s is no difference', (_, unit, identity) => {
  expect(remarks(unit, identity)).toEqual([]);
});

it('another serial is noted although the model is the same', () => {
  expect(remarks({ brand: 'Google', model: 'Pixel 8', serial: 'OTHER' }, pixel)).toEqual([
    { code: 'unit/differs', params: { ticket: 'OTHER', measured: '38AB12' } },
  ]);
});

it('another model is noted where nobody has typed the serial', () => {
  expect(remarks({ brand: 'Google', model: 'Pixel 8 Pro' }, pixel)).toEqual([
    { code: 'unit/differs', params: { ticket: 'Google Pixel 8 Pro', measured: 'Google Pixel 8' } },
  ]);
});

it('a simulated phone is never compared with the ticket', () => {
  expect(remarks({ model: 'Other', serial: 'OTHER' }, pixel, true)).toEqual([]);
});

it('the record of a run has the difference among its notes', () => {
  const entries = journalOf('RUN-20260105-0001', []).map((entry): Entry => {
    if (entry.kind === 'run.start') return { ...entry, simulated: false, unit: { serial: 'OTHER' } };
    return entry.kind === 'bench.descriptor' ? { ...entry, instruments: [phoneOf(pixel)] } : entry;
  });
  expect(fold(entries).notes).toEqual([{ code: 'unit/differs', params: { ticket: 'OTHER', measured: '38AB12' } }]);
});
