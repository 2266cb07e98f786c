/**
 * Bench processes that the shell starts for the station, because a station inside Electron cannot fork. Guarantees: what
 * is posted before the process is there goes out in order when it is; a bench that was killed before it came to life is
 * killed as soon as it does; when the shell says it is gone, its port is closed.
 */
import type { BenchProcessSettings } from '../../drivers/bench/bench-process-entry.ts';
import { type MessagePortLike, messagePort } from '../../foundation/port/message-port.ts';
import { type Port, PortListeners } from '../../foundation/port/port.ts';
import type { BenchChild } from '../bench/bench-child.ts';
import type { ToShell, ToStation } from './shell-messages.ts';

type Exit = Awaited<BenchChild['exited']>;

interface PendingBench {
  arrive(port: Port, pid: number): void;
  leave(exit: Exit): void;
}

export class ShellBenches {
  readonly #tell: (message: ToShell) => void;
  readonly #benches = new Map<number, PendingBench>();
  #last = 0;

  constructor(tell: (message: ToShell) => void) {
    this.#tell = tell;
  }

  spawn(settings: BenchProcessSettings): BenchChild {
    this.#last += 1;
    const id = this.#last;
    const port = new PortToCome();
    let pid: number | undefined;
    const exited = new Promise<Exit>((resolve) => {
      this.#benches.set(id, {
        arrive: (real, itsPid) => {
          pid = itsPid;
          port.arrive(real);
        },
        leave: (exit) => {
          this.#benches.delete(id);
          port.close();
          resolve(exit);
        },
      });
    });
    this.#tell({ kind: 'bench', id, settings });
    return {
      get pid() {
        return pid;
      },
      port,
      exited,
      kill: () => this.#tell({ kind: 'bench-kill', id }),
    };
  }

  /** Whether the message was about a bench. */
  hear(message: ToStation, port: MessagePortLike | undefined): boolean {
    if (message.kind === 'bench' && port !== undefined) {
      this.#benches.get(message.id)?.arrive(messagePort(port), message.pid);
      return true;
    }
    if (message.kind !== 'bench-exit') return false;
    this.#benches.get(message.id)?.leave({ code: message.code, signal: message.signal });
    return true;
  }
}

/** A port whose other end is not there yet. */
class PortToCome implements Port {
  readonly #listeners = new PortListeners();
  #waiting: unknown[] = [];
  #real: Port | undefined;

  arrive(real: Port): void {
    if (this.#listeners.closed) {
      real.close();
      return;
    }
    this.#real = real;
    real.onMessage((message) => this.#listeners.message(message));
    real.onClose(() => this.#listeners.close());
    for (const message of this.#waiting) real.post(message);
    this.#waiting = [];
  }

  post(message: unknown): void {
    if (this.#listeners.closed) return;
    if (this.#real === undefined) this.#waiting.push(message);
    else this.#real.post(message);
  }

  onMessage(listener: (message: unknown) => void): () => void {
    return this.#listeners.onMessage(listener);
  }

  onClose(listener: () => void): () => void {
    return this.#listeners.onClose(listener);
  }

  close(): void {
    this.#listeners.close();
    this.#real?.close();
  }
}
