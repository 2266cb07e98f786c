/**
 * Puts the pieces of an instrument's answers together, by what they are and not by when they come: a block of IEEE 488.2
 * ends by its length and a line feed, everything else at its first line feed.
 */

const lineFeed = 0x0a;
const hash = 0x23;

/** `deliver` is given one whole answer at a time. */
export function wholeAnswers(deliver: (answer: Uint8Array) => void): (piece: Uint8Array) => void {
  let held = Buffer.alloc(0);
  return (piece) => {
    held = Buffer.concat([held, piece]);
    for (let end = endOf(held); end !== undefined; end = endOf(held)) {
      deliver(held.subarray(0, end));
      held = held.subarray(end);
    }
  };
}

/** One past the last byte of the first answer; `undefined` while it is not whole. */
function endOf(bytes: Buffer): number | undefined {
  if (bytes[0] === hash) {
    const digits = Number(bytes.toString('latin1', 1, 2));
    if (bytes.length < 2 + digits) return undefined;
    const end = 2 + digits + Number(bytes.toString('latin1', 2, 2 + digits)) + 1;
    return bytes.length >= end ? end : undefined;
  }
  const at = bytes.indexOf(lineFeed);
  return at < 0 ? undefined : at + 1;
}
