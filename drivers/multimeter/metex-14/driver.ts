/** Metex multimeters and their relatives with 14-character answers at 1200 baud. */
import type { ByteDriver } from '../../contract/driver.ts';
import { FixedFrameDecoder } from '../../protocol/fixed-frame-decoder.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { frameBytes } from './frame.ts';
import { MetexMeter, readingIn } from './instrument.ts';
import { simulateMetex } from './simulator.ts';

const id = 'metex-m3640d';
const openWithinMs = 8_000;

export const metexM3640d: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: [
      { make: 'Metex', model: 'M-3640D' },
      { make: 'Metex', model: 'M-3650CR' },
      { make: 'Metex', model: 'M-4650CR' },
      { make: 'PeakTech', model: '4370' },
      { make: 'RadioShack', model: '22-168' },
    ],
    capability: 'Multimeter',
    recognised: {
      by: 'its 14-character answer to D, which ends with CR; the cable is any RS-232 adapter and tells nothing',
    },
    // DTR high and RTS low power the optical side of the lead.
    line: { baudRate: 1_200, dataBits: 7, parity: 'none', stopBits: 2, dtr: true, rts: false },
    minGapMs: 20,
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  decoder: () =>
    new FixedFrameDecoder({
      bytes: frameBytes,
      parse: readingIn,
      readings: (reading, when) => [{ ...reading, ...when }],
    }),
  async open(transport, { clock }) {
    const meter = new MetexMeter(transport, clock, { make: 'Metex', model: 'M-3640D' });
    await recognised(id, transport.address, () => meter.identify({ deadlineMs: openWithinMs }));
    return meter;
  },
  simulate: simulateMetex,
};
