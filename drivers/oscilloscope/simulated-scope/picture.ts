/** A simulated screen as a 24-bit Windows bitmap: a dark screen with a line on it, nothing to be proud of. */

const headerBytes = 54;

/** 54 bytes and then three for every pixel; `width` · 3 must be a multiple of 4. */
export function screenBitmap(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(headerBytes + width * height * 3);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, headerBytes, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  view.setUint32(34, bytes.length - headerBytes, true);
  for (let x = 0; x < width; x++) {
    const y = Math.floor(height * (0.5 + 0.3 * Math.sin((12 * x) / width)));
    bytes.set([0x0a, 0xd0, 0xf0], headerBytes + 3 * (y * width + x));
  }
  return bytes;
}

/** One grey pixel as a PNG. */
const pixel =
  '89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441' +
  '5478da6360000000020001e527defc0000000049454e44ae426082';

export const smallPng: Uint8Array = Uint8Array.from(pixel.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
