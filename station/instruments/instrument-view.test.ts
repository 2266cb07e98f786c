import { describe, expect, it } from 'vitest';
import type { DiscoveredInstrument } from '../../drivers/bench/bench-api.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import { kindOf, type RoomFacts, viewsOf } from './instrument-view.ts';
import { Loans } from './loans.ts';
import { simulatedPlaces } from './simulated-places.ts';

const nothing: RoomFacts = {
  ...{ discovery: { instruments: [], problems: [] }, manual: [], simulated: [], drivers: catalogue, live: [] },
  ...{ failed: new Map(), loans: new Loans() },
  named: () => undefined,
  channels: () => [],
  calibration: () => null,
};
const port: DiscoveredInstrument = {
  ...{ address: '/dev/ttyUSB0', kind: 'serial', candidates: ['scpi-multimeter'], stableId: '1a86:7523@1-2' },
  ...{ state: 'usable', label: 'USB Serial' },
};
const views = (facts: Partial<RoomFacts>) => viewsOf({ ...nothing, ...facts });
const found = (more: object) => ({ discovery: { instruments: [{ ...port, ...more }], problems: [] } });

describe('the view of a place', () => {
  it('is known by what does not change when it is plugged in elsewhere', () => {
    expect(views(found({}))).toMatchObject([
      { id: '1a86:7523@1-2', address: '/dev/ttyUSB0', state: 'found', label: 'USB Serial', problem: null },
    ]);
  });

  it('of two with the same serial number is its own, with its own calibration', () => {
    const at = (path: string, number: number) => ({
      ...{ ...port, address: `/dev/ttyUSB${number}`, stableId: '10c4:ea60:7', usbPath: path },
    });
    const calibration = (id: string) =>
      id === '10c4:ea60:7 @1-2' ? { date: '2026-01-02', due: '2027-01-02', certificate: 'C1', by: 'L' } : null;
    const discovery = { instruments: [at('1-1', 0), at('1-2', 1)], problems: [] };
    expect(views({ discovery, calibration })).toMatchObject([
      { id: '10c4:ea60:7 @1-1', calibration: null },
      { id: '10c4:ea60:7 @1-2', calibration: { certificate: 'C1' } },
    ]);
  });

  it('what it called itself when it was asked counts more than what its ids let one guess, wherever it is plugged in', () => {
    const scope = { address: '/dev/usbtmc0', kind: 'usb', stableId: '2a8d:9999:MY1', candidates: ['a', 'b'] };
    const named = (id: string) =>
      id === '2a8d:9999:MY1' ? { answer: 'K,34465A,MY1,A', label: 'Keysight 34465A', drivers: ['b'] } : undefined;
    expect(views({ ...found(scope), named })).toMatchObject([
      { candidates: ['b'], label: 'Keysight 34465A', mayBeAsked: true },
    ]);
    const other = { ...scope, stableId: '2a8d:9999:MY2' };
    expect(views({ ...found(other), named })).toMatchObject([{ candidates: ['a', 'b'], label: 'USB Serial' }]);
    expect(views(found({}))[0]?.mayBeAsked).toBeUndefined();
  });

  it('a busy port cannot be used and says who has it; a device nobody knows may still be given a driver', () => {
    const busy = { state: 'not-usable', reason: { code: 'port/busy', params: { program: 'minicom' } }, cure: 'cure/x' };
    expect(views(found(busy))).toMatchObject([
      { state: 'unusable', problem: { code: 'port/busy', params: { program: 'minicom', cure: 'cure/x' } } },
    ]);
    const unknown = { state: 'not-usable', candidates: [], reason: { code: 'discovery/unknown-device', params: {} } };
    expect(views(found(unknown))).toMatchObject([{ state: 'found', problem: { code: 'discovery/unknown-device' } }]);
  });

  it('what a run has is in that run, also a port that discovery calls busy because of it', () => {
    const loans = new Loans();
    loans.take('R-1', ['/dev/ttyUSB0']);
    const busy = { state: 'not-usable', reason: { code: 'port/busy', params: {} } };
    expect(views({ ...found(busy), loans })).toMatchObject([{ state: 'in-run', run: 'R-1', problem: null }]);
    loans.take('R-2', ['tcp:10.0.0.9:5025']);
    expect(views({ loans }).map(({ address, run }) => [address, run])).toEqual([
      ['/dev/ttyUSB0', 'R-1'],
      ['tcp:10.0.0.9:5025', 'R-2'],
    ]);
    loans.giveBack('R-1', ['/dev/ttyUSB0']);
    loans.giveBack('R-2', ['tcp:10.0.0.9:5025']);
    expect(views({ loans })).toEqual([]);
  });

  it('what keeps the station from looking is a line without an address', () => {
    const problems = [{ code: 'phone/adb-missing', params: {}, cure: 'cure/install-adb' }];
    expect(views({ discovery: { instruments: [], problems } })).toMatchObject([
      {
        id: 'phone/adb-missing',
        address: '',
        kind: 'adb',
        state: 'unusable',
        problem: { params: { cure: 'cure/install-adb' } },
      },
    ]);
  });

  it('there is one simulated instrument of every capability', () => {
    const places = simulatedPlaces(catalogue);
    const capabilities = new Set(catalogue.map(({ manifest }) => manifest.capability));
    expect(places).toHaveLength(capabilities.size);
    expect(views({ simulated: places }).every(({ simulated, state }) => simulated && state === 'found')).toBe(true);
  });

  it.each([
    ['/dev/ttyUSB0', 'serial'],
    ['/dev/usbtmc0', 'usb'],
    ['usb:1ab1:04ce', 'usb'],
    ['hid:1a86:e008', 'hid'],
    ['tcp:h:1', 'tcp'],
    ['adb:X', 'adb'],
    ['adb-connect:h:1', 'adb'],
    ['sim:x', 'simulated'],
  ])('%s is reached by %s', (address, kind) => {
    expect(kindOf(address, undefined)).toBe(kind);
  });
});
