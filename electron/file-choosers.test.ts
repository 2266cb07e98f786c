/** A file that a person wants to keep is there whole, or it is said why not and nothing has changed; on real file systems. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../foundation/failure.ts';
import { saveWhole } from './file-choosers.ts';

let folder: string;
const mounted: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-save-'));
});
afterEach(() => {
  for (const place of mounted.splice(0)) execFileSync('umount', [place]);
  rmSync(folder, { recursive: true, force: true });
});

function codeOf(save: () => void): string {
  try {
    save();
    return 'written';
  } catch (error) {
    return failureOf(error).code;
  }
}

/** A file system of its own, of 64 KiB. */
function mountSmall(options = ''): string {
  const place = path.join(folder, 'disk');
  mkdirSync(place);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=64k${options}`, 'tmpfs', place], { stdio: 'ignore' });
  mounted.push(place);
  return place;
}

const mayMount = (() => {
  const place = mkdtempSync(path.join(tmpdir(), 'ohmstead-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
})();
const because = mayMount ? '' : ' (skipped: this user may not mount a small file system)';

describe('a file that is saved', () => {
  it('is there whole, also over an older one', () => {
    const file = path.join(folder, 'conversation.txt');
    saveWhole(file, 'old');
    saveWhole(file, 'new');
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['new', ['conversation.txt']]);
  });

  it.skipIf(!mayMount)(`on a full disk is refused with that reason, and the older one stays${because}`, () => {
    const disk = mountSmall();
    const file = path.join(disk, 'conversation.txt');
    saveWhole(file, 'old');
    expect(codeOf(() => saveWhole(file, 'x'.repeat(200_000)))).toBe('shell/disk-full');
    expect([readFileSync(file, 'utf8'), readdirSync(disk)]).toEqual(['old', ['conversation.txt']]);
  });

  it.skipIf(!mayMount)(`in a folder that may not be written is refused with that reason${because}`, () => {
    const disk = mountSmall(',ro');
    expect(codeOf(() => saveWhole(path.join(disk, 'conversation.txt'), 'x'))).toBe('shell/place-refused');
    expect(readdirSync(disk)).toEqual([]);
  });

  it('at a place that is none is refused', () => {
    writeFileSync(path.join(folder, 'file'), '');
    const file = path.join(folder, 'file', 'conversation.txt');
    expect(codeOf(() => saveWhole(file, 'x'))).toBe('shell/not-written');
    expect(readFileSync(path.join(folder, 'file'), 'utf8')).toBe('');
  });
});
