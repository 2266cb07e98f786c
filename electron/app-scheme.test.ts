/** The resolver of the application's addresses gives out files of its folder and nothing else. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerRequest, fileOfAddress } from './app-scheme.ts';

const folder = path.resolve('/srv/screens');
const seed = 20_261_122;

describe('the file of an address', () => {
  it.each([
    ['ohmstead://app/', 'index.html'],
    ['ohmstead://app/index.html', 'index.html'],
    ['ohmstead://app/assets/main-a1B2_c.js', 'assets/main-a1B2_c.js'],
    ['ohmstead://app/a.css?v=1#top', 'a.css'],
    // The address itself has no `..` left when it comes here: this is the folder's own file.
    ['ohmstead://app/../index.html', 'index.html'],
    ['ohmstead://app/%2e%2e/index.html', 'index.html'],
  ])('%s is %s', (address, file) => {
    expect(fileOfAddress(address, folder)).toBe(path.join(folder, file));
  });

  it.each([
    'ohmstead://app/..%2findex.html',
    'ohmstead://app/..%5cindex.html',
    'ohmstead://app/a\\..\\..\\index.html',
    'ohmstead://app/%252e%252e/index.html',
    'ohmstead://app//etc/passwd.html',
    'ohmstead://app/C:/windows/a.html',
    'ohmstead://app/a%00.html',
    'ohmstead://app/a.html%00.png',
    'ohmstead://app/%ff.html',
    'ohmstead://app/assets/',
    'ohmstead://app/secret.key',
    'ohmstead://app/.env',
    'ohmstead://other/index.html',
    'ohmstead://user@app/index.html',
    'https://app/index.html',
    'file:///etc/passwd',
    'not an address',
  ])('%s is nothing', (address) => {
    expect(fileOfAddress(address, folder)).toBeUndefined();
  });

  it('whatever is asked for lies inside the folder', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2E.',
      '\\',
      '%5c',
      '%2f',
      '/',
      '%00',
      'a.html',
      'C:',
      '~',
      ' ',
      '%20',
      'é',
    );
    const address = fc
      .array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 8 })
      .map((all) => all.join('/'));
    fc.assert(
      fc.property(address, (rest) => {
        const file = fileOfAddress(`ohmstead://app/${rest}`, folder);
        if (file === undefined) return;
        expect(path.relative(folder, path.resolve(file))).not.toMatch(/^\.\.|^\//);
        expect(file).not.toContain('\0');
      }),
      { seed, numRuns: 2_000 },
    );
  });
});

describe('an answer', () => {
  let real: string;
  let outside: string;
  beforeAll(() => {
    outside = mkdtempSync(path.join(tmpdir(), 'ohmstead-scheme-'));
    real = path.join(outside, 'screens');
    mkdirSync(real);
    writeFileSync(path.join(real, 'index.html'), '<p>here</p>');
    writeFileSync(path.join(outside, 'secret.html'), 'secret');
    symlinkSync(path.join(outside, 'secret.html'), path.join(real, 'link.html'));
  });
  afterAll(() => rmSync(outside, { recursive: true, force: true }));

  const ask = (address: string, method = 'GET') =>
    answerRequest(new Request(address.replace('ohmstead:', 'http:'), { method }), { folder: real, policy: 'p' });
  /** Node's `Request` takes the scheme only as Electron registers it; the address is what counts. */
  const get = (address: string, method = 'GET') =>
    answerRequest({ url: address, method } as Request, { folder: real, policy: 'p' });

  it('carries type, policy and nosniff', async () => {
    const answer = await get('ohmstead://app/');
    expect([answer.status, await answer.text()]).toEqual([200, '<p>here</p>']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': 'p',
      'x-content-type-options': 'nosniff',
    });
  });

  it('a link out of the folder is not followed', async () => {
    expect((await get('ohmstead://app/link.html')).status).toBe(404);
  });

  it('HEAD has no body, other methods are refused', async () => {
    expect(await (await get('ohmstead://app/', 'HEAD')).text()).toBe('');
    expect((await get('ohmstead://app/', 'POST')).status).toBe(405);
    expect((await ask('ohmstead://app/')).status).toBe(404);
  });
});
