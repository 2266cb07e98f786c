/**
 * The samples of a captured waveform, read from the evidence for drawing. Guarantees: what is drawn is what was captured,
 * proved by its SHA-256; the station goes on with its work meanwhile, also for a record of millions.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { codesOf } from '../../drivers/oscilloscope/scpi-scope/volts.ts';
import type { Waveform } from '../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../foundation/failure.ts';
import { MinMaxPyramid } from '../../foundation/measurement/pyramid.ts';
import { evidenceFolder } from './changed-evidence.ts';

export type CodePyramid = MinMaxPyramid<ReturnType<typeof codesOf>>;

/** Read and built at a time: a few milliseconds of work. An even number, because samples have one byte or two. */
const pieceBytes = 1024 * 1024;

/** Of the codes, as the instrument sent them. `evidence/not-there`, or `evidence/changed` where the file holds something else. */
export async function waveformPyramid(
  dataFolder: string,
  { code, count, samples, scale }: Pick<Waveform, 'code' | 'count' | 'samples' | 'scale'>,
): Promise<CodePyramid> {
  const { sha256, bytes } = samples;
  const handle = await open(path.join(evidenceFolder(dataFolder), sha256)).catch((error: NodeJS.ErrnoException) => {
    throw new CodedError('evidence/not-there', { sha256, cause: error.code ?? 'unreadable' });
  });
  try {
    const missing = scale.hole === undefined ? {} : { missing: scale.hole };
    const pyramid: CodePyramid = new MinMaxPyramid(codesOf(new Uint8Array(0), code), { ...missing, room: count });
    const hash = createHash('sha256');
    for (let at = 0; at < bytes; at += pieceBytes) {
      const piece = await pieceAt(handle, at, Math.min(pieceBytes, bytes - at));
      if (piece === undefined) throw new CodedError('evidence/changed', { sha256 });
      hash.update(piece);
      pyramid.extend(codesOf(piece, code));
    }
    const { size } = await handle.stat();
    if (size !== bytes || hash.digest('hex') !== sha256) throw new CodedError('evidence/changed', { sha256 });
    return pyramid;
  } finally {
    await handle.close();
  }
}

/** So many bytes from there on; undefined when the file ends before. */
async function pieceAt(handle: FileHandle, at: number, length: number): Promise<Uint8Array | undefined> {
  const piece = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await handle.read(piece, read, length - read, at + read);
    if (bytesRead === 0) return undefined;
    read += bytesRead;
  }
  return piece;
}
