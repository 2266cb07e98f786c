/**
 * Definite length blocks of IEEE 488.2: `#`, one digit n, n digits of length, that many bytes of anything. They are read
 * by length alone, because the data may contain the terminator. An indefinite block (`#0`) has no end that could be
 * told on a byte stream and is refused.
 */

export type BlockExtent =
  | { readonly kind: 'block'; readonly from: number; readonly to: number }
  /** `of`: bytes it will be in all, header included, where that is known already. */
  | { readonly kind: 'more'; readonly of?: number }
  | { readonly kind: 'refused'; readonly code: 'scpi/indefinite-block' | 'scpi/not-a-block' };

/** A text header such as `C1:WF ALL,` may stand before the `#`. */
const longestHeader = 64;

/** Where the data of the block lies in `bytes`, or that more bytes are needed. `to` is one past the last data byte. */
export function blockExtent(bytes: Uint8Array): BlockExtent {
  const hash = bytes.indexOf(0x23);
  const header = hash === -1 ? bytes : bytes.subarray(0, hash);
  if (header.length > longestHeader || header.includes(0x0a)) return { kind: 'refused', code: 'scpi/not-a-block' };
  const count = hash === -1 ? undefined : bytes[hash + 1];
  if (count === undefined) return { kind: 'more' };
  if (count === 0x30) return { kind: 'refused', code: 'scpi/indefinite-block' };
  const digits = count - 0x30;
  if (digits < 1 || digits > 9) return { kind: 'refused', code: 'scpi/not-a-block' };
  const written = bytes.subarray(hash + 2, hash + 2 + digits);
  if (!written.every((byte) => byte >= 0x30 && byte <= 0x39)) return { kind: 'refused', code: 'scpi/not-a-block' };
  if (written.length < digits) return { kind: 'more' };
  const from = hash + 2 + digits;
  const to = from + Number(String.fromCharCode(...written));
  return bytes.length < to ? { kind: 'more', of: to } : { kind: 'block', from, to };
}
