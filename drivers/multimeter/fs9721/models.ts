/**
 * The meters with an FS9721_LP3 inside, as data: what they are called, and what they made of the four symbols of byte 13.
 * Source: libsigrok, `src/hardware/serial-dmm/api.c` and `src/dmm/fs9721.c` (facts only).
 */
import type { ByteDriver } from '../../contract/driver.ts';
import type { StreamMeterParts } from '../stream-meter/stream-meter.ts';
import type { UserSymbols } from './frame.ts';

export interface Fs9721Model {
  readonly id: ByteDriver['manifest']['id'];
  readonly models: StreamMeterParts<never>['models'];
  readonly userSymbols: UserSymbols;
  /** The lead UT-D02 takes its power from DTR high and RTS low; the other makers' cables have DTR alone. */
  readonly rts?: false;
}

const userSymbolsByte = 13;

export const fs9721Models: readonly Fs9721Model[] = [
  {
    id: 'voltcraft-vc820',
    models: [
      { make: 'Voltcraft', model: 'VC820' },
      { make: 'Voltcraft', model: 'VC840' },
      { make: 'UNI-T', model: 'UT60A' },
      { make: 'UNI-T', model: 'UT60E' },
      { make: 'Tenma', model: '72-7745' },
      { make: 'Mastech', model: 'MS8250B' },
    ],
    userSymbols: [[userSymbolsByte, 1, '°C']],
    rts: false,
  },
  {
    id: 'tekpower-tp4000zc',
    models: [
      { make: 'TekPower', model: 'TP4000ZC' },
      { make: 'Digitek', model: 'DT4000ZC' },
    ],
    userSymbols: [[userSymbolsByte, 4, '°C']],
  },
  {
    id: 'va-va18b',
    models: [{ make: 'V&A', model: 'VA18B' }],
    userSymbols: [[userSymbolsByte, 2, '°C']],
  },
  {
    id: 'va-va40b',
    models: [{ make: 'V&A', model: 'VA40B' }],
    userSymbols: [
      [userSymbolsByte, 1, 'max'],
      [userSymbolsByte, 2, '°C'],
      [userSymbolsByte, 8, 'min'],
    ],
  },
  {
    id: 'pce-pce-dm32',
    models: [
      { make: 'PCE', model: 'PCE-DM32' },
      { make: 'PeakTech', model: '3330' },
    ],
    userSymbols: [
      [userSymbolsByte, 2, '°F'],
      [userSymbolsByte, 4, '°C'],
    ],
  },
];
