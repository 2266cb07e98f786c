/**
 * Bulk IN transfers → the data of one reply to one request. Pure. Guarantees: only as many bytes as the header says are
 * data, whatever padding follows; the length of every transfer to ask for is such that no device can make the host wait
 * for a packet that does not come (a whole number of packets and never more than is left).
 */
import { decodeHeader, headerBytes, messageIds } from './header.ts';

/** One transfer of the host never asks for more; a multiple of every packet size there is. */
const longestTransfer = 1024 * 1024;
/** More than any instrument holds: a damaged header. */
const longestReply = 512 * 1024 * 1024;

export type Received =
  /** Data of the reply, and more transfers to come. */
  | { readonly kind: 'data'; readonly data: Uint8Array }
  /** The reply is whole. `isLast`: the message too; otherwise it goes on with another request. */
  | { readonly kind: 'end'; readonly data: Uint8Array; readonly isLast: boolean }
  /** An empty transfer where a header should be: some firmware sends one first, and so does the end of the reply before. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'bad'; readonly why: 'no-header' | 'other-tag' | 'cut-short' };

export class MessageIn {
  readonly #tag: number;
  readonly #packetBytes: number;
  readonly #acceptsOldTag: boolean;
  #left: number | undefined;
  #isLast = false;

  constructor(tag: number, packetBytes: number, { acceptsOldTag = false } = {}) {
    this.#tag = tag;
    this.#packetBytes = packetBytes;
    this.#acceptsOldTag = acceptsOldTag;
  }

  /** Bytes to ask for in the next transfer: first one packet, because only its header says how much there is. */
  get transferBytes(): number {
    if (this.#left === undefined) return this.#packetBytes;
    return Math.min(longestTransfer, Math.ceil(this.#left / this.#packetBytes) * this.#packetBytes);
  }

  push(transfer: Uint8Array): Received {
    if (this.#left !== undefined) return this.#more(transfer);
    if (transfer.length === 0) return { kind: 'empty' };
    const header = decodeHeader(transfer);
    if (header?.id !== messageIds.in || header.size > longestReply) return { kind: 'bad', why: 'no-header' };
    if (header.tag !== this.#tag && !this.#acceptsOldTag) return { kind: 'bad', why: 'other-tag' };
    this.#left = header.size;
    this.#isLast = header.isLast;
    const data = transfer.subarray(headerBytes);
    // A transfer shorter than a packet is the last: what the header promised beyond it does not come.
    return this.#taken(data, transfer.length < this.#packetBytes);
  }

  #more(transfer: Uint8Array): Received {
    return this.#taken(transfer, transfer.length < this.transferBytes);
  }

  #taken(bytes: Uint8Array, isShort: boolean): Received {
    const left = this.#left ?? 0;
    const data = bytes.subarray(0, left);
    this.#left = left - data.length;
    if (this.#left === 0) return { kind: 'end', data, isLast: this.#isLast };
    return isShort ? { kind: 'bad', why: 'cut-short' } : { kind: 'data', data };
  }
}
