/** What carries a script, whichever engine runs it: a port with plain JSON messages, and a way to end it for good. */
import type { Failure } from '../../foundation/failure.ts';
import type { Port } from '../../foundation/port/port.ts';

export interface ScriptLane {
  readonly port: Port;
  /** Ends the script at once, also while it loops. */
  terminate(): void;
  /** Resolves once with why the script is gone: `script/runaway`, `script/crashed`, or `script/terminated`. */
  readonly closed: Promise<Failure>;
}
