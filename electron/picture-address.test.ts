/** Pictures of procedures are given out by what they hold, and nothing else of the evidence is. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerPicture, isPictureAddress } from './picture-address.ts';

const drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const sha256 = createHash('sha256').update(drawing).digest('hex');
const other = 'a'.repeat(64);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-picture-'));
  writeFileSync(path.join(folder, `${sha256}.svg`), drawing);
  writeFileSync(path.join(folder, sha256), drawing);
  writeFileSync(path.join(folder, `${other}.svg`), drawing);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (rest: string, method = 'GET') =>
  answerPicture({ url: `ohmstead://app/picture/${rest}`, method } as Request, folder);

describe('a picture', () => {
  it('comes as an image that runs and loads nothing', async () => {
    const answer = await get(`${sha256}.svg`);
    expect([answer.status, await answer.text()]).toEqual([200, drawing]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect((await get(`${sha256}.svg#dark`)).status).toBe(200);
    expect(await (await get(`${sha256}.svg`, 'HEAD')).text()).toBe('');
  });

  it.each([
    // Holds something else than its name says.
    `${other}.svg`,
    `${'b'.repeat(64)}.svg`,
    // A transcript or a waveform.
    sha256,
    `${sha256}.html`,
    `${sha256}.SVG`,
    `../evidence/${sha256}.svg`,
    `..%2f${sha256}.svg`,
    `${sha256}.svg?x`,
    '',
  ])('%s is not given out', async (name) => {
    expect((await get(name)).status).toBe(404);
  });

  it('is only ever read', async () => {
    expect((await get(`${sha256}.svg`, 'POST')).status).toBe(405);
  });
});

it('knows which addresses are pictures', () => {
  expect(isPictureAddress(`ohmstead://app/picture/${sha256}.svg`)).toBe(true);
  expect(isPictureAddress('ohmstead://app/index.html')).toBe(false);
  expect(isPictureAddress('ohmstead://other/picture/x.svg')).toBe(false);
});
