/**
 * A picture that comes without a block header, as screenshots of some oscilloscopes do: a Windows bitmap says its own
 * length in bytes 2 to 5, low byte first, and is read by that alone. Source: the BITMAPFILEHEADER of Windows.
 */
import type { BlockExtent } from './block.ts';

/** A whole screen of any oscilloscope is smaller; more is a damaged length. */
const largestBitmap = 64 * 1024 * 1024;
const headerBytes = 54;

/** Where the picture ends in `bytes`, or that more bytes are needed. */
export function bitmapExtent(bytes: Uint8Array): BlockExtent {
  const refused = { kind: 'refused', code: 'scpi/not-a-block' } as const;
  if ((bytes[0] ?? 0x42) !== 0x42 || (bytes[1] ?? 0x4d) !== 0x4d) return refused;
  if (bytes.length < 6) return { kind: 'more' };
  const to = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(2, true);
  if (to < headerBytes || to > largestBitmap) return refused;
  return bytes.length < to ? { kind: 'more', of: to } : { kind: 'block', from: 0, to };
}
