/** UNI-T UT61E (ES51922): a handheld meter that streams its display over an optical RS-232 lead and takes no commands. */
import type { ByteDriver } from '../../contract/driver.ts';
import { openUt61e } from './instrument.ts';
import { simulateUt61e } from './simulator.ts';
import { Ut61eDecoder } from './stream-decoder.ts';
import { silentAfterMs } from './timing.ts';

export const uniTUt61e: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'uni-t-ut61e',
    models: [{ make: 'UNI-T', model: 'UT61E' }],
    capability: 'Multimeter',
    recognised: {
      by: 'its stream of 14-byte frames while its RS232 key is on; the cable is any RS-232 adapter and tells nothing',
    },
    // DTR high and RTS low power the optical side of the lead.
    line: { baudRate: 19_200, dataBits: 7, parity: 'odd', stopBits: 1, dtr: true, rts: false },
    minGapMs: 0,
    silentAfterMs,
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  open: (transport, { clock }) => openUt61e(transport, clock),
  decoder: () => new Ut61eDecoder(),
  simulate: simulateUt61e,
};
