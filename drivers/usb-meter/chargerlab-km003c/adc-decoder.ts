/**
 * Measurements of a KM003C out of a recording of what it has sent. Packets have no checksum: one counts when its two headers are
 * those of a measurement and another packet, or nothing, stands behind it. Where a byte was lost it is otherwise, and the
 * packet is counted as discarded.
 */
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { StreamDecoder } from '../../contract/driver.ts';
import { usbChannels } from '../usb-readings.ts';
import { adcBytes, parseAdc } from './adc.ts';
import { readingsOf } from './instrument.ts';
import { attribute, packetType, parseData } from './packet.ts';

/** Both headers, and one sample. */
const frameBytes = 8 + adcBytes;
/** Over HID a packet is filled up with zeros. */
const reportBytes = 64;
/** Of the packet behind, as far as its second header. */
const lookBytes = 8;

const attributes: ReadonlySet<number> = new Set(Object.values(attribute));

export class AdcDecoder implements StreamDecoder {
  #pending = new Uint8Array(0);
  #passed = 0;
  discardedBytes = 0;

  push(chunk: Uint8Array, at?: number): Reading[] {
    this.#pending = Uint8Array.from([...this.#pending, ...chunk]);
    return this.#take(false, at);
  }

  end(): Reading[] {
    return this.#take(true);
  }

  #take(isLast: boolean, at?: number): Reading[] {
    const readings: Reading[] = [];
    let place = 0;
    for (; this.#pending.length - place >= (isLast ? 1 : reportBytes + lookBytes); ) {
      const found = packetAt(this.#pending.subarray(place), { at, from: this.#passed + place });
      readings.push(...found);
      if (found.length === 0) this.discardedBytes += 1;
      place += found.length === 0 ? 1 : frameBytes;
    }
    this.#pending = this.#pending.slice(place);
    this.#passed += place;
    return readings;
  }
}

/** What the packet at the beginning of these bytes says; nothing where there is none. */
function packetAt(
  bytes: Uint8Array,
  { at, from }: { readonly at: number | undefined; readonly from: number },
): Reading[] {
  const packet = bytes.length < frameBytes ? undefined : parseData(bytes.subarray(0, frameBytes));
  const [part] = packet?.parts ?? [];
  if (part?.attribute !== attribute.adc || packet?.parts.length !== 1 || !mayFollow(bytes)) return [];
  const sample = parseAdc(part.bytes);
  if (sample === undefined) return [];
  const span = { from, to: from + frameBytes };
  const readings = usbChannels(readingsOf(sample, at === undefined ? { span } : { at, span }));
  return readings.flatMap(([, reading]) => (reading.status === 'invalid' ? [] : [reading]));
}

/** Whether a data packet stands behind the one at the beginning, as far as there is anything. */
function mayFollow(bytes: Uint8Array): boolean {
  const filling = bytes.subarray(frameBytes, reportBytes);
  const isFilled = filling.length === reportBytes - frameBytes && filling.every((byte) => byte === 0);
  const [type, , , , low, high] = bytes.subarray(isFilled ? reportBytes : frameBytes);
  if (type === undefined) return true;
  if ((type & 0x7f) !== packetType.putData) return false;
  return low === undefined || high === undefined || attributes.has((low | (high << 8)) & 0x7fff);
}
