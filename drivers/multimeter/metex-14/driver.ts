/** Metex multimeters and their relatives with 14-character answers: one engine, the four speeds as data. */
import type { ByteDriver, DriverManifest } from '../../contract/driver.ts';
import { FixedFrameDecoder } from '../../protocol/fixed-frame-decoder.ts';
import { askedMeter } from '../asked-meter/asked-meter.ts';
import { mainDisplay, readingIn, request } from './answer.ts';
import { frameBytes } from './frame.ts';
import { simulateMetex } from './simulator.ts';

interface MetexModel {
  readonly id: string;
  readonly models: readonly [DriverManifest['models'][number], ...DriverManifest['models']];
  readonly baudRate: number;
  /** Displays in one answer. */
  readonly displays: 1 | 4;
  readonly gapMs: number;
  /** Half an answer at this speed, as an adapter may hand it over. */
  readonly quietMs: number;
}

const metexModels: readonly MetexModel[] = [
  {
    id: 'metex-me31',
    models: [
      { make: 'Metex', model: 'ME-31' },
      { make: 'Mastech', model: 'MAS345' },
      { make: 'Voltcraft', model: 'ME-42' },
      { make: 'PeakTech', model: '3410' },
      { make: 'RadioShack', model: '22-805' },
    ],
    baudRate: 600,
    displays: 1,
    gapMs: 60,
    quietMs: 200,
  },
  {
    id: 'metex-m3640d',
    models: [
      { make: 'Metex', model: 'M-3640D' },
      { make: 'Metex', model: 'M-3650CR' },
      { make: 'Metex', model: 'M-4650CR' },
      { make: 'Voltcraft', model: 'M-3650D' },
      { make: 'Voltcraft', model: 'M-3650CR' },
      { make: 'Voltcraft', model: 'M-4650CR' },
      { make: 'PeakTech', model: '4370' },
      { make: 'RadioShack', model: '22-168' },
    ],
    baudRate: 1_200,
    displays: 1,
    gapMs: 20,
    quietMs: 60,
  },
  {
    id: 'metex-me21',
    models: [{ make: 'Metex', model: 'ME-21' }],
    baudRate: 2_400,
    displays: 1,
    gapMs: 20,
    quietMs: 60,
  },
  {
    id: 'metex-m3860m',
    models: [
      { make: 'Metex', model: 'M-3860M' },
      { make: 'PeakTech', model: '4390A' },
    ],
    baudRate: 9_600,
    displays: 4,
    gapMs: 20,
    quietMs: 60,
  },
];

export const metexMeters: readonly ByteDriver[] = metexModels.map(
  ({ id, models, baudRate, displays, gapMs, quietMs }) => {
    const measured = (answer: Uint8Array) => mainDisplay(answer, displays);
    return askedMeter({
      id,
      models,
      recognised: {
        by: 'its 14-character answer to D, which ends with CR; the cable is any RS-232 adapter and tells nothing',
      },
      // DTR high and RTS low power the optical side of the lead.
      line: { baudRate, dataBits: 7, parity: 'none', stopBits: 2, dtr: true, rts: false },
      lineRules: {
        gapMs,
        quietMs,
        answerWithinMs: 500,
        isWhole: (received) => measured(received) !== undefined,
        probes: [{ request, accepts: (reply) => measured(reply) !== undefined }],
      },
      measure: async (ask) => measured(await ask(request)),
      sureAfter: 2,
      // One to two numbers a second are written of.
      conversionMs: 700,
      quietDigits: 3,
      // Whether the main display says MN or MX where a key has chosen it is not known.
      cannotTell: [{ modes: ['hold', 'relative', 'min-max'] }],
      decoder: () =>
        new FixedFrameDecoder({
          bytes: frameBytes,
          parse: readingIn,
          readings: (reading, when) => [{ ...reading, ...when }],
        }),
      simulate: (unit, context) => simulateMetex(unit, context, displays),
      version: '1.1.0',
    });
  },
);
