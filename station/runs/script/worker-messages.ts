/**
 * What passes between the station's thread and the thread of a script. Every message to the script is answered by
 * exactly one turn, which is both what the script said and the sign that it is still alive.
 */
import type { Failure } from '../../../foundation/failure.ts';
import type { VmOptions } from './quickjs-vm.ts';

/** Handed to the worker when it is made. */
export interface WorkerTask {
  readonly code: string;
  readonly options: VmOptions;
}

/** JSON text for the script. */
export type ToWorker = string;

export type FromWorker =
  /** First of all: by which name the system counts its time, null where it does not. */
  | { readonly kind: 'thread'; readonly thread: string | null }
  /** The answer to one message, or to the start: what the script said, as JSON texts. */
  | { readonly kind: 'turn'; readonly said: readonly string[] }
  /** The script is over; the thread ends. */
  | { readonly kind: 'over'; readonly failure: Failure };
