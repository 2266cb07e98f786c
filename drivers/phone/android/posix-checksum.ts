/** The checksum of the tool `cksum` (POSIX.1, ISO/IEC 8802-3 polynomial, length appended, complemented). */

const polynomial = 0x04c11db7;
const table = Uint32Array.from({ length: 256 }, (_unused, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 0x80000000) === 0 ? value << 1 : (value << 1) ^ polynomial;
  return value >>> 0;
});

/** Unsigned 32-bit number, as `cksum` prints it first. */
export function crc32Posix(bytes: Uint8Array): number {
  let crc = 0;
  const feed = (byte: number) => {
    crc = ((crc << 8) ^ (table[((crc >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  };
  for (const byte of bytes) feed(byte);
  for (let length = bytes.length; length > 0; length = Math.floor(length / 256)) feed(length & 0xff);
  return ~crc >>> 0;
}
