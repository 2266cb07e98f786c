/** The text tools of toybox that people and the driver use, in the forms they use. */
import { createHash } from 'node:crypto';
import { crc32Posix } from '../posix-checksum.ts';
import type { CommandIo, PhoneCommand, ShellFiles } from './shell-interpreter.ts';

const decoder = new TextDecoder();

/** `echo`, `printf`, `cat`, `grep`, `head`, `tail`, `wc`, `tr`, `sha256sum`, `md5sum`, `cksum`, `true`, `false`. */
export function textCommands(files: ShellFiles): ReadonlyMap<string, PhoneCommand> {
  const reader = (tool: string, io: CommandIo) => async (names: readonly string[]) =>
    decoder.decode((await contents(files, names, io, tool)).bytes);
  return new Map<string, PhoneCommand>([
    ['true', () => 0],
    ['false', () => 1],
    ['echo', echo],
    ['printf', printf],
    ['cat', (args, io) => cat(files, args, io)],
    ['grep', (args, io) => grep(args, io, reader('grep', io))],
    ['head', (args, io) => part(args, io, reader('head', io), (lines, count) => lines.slice(0, count))],
    ['tail', (args, io) => part(args, io, reader('tail', io), (lines, count) => lines.slice(-count))],
    ['wc', (args, io) => wc(files, args, io)],
    ['tr', async (args, io) => said(io, translated(await io.stdin(), args))],
    ['sha256sum', (args, io) => sums('sha256', files, args, io)],
    ['md5sum', (args, io) => sums('md5', files, args, io)],
    ['cksum', (args, io) => cksum(files, args, io)],
  ]);
}

function said(io: CommandIo, text: string | Uint8Array): number {
  io.out(text);
  return 0;
}

function echo(args: readonly string[], io: CommandIo): number {
  const bare = args[0] === '-n';
  return said(io, `${args.slice(bare ? 1 : 0).join(' ')}${bare ? '' : '\n'}`);
}

function printf([format = '', ...args]: readonly string[], io: CommandIo): number {
  let next = 0;
  return said(
    io,
    format.replaceAll('\\n', '\n').replace(/%[sd]/g, () => args[next++] ?? ''),
  );
}

async function cat(files: ShellFiles, args: readonly string[], io: CommandIo): Promise<number> {
  const { bytes, failed } = await contents(files, args, io, 'cat', (chunk) => io.out(chunk));
  if (args.length === 0) io.out(bytes);
  return failed ? 1 : 0;
}

async function wc(files: ShellFiles, args: readonly string[], io: CommandIo): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const { bytes } = await contents(files, names, io, 'wc');
  const lines = decoder.decode(bytes).split('\n').length - 1;
  return said(io, `${args.includes('-l') ? lines : bytes.length}\n`);
}

async function cksum(files: ShellFiles, args: readonly string[], io: CommandIo): Promise<number> {
  const { bytes } = await contents(files, args, io, 'cksum');
  return said(io, `${crc32Posix(bytes)} ${bytes.length}\n`);
}

/** The files one after another, or the input when none is named; every refusal in toybox's words. */
async function contents(
  files: ShellFiles,
  names: readonly string[],
  io: CommandIo,
  tool: string,
  each: (content: Uint8Array, name: string) => void = () => undefined,
): Promise<{ readonly bytes: Uint8Array; readonly failed: boolean }> {
  if (names.length === 0) return { bytes: await io.stdin(), failed: false };
  const all: Uint8Array[] = [];
  let failed = false;
  for (const name of names) {
    const content = files.read(name);
    if (content instanceof Uint8Array) {
      all.push(content);
      each(content, name);
    } else {
      failed = true;
      io.err(`${tool}: ${name}: ${content === 'denied' ? 'Permission denied' : 'No such file or directory'}\n`);
    }
  }
  return { bytes: new Uint8Array(Buffer.concat(all)), failed };
}

async function sums(
  algorithm: 'sha256' | 'md5',
  files: ShellFiles,
  names: readonly string[],
  io: CommandIo,
): Promise<number> {
  const say = (content: Uint8Array, name: string) =>
    io.out(`${createHash(algorithm).update(content).digest('hex')}  ${name}\n`);
  const { bytes, failed } = await contents(files, names, io, `${algorithm}sum`, say);
  if (names.length === 0) say(bytes, '-');
  return failed ? 1 : 0;
}

