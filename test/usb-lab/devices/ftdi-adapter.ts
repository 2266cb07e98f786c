/**
 * An FT232R serial adapter with an optical lead: `/dev/ttyUSBn`. Every packet to the host begins with two bytes of state,
 * and the lead passes nothing on unless DTR is high and RTS is low, which is what powers its receiver.
 * Source: Linux, `drivers/usb/serial/ftdi_sio.h` (facts only). Unlike the chip it sends no packets of state alone.
 */
import type { SimulatedInstrument } from '../../../drivers/contract/simulator.ts';
import { InstrumentWire } from '../device/instrument-wire.ts';
import { type ControlAnswer, nothing, type Setup, UsbDevice } from '../device/usb-device.ts';

export interface FtdiOptions {
  readonly instrument: SimulatedInstrument;
  readonly serial: string;
}

const packetBytes = 64;
const dataIn = 1;
const requests = { modemControl: 1, baud: 3, data: 4, modemState: 5, getLatency: 0x0a, readMemory: 0x90 } as const;
/** Clear to send, data set ready; and an empty transmitter. */
const modemState = [0x31, 0x60];

export class FtdiAdapter extends UsbDevice {
  /** What the host set last. */
  readonly line = { dtr: false, rts: false, divisor: 0, dataBits: 0, parity: 0 };
  readonly #options: FtdiOptions;
  #wire: InstrumentWire | undefined;

  constructor(options: FtdiOptions) {
    const endpoints = [
      { address: 0x80 | dataIn, type: 'bulk', packetBytes },
      { address: 0x02, type: 'bulk', packetBytes },
    ] as const;
    super({
      vendor: 0x0403,
      product: 0x6001,
      release: 0x0600,
      speed: 'full',
      maker: 'FTDI',
      name: 'FT232R USB UART',
      serial: options.serial,
      interfaces: [{ class: 0xff, subclass: 0xff, protocol: 0xff, endpoints }],
    });
    this.#options = options;
  }

  override plugged(): void {
    const room = packetBytes - modemState.length;
    const wire = new InstrumentWire((bytes) => {
      if (!this.line.dtr || this.line.rts) return;
      for (let from = 0; from < bytes.length; from += room)
        this.in(dataIn).offer(Uint8Array.of(...modemState, ...bytes.slice(from, from + room)));
    });
    this.#wire = wire;
    this.#options.instrument.attach(wire);
  }

  override received(_endpoint: number, data: Uint8Array): undefined {
    this.#wire?.heard(data);
  }

  override request({ request, requestType, value, index }: Setup): ControlAnswer {
    const isRead = requestType >= 0x80;
    if (isRead && request === requests.modemState) return Uint8Array.from(modemState);
    if (isRead && request === requests.getLatency) return Uint8Array.of(16);
    if (isRead && request === requests.readMemory) return Uint8Array.of(0xff, 0xff);
    if (isRead) return 'stall';
    // The high byte says which of the two lines is meant.
    if (request === requests.modemControl && (value & 0x0100) !== 0) this.line.dtr = (value & 1) !== 0;
    if (request === requests.modemControl && (value & 0x0200) !== 0) this.line.rts = (value & 2) !== 0;
    if (request === requests.baud) this.line.divisor = value | ((index & 0xff) << 16);
    if (request === requests.data) Object.assign(this.line, { dataBits: value & 0xff, parity: (value >> 8) & 7 });
    return nothing;
  }

  override unplugged(): void {
    super.unplugged();
    Object.assign(this.line, { dtr: false, rts: false });
    this.#wire?.hangUp();
    this.#wire = undefined;
  }
}
