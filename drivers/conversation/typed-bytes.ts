/**
 * Bytes as a person types them: hexadecimal digits in pairs, with or without 0x and white space or commas between, and text in
 * quotes. Guarantees that nothing else is taken for bytes, and that a line of a million of them takes no time worth telling.
 */

/** Undefined where any of it is neither. What stands behind `#` is a remark. */
export function typedBytes(text: string): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  for (let place = 0; place < text.length; ) {
    const piece = digitsAt(text, place) ?? pieceAt(text, place);
    if (piece === undefined) return undefined;
    pieces.push(piece.bytes);
    place = piece.to;
  }
  return Uint8Array.from(Buffer.concat(pieces));
}

interface Piece {
  readonly bytes: Uint8Array;
  /** Place behind it. */
  readonly to: number;
}

const digits = /[\s0-9a-f]+/iy;

/** As many digits as there are in pairs; undefined where something else must be looked at first. */
function digitsAt(text: string, from: number): Piece | undefined {
  digits.lastIndex = from;
  const [found = ''] = digits.exec(text) ?? [];
  const next = text[from + found.length];
  if (found === '' || (next !== undefined && !',"#'.includes(next))) return undefined;
  const groups = found.trim().split(/\s+/);
  if (groups.some((group) => group.length % 2 !== 0)) return undefined;
  return { bytes: Buffer.from(groups.join(''), 'hex'), to: from + found.length };
}

const piece = /[\s,]*(?:((?:0x)?[0-9a-f]{2}(?:[0-9a-f]{2})*)(?=[\s,"#]|$)|"((?:[^"\\]|\\.)*)"|#.*|$)/iy;

function pieceAt(text: string, from: number): Piece | undefined {
  piece.lastIndex = from;
  const found = piece.exec(text);
  if (found === null || found[0] === '') return undefined;
  const [all, hex, quoted] = found;
  const bytes = quoted === undefined ? Buffer.from((hex ?? '').replace(/^0x/i, ''), 'hex') : bytesOfText(quoted);
  return bytes === undefined ? undefined : { bytes, to: from + all.length };
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, '\\': 92, '"': 34 };

/** One byte a character; undefined where one is none. */
function bytesOfText(text: string): Uint8Array | undefined {
  const codes = [...text.matchAll(/\\x([0-9a-f]{2})|\\(.)|([^\\])/giu)].map(([, hex, mark, plain = '']) => {
    if (hex !== undefined) return Number.parseInt(hex, 16);
    return (mark === undefined ? plain.codePointAt(0) : escapes[mark]) ?? -1;
  });
  return codes.every((code) => code >= 0 && code <= 0xff) ? Uint8Array.from(codes) : undefined;
}
