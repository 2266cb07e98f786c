/**
 * A power supply driver for tests of what happens when a driver fails: it energises (`OUT1`, `OUT0` on the wire) and can
 * be told to hang, to answer late, or to crash its process. Its simulator records what reaches it.
 */
import type { ByteDriver, Instrument } from '../../drivers/contract/driver.ts';
import type { SimulatedInstrument } from '../../drivers/contract/simulator.ts';
import type { Transport } from '../../drivers/contract/transport.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What every simulated supply has received, oldest first, with the clock time. */
export interface WireNote {
  readonly at: number;
  readonly text: string;
}

export interface StubbornOptions {
  /** Where the simulator writes down what it hears. */
  readonly heard?: WireNote[];
}

export function stubbornSupply({ heard = [] }: StubbornOptions = {}): ByteDriver {
  return {
    link: 'bytes',
    manifest: {
      id: 'stubborn-supply',
      models: [{ make: 'Test', model: 'Stubborn' }],
      capability: 'PowerSupply',
      recognised: { usb: [{ vendor: 0x1a86, product: 0x7523 }], by: 'nothing' },
      line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
      minGapMs: 60,
      energises: true,
      version: '1',
    },
    safeState: { frames: [bytes('OUT0'), bytes('OUT0')], gapMs: 60 },
    open: (transport, { clock }) => Promise.resolve(new StubbornInstrument(transport, clock)),
    simulate: (unit, { clock }): SimulatedInstrument => ({
      attach(wire) {
        wire.onData((chunk) => {
          const text = new TextDecoder().decode(chunk);
          heard.push({ at: clock.now(), text });
          if (text === 'OUT1' || text === 'OUT0') unit.supply.output(text === 'OUT1');
        });
      },
      detach: () => undefined,
    }),
  };
}

class StubbornInstrument implements Instrument {
  readonly identity = { make: 'Test', model: 'Stubborn', serial: 'S1' };
  readonly capability = 'PowerSupply';
  readonly #transport: Transport;
  readonly #clock: Clock;

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport;
    this.#clock = clock;
  }

  async call(verb: string, args: unknown): Promise<unknown> {
    const { on, ms } = args as { on?: boolean; ms?: number };
    if (verb === 'output') {
      await this.#transport.write(bytes(on === true ? 'OUT1' : 'OUT0'));
      return { on };
    }
    // Ignores deadline and abort on purpose.
    if (verb === 'hang') return new Promise(() => undefined);
    if (verb === 'late') {
      await this.#clock.sleep(ms ?? 0);
      return 'late';
    }
    if (verb === 'keep-switching-on') {
      for (;;) {
        await this.#transport.write(bytes('OUT1'));
        await this.#clock.sleep(ms ?? 20);
      }
    }
    if (verb === 'loop') for (;;);
    if (verb === 'crash') {
      this.#clock.after(0, () => {
        throw new Error('a driver that throws in a timer');
      });
      return {};
    }
    if (verb === 'reject') {
      void Promise.reject(new Error('a rejection that nobody catches'));
      return {};
    }
    throw new CodedError('instrument/unknown-verb', { verb });
  }

  onReading(): () => void {
    return () => undefined;
  }

  onLost(listener: Parameters<Instrument['onLost']>[0]): () => void {
    return this.#transport.onClose(listener);
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}
