/**
 * Packets of the ChargerLAB KM003C over a byte pipe: a header of four bytes, then, in data, parts that each have a header
 * of their own. Everything is little-endian. Pure: bytes ↔ meaning. Sources are named in README.md.
 */

/** Types of packets, as numbers. */
export const packetType = {
  connect: 0x02,
  disconnect: 0x03,
  accept: 0x05,
  rejected: 0x06,
  getData: 0x0c,
  startGraph: 0x0e,
  stopGraph: 0x0f,
  pdMonitorOn: 0x10,
  pdMonitorOff: 0x11,
  putData: 0x41,
} as const;

/** What is asked for; masks, which may be added up. */
export const attribute = { adc: 0x001, adcQueue: 0x002, settings: 0x008, pd: 0x010, log: 0x200 } as const;

export interface ControlPacket {
  readonly type: number;
  readonly id: number;
  readonly attribute: number;
}

/** One part of a data packet. */
export interface DataPart {
  readonly attribute: number;
  /** Whether another part follows. */
  readonly next: boolean;
  readonly chunk: number;
  readonly bytes: Uint8Array;
}

export interface DataPacket {
  readonly type: number;
  readonly id: number;
  /** Words the meter says it holds; seen to be less than there are. */
  readonly words: number;
  readonly parts: readonly DataPart[];
}

const headerBytes = 4;
/** A question has nothing behind its header. */
export const controlPacketBytes = headerBytes;
/** Over HID a packet comes in one report. */
const reportBytes = 64;

/** Four bytes: type and a flag, the number of the question, and what it asks for. */
export function controlBytes({ type, id, attribute: mask }: ControlPacket): Uint8Array {
  const field = (mask & 0x7fff) << 1;
  return Uint8Array.of(type & 0x7f, id & 0xff, field & 0xff, field >> 8);
}

/** A control packet; undefined for anything of another length. */
export function parseControl(bytes: Uint8Array): ControlPacket | undefined {
  const [type = 0, id = 0, low = 0, high = 0] = bytes;
  if (bytes.length !== headerBytes) return undefined;
  return { type: type & 0x7f, id, attribute: (low | (high << 8)) >> 1 };
}

/**
 * A whole data packet: every part inside must be there to its last byte, and nothing behind but the zeros that fill an HID
 * report.
 */
export function parseData(bytes: Uint8Array): DataPacket | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 2 * headerBytes || (view.getUint8(0) & 0x7f) !== packetType.putData) return undefined;
  const parts: DataPart[] = [];
  let place = headerBytes;
  for (let isMore = true; isMore; ) {
    if (place + headerBytes > bytes.length) return undefined;
    const header = view.getUint32(place, true);
    const from = place + headerBytes;
    const size = header >>> 22;
    if (from + size > bytes.length) return undefined;
    isMore = ((header >>> 15) & 1) === 1;
    const part = { attribute: header & 0x7fff, next: isMore, chunk: (header >>> 16) & 0x3f };
    parts.push({ ...part, bytes: bytes.slice(from, from + size) });
    place = from + size;
  }
  const isPadded = bytes.length === reportBytes && bytes.subarray(place).every((byte) => byte === 0);
  if (place !== bytes.length && !isPadded) return undefined;
  return { type: packetType.putData, id: view.getUint8(1), words: view.getUint16(2, true) >>> 6, parts };
}

/** A data packet with these parts, as a meter sends it. */
export function dataBytes(
  id: number,
  parts: readonly { readonly attribute: number; readonly bytes: Uint8Array }[],
): Uint8Array {
  const total = parts.reduce((sum, part) => sum + headerBytes + part.bytes.length, headerBytes);
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  const words = Math.ceil((total - 3 * headerBytes) / headerBytes);
  out.set([packetType.putData, id & 0xff]);
  view.setUint16(2, (words & 0x3ff) << 6, true);
  let place = headerBytes;
  for (const [index, part] of parts.entries()) {
    const next = index < parts.length - 1 ? 1 << 15 : 0;
    view.setUint32(place, ((part.bytes.length << 22) | next | part.attribute) >>> 0, true);
    out.set(part.bytes, place + headerBytes);
    place += headerBytes + part.bytes.length;
  }
  return out;
}
