/**
 * Pictures that stand beside prompts, kept as evidence under what they hold. Guarantees: a picture is whole on the disk
 * before a run begins that may show it; the same picture again is the same file.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { CodedError } from '../../foundation/failure.ts';
import type { VerifyReport } from '../api/station-api.ts';
import type { ShownPicture } from '../record/entry.ts';
import type { PictureFile } from '../runs/script/pictures.ts';
import { evidenceFolder, hashOfFile } from './changed-evidence.ts';

/** Where a picture is kept: its hash with the ending of its own name, so that any program can open it. */
export function pictureFile(dataFolder: string, { sha256, file }: Pick<ShownPicture, 'sha256' | 'file'>): string {
  return path.join(evidenceFolder(dataFolder), `${sha256}${path.extname(file)}`);
}

/** Fails with `picture/not-kept {file, why}`. */
export function keepPictures(dataFolder: string, pictures: readonly PictureFile[]): void {
  for (const picture of pictures) {
    const kept = pictureFile(dataFolder, picture);
    if (hashOfFile(kept) !== picture.sha256) keep(kept, picture);
  }
}

/** Those of a record that are gone or hold something else now. */
export function changedPictures(
  dataFolder: string,
  prompts: readonly { readonly key: string; readonly picture?: ShownPicture }[],
): VerifyReport['differences'] {
  return prompts.flatMap(({ key, picture }) => {
    if (picture === undefined) return [];
    const now = hashOfFile(pictureFile(dataFolder, picture));
    return now === picture.sha256 ? [] : [{ key: `picture ${key}`, recorded: picture.sha256, recomputed: now }];
  });
}

function keep(kept: string, { file, bytes }: PictureFile): void {
  const draft = `${kept}.${process.pid}.partial`;
  try {
    mkdirSync(path.dirname(kept), { recursive: true });
    const handle = openSync(draft, 'w');
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(handle, bytes, written);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, kept);
  } catch (error) {
    rmSync(draft, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CodedError('picture/not-kept', { file, why: code ?? message }, error);
  }
}
