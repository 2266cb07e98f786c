/**
 * Blocks too large for the journal (samples of an oscilloscope, its screen) on their way to the evidence. Guarantees: a
 * block becomes evidence only when it has come whole and its SHA-256, computed here, is the one the instrument's answer
 * names; it is on the disk before the answer counts; what nobody claims leaves nothing behind.
 */
import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { BenchEvents } from '../../drivers/bench/bench-api.ts';
import type { BlockReference } from '../../foundation/capability/oscilloscope.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import { evidenceFolder } from './changed-evidence.ts';

type Piece = BenchEvents['instrument/block'];

interface Incoming {
  readonly file: string;
  readonly handle: number;
  readonly hash: Hash;
  bytes: number;
  /** Why it cannot become evidence any more. */
  spoilt?: CodedError;
}

export class KeptBlocks {
  readonly #evidence: string;
  readonly #incoming: string;
  readonly #open = new Map<string, Incoming>();

  /** `run` must be fit for a file name; blocks wait under `incoming/RUN/`. */
  constructor(dataFolder: string, run: string) {
    this.#evidence = evidenceFolder(dataFolder);
    this.#incoming = path.join(dataFolder, 'incoming', run);
  }

  /** The next piece; the first of a block begins it anew. A disk that refuses is told when the block is claimed. */
  take({ key, block, offset, bytes }: Piece): void {
    const name = `${key}\n${block}`;
    if (offset === 0) this.#drop(name);
    const incoming = this.#open.get(name) ?? this.#begin(name);
    if (incoming === undefined || incoming.spoilt !== undefined) return;
    if (incoming.bytes !== offset) {
      incoming.spoilt = new CodedError('evidence/not-whole', { block });
      return;
    }
    incoming.hash.update(bytes);
    incoming.bytes += bytes.length;
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(incoming.handle, bytes, written);
    } catch (error) {
      incoming.spoilt = notKept(error);
    }
  }

  /** Makes it evidence, once it is proved to be the one that the answer names. `evidence/not-whole`, `evidence/not-kept`. */
  claim(key: string, block: string, wanted: BlockReference): void {
    const name = `${key}\n${block}`;
    const incoming = this.#open.get(name);
    if (incoming === undefined) throw new CodedError('evidence/not-whole', { block });
    this.#open.delete(name);
    try {
      if (incoming.spoilt !== undefined) throw incoming.spoilt;
      const sha256 = incoming.hash.digest('hex');
      const isWhole = sha256 === wanted.sha256 && incoming.bytes === wanted.bytes;
      if (!isWhole) throw new CodedError('evidence/not-whole', { block });
      this.#keep(incoming, path.join(this.#evidence, sha256));
    } finally {
      closeSync(incoming.handle);
      rmSync(incoming.file, { force: true });
    }
  }

  /** What nobody has claimed is thrown away. */
  close(): void {
    for (const name of [...this.#open.keys()]) this.#drop(name);
    rmSync(this.#incoming, { recursive: true, force: true });
    try {
      rmdirSync(path.dirname(this.#incoming));
    } catch {
      // Another run has blocks on their way, or there never was one.
    }
  }

  #keep({ handle, file }: Incoming, evidence: string): void {
    try {
      fsyncSync(handle);
      mkdirSync(this.#evidence, { recursive: true });
      // The same content again is the same evidence.
      if (!existsSync(evidence)) renameSync(file, evidence);
    } catch (error) {
      throw notKept(error);
    }
  }

  #begin(name: string): Incoming | undefined {
    try {
      mkdirSync(this.#incoming, { recursive: true });
      const file = path.join(this.#incoming, createHash('sha256').update(name).digest('hex').slice(0, 16));
      const incoming: Incoming = { file, handle: openSync(file, 'w'), hash: createHash('sha256'), bytes: 0 };
      this.#open.set(name, incoming);
      return incoming;
    } catch {
      // Claiming it will say that it is not there.
      return undefined;
    }
  }

  #drop(name: string): void {
    const incoming = this.#open.get(name);
    if (incoming === undefined) return;
    this.#open.delete(name);
    closeSync(incoming.handle);
    rmSync(incoming.file, { force: true });
  }
}

function notKept(error: unknown): CodedError {
  const cause = (error as NodeJS.ErrnoException).code ?? failureOf(error).code;
  return new CodedError('evidence/not-kept', { cause });
}
