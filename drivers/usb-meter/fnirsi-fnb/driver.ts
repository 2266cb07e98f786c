/** FNIRSI FNB48, C1 and FNB58: inline USB meters on USB HID that send four samples in a report; they are only listened to. */
import type { ByteDriver, StreamDecoder } from '../../contract/driver.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { usbChannels } from '../usb-readings.ts';
import { FnbMeter, type FnbModel, readingsOf } from './instrument.ts';
import { type FoundReport, ReportFinder } from './report-finder.ts';
import { simulateFnb } from './simulator.ts';

const openWithinMs = 8_000;
/** A report every 40 ms; half a second without one is silence. */
const silentAfterMs = 500;

/** The samples of a recording. */
class FnbDecoder implements StreamDecoder {
  readonly #finder = new ReportFinder();
  readonly #model: FnbModel;

  constructor(model: FnbModel) {
    this.#model = model;
  }

  push(chunk: Uint8Array, at?: number) {
    return this.#finder.push(chunk).flatMap((report) => this.#readings(report, at));
  }

  end() {
    return this.#finder.end().flatMap((report) => this.#readings(report));
  }

  get discardedBytes() {
    return this.#finder.discardedBytes;
  }

  #readings({ samples, from, to }: FoundReport, at?: number) {
    const span = { from, to };
    const answer = readingsOf(samples, this.#model, at === undefined ? { span } : { span, at });
    return usbChannels(answer).map(([, reading]) => reading);
  }
}

interface FnbFamily {
  readonly id: string;
  readonly models: readonly string[];
  readonly usb: readonly { readonly vendor: number; readonly product: number }[];
  readonly by: string;
  readonly model: FnbModel;
}

function fnbDriver({ id, models, usb, by, model }: FnbFamily): ByteDriver {
  return {
    link: 'bytes',
    manifest: {
      id,
      models: models.map((name) => ({ make: 'FNIRSI', model: name })),
      capability: 'UsbMeter',
      recognised: { usb, by },
      minGapMs: 20,
      silentAfterMs,
      lacks: ['charge', 'energy'],
      energises: false,
      version: '1.0.0',
    },
    safeState: { frames: [], gapMs: 0 },
    decoder: () => new FnbDecoder(model),
    async open(transport, { clock }) {
      const meter = new FnbMeter(transport, clock, model);
      await recognised(id, transport, () => meter.identify({ deadlineMs: openWithinMs }));
      return meter;
    },
    simulate: (unit, context) => simulateFnb(unit, context),
  };
}

export const fnb58Driver = fnbDriver({
  id: 'fnirsi-fnb58',
  models: ['FNB58'],
  usb: [{ vendor: 0x2e3c, product: 0x5558 }],
  by: 'its USB id 2E3C:5558, and its reports of 64 bytes that begin with AA 04',
  model: {
    identity: { make: 'FNIRSI', model: 'FNB58' },
    third: 0x82,
    keepTalkingMs: 1_000,
    maxVolts: 28,
    maxAmps: 7,
  },
});

export const fnb48Driver = fnbDriver({
  id: 'fnirsi-fnb48',
  models: ['FNB48', 'C1'],
  usb: [
    { vendor: 0x0483, product: 0x003a },
    { vendor: 0x0483, product: 0x003b },
  ],
  by: 'its USB id 0483:003A or 0483:003B, and its reports of 64 bytes that begin with AA 04',
  model: {
    identity: { make: 'FNIRSI', model: 'FNB48' },
    third: 0x83,
    keepTalkingMs: 40,
    maxVolts: 24,
    maxAmps: 6.5,
  },
});
