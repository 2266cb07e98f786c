/**
 * Starts bench processes for the station, which cannot. Guarantees: each gets one end of a channel of its own and the
 * station the other; a kill is SIGKILL; every end is told; benches of a station that is gone have {@link leaveMs} to make
 * safe what they hold (their channel closed tells them), then they are killed.
 */
import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { Clock } from '../foundation/clock/clock.ts';
import type { ToShell, ToStation } from '../station/compose/shell-messages.ts';
import type { UtilityChild } from './utility-child.ts';

/** A bench has 0.8 s for making safe; a little more for leaving. */
export const leaveMs = 2_500;

export interface BenchSpawnerParts {
  /** A new bench process with these settings, as JSON. */
  fork(settings: string): UtilityChild;
  channel(): MessageChannelMain;
  readonly clock: Clock;
  log(line: string): void;
}

/** How the station hears of its benches. */
export type TellStation = (message: ToStation, ports?: MessagePortMain[]) => void;

export class BenchSpawner {
  readonly #parts: BenchSpawnerParts;
  readonly #tell: TellStation;
  readonly #benches = new Map<number, UtilityChild>();

  /** One spawner for each life of the station. */
  constructor(parts: BenchSpawnerParts, tell: TellStation) {
    this.#parts = parts;
    this.#tell = tell;
  }

  /** Whether the message was about a bench. */
  hear(message: ToShell): boolean {
    if (message.kind === 'bench') {
      this.#spawn(message.id, message.settings);
      return true;
    }
    if (message.kind !== 'bench-kill') return false;
    this.#benches.get(message.id)?.kill('asked by the station');
    return true;
  }

  /** The station is gone. Resolves when all its benches are. */
  async leave(): Promise<void> {
    const benches = [...this.#benches.values()];
    const cancel = this.#parts.clock.after(leaveMs, () => {
      for (const bench of benches) bench.kill('left behind');
    });
    await Promise.all(benches.map(({ ended }) => ended));
    cancel();
  }

  #spawn(id: number, settings: unknown): void {
    const bench = this.#parts.fork(JSON.stringify(settings));
    this.#benches.set(id, bench);
    const { port1, port2 } = this.#parts.channel();
    bench.post({ kind: 'station' }, [port1]);
    void bench.spawned.then((pid) => this.#tell({ kind: 'bench', id, pid }, [port2]));
    void bench.ended.then(({ code, reason }) => {
      this.#benches.delete(id);
      const wasKilled = reason === 'killed' || bench.killedFor !== undefined;
      if (reason !== 'clean-exit') this.#parts.log(`bench ${id} ended: ${reason}, code ${code}`);
      this.#tell({ kind: 'bench-exit', id, code, signal: wasKilled ? 'SIGKILL' : null });
    });
  }
}
