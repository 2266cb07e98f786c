/** RDTech UM24C, UM25C and UM34C: inline USB meters over a Bluetooth serial port, the witness of every charge. */
import type { ByteDriver } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { umAccuracy } from './accuracy.ts';
import { UmMeter } from './instrument.ts';
import { simulateUm } from './simulator.ts';
import { UmStreamDecoder } from './stream-decoder.ts';

const openWithinMs = 8_000;

export const rdtechUmDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'rdtech-um25c',
    models: [
      { make: 'RDTech', model: 'UM24C' },
      { make: 'RDTech', model: 'UM25C' },
      { make: 'RDTech', model: 'UM34C' },
    ],
    capability: 'UsbMeter',
    recognised: { by: 'the model word at the beginning of its 130-byte answer to 0xF0 (Bluetooth serial port)' },
    line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs: 60,
    accuracy: umAccuracy,
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  decoder: () => new UmStreamDecoder(),
  async open(transport, { clock }) {
    const meter = new UmMeter(transport, clock);
    await recognised('rdtech-um25c', transport, () => meter.identify({ deadlineMs: openWithinMs }));
    return meter;
  },
  simulate: (unit, context) =>
    simulateUm(unit, context, { model: knownModel(context.model, ['UM24C', 'UM25C', 'UM34C'], 'UM25C') }),
};
