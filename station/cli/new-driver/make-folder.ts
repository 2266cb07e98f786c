/**
 * A new folder among the drivers. Guarantees that nothing that is there is changed: the folder must be new, and one that
 * could not be filled is taken away again. A name is checked before it becomes part of a path.
 */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../foundation/failure.ts';
import type { NewFile } from './multimeter-template.ts';

/** Maker and model, as the ids of all drivers are written. */
const idForm = /^[a-z][a-z0-9]{0,20}(-[a-z0-9]{1,20}){1,5}$/;

/** `new-driver/bad-id` for anything that is not written as an id. */
export function checkedId(id: string): string {
  if (!idForm.test(id)) throw new CodedError('new-driver/bad-id', { id: id.slice(0, 80) });
  return id;
}

/**
 * Makes `drivers/KIND/ID/` below `root`, the folder with the sources of the station, and gives its path. Fails with
 * `new-driver/no-sources`, `new-driver/exists` or `new-driver/cannot-write`.
 */
export function makeFolder(root: string, kind: string, id: string, files: readonly NewFile[]): string {
  const kindFolder = join(root, 'drivers', kind);
  if (!isFolder(kindFolder) || !existsSync(join(root, 'drivers', 'catalogue.ts'))) {
    throw new CodedError('new-driver/no-sources', { folder: root });
  }
  const folder = join(kindFolder, checkedId(id));
  try {
    mkdirSync(folder);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? taken(id) : cannotWrite(folder, error);
  }
  try {
    for (const { name, text } of files) writeFileSync(join(folder, name), text, { flag: 'wx' });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw cannotWrite(folder, error);
  }
  return folder;
}

/** The id belongs to a driver already. */
export function taken(id: string): CodedError {
  return new CodedError('new-driver/exists', { id });
}

function cannotWrite(folder: string, error: unknown): CodedError {
  const message = error instanceof Error ? error.message : '';
  return new CodedError('new-driver/cannot-write', { folder, message }, error);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
