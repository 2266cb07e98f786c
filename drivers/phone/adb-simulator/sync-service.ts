/**
 * The file service `sync:` of the simulated phone: stat (old and new), folders (old and new), send and receive. One
 * stream serves many requests until QUIT. Facts: SYNC.TXT and file_sync_protocol.h of Android's adb sources.
 */

import { joinedBytes } from '../../transport/joined-bytes.ts';
import type { Service, ServiceStream } from './service-stream.ts';
import type { HostFileStat, ShellHost } from './shell-host.ts';

/** Largest piece of a file in one DATA. */
const pieceBytes = 64 * 1024;
const longestPath = 1024;
const noSuchFile = 2;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** `sync:`. */
export function syncService(host: ShellHost): Service {
  return async (stream) => {
    for (;;) {
      const request = await readRequest(stream);
      if (request === undefined || request.id === 'QUIT') break;
      if (!(await answer(host, stream, request.id, request.path))) break;
    }
    await stream.close();
  };
}

async function readRequest(stream: ServiceStream): Promise<{ id: string; path: string } | undefined> {
  const head = await readHead(stream);
  if (head === undefined) return undefined;
  if (head.value > longestPath) return { id: 'too-long', path: '' };
  const path = await stream.input.read(head.id === 'QUIT' ? 0 : head.value);
  return path === undefined ? undefined : { id: head.id, path: decoder.decode(path) };
}

/** Whether the stream can go on. */
async function answer(host: ShellHost, stream: ServiceStream, id: string, path: string): Promise<boolean> {
  switch (id) {
    case 'STAT':
      await stream.write(bytes(id, statV1(host.stat(path))));
      return true;
    case 'STA2':
    case 'LST2':
      await stream.write(bytes(id, statV2(host.stat(path))));
      return true;
    case 'LIST':
    case 'LIS2':
      await stream.write(listing(host, path, id === 'LIS2'));
      return true;
    case 'RECV':
      await sendFile(host, stream, path);
      return true;
    case 'SEND':
      return receiveFile(host, stream, path);
    default:
      await stream.write(failure('unknown command'));
      return false;
  }
}

async function sendFile(host: ShellHost, stream: ServiceStream, path: string): Promise<void> {
  const content = host.readFile(path);
  if (content === undefined) {
    const why = host.stat(path) === undefined ? 'No such file or directory' : 'Permission denied';
    return stream.write(failure(`open failed: ${why}`));
  }
  for (let from = 0; from < content.length; from += pieceBytes) {
    const piece = content.subarray(from, from + pieceBytes);
    await stream.write(bytes('DATA', u32(piece.length), piece));
    if (stream.signal.aborted) return;
  }
  await stream.write(bytes('DONE', u32(0)));
}

/** `target` is `path,mode` with the mode in decimal. */
async function receiveFile(host: ShellHost, stream: ServiceStream, target: string): Promise<boolean> {
  const comma = target.lastIndexOf(',');
  const path = comma < 0 ? target : target.slice(0, comma);
  const mode = comma < 0 ? 0o100644 : Number.parseInt(target.slice(comma + 1), 10);
  const pieces: Uint8Array[] = [];
  for (;;) {
    const head = await readHead(stream);
    if (head === undefined) return false;
    if (head.id === 'DONE') {
      await stream.write(written(() => host.writeFile(path, joinedBytes(pieces), mode, head.value)));
      return true;
    }
    const piece = head.id === 'DATA' && head.value <= pieceBytes ? await stream.input.read(head.value) : undefined;
    if (piece === undefined) {
      await stream.write(failure('invalid data message'));
      return false;
    }
    pieces.push(piece);
  }
}

function written(write: () => void): Uint8Array {
  try {
    write();
    return bytes('OKAY', u32(0));
  } catch (error) {
    return failure(`couldn't create file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function listing(host: ShellHost, path: string, second: boolean): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const entry of host.list(path) ?? []) {
    const name = encoder.encode(entry.name);
    parts.push(bytes(second ? 'DNT2' : 'DENT', second ? statV2(entry) : statV1(entry), u32(name.length), name));
  }
  parts.push(bytes('DONE', new Uint8Array(second ? 72 : 16)));
  return joinedBytes(parts);
}

async function readHead(stream: ServiceStream): Promise<{ id: string; value: number } | undefined> {
  const head = await stream.input.read(8);
  if (head === undefined) return undefined;
  return { id: decoder.decode(head.subarray(0, 4)), value: viewOf(head).getUint32(4, true) };
}

/** Mode, size, mtime; all zero when missing. */
function statV1(stat: HostFileStat | undefined): Uint8Array {
  return bytes('', u32(stat?.mode ?? 0), u32(stat?.size ?? 0), u32(stat?.mtime ?? 0));
}

/** Error, device, inode, mode, links, owner, group, size, three times; 68 bytes. */
function statV2(stat: HostFileStat | undefined): Uint8Array {
  const body = new Uint8Array(68);
  const view = viewOf(body);
  if (stat === undefined) {
    view.setUint32(0, noSuchFile, true);
    return body;
  }
  view.setBigUint64(4, 1n, true);
  view.setBigUint64(12, 1n, true);
  view.setUint32(20, stat.mode, true);
  view.setUint32(24, 1, true);
  view.setBigUint64(36, BigInt(stat.size), true);
  for (const offset of [44, 52, 60]) view.setBigInt64(offset, BigInt(stat.mtime), true);
  return body;
}

function failure(message: string): Uint8Array {
  const text = encoder.encode(message);
  return bytes('FAIL', u32(text.length), text);
}

function bytes(id: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return joinedBytes([encoder.encode(id), ...parts]);
}

function u32(value: number): Uint8Array {
  const out = new Uint8Array(4);
  viewOf(out).setUint32(0, value, true);
  return out;
}

function viewOf(array: Uint8Array): DataView {
  return new DataView(array.buffer, array.byteOffset, array.byteLength);
}
