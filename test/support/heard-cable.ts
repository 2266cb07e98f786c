/** A serial cable of two pseudo-terminals whose far end writes down what it hears. */
import { openSerial } from '../../drivers/transport/serial.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { ptyPair } from './pty-pair.ts';

export interface HeardCable {
  /** The port to be opened by who is tested. */
  readonly near: string;
  /** Everything heard so far, with clock milliseconds. */
  readonly wire: readonly { readonly at: number; readonly text: string }[];
  remove(): Promise<void>;
}

export async function heardCable(clock: Clock): Promise<HeardCable> {
  const cable = await ptyPair();
  const line = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const;
  const far = await openSerial({ path: cable.far, line, clock });
  const wire: { at: number; text: string }[] = [];
  far.onData((chunk, at) => wire.push({ at, text: Buffer.from(chunk).toString('latin1') }));
  return {
    ...{ near: cable.near, wire },
    async remove() {
      await far.close();
      await cable.remove();
    },
  };
}
