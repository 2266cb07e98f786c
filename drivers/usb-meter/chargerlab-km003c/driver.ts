/** ChargerLAB POWER-Z KM003C: an inline USB-C analyser over USB bulk or HID; it is only ever asked for what it measures. */
import type { ByteDriver } from '../../contract/driver.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { AdcDecoder } from './adc-decoder.ts';
import { Km003cMeter } from './instrument.ts';
import { km003cNumbers } from './numbers.ts';
import { simulateKm003c } from './simulator.ts';

const id = 'chargerlab-km003c';
const openWithinMs = 8_000;

export const km003cDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: [{ make: 'ChargerLAB', model: 'KM003C' }],
    capability: 'UsbMeter',
    recognised: {
      usb: [{ vendor: 0x5fc9, product: 0x0063 }],
      by: 'its USB id 5FC9:0063, and its answer under the number of the question',
    },
    minGapMs: 5,
    lacks: ['charge', 'energy'],
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  decoder: () => new AdcDecoder(),
  async open(transport, { clock }) {
    const meter = new Km003cMeter(transport, clock);
    await recognised(id, transport, () => meter.identify({ deadlineMs: openWithinMs }));
    return meter;
  },
  simulate: (unit, context) => simulateKm003c(unit, context),
  numbers: km003cNumbers,
};
