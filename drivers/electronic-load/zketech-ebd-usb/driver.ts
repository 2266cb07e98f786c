/** ZKETECH EBD-USB: a small load for USB sources that sends its status by itself; safe state is disconnected, which stops it. */
import type { ByteDriver, StreamDecoder } from '../../contract/driver.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { ebd, ebdCommand } from './frame.ts';
import { byteGapMs, EbdLoad, readingsOf } from './instrument.ts';
import { simulateEbd } from './simulator.ts';
import { StatusFinder } from './status-finder.ts';

const id = 'zketech-ebd-usb';
const openWithinMs = 8_000;
const disconnect = Array.from(ebdCommand(ebd.disconnect), (byte) => Uint8Array.of(byte));

/** Statuses out of a recording. */
class EbdDecoder implements StreamDecoder {
  readonly #finder = new StatusFinder();

  push(chunk: Uint8Array, at?: number) {
    return this.#finder.push(chunk).flatMap(({ status, from, to }) => {
      const span = { from, to };
      return Object.values(readingsOf(status, at === undefined ? { span } : { span, at }));
    });
  }

  end() {
    return [];
  }

  get discardedBytes() {
    return this.#finder.discardedBytes;
  }
}

export const ebdDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: [{ make: 'ZKETECH', model: 'EBD-USB' }],
    capability: 'ElectronicLoad',
    recognised: {
      // The CH340 inside; a thousand other things have one.
      usb: [{ vendor: 0x1a86, product: 0x7523 }],
      by: 'its 19-byte status between FA and F8, which it sends by itself once it is told that somebody listens',
    },
    line: { baudRate: 9_600, dataBits: 8, parity: 'even', stopBits: 1 },
    minGapMs: byteGapMs,
    silentAfterMs: 3_000,
    energises: true,
    version: '1.0.0',
  },
  // One byte at a time, and twice: the first may meet the rest of another command. Never `stop`, which may start a load that is off.
  // Behind a look it is told once more that nobody listens: else it would go on sending.
  safeState: { frames: [...disconnect, ...disconnect], gapMs: byteGapMs, handBack: disconnect },
  decoder: () => new EbdDecoder(),
  async open(transport, { clock }) {
    const load = new EbdLoad(transport, clock);
    await recognised(id, transport, () => load.identify({ deadlineMs: openWithinMs }));
    return load;
  },
  simulate: (unit, context) => simulateEbd(unit, context),
};
