/**
 * The pictures of a procedure, read from beside its file. Guarantees: nothing outside of the procedure's own folder is
 * ever read, wherever a link points; a file is a picture of the kind its name says, and no larger than
 * {@link mostPictureBytes}.
 */
import { createHash } from 'node:crypto';
import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { CodedError } from '../../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../../procedures/language/procedure.ts';

/** A picture with what it holds. */
export interface PictureFile {
  /** As the procedure calls it. */
  readonly file: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** A drawing is some kilobytes and a good photograph some hundred; a page must show it at once. */
export const mostPictureBytes = 2_000_000;

/**
 * Each declared picture once. Throws `script/picture-missing`, `script/picture-outside`, `script/picture-too-large
 * {mostMb}` or `script/picture-not-one`, each with `{where, file}`.
 */
export async function readPictures(folder: string, declared: DeclaredProcedure): Promise<PictureFile[]> {
  const read = new Map<string, PictureFile>();
  for (const [key, { picture }] of Object.entries(declared.prompts)) {
    if (picture === undefined || read.has(picture.file)) continue;
    const { file } = picture;
    const bytes = await pictureBytes(folder, { where: `prompts.${key}.picture`, file });
    read.set(file, { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes });
  }
  return [...read.values()];
}

interface Place {
  readonly where: string;
  readonly file: string;
}

async function pictureBytes(folder: string, place: Place): Promise<Uint8Array> {
  const params = { where: place.where, file: place.file };
  const missing = (error: unknown) => {
    throw new CodedError('script/picture-missing', params, error);
  };
  const [real, home] = await Promise.all([
    realpath(path.join(folder, place.file)).catch(missing),
    realpath(folder).catch(missing),
  ]);
  if (!real.startsWith(home + path.sep)) throw new CodedError('script/picture-outside', params);
  const handle = await open(real, 'r').catch(missing);
  try {
    const about = await handle.stat();
    if (!about.isFile()) throw new CodedError('script/picture-not-one', params);
    if (about.size > mostPictureBytes)
      throw new CodedError('script/picture-too-large', { ...params, mostMb: mostPictureBytes / 1e6 });
    const bytes = await handle.readFile();
    if (!isOfItsKind(bytes, path.extname(place.file))) throw new CodedError('script/picture-not-one', params);
    return bytes;
  } finally {
    await handle.close();
  }
}

/** By the first bytes, as the formats define them (PNG 5.2, JFIF and Exif SOI, RFC 9649 for WebP). */
function isOfItsKind(bytes: Buffer, extension: string): boolean {
  switch (extension) {
    case '.png':
      return bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    case '.jpg':
      return bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
    case '.webp':
      return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
    default:
      return /<svg[\s>]/.test(bytes.toString('utf8', 0, 4_096));
  }
}
