/**
 * How a child process really ended. Electron tells it twice, in either order: `exit` with a code that may be 0 after a
 * crash, and `child-process-gone` with the reason. Both are taken together, within {@link togetherMs}.
 */
import type { Clock } from '../foundation/clock/clock.ts';

/** How long the second of the two is waited for. */
export const togetherMs = 500;

export interface ChildEnd {
  readonly code: number | null;
  /** Electron's word: `clean-exit`, `abnormal-exit`, `killed`, `crashed`, `oom`, `launch-failed`, `integrity-failure`. */
  readonly reason: string;
}

/** `app`, as far as it is needed. */
export interface ChildGoneSource {
  on(
    event: 'child-process-gone',
    listener: (
      event: unknown,
      details: { readonly name?: string; readonly reason: string; readonly exitCode: number },
    ) => void,
  ): unknown;
}

/** Hands every `child-process-gone` to the child with that service name. */
export class ChildGone {
  readonly #waiting = new Map<string, (end: ChildEnd) => void>();

  constructor(source: ChildGoneSource) {
    source.on('child-process-gone', (_event, { name, reason, exitCode }) => {
      this.#waiting.get(name ?? '')?.({ code: exitCode, reason });
    });
  }

  /** Resolves with both stories put together after `exited`, or with the reason alone when no exit follows. */
  ended(name: string, exited: Promise<number>, clock: Clock): Promise<ChildEnd> {
    return new Promise((resolve) => {
      let code: number | undefined;
      let gone: ChildEnd | undefined;
      let waiting = false;
      const settle = () => {
        this.#waiting.delete(name);
        resolve({
          code: code ?? gone?.code ?? null,
          reason: gone?.reason ?? (code === 0 ? 'clean-exit' : 'abnormal-exit'),
        });
      };
      const heard = () => {
        if (code !== undefined && gone !== undefined) settle();
        else if (!waiting) {
          waiting = true;
          clock.after(togetherMs, settle);
        }
      };
      this.#waiting.set(name, (end) => {
        gone = end;
        heard();
      });
      void exited.then((value) => {
        code = value;
        heard();
      });
    });
  }
}
