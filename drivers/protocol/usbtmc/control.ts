/**
 * The class requests of USBTMC over the control pipe, as plain data. Source: USBTMC specification 1.0, table 15 and
 * sections 4.2.1.2 to 4.2.1.7; of its subclass USB488 1.0, table 9.
 */

export interface ControlRequest {
  readonly request: number;
  readonly recipient: 'interface' | 'endpoint';
  readonly value: number;
  /** Bytes of the answer. */
  readonly length: number;
}

export const controlRequests = {
  abortOut: (tag: number): ControlRequest => ({ request: 1, recipient: 'endpoint', value: tag, length: 2 }),
  abortOutStatus: { request: 2, recipient: 'endpoint', value: 0, length: 8 },
  abortIn: (tag: number): ControlRequest => ({ request: 3, recipient: 'endpoint', value: tag, length: 2 }),
  abortInStatus: { request: 4, recipient: 'endpoint', value: 0, length: 8 },
  clear: { request: 5, recipient: 'interface', value: 0, length: 1 },
  clearStatus: { request: 6, recipient: 'interface', value: 0, length: 2 },
  capabilities: { request: 7, recipient: 'interface', value: 0, length: 24 },
  goToLocal: { request: 161, recipient: 'interface', value: 0, length: 1 },
} as const satisfies Record<string, ControlRequest | ((tag: number) => ControlRequest)>;

export type ControlStatus = 'success' | 'pending' | 'not-in-progress' | 'failed';

const words: Readonly<Record<number, ControlStatus>> = { 1: 'success', 2: 'pending', 129: 'not-in-progress' };

/** First byte of every answer; whatever is not known has failed. */
export function statusOf(answer: Uint8Array): ControlStatus {
  return words[answer[0] ?? -1] ?? 'failed';
}

/** Of the answers about an abort of bulk IN and about a clear: there are bytes to be read and thrown away first. */
export function hasBytesLeft(answer: Uint8Array): boolean {
  return ((answer[1] ?? 0) & 1) !== 0;
}
