/**
 * The application's own address `ohmstead://app/`. Guarantees: only files inside the folder of the screens are given
 * out, whatever the address looks like and wherever a link in that folder points; only GET and HEAD are answered; every
 * answer carries the content policy, its media type and `nosniff`.
 */
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { CustomScheme } from 'electron';

export const appScheme = 'ohmstead';
export const appOrigin = `${appScheme}://app`;

/** As it is registered, once, before the application is ready: modules and the camera need a secure standard scheme. */
export const schemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
};

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

/**
 * The file of an address: a path below `folder`, or undefined for everything that is not plainly one. Pure: it knows
 * nothing of what is on the disk.
 */
export function fileOfAddress(address: string, folder: string): string | undefined {
  let url: URL;
  let decoded: string;
  try {
    url = new URL(address);
    decoded = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (url.protocol !== `${appScheme}:` || url.host !== 'app') return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const relative = decoded === '/' ? 'index.html' : decoded.replace(/^\//, '');
  // A second round of escapes, another system's separators and drives, and NUL have no business in our own names.
  if (!/^[\w.@ -]+(\/[\w.@ -]+)*$/.test(relative)) return undefined;
  if (relative.split('/').some((part) => part === '..' || part === '.')) return undefined;
  if (!Object.hasOwn(mediaTypes, path.extname(relative))) return undefined;
  const file = path.join(folder, relative);
  return file.startsWith(folder + path.sep) ? file : undefined;
}

export interface SchemeOptions {
  /** Absolute path of the built screens. */
  readonly folder: string;
  readonly policy: string;
}

/** Answers one request; never rejects. */
export async function answerRequest(request: Request, { folder, policy }: SchemeOptions): Promise<Response> {
  const headers = {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  };
  const refused = (status: number) => new Response(null, { status, headers });
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405);
  const file = fileOfAddress(request.url, folder);
  if (file === undefined) return refused(404);
  try {
    const [real, realFolder] = await Promise.all([realpath(file), realpath(folder)]);
    if (!real.startsWith(realFolder + path.sep)) return refused(404);
    const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(real));
    const type = mediaTypes[path.extname(file)] ?? 'application/octet-stream';
    return new Response(body, { status: 200, headers: { ...headers, 'Content-Type': type } });
  } catch {
    return refused(404);
  }
}
