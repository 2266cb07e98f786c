/** Center 309 and Voltcraft K204: thermocouple loggers with four inputs and a serial port; they are only ever read. */
import type { ByteDriver } from '../../contract/driver.ts';
import { FixedFrameDecoder } from '../../protocol/fixed-frame-decoder.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { edges, frameBytes, parseFrame, settingsOf } from './frame.ts';
import { CenterThermometer } from './instrument.ts';
import { channelsOf, readingsOf } from './meaning.ts';
import { simulateCenter } from './simulator.ts';

const id = 'center-309';
const openWithinMs = 8_000;

export const centerDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: [
      { make: 'Center', model: '309' },
      { make: 'Voltcraft', model: 'K204' },
    ],
    capability: 'Thermometer',
    recognised: { by: 'its 45-byte answer to A, which begins with 0x02 and ends with 0x03' },
    line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs: 60,
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  decoder: () =>
    new FixedFrameDecoder({
      bytes: frameBytes,
      edges,
      settings: settingsOf,
      parse: parseFrame,
      readings: (frame, when) => channelsOf(readingsOf(frame, when)).map(([, reading]) => reading),
    }),
  async open(transport, { clock }) {
    const thermometer = new CenterThermometer(transport, clock);
    await recognised(id, transport, () => thermometer.identify({ deadlineMs: openWithinMs }));
    return thermometer;
  },
  simulate: (unit, context) => simulateCenter(unit, context),
};
