/** UNI-T UT181A, UT171 and UT8804E: meters that stream binary numbers once they are told to. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { ByteDriver } from '../../contract/driver.ts';
import type { SimulatedInstrument } from '../../contract/simulator.ts';
import { MarkedFrameFinder } from '../stream-meter/marked-frame-finder.ts';
import type { MeterFormat } from '../stream-meter/meter-format.ts';
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { autoRanged, type MeterFace, type ShownNumber } from '../stream-meter/stream-simulator.ts';
import { longDialect } from '../uni-t-abcd/frame.ts';
import { utD09 } from '../usb-leads.ts';
import { encodePacket, meaningOf, parsePacket, type Ut181aMeasurement } from './measurement.ts';
import { unreadModeOf } from './modes.ts';

/** Monitor on: it streams from then on. It changes nothing of what is measured. */
export const monitorOn = longDialect.encode(Uint8Array.of(0x05, 0x01));
const wentWell = longDialect.encode(Uint8Array.of(0x01, 0x4f, 0x4b));
const shortestFrameBytes = 25;

const ut181aFormat: MeterFormat = {
  frameBytes: shortestFrameBytes,
  finder: () => new MarkedFrameFinder(longDialect),
  readingOf(bytes) {
    const shown = parsePacket(longDialect.payloadOf(bytes));
    return shown === undefined ? undefined : meaningOf(shown);
  },
  unreadMode(bytes) {
    const shown = parsePacket(longDialect.payloadOf(bytes));
    return shown === undefined ? undefined : unreadModeOf(shown.mode);
  },
  loneHeader: 'shown',
  // Two to ten a second are written of; the slowest, so that a number surely is of after the call.
  periodOf: () => 500,
  silentAfterMs: 3_000,
};

interface Face extends ShownNumber {
  readonly range: number;
  readonly negative: boolean;
  readonly key?: HiddenMode;
}

/** Of the packet with lowest and highest the present value is read, so that key hides nothing. */
const keys: Readonly<Partial<Record<HiddenMode, Partial<Ut181aMeasurement>>>> = {
  hold: { hold: true },
  relative: { format: 'relative' },
  peak: { format: 'peak' },
};

const dcVolts = 0x3111;

const face: MeterFace<Face> = {
  encode({ digits, overload, range, negative, key }) {
    const places = 4 - range;
    const value = (negative ? -1 : 1) * digits * 10 ** -places;
    const shown: Ut181aMeasurement = {
      mode: dcVolts,
      format: 'normal',
      hold: false,
      auto: true,
      leadError: false,
      value,
      places,
      overload: overload ? (negative ? -1 : 1) : undefined,
      unit: 'VDC',
      ...(key === undefined ? {} : keys[key]),
    };
    return longDialect.encode(encodePacket(shown));
  },
  dcVolts: (volts) => ({ ...autoRanged(volts, [-4, -3, -2, -1], 60_000), negative: volts < 0 }),
  largestDigits: 99_999,
  pressed: (frame, mode) => (keys[mode] === undefined ? undefined : { ...frame, key: mode }),
};

const streaming = streamMeter({
  id: 'uni-t-ut181a',
  models: [
    { make: 'UNI-T', model: 'UT181A' },
    { make: 'UNI-T', model: 'UT171A / B / C' },
    { make: 'UNI-T', model: 'UT8804E' },
  ],
  recognisedBy: 'its stream of frames that begin with AB CD, once it was told to send them; its USB lead is a UT-D09',
  usb: utD09,
  line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
  format: ut181aFormat,
  face,
  cannotTell: [],
});

export const uniTUt181a: ByteDriver = {
  ...streaming,
  async open(transport, context) {
    // Not waited for: one that streams already is as good.
    transport.write(monitorOn).catch(() => undefined);
    return streaming.open(transport, context);
  },
  simulate(unit, context): SimulatedInstrument {
    const meter = streaming.simulate(unit, context);
    return {
      attach(wire) {
        let heard: number[] = [];
        let isOn = false;
        wire.onData((chunk) => {
          heard = [...heard, ...chunk].slice(-monitorOn.length);
          if (isOn || !monitorOn.every((byte, place) => heard[place] === byte)) return;
          isOn = true;
          wire.send(wentWell);
          meter.attach(wire);
        });
      },
      detach: () => meter.detach(),
      press: (mode) => meter.press?.(mode) ?? false,
    };
  },
};
