/** RDTech TC66C: an inline USB-C meter on a virtual serial port; its answers are encrypted, which keeps nothing secret. */
import type { ByteDriver } from '../../contract/driver.ts';
import { FixedFrameDecoder } from '../../protocol/fixed-frame-decoder.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { usbChannels } from '../usb-readings.ts';
import { tcAccuracy } from './accuracy.ts';
import { frameBytes, parseFrame } from './frame.ts';
import { minGapMs, TcMeter } from './instrument.ts';
import { readingsOf } from './meaning.ts';
import { simulateTc } from './simulator.ts';

const id = 'rdtech-tc66c';
const openWithinMs = 8_000;

export const tc66cDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: [
      { make: 'RDTech', model: 'TC66C' },
      { make: 'RDTech', model: 'TC66' },
    ],
    capability: 'UsbMeter',
    recognised: { by: 'its encrypted 192-byte answer to getva (USB serial port), with pac1, pac2 and pac3 inside' },
    line: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs,
    accuracy: tcAccuracy,
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  decoder: () =>
    new FixedFrameDecoder({
      bytes: frameBytes,
      parse: parseFrame,
      readings: (frame, when) => usbChannels(readingsOf(frame, when)).map(([, reading]) => reading),
    }),
  async open(transport, { clock }) {
    const meter = new TcMeter(transport, clock);
    await recognised(id, transport, () => meter.identify({ deadlineMs: openWithinMs }));
    return meter;
  },
  simulate: (unit, context) => simulateTc(unit, context),
};
