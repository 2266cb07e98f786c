/** A `.tar.gz` of a few texts, for people who are asked to send something. POSIX ustar headers (IEEE Std 1003.1-1988). */
import { gzipSync } from 'node:zlib';

export interface TarFile {
  /** At most 100 bytes, ASCII. */
  readonly name: string;
  readonly content: Uint8Array | string;
}

const block = 512;

/** `mtime` in milliseconds since 1970, for all of them. */
export function tarGz(files: readonly TarFile[], mtime: number): Uint8Array {
  const parts = files.flatMap(({ name, content }) => {
    const body = Buffer.from(content);
    return [header(name, body.length, mtime), body, Buffer.alloc((block - (body.length % block)) % block)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]));
}

function header(name: string, size: number, mtime: number): Buffer {
  const head = Buffer.alloc(block);
  const octal = (value: number, length: number) =>
    `${Math.floor(value)
      .toString(8)
      .padStart(length - 1, '0')}\0`;
  head.write(name, 0, 100, 'ascii');
  head.write(octal(0o644, 8), 100);
  head.write(octal(0, 8), 108);
  head.write(octal(0, 8), 116);
  head.write(octal(size, 12), 124);
  head.write(octal(mtime / 1000, 12), 136);
  head.write(' '.repeat(8), 148);
  head.write('0', 156);
  head.write('ustar\0' + '00', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}
