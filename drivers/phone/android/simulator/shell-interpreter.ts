/**
 * Runs a command line of the simulated phone. Guarantees that every command gets its own input and exit status as in a
 * shell, that an unknown command ends with 127 in Android's words, and that nothing runs on after an abort.
 */

import { joinedBytes } from '../../../transport/joined-bytes.ts';
import type { Command, CommandList, Redirection } from './shell-syntax.ts';
import { parseCommandLine } from './shell-syntax.ts';
import { ShellSyntaxError, type Word } from './shell-word.ts';

/** What one command sees. */
export interface CommandIo {
  /** All of its input; empty where there is none. */
  readonly stdin: () => Promise<Uint8Array>;
  out(text: string | Uint8Array): void;
  err(text: string): void;
  readonly signal: AbortSignal;
}

/** A command that the phone has: arguments without its own name, to an exit status. */
export type PhoneCommand = (
  args: readonly string[],
  io: CommandIo,
  shell: ShellInterpreter,
) => Promise<number> | number;

export interface ShellFiles {
  /** The content, `denied`, or undefined. */
  read(path: string): Uint8Array | 'denied' | undefined;
  write(path: string, content: Uint8Array): void;
  /** Paths that match a pattern with `*`, `?` and `[…]`. */
  expand(pattern: string): readonly string[];
}

class ExitRequest {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class ShellInterpreter {
  readonly #commands: ReadonlyMap<string, PhoneCommand>;
  readonly #files: ShellFiles;
  readonly #variables = new Map<string, string>();
  #status = 0;

  constructor(commands: ReadonlyMap<string, PhoneCommand>, files: ShellFiles) {
    this.#commands = commands;
    this.#files = files;
  }

  /** The exit status of the whole line. */
  async run(line: string, io: CommandIo): Promise<number> {
    try {
      await this.#list(parsed(line), io);
      return this.#status;
    } catch (error) {
      if (error instanceof ExitRequest) return error.status;
      if (!(error instanceof ShellSyntaxError)) throw error;
      io.err(`/system/bin/sh: ${error.message}\n`);
      return 1;
    }
  }

  /** Runs a command by name, as `timeout`, `sh -c` and `nohup` do. */
  call(name: string, args: readonly string[], io: CommandIo): number | Promise<number> {
    if (name === 'exit') throw new ExitRequest(Number(args[0] ?? this.#status) & 0xff);
    const command = this.#commands.get(name);
    if (command !== undefined) return command(args, io, this);
    io.err(`/system/bin/sh: ${name}: inaccessible or not found\n`);
    return 127;
  }

  async #list(list: CommandList, io: CommandIo): Promise<void> {
    for (const { pipeline, when } of list) {
      if (when === 'success' && this.#status !== 0) continue;
      if (when === 'failure' && this.#status === 0) continue;
      let { stdin } = io;
      for (const [index, command] of pipeline.entries()) {
        const last = index === pipeline.length - 1;
        const collected: Uint8Array[] = [];
        const out = last ? io.out : (text: string | Uint8Array) => void collected.push(bytesOf(text));
        this.#status = await this.#command(command, { ...io, stdin, out });
        stdin = () => Promise.resolve(joinedBytes(collected));
      }
    }
  }

  async #command(command: Command, outer: CommandIo): Promise<number> {
    const files: { readonly path: string; readonly chunks: Uint8Array[]; readonly append: boolean }[] = [];
    let io = outer;
    for (const redirection of command.redirections) {
      const next = await this.#redirected(redirection, io, files);
      if (next === undefined) return 1;
      io = next;
    }
    const status =
      command.kind === 'group' ? await this.#group(command.body, io) : await this.#simple(command.words, io);
    for (const { path, chunks, append } of files) {
      const before = append ? this.#files.read(path) : undefined;
      try {
        this.#files.write(path, joinedBytes(before instanceof Uint8Array ? [before, ...chunks] : chunks));
      } catch (error) {
        io.err(`/system/bin/sh: can't create ${path}: ${error instanceof Error ? error.message : ''}\n`);
        return 1;
      }
    }
    return status;
  }

  async #group(body: CommandList, io: CommandIo): Promise<number> {
    await this.#list(body, io);
    return this.#status;
  }

  async #simple(words: readonly Word[], io: CommandIo): Promise<number> {
    if (io.signal.aborted) throw io.signal.reason;
    const assignment = /^([A-Za-z_]\w*)=/;
    const [first] = words;
    const head = first?.[0];
    if (words.length === 1 && head?.kind === 'text' && !head.quoted && assignment.test(head.text)) {
      const text = await this.#text(first ?? [], io);
      const name = assignment.exec(text)?.[1] ?? '';
      this.#variables.set(name, text.slice(name.length + 1));
      return 0;
    }
    const args: string[] = [];
    for (const word of words) args.push(...(await this.#expand(word, io)));
    const [name, ...rest] = args;
    return name === undefined ? 0 : this.call(name, rest, io);
  }

  async #redirected(
    redirection: Redirection,
    io: CommandIo,
    files: { path: string; chunks: Uint8Array[]; append: boolean }[],
  ): Promise<CommandIo | undefined> {
    const { target, stream, append } = redirection;
    if ('stream' in target) {
      return target.stream === 1
        ? { ...io, err: (text) => io.out(text) }
        : { ...io, out: (text) => io.err(textOf(text)) };
    }
    const path = await this.#text(target.path, io);
    if (stream === 0) {
      const content = this.#files.read(path);
      if (content instanceof Uint8Array) return { ...io, stdin: () => Promise.resolve(content) };
      const why = content === 'denied' ? 'Permission denied' : 'No such file or directory';
      if (path === '/dev/null') return { ...io, stdin: () => Promise.resolve(new Uint8Array()) };
      io.err(`/system/bin/sh: can't open ${path}: ${why}\n`);
      return undefined;
    }
    const chunks: Uint8Array[] = [];
    if (path !== '/dev/null') files.push({ path, chunks, append });
    const take = (text: string | Uint8Array) => void chunks.push(bytesOf(text));
    return stream === 1 ? { ...io, out: take } : { ...io, err: take };
  }

  async #expand(word: Word, io: CommandIo): Promise<readonly string[]> {
    const text = await this.#text(word, io);
    const isPattern = word.some((part) => part.kind === 'text' && !part.quoted && /[*?[]/.test(part.text));
    const found = isPattern && text.startsWith('/') ? this.#files.expand(text) : [];
    return found.length > 0 ? found : [text];
  }

  async #text(word: Word, io: CommandIo): Promise<string> {
    let text = '';
    for (const part of word) {
      if (part.kind === 'text') text += part.text;
      else if (part.kind === 'variable')
        text += part.name === '?' ? String(this.#status) : (this.#variables.get(part.name) ?? '');
      else {
        const chunks: Uint8Array[] = [];
        const inner = { ...io, out: (chunk: string | Uint8Array) => void chunks.push(bytesOf(chunk)) };
        await this.#list(parsed(part.source), inner);
        text += decoder.decode(joinedBytes(chunks)).replace(/\n+$/, '');
      }
    }
    return text;
  }
}

/** The same line comes every five seconds of a soak. */
const known = new Map<string, CommandList>();

function parsed(line: string): CommandList {
  const before = known.get(line);
  if (before !== undefined) return before;
  const list = parseCommandLine(line);
  if (known.size >= 64) known.clear();
  known.set(line, list);
  return list;
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? encoder.encode(text) : text;
}

function textOf(text: string | Uint8Array): string {
  return typeof text === 'string' ? text : decoder.decode(text);
}
