/** A meter on the bench as the station tells of it, and the answer that lists such instruments. */
import type { InstrumentView } from '../../station/api/instruments.ts';

export const sampleMeter: InstrumentView = {
  id: '1a86:e008:42',
  address: '/dev/ttyUSB0',
  kind: 'serial',
  state: 'online',
  manual: false,
  simulated: false,
  candidates: ['unit-ut61e'],
  driver: 'unit-ut61e',
  capability: 'multimeter',
  identity: { make: 'UNI-T', model: 'UT61E' },
  label: 'UT61E',
  problem: null,
  lostSinceWall: null,
  run: null,
  calibration: { date: '2020-01-01', due: '2021-01-01', certificate: 'C-17', by: 'Metrology lab' },
  channels: ['main'],
};

export const overview = (...instruments: InstrumentView[]) => ({ 'instrument/overview': () => instruments });
