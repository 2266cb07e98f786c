/** A driver for a meter that speaks when it is asked, made of what is its own: names, line, questions, and its simulator. */
import type { ByteDriver, DriverManifest, InstrumentIdentity } from '../../contract/driver.ts';
import type { HiddenModes } from '../../contract/hidden-modes.ts';
import type { LineSettings } from '../../contract/transport.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { AskedInstrument, type AskedMeterRules } from './asked-instrument.ts';

export interface AskedMeterParts extends AskedMeterRules {
  readonly id: string;
  /** The meters that answer alike; the first one is what an open meter is called where it does not tell. */
  readonly models: readonly [DriverManifest['models'][number], ...DriverManifest['models']];
  readonly recognised: DriverManifest['recognised'];
  readonly line: LineSettings;
  /** Absent where bytes alone mean nothing. */
  readonly decoder?: NonNullable<ByteDriver['decoder']>;
  readonly simulate: ByteDriver['simulate'];
  readonly version?: string;
  readonly accuracy?: DriverManifest['accuracy'];
  /** What no answer tells; see `DriverManifest.cannotTell`. */
  readonly cannotTell: readonly HiddenModes[];
}

const openWithinMs = 8_000;

export function askedMeter(parts: AskedMeterParts): ByteDriver {
  const { id, models, line, decoder, simulate, accuracy, cannotTell } = parts;
  const [{ make, model }] = models;
  const named: InstrumentIdentity = { make, model };
  return {
    link: 'bytes',
    manifest: {
      id,
      models,
      capability: 'Multimeter',
      recognised: parts.recognised,
      line,
      minGapMs: parts.lineRules.gapMs,
      cannotTell,
      ...(accuracy === undefined ? {} : { accuracy }),
      energises: false,
      version: parts.version ?? '1.0.0',
    },
    safeState: { frames: [], gapMs: 0 },
    ...(decoder === undefined ? {} : { decoder }),
    async open(transport, { clock }) {
      const meter = new AskedInstrument(transport, clock, parts, named);
      try {
        await recognised(id, transport, () => meter.identify({ deadlineMs: openWithinMs }));
      } catch (error) {
        await transport.close();
        throw error;
      }
      return meter;
    },
    simulate,
  };
}
