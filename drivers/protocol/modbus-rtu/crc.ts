/**
 * The checksum of Modbus RTU: CRC-16 with the polynomial 0x8005 read backwards, beginning with 0xFFFF, sent with its low
 * byte first. Source: "MODBUS over Serial Line, Specification and Implementation Guide V1.02", 6.2.2.
 */

const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  return crc;
});

/** 16-bit checksum of all bytes. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return crc;
}

/** The bytes with their checksum behind them, ready for the line. */
export function withChecksum(body: Uint8Array): Uint8Array {
  const crc = crc16(body);
  return Uint8Array.from([...body, crc & 0xff, crc >>> 8]);
}

/** Whether the last two bytes are the checksum of those before them. */
export function hasGoodChecksum(frame: Uint8Array): boolean {
  // The checksum of a frame with its own checksum behind it is zero.
  return frame.length >= 4 && crc16(frame) === 0;
}
