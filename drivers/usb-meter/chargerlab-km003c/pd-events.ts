/**
 * What the KM003C has heard on the CC line: USB Power Delivery messages behind a preamble of twelve bytes. Pure. A message
 * is given as its bytes on the wire; what it says is not this file's business.
 */

const preambleBytes = 12;
/** Length byte, time, start-of-packet. */
const eventHeaderBytes = 6;

export interface PdEvent {
  /** Milliseconds on the meter's own clock. */
  readonly at: number;
  /** Kind of start of packet: 0 is SOP, 1 SOP′, 2 SOP″; higher ones are resets. */
  readonly sop: number;
  /** Header and objects as they went over the line. */
  readonly wire: Uint8Array;
}

/** Every whole event; undefined when the bytes cannot be such a list. */
export function parsePdEvents(bytes: Uint8Array): PdEvent[] | undefined {
  if (bytes.length < preambleBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const events: PdEvent[] = [];
  for (let place = preambleBytes; place < bytes.length; ) {
    if (place + eventHeaderBytes > bytes.length) return undefined;
    const length = (view.getUint8(place) & 0x3f) - 5;
    const from = place + eventHeaderBytes;
    if (length < 0 || from + length > bytes.length) return undefined;
    events.push({
      at: view.getUint32(place + 1, true),
      sop: view.getUint8(place + 5),
      wire: bytes.slice(from, from + length),
    });
    place = from + length;
  }
  return events;
}
