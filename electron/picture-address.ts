/**
 * `ohmstead://app/picture/SHA256.svg`: a picture that a procedure shows beside a question. Guarantees: only a file of the
 * evidence that holds exactly what its name says is given out, never another one; an SVG is given out as an image that
 * may load nothing, run nothing and, were it ever opened as a page, has no origin.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** As large as procedures may have them. */
const mostBytes = 2_000_000;

const mediaTypes: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};

const headers = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** Whether an address asks for a picture, good or bad. */
export function isPictureAddress(address: string): boolean {
  return address.startsWith('ohmstead://app/picture/');
}

/** Answers one request; never rejects. `folder`: where the station keeps its evidence. */
export async function answerPicture(request: Request, folder: string): Promise<Response> {
  const refused = (status: number) => new Response(null, { status, headers });
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405);
  const name = /^ohmstead:\/\/app\/picture\/([0-9a-f]{64})\.(svg|png|jpg|webp)$/.exec(request.url.replace(/#.*$/s, ''));
  const [, sha256 = '', kind = ''] = name ?? [];
  if (name === null) return refused(404);
  try {
    const file = path.join(folder, `${sha256}.${kind}`);
    const { size } = await stat(file);
    if (size > mostBytes) return refused(404);
    const bytes = new Uint8Array(await readFile(file));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) return refused(404);
    const type = mediaTypes[kind] ?? 'application/octet-stream';
    const body = request.method === 'HEAD' ? null : bytes;
    return new Response(body, { status: 200, headers: { ...headers, 'Content-Type': type } });
  } catch {
    return refused(404);
  }
}
