/** Copies that are on the disk when they are said to be: files are flushed, and folders that hold them. */
import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Bytes that a file or all files of a folder take; 0 where there is nothing. */
export async function bytesOf(place: string): Promise<number> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.size;
  const sizes = await Promise.all((await readdir(place)).map((name) => bytesOf(path.join(place, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Files of one folder, one after the other; a folder that is not there is an empty one. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory()) await copyFolder(path.join(from, entry.name), path.join(to, entry.name));
    if (entry.isFile()) await copyThere(path.join(from, entry.name), path.join(to, entry.name));
  }
  await flush(to);
}

/** A file that is gone by now was a draft of somebody's. */
async function copyThere(from: string, to: string): Promise<void> {
  try {
    await copyWhole(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || existsSync(from)) throw error;
  }
}

export async function copyWhole(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL);
  await flush(to);
}

export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' });
  await flush(file);
}

/** Until the disk has it; systems that cannot flush a folder are not asked twice. */
export async function flush(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EINVAL' && code !== 'EPERM' && code !== 'EISDIR') throw error;
  } finally {
    await handle.close();
  }
}
