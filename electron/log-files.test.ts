/** The log keeps its size, keeps its youngest files, and keeps secrets and personal numbers out. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diagnosticsArchive } from './diagnostics.ts';
import { LogFiles } from './log-files.ts';
import { scrub } from './scrub.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (wall: string) => ({ wall: () => Date.parse(wall) });
const names = (log: LogFiles) => log.list().map((file) => path.basename(file));

describe('scrubbing', () => {
  it.each([
    ['authorization: Bearer abc.def-123', 'abc.def'],
    ['token=s3cr3t-value rest', 's3cr3t'],
    ['{"apiKey":"k-123456","x":1}', 'k-123456'],
    ['password: hunter2', 'hunter2'],
    ['https://name:word@host/', 'word'],
    ['imei 490154203237518 read', '490154203237518'],
    ['imei 49-015420-323751-8', '015420'],
    ['iccid 8986012345678901234', '8986012345678901234'],
    ['call +886 912 345 678 now', '912'],
    ['call 13812345678 now', '13812345678'],
    ['call 0912-345-678 now', '345'],
    ['mail someone@example.com', 'someone'],
  ])('%s', (text, secret) => {
    expect(scrub(text)).not.toContain(secret);
  });

  it.each([
    'run RUN-20261122-0001 at 12.0345 V',
    '2026-11-22T01:02:03.456Z',
    'exit 70 after 1500 ms',
    '127.0.0.1:5199',
  ])('leaves %s as it is', (text) => {
    expect(scrub(text)).toBe(text);
  });
});

describe('the log', () => {
  it('is one file a day of JSON lines', () => {
    new LogFiles(folder, at('2026-11-22T10:00:00Z')).write('shell', 'one');
    const log = new LogFiles(folder, at('2026-11-23T10:00:00Z'));
    log.write('shell', 'two\nlines');
    expect(names(log)).toEqual(['ohmstead-2026-11-22.log', 'ohmstead-2026-11-23.log']);
    const line = readFileSync(path.join(folder, 'ohmstead-2026-11-23.log'), 'utf8');
    expect(JSON.parse(line)).toEqual({ wall: '2026-11-23T10:00:00.000Z', source: 'shell', text: 'two\nlines' });
  });

  it('a file over the limit is set aside, and only the youngest are kept', () => {
    const log = new LogFiles(folder, at('2026-11-22T10:00:00Z'), { fileBytes: 200, files: 3 });
    for (let n = 0; n < 12; n += 1) log.write('shell', `line ${n} ${'x'.repeat(60)}`);
    expect(names(log).length).toBe(3);
    expect(names(log).at(-1)).toBe('ohmstead-2026-11-22.log');
    const kept = log
      .list()
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
    expect(kept).toContain('line 11');
    expect(kept).not.toContain('line 0 ');
    const numbers = [...kept.matchAll(/line (\d+)/g)].map((match) => Number(match[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it('one endless line does not fill the disk', () => {
    const log = new LogFiles(folder, at('2026-11-22T10:00:00Z'));
    log.write('child', 'y'.repeat(5_000_000));
    expect(readFileSync(log.list()[0] ?? '', 'utf8').length).toBeLessThan(25_000);
  });

  it('a place that cannot be written stops nothing, and what was lost is counted', () => {
    const blocked = path.join(folder, 'blocked');
    writeFileSync(blocked, 'a file where the folder should be');
    const log = new LogFiles(blocked, at('2026-11-22T10:00:00Z'));
    log.write('shell', 'lost');
    log.write('shell', 'lost as well');
    rmSync(blocked);
    log.write('shell', 'again');
    expect(JSON.parse(readFileSync(log.list()[0] ?? '', 'utf8'))).toMatchObject({ lostLines: 2, text: 'again' });
    chmodSync(folder, 0o700);
  });
});

it('diagnostics carry logs and facts, and no secret', () => {
  const log = new LogFiles(folder, at('2026-11-22T10:00:00Z'));
  log.write('station', 'token=abcdef phone +49 170 1234567');
  const facts = { settings: { name: 'Bench 3', ticketToken: 'abcdef', nested: [{ apiKey: 'xyz', speed: 60 }] } };
  const archive = gunzipSync(diagnosticsArchive({ logs: log.list(), wall: 0, facts })).toString('utf8');
  expect(archive).toContain('settings.json');
  expect(archive).toContain('logs/ohmstead-2026-11-22.log');
  expect(archive).toContain('Bench 3');
  expect(archive).not.toMatch(/abcdef|xyz|1234567/);
});
