/** Multimeters with the FS9922-DMM3 or -DMM4: handhelds that stream sign, digits and symbols. One engine, models as data. */
import type { ByteDriver, DriverManifest } from '../../contract/driver.ts';
import {
  type Display,
  dcVoltsDisplay,
  displayReading,
  pressedDisplay,
  unreadDisplay,
} from '../stream-meter/display.ts';
import { LineFrameFinder } from '../stream-meter/line-frame-finder.ts';
import type { MeterFormat } from '../stream-meter/meter-format.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import type { MeterFace } from '../stream-meter/stream-simulator.ts';
import { utD04 } from '../usb-leads.ts';
import { encodeFrame, frameBytes, parseFrame, type UserSymbols } from './frame.ts';

interface Fs9922Model {
  readonly id: string;
  readonly models: readonly [DriverManifest['models'][number], ...DriverManifest['models']];
  readonly userSymbols: UserSymbols;
}

/** The Voltcraft lights a symbol of its own in its diode test. */
export const fs9922Models: readonly Fs9922Model[] = [
  {
    id: 'uni-t-ut61b',
    models: [
      { make: 'UNI-T', model: 'UT61B' },
      { make: 'UNI-T', model: 'UT61C' },
      { make: 'UNI-T', model: 'UT61D' },
      { make: 'Victor', model: '86C' },
      { make: 'SparkFun', model: '70C' },
    ],
    userSymbols: [],
  },
  { id: 'voltcraft-vc830', models: [{ make: 'Voltcraft', model: 'VC830' }], userSymbols: [[8, 0x80, 'diode']] },
];

/** Fourteen bytes at 2400 baud, milliseconds. */
const frameMs = 59;
const periodMs = 500;
/** The DMM3 has 4000 counts, the DMM4 6000, and the frame does not tell: ranges stay without a name. */
const simulatedCounts = 4_000;

export function fs9922Kind({ userSymbols }: Pick<Fs9922Model, 'userSymbols'>): {
  readonly format: MeterFormat;
  readonly face: MeterFace<Display>;
} {
  return {
    format: {
      frameBytes,
      finder: () => new LineFrameFinder({ frameBytes, sevenBits: false, frameMs }),
      readingOf(bytes) {
        const display = parseFrame(bytes, userSymbols);
        return display === undefined ? undefined : displayReading(display);
      },
      unreadMode(bytes) {
        const display = parseFrame(bytes, userSymbols);
        return display === undefined ? undefined : unreadDisplay(display);
      },
      loneHeader: 'shown',
      periodOf: () => periodMs,
      silentAfterMs: 3_000,
    },
    face: {
      encode: (display) => encodeFrame(display, userSymbols),
      dcVolts: (volts) => dcVoltsDisplay(volts, simulatedCounts),
      largestDigits: 9_999,
      pressed: pressedDisplay,
    },
  };
}

export const fs9922Meters: readonly ByteDriver[] = fs9922Models.map((model) =>
  streamMeter({
    id: model.id,
    models: model.models,
    recognisedBy: 'its stream of 14-byte frames that begin with a sign and end with CR LF; the cable tells nothing',
    usb: utD04,
    line: { baudRate: 2_400, dataBits: 8, parity: 'none', stopBits: 1, dtr: true, rts: false },
    ...fs9922Kind(model),
    cannotTell: [],
  }),
);
