/** A driver for a free-running meter, made of what is its own: names, line, what its frames say, and its simulator's face. */
import type { HiddenMode } from '../../../foundation/capability/hidden-mode.ts';
import type { ByteDriver, DriverManifest } from '../../contract/driver.ts';
import type { LineSettings } from '../../contract/transport.ts';
import type { MeterFormat } from './meter-format.ts';
import { MeterStreamDecoder } from './stream-decoder.ts';
import { openStreamMeter } from './stream-instrument.ts';
import { type MeterFace, type ShownNumber, simulateStreamMeter } from './stream-simulator.ts';

export interface StreamMeterParts<F extends ShownNumber> {
  readonly id: string;
  /** The meters that look the same on the wire; the first one gives the make. */
  readonly models: readonly [DriverManifest['models'][number], ...DriverManifest['models']];
  readonly recognisedBy: string;
  /** USB ids of its lead, where it has one of its own. */
  readonly usb?: readonly { readonly vendor: number; readonly product: number }[];
  readonly line: LineSettings;
  readonly format: MeterFormat;
  readonly face: MeterFace<F>;
  readonly accuracy?: DriverManifest['accuracy'];
  /** What no frame tells; see `DriverManifest.cannotTell`. */
  readonly cannotTell: readonly HiddenMode[];
}

/** Which of several models it is cannot be heard, so an open meter is called by all their names. */
export function streamMeter<F extends ShownNumber>(parts: StreamMeterParts<F>): ByteDriver {
  const { id, models, recognisedBy, usb, line, format, accuracy, cannotTell } = parts;
  const [{ make }] = models;
  const alike = models.filter((each) => each.make === make).map(({ model }) => model);
  const identity = { make, model: alike.join(' / ') };
  return {
    link: 'bytes',
    manifest: {
      id,
      models,
      capability: 'Multimeter',
      recognised: { ...(usb === undefined ? {} : { usb }), by: recognisedBy },
      line,
      minGapMs: 0,
      silentAfterMs: format.silentAfterMs,
      cannotTell: cannotTell.length === 0 ? [] : [{ modes: cannotTell }],
      ...(accuracy === undefined ? {} : { accuracy }),
      energises: false,
      version: '1.0.0',
    },
    safeState: { frames: [], gapMs: 0 },
    open: (transport, { clock }) => openStreamMeter(transport, clock, { identity, format }),
    decoder: () => new MeterStreamDecoder(format),
    simulate: (unit, context) => simulateStreamMeter(parts, unit, context),
  };
}
