/**
 * Packets between an adb server and a phone: 24 bytes of header, little endian, and a payload. Pure: bytes in, packets
 * out. Facts: protocol.txt of Android's adb sources.
 */

/** The four letters of each command as a little-endian number. */
export const command = {
  CNXN: 0x4e584e43,
  AUTH: 0x48545541,
  OPEN: 0x4e45504f,
  OKAY: 0x59414b4f,
  WRTE: 0x45545257,
  CLSE: 0x45534c43,
} as const;

/** First argument of an AUTH packet. */
export const auth = { TOKEN: 1, SIGNATURE: 2, PUBLIC_KEY: 3 } as const;

/** Protocol versions: the old one has checksums and payloads up to 4096 bytes. */
export const version = { withChecksum: 0x01000000, withoutChecksum: 0x01000001 } as const;

export const headerLength = 24;

export interface AdbPacket {
  readonly command: number;
  readonly arg0: number;
  readonly arg1: number;
  readonly payload: Uint8Array;
}

export interface AdbHeader {
  readonly command: number;
  readonly arg0: number;
  readonly arg1: number;
  /** Bytes of payload that follow. */
  readonly length: number;
  readonly check: number;
}

/** One packet as bytes; the checksum is 0 when the version has none. */
export function encodePacket(packet: AdbPacket, withChecksum: boolean): Uint8Array {
  const bytes = new Uint8Array(headerLength + packet.payload.length);
  const view = new DataView(bytes.buffer);
  const words = [
    packet.command,
    packet.arg0,
    packet.arg1,
    packet.payload.length,
    withChecksum ? checksum(packet.payload) : 0,
    packet.command ^ 0xffffffff,
  ];
  for (const [index, word] of words.entries()) view.setUint32(index * 4, word >>> 0, true);
  bytes.set(packet.payload, headerLength);
  return bytes;
}

/** `undefined` when the magic word does not belong to the command: the stream is not adb or is out of step. */
export function decodeHeader(bytes: Uint8Array): AdbHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerLength);
  const word = (index: number) => view.getUint32(index * 4, true);
  if (word(5) !== (word(0) ^ 0xffffffff) >>> 0) return undefined;
  return { command: word(0), arg0: word(1), arg1: word(2), length: word(3), check: word(4) };
}

/** The sum of all bytes, modulo 2^32. */
export function checksum(payload: Uint8Array): number {
  let sum = 0;
  for (const byte of payload) sum += byte;
  return sum >>> 0;
}
