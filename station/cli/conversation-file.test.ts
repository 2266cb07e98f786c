/** A recording on a disk that fills up: a simulated `writeSync` takes what is left, a part of a line, and then no more. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { koradDriver } from '../../drivers/power-supply/korad-ka3005p/driver.ts';
import { ConversationFile } from './conversation-file.ts';

const disk = vi.hoisted(() => ({ free: Number.POSITIVE_INFINITY }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const writeSync = (file: number, bytes: Uint8Array, from = 0): number => {
    if (disk.free === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    const taken = real.writeSync(file, bytes, from, Math.min(bytes.length - from, disk.free));
    disk.free -= taken;
    return taken;
  };
  return { ...real, writeSync };
});

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  disk.free = Number.POSITIVE_INFINITY;
});

const said = (text: string, at: number) => ({ direction: 'received' as const, at, bytes: Buffer.from(text) });

describe('a recording on a disk that fills up', () => {
  it.each([0, 1, 9, 30])('ends with its last whole line, with %i bytes of the next one taken, and says why', (free) => {
    const file = path.join(folder, `filled-${free}.txt`);
    const recording = ConversationFile.create(file, koradDriver, '/dev/ttyACM0');
    recording.record(said('04.66', 1));
    recording.opened();
    recording.whole();
    const before = readFileSync(file, 'utf8');
    disk.free = free;
    recording.record(said('1.500', 2));
    disk.free = Number.POSITIVE_INFINITY;
    recording.record(said('9.999', 3));
    expect(() => recording.whole()).toThrowError(expect.objectContaining({ code: 'conversation/not-written' }));
    recording.end();
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(before).toMatch(/04\.66"\n$/);
  });

  it('that is full from the beginning keeps no empty file, so that the next attempt can have its name', () => {
    const file = path.join(folder, 'none.txt');
    disk.free = 5;
    expect(() => ConversationFile.create(file, koradDriver, '/dev/ttyACM0')).toThrowError(
      expect.objectContaining({ code: 'conversation/not-written' }),
    );
    expect(existsSync(file)).toBe(false);
  });
});
