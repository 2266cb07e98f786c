/**
 * A meter's HID lead, CP2110 or CH9329: reports on two interrupt endpoints, feature reports that set the line. Delivers
 * nothing until the line is set, where the chip wants that, and now and then a report without a byte, as real ones do.
 */

import type { SimulatedInstrument } from '../../../drivers/contract/simulator.ts';
import type { HidBridge } from '../../../drivers/transport/hid/bridges.ts';
import type { InterfaceDescription } from '../device/descriptors.ts';
import { word } from '../device/descriptors.ts';
import { InstrumentWire } from '../device/instrument-wire.ts';
import { type ControlAnswer, nothing, type Setup, UsbDevice } from '../device/usb-device.ts';

export interface HidBridgeOptions {
  readonly bridge: HidBridge;
  readonly instrument: SimulatedInstrument;
  readonly maker: string;
  readonly name: string;
  readonly serial?: string;
}

const reportBytes = 64;
const interruptIn = 1;
const hidKind = 0x21;
const reportKind = 0x22;
const requests = { getReport: 1, getIdle: 2, setReport: 9, setIdle: 10, setProtocol: 11 } as const;
const featureReport = 3;

export class HidBridgeDevice extends UsbDevice {
  /** Feature reports that were set, in hex, for tests. */
  readonly features: string[] = [];
  readonly #options: HidBridgeOptions;
  readonly #reports: Uint8Array;
  #wire: InstrumentWire | undefined;
  #isSetUp = false;

  constructor(options: HidBridgeOptions) {
    const { bridge, maker, name, serial } = options;
    const reports = bridge.numbered ? numberedReports() : plainReports();
    const only: InterfaceDescription = {
      class: 3,
      subclass: 0,
      protocol: 0,
      extra: Uint8Array.of(9, hidKind, ...word(0x0111), 0, 1, reportKind, ...word(reports.length)),
      endpoints: [
        { address: 0x80 | interruptIn, type: 'interrupt', packetBytes: reportBytes },
        { address: 0x02, type: 'interrupt', packetBytes: reportBytes },
      ],
    };
    const ids = { vendor: bridge.vendor, product: bridge.product, release: 0x0100 };
    super({ ...ids, speed: 'full', maker, name, interfaces: [only], ...(serial === undefined ? {} : { serial }) });
    this.#options = options;
    this.#reports = reports;
  }

  override plugged(): void {
    const { bridge, instrument } = this.#options;
    this.#isSetUp = bridge.name === 'CH9329';
    const wire = new InstrumentWire((bytes) => {
      if (!this.#isSetUp) return;
      this.in(interruptIn).offer(bridge.reportIn(nothing));
      for (let from = 0; from < bytes.length; from += bridge.mostInReport)
        this.in(interruptIn).offer(bridge.reportIn(bytes.slice(from, from + bridge.mostInReport)));
    });
    this.#wire = wire;
    instrument.attach(wire);
  }

  override received(_endpoint: number, data: Uint8Array): undefined {
    if (this.#isSetUp) this.#wire?.heard(this.#options.bridge.dataOut(data));
  }

  override request({ request, value }: Setup, data: Uint8Array): ControlAnswer {
    if (request === requests.setReport && value >> 8 === featureReport) {
      this.features.push(Buffer.from(data).toString('hex'));
      this.#isSetUp = true;
      return nothing;
    }
    if (request === requests.setReport) {
      this.received(0, data);
      return nothing;
    }
    if (request === requests.getReport) return new Uint8Array(reportBytes);
    return request === requests.setIdle || request === requests.setProtocol ? nothing : 'stall';
  }

  override unplugged(): void {
    super.unplugged();
    this.#wire?.hangUp();
    this.#wire = undefined;
  }

  protected override interfaceDescriptor(kind: number): Uint8Array | undefined {
    return kind === reportKind ? this.#reports : undefined;
  }
}

/** Items of the HID specification 1.11, section 6.2.2, and the kinds of report. */
const item = { usagePage: 0x06, usage: 0x09, collection: 0xa1, end: 0xc0, id: 0x85, size: 0x75, count: 0x95 } as const;
const main = { input: 0x81, output: 0x91, feature: 0xb1 } as const;
const range = [0x15, 0x00, 0x26, 0xff, 0x00] as const;

function application(body: readonly number[]): Uint8Array {
  return Uint8Array.from([
    item.usagePage,
    0x00,
    0xff,
    item.usage,
    1,
    item.collection,
    1,
    ...range,
    item.size,
    8,
    ...body,
    item.end,
  ]);
}

/** One kind of 64 bytes each way, without a number. */
function plainReports(): Uint8Array {
  const of = (kind: number) => [item.usage, 2, item.count, reportBytes, kind, 0x02];
  return application([...of(main.input), ...of(main.output)]);
}

/** Numbers 1 to 63 carry as many bytes each way; the features of the CP2110 that are used have numbers of their own. */
function numberedReports(): Uint8Array {
  const data = Array.from({ length: 63 }, (_, before) => before + 1).flatMap((id) => [
    ...[item.id, id, item.usage, 2, item.count, id, main.input, 0x02],
    ...[item.usage, 3, item.count, id, main.output, 0x02],
  ]);
  const features = (
    [
      [0x41, 1],
      [0x43, 1],
      [0x50, 8],
    ] as const
  ).flatMap(([id, count]) => [...[item.id, id, item.usage, 4, item.count, count, main.feature, 0x02]]);
  return application([...data, ...features]);
}
