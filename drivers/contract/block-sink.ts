/** Where a verb puts what is too large for an answer: raw samples, a picture. */

export interface BlockPiece {
  /** Unique within one call: `samples`, `image`. */
  readonly block: string;
  /** Place of the first byte in the block; pieces come in order and leave nothing out. */
  readonly offset: number;
  /** Bytes of the whole block. */
  readonly of: number;
  /** The receiver may keep it; nobody writes to it any more. */
  readonly bytes: Uint8Array;
}

/** The block counts only when the verb has answered with its hash. */
export type BlockSink = (piece: BlockPiece) => void;
