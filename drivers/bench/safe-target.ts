/**
 * What the station keeps of an open instrument that can energise something: all it takes to make it safe without driver
 * and script, later and from another process.
 */
import type { Driver, Instrument } from '../contract/driver.ts';
import type { LineSettings, Transport } from '../contract/transport.ts';
import type { OpenRequest, SafeTarget } from './bench-api.ts';
import { definedOf } from './defined-of.ts';
import { toHex } from './hex.ts';

/** Undefined for what energises nothing. */
export function safeTargetOf(
  request: OpenRequest,
  driver: Driver,
  instrument: Instrument,
  transport: Pick<Transport, 'worstWriteMs'> | undefined,
  line: LineSettings | undefined,
): SafeTarget | undefined {
  if (driver.link !== 'bytes' || !driver.manifest.energises) return undefined;
  const { key, address, usb, simulated } = request;
  const { frames, gapMs, handBack } = instrument.safeState ?? driver.safeState;
  return {
    ...{ key, driver: request.driver, address, identity: instrument.identity, frames: frames.map(toHex), gapMs },
    ...definedOf({ handBack: handBack?.map(toHex), worstWriteMs: transport?.worstWriteMs, usb, line, simulated }),
  };
}
