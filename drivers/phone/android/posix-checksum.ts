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
  for (let index = 0; index < bytes.length; index += 1) crc = step(crc, bytes[index] as number);
  return finished(crc, bytes.length);
}

/** The same over the printable ASCII characters, tabs and line feeds of a text, and how many they are. */
export function printableChecksum(text: string): { readonly crc: number; readonly length: number } {
  let crc = 0;
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if ((code >= 32 && code <= 126) || code === 9 || code === 10) {
      crc = step(crc, code);
      length += 1;
    }
  }
  return { crc: finished(crc, length), length };
}

function step(crc: number, byte: number): number {
  return (crc << 8) ^ (table[((crc >>> 24) ^ byte) & 0xff] as number);
}

function finished(crc: number, length: number): number {
  let all = crc;
  for (let left = length; left > 0; left = Math.floor(left / 256)) all = step(all, left & 0xff);
  return ~all >>> 0;
}
