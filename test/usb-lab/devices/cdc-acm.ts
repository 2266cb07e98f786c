/** A CDC-ACM serial adapter, as many instruments have one built in: the kernel makes `/dev/ttyACMn` of it. */
import type { SimulatedInstrument } from '../../../drivers/contract/simulator.ts';
import type { DeviceName } from '../device/descriptors.ts';
import { InstrumentWire } from '../device/instrument-wire.ts';
import { type ControlAnswer, nothing, type Setup, UsbDevice } from '../device/usb-device.ts';

export interface CdcAcmOptions extends DeviceName {
  readonly instrument: SimulatedInstrument;
}

const packetBytes = 64;
const dataIn = 1;
const requests = { setLineCoding: 0x20, getLineCoding: 0x21, setControlLines: 0x22, sendBreak: 0x23 } as const;
/** Header, call management, abstract control management, union of interfaces 0 and 1; CDC 1.1, section 5.2.3. */
const functional = [5, 0x24, 0, 0x10, 0x01, 5, 0x24, 1, 0, 1, 4, 0x24, 2, 0x02, 5, 0x24, 6, 0, 1];

export class CdcAcmAdapter extends UsbDevice {
  /** Seven bytes, as the host set them last: baud rate, stop bits, parity, data bits. */
  lineCoding: Uint8Array = Uint8Array.of(0x80, 0x25, 0, 0, 0, 0, 8);
  readonly #options: CdcAcmOptions;
  #wire: InstrumentWire | undefined;

  constructor(options: CdcAcmOptions) {
    const { instrument: _, ...about } = options;
    super({
      ...about,
      release: 0x0100,
      speed: 'full',
      deviceClass: 0x02,
      interfaces: [
        {
          class: 0x02,
          subclass: 0x02,
          protocol: 0x01,
          extra: Uint8Array.from(functional),
          endpoints: [{ address: 0x82, type: 'interrupt', packetBytes: 16 }],
        },
        {
          class: 0x0a,
          subclass: 0,
          protocol: 0,
          endpoints: [
            { address: 0x01, type: 'bulk', packetBytes },
            { address: 0x80 | dataIn, type: 'bulk', packetBytes },
          ],
        },
      ],
    });
    this.#options = options;
  }

  override plugged(): void {
    const wire = new InstrumentWire((bytes) => {
      for (let from = 0; from < bytes.length; from += packetBytes)
        this.in(dataIn).offer(bytes.slice(from, from + packetBytes));
    });
    this.#wire = wire;
    this.#options.instrument.attach(wire);
  }

  override received(_endpoint: number, data: Uint8Array): undefined {
    this.#wire?.heard(data);
  }

  override request({ request }: Setup, data: Uint8Array): ControlAnswer {
    if (request === requests.getLineCoding) return this.lineCoding;
    if (request === requests.setLineCoding) this.lineCoding = data.slice();
    return request >= requests.setLineCoding && request <= requests.sendBreak ? nothing : 'stall';
  }

  override unplugged(): void {
    super.unplugged();
    this.#wire?.hangUp();
    this.#wire = undefined;
  }
}
