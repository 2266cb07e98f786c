/** What the station's process and the shell that started it say to each other beside the ports. Pure types. */
import type { BenchProcessSettings } from '../../drivers/bench/bench-process-entry.ts';
import type { Failure } from '../../foundation/failure.ts';

/** A run that goes on, as the question at the closing of the window names it. */
export interface GoingRun {
  readonly run: string;
  /** In the three languages; the shell picks. */
  readonly title: Readonly<Record<'en' | 'zh-CN' | 'zh-TW', string>>;
  readonly ticket: string | null;
}

/** From the shell. Messages with a port carry exactly one. */
export type ToStation =
  /** Serve the station's API on this port. */
  | { readonly kind: 'page' }
  /** The bench that was asked for; its port comes with the message. */
  | { readonly kind: 'bench'; readonly id: number; readonly pid: number }
  | { readonly kind: 'bench-exit'; readonly id: number; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'beat'; readonly nonce: string; readonly n: number }
  | { readonly kind: 'power'; readonly event: 'suspend' | 'resume' }
  /** Stop the runs properly, close the store and leave. */
  | { readonly kind: 'stop' };

/** From the station. */
export type ToShell =
  /** The store is open and calls can be served. */
  | { readonly kind: 'up' }
  /** It could not begin; it leaves. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'beat'; readonly nonce: string; readonly n: number }
  | { readonly kind: 'bench'; readonly id: number; readonly settings: BenchProcessSettings }
  | { readonly kind: 'bench-kill'; readonly id: number }
  | { readonly kind: 'runs'; readonly runs: readonly GoingRun[] };

/** A message's event, as Electron's parent port and a channel in a test give it. */
export interface ShellEvent {
  readonly data: unknown;
  readonly ports: readonly unknown[];
}

/** Electron's `process.parentPort`, or what a test puts in its place. */
export interface ShellPort {
  on(event: 'message', listener: (event: ShellEvent) => void): unknown;
  postMessage(message: ToShell): void;
}
