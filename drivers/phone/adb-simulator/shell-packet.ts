/** Packets inside a `shell,v2` stream: kind, length, data. Pure. Facts: shell_protocol.h of Android's adb sources. */

/** First byte of a packet. */
export const shellKind = { stdin: 0, stdout: 1, stderr: 2, exit: 3, closeStdin: 4, windowSize: 5 } as const;

export const shellHeaderLength = 5;

/** One packet as bytes. */
export function encodeShellPacket(kind: number, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(shellHeaderLength + data.length);
  bytes[0] = kind;
  new DataView(bytes.buffer).setUint32(1, data.length, true);
  bytes.set(data, shellHeaderLength);
  return bytes;
}

/** Kind and length of the data that follows the five bytes. */
export function decodeShellHeader(bytes: Uint8Array): { readonly kind: number; readonly length: number } {
  return {
    kind: bytes[0] ?? 0,
    length: new DataView(bytes.buffer, bytes.byteOffset, shellHeaderLength).getUint32(1, true),
  };
}
