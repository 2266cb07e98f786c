/** ITECH IT8500 electronic loads and their relatives (Maynuo M97, BK Precision 8500) over a serial line; safe is input off. */
import type { ByteDriver } from '../../contract/driver.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { it8500, it8500Bytes } from './frame.ts';
import { It8500Load } from './instrument.ts';
import { It8500Decoder } from './meaning.ts';
import { simulateIt8500 } from './simulator.ts';

const id = 'itech-it8500';
const openWithinMs = 8_000;
const remote = it8500Bytes(it8500.remote, [1]);
const local = it8500Bytes(it8500.remote, [0]);
const inputOff = it8500Bytes(it8500.input, [0]);

export const it8500Driver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: [
      ...['IT8511', 'IT8512', 'IT8513', 'IT8514'].map((model) => ({ make: 'ITECH', model })),
      { make: 'Maynuo', model: 'M9712' },
    ],
    capability: 'ElectronicLoad',
    recognised: { by: 'its 26-byte answer to command 6A, which begins with AA and holds its model' },
    line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs: 20,
    energises: true,
    version: '1.0.0',
  },
  // Remote first, because the front panel may have it; twice, because a frame that meets the end of another is not heard.
  safeState: { frames: [remote, inputOff, remote, inputOff], gapMs: 70, handBack: [local] },
  decoder: () => new It8500Decoder(),
  async open(transport, { clock }) {
    const load = new It8500Load(transport, clock);
    await recognised(id, transport, () => load.identify({ deadlineMs: openWithinMs }));
    return load;
  },
  simulate: (unit, context) => simulateIt8500(unit, context),
};
