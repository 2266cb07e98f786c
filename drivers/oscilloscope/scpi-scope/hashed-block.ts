/** A block on its way out of a driver: counted and hashed piece by piece, so that the receiver can prove it has it whole. */
import { createHash } from 'node:crypto';
import type { BlockReference } from '../../../foundation/capability/oscilloscope.ts';
import type { BlockSink } from '../../contract/block-sink.ts';

export class HashedBlock {
  readonly #name: string;
  readonly #of: number;
  readonly #sink: BlockSink | undefined;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor(name: string, of: number, sink: BlockSink | undefined) {
    this.#name = name;
    this.#of = of;
    this.#sink = sink;
  }

  push(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#sink?.({ block: this.#name, offset: this.#bytes, of: this.#of, bytes });
    this.#bytes += bytes.length;
  }

  /** To be called once, when everything is in. */
  end(): BlockReference {
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }
}
