/**
 * The twelve bytes in front of every USBTMC message. Pure. Guarantees: a tag is 1 to 255 and never 0; what is sent out
 * is padded to four bytes; a header whose tag does not fit its complement is no header. Source: USB Test and Measurement
 * Class Specification 1.0, section 3.2; a real request and reply header from dpenkler/linux-usbtmc issue 8.
 */

export const headerBytes = 12;

export const messageIds = { out: 1, requestIn: 2, in: 2, vendorOut: 126, vendorIn: 127 } as const;
const endOfMessage = 0x01;
const terminated = 0x02;

/** 1 … 255 and again from 1. */
export function nextTag(tag: number): number {
  return (tag % 255) + 1;
}

/** DEV_DEP_MSG_OUT with its data, padded with zeros to a multiple of four. */
export function encodeOut(tag: number, data: Uint8Array, isLast = true): Uint8Array {
  const message = new Uint8Array(Math.ceil((headerBytes + data.length) / 4) * 4);
  writeHead(message, messageIds.out, tag, data.length);
  message[8] = isLast ? endOfMessage : 0;
  message.set(data, headerBytes);
  return message;
}

/** REQUEST_DEV_DEP_MSG_IN for at most `most` bytes of data; `terminator` ends the reply as well, where the device can. */
export function encodeRequest(tag: number, most: number, terminator?: number): Uint8Array {
  const message = new Uint8Array(headerBytes);
  writeHead(message, messageIds.requestIn, tag, most);
  if (terminator !== undefined) {
    message[8] = terminated;
    message[9] = terminator;
  }
  return message;
}

/** The device's side: DEV_DEP_MSG_IN. `size` may say more than `data` holds, when the rest follows in other transfers. */
export function encodeIn(tag: number, data: Uint8Array, isLast: boolean, size = data.length): Uint8Array {
  const isWhole = size === data.length;
  const length = headerBytes + data.length;
  const message = new Uint8Array(isWhole ? Math.ceil(length / 4) * 4 : length);
  writeHead(message, messageIds.in, tag, size);
  message[8] = isLast ? endOfMessage : 0;
  message.set(data, headerBytes);
  return message;
}

export interface MessageHeader {
  readonly id: number;
  readonly tag: number;
  /** Bytes of data that follow, or of data that are asked for. */
  readonly size: number;
  readonly isLast: boolean;
}

/** `undefined` when these bytes are no header. */
export function decodeHeader(bytes: Uint8Array): MessageHeader | undefined {
  const [id = 0, tag = 0, complement = 0] = bytes;
  if (bytes.length < headerBytes || tag === 0 || (tag ^ complement) !== 0xff) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { id, tag, size: view.getUint32(4, true), isLast: ((bytes[8] ?? 0) & endOfMessage) !== 0 };
}

function writeHead(message: Uint8Array, id: number, tag: number, size: number): void {
  message[0] = id;
  message[1] = tag;
  message[2] = ~tag & 0xff;
  new DataView(message.buffer).setUint32(4, size, true);
}
