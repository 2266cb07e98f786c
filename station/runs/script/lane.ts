/**
 * A lane carries one script for one run. Whatever kind it is, the station sees the same: a port to talk over, a way to
 * end it at any moment, and word of when and why it ended. A lane that has ended never speaks again.
 */
import type { Failure } from '../../../foundation/failure.ts';
import type { Port } from '../../../foundation/port/port.ts';

export interface ScriptLane {
  /** Carries `ScriptToHost` and `HostToScript` of `procedures/language/script-api.ts`. */
  readonly port: Port;
  /** Ends the script at once, whatever it is doing; `script/terminated` unless another code is given. */
  terminate(code?: string): void;
  /** Resolves once with why the script is gone: `script/runaway {kind}`, `script/crashed`, or the code of the end. */
  readonly closed: Promise<Failure>;
}

/** What a script used too much of. */
export type RunawayKind = 'loop' | 'recursion' | 'memory' | 'promise-flood' | 'message-flood' | 'message-size' | 'hang';

/** What a script may use. */
export interface ScriptLimits {
  /** Milliseconds of computing without coming back to the station. */
  readonly turnMs: number;
  readonly memoryBytes: number;
  readonly stackBytes: number;
  /** Promise continuations between two messages. */
  readonly jobsPerTurn: number;
  readonly messagesPerTurn: number;
  /** Characters of one message. */
  readonly messageLength: number;
}

export const scriptLimits: ScriptLimits = {
  turnMs: 200,
  memoryBytes: 64 * 1024 * 1024,
  stackBytes: 256 * 1024,
  jobsPerTurn: 20_000,
  messagesPerTurn: 1_000,
  messageLength: 1_000_000,
};

/** The code of a lane that the station ended without saying why. */
export const terminated = 'script/terminated';

/** The failure of a script that was stopped by its limits. */
export function runaway(kind: RunawayKind): Failure {
  return { code: 'script/runaway', params: { kind } };
}

/** The kind in a `runaway` event of the language, or undefined for every other message. */
export function runawayKindOf(message: unknown): RunawayKind | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { kind, name, value } = message as { kind?: unknown; name?: unknown; value?: { kind?: RunawayKind } };
  return kind === 'event' && name === 'runaway' ? (value?.kind ?? 'hang') : undefined;
}