async function grep(
  args: readonly string[],
  io: CommandIo,
  read: (names: readonly string[]) => Promise<string>,
): Promise<number> {
  let most = Number.POSITIVE_INFINITY;
  let flags = '';
  const rest: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (/^-m\d+$/.test(arg)) most = Number(arg.slice(2));
    else if (arg === '-m') most = Number(args[++index]);
    else if (/^-[a-zA-Z]+$/.test(arg) && rest.length === 0) flags += arg.slice(1);
    else rest.push(arg);
  }
  const [source = '', ...names] = rest;
  const basic = flags.includes('E') ? source : source.replace(/\\([|()+?{}])/g, '$1');
  const literal = source.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(flags.includes('F') ? literal : basic, flags.includes('i') ? 'i' : '');
  const lines = (await read(names)).split('\n');
  if (lines.at(-1) === '') lines.pop();
  const found = lines.filter((line) => pattern.test(line) !== flags.includes('v')).slice(0, most);
  if (flags.includes('c')) io.out(`${found.length}\n`);
  else if (!flags.includes('q')) {
    for (const line of found) {
      const global = new RegExp(pattern.source, `${pattern.flags}g`);
      const pieces = flags.includes('o') ? [...line.matchAll(global)].map((match) => match[0]) : [line];
      for (const piece of pieces) io.out(`${piece}\n`);
    }
  }
  return found.length > 0 ? 0 : 1;
}

async function part(
  args: readonly string[],
  io: CommandIo,
  read: (names: readonly string[]) => Promise<string>,
  take: (lines: readonly string[], count: number) => readonly string[],
): Promise<number> {
  const joined = args.join(' ');
  const count = Number(/^-(?:n ?)?(\d+)/.exec(joined)?.[1] ?? 10);
  const names = joined
    .replace(/^-(?:n ?)?\d+ ?/, '')
    .split(' ')
    .filter((name) => name !== '');
  const lines = (await read(names)).split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of take(lines, count)) io.out(`${line}\n`);
  return 0;
}

/** `tr -d SET`, `tr -cd SET` and `tr SET CHARACTER`. */
function translated(input: Uint8Array, args: readonly string[]): Uint8Array {
  const [first = '', second = ''] = args;
  const deletes = first.startsWith('-');
  const set = byteTable(deletes ? second : first);
  // Bytes whose entry is this one are deleted or replaced.
  const concerned = deletes && first.includes('c') ? 0 : 1;
  const by = second.charCodeAt(0);
  const output = new Uint8Array(input.length);
  let length = 0;
  // By index: this runs over every answer of a rehearsed soak, and iterators are several times slower.
  for (let index = 0; index < input.length; index += 1) {
    const byte = input[index] as number;
    if (set[byte] !== concerned) output[length++] = byte;
    else if (!deletes) output[length++] = by;
  }
  return output.subarray(0, length);
}

/** The same two sets translate every answer of a soak. */
const knownSets = new Map<string, Uint8Array>();

/** 1 at every byte that is in the set. */
function byteTable(text: string): Uint8Array {
  const known = knownSets.get(text);
  if (known !== undefined) return known;
  const table = new Uint8Array(256);
  for (const byte of byteSet(text)) table[byte] = 1;
  if (knownSets.size >= 64) knownSets.clear();
  knownSets.set(text, table);
  return table;
}

/** The bytes of a `tr` set: characters, `\ooo` and ranges. */
function byteSet(text: string): ReadonlySet<number> {
  const codes: (number | '-')[] = [];
  for (const match of text.matchAll(/\\([0-7]{1,3})|\\(.)|(-)|([\s\S])/g)) {
    const [, octal, escaped, dash, char] = match;
    if (octal !== undefined) codes.push(Number.parseInt(octal, 8));
    else if (escaped !== undefined) codes.push({ n: 10, r: 13, t: 9 }[escaped] ?? escaped.charCodeAt(0));
    else codes.push(dash === undefined ? (char ?? '').charCodeAt(0) : '-');
  }
  const set = new Set<number>();
  for (const [index, code] of codes.entries()) {
    const before = codes[index - 1];
    const after = codes[index + 1];
    if (code === '-' && typeof before === 'number' && typeof after === 'number') {
      for (let byte = before; byte <= after; byte += 1) set.add(byte);
    } else set.add(code === '-' ? 45 : code);
  }
  return set;
}
