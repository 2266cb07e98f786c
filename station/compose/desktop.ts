/**
 * The station as a process of the desktop application. Guarantees: before anything is served, real outputs that an
 * earlier life left switched on are made safe; every port the shell hands over is served until it closes; whatever error
 * nobody caught, the outputs are made safe (for at most {@link lastWordsMs}) and the exit code is 70; it never leaves but
 * by an explicit exit, because the process of Electron would not end by itself.
 */
import type { SafeTarget } from '../../drivers/bench/bench-api.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError, describeFailure, failureOf } from '../../foundation/failure.ts';
import { type MessagePortLike, messagePort } from '../../foundation/port/message-port.ts';
import { openDatabase } from '../store/database.ts';
import { EnergisedStore } from '../store/energised-store.ts';
import { isRunning, lockRun, type RunLock } from '../store/run-lock.ts';
import { benchesOf } from './bench-host-for.ts';
import { GoingRuns } from './going-runs.ts';
import { type HeadlessStation, openStation } from './headless.ts';
import { makeSafeWhatIsLeft } from './recover-energised.ts';
import { ShellBenches } from './shell-benches.ts';
import type { ShellPort, ToShell, ToStation } from './shell-messages.ts';

/** The exit code after an error nobody had foreseen (`EX_SOFTWARE` of sysexits). */
const stationCrashedExitCode = 70;
/** The store cannot be opened or belongs to another window (`EX_UNAVAILABLE`): starting again would not help. */
const stationUnavailableExitCode = 69;
/** Longest time for making safe before the process leaves, real milliseconds. */
export const lastWordsMs = 1_500;

export interface DesktopStationParts {
  readonly shell: ShellPort;
  readonly folder: string;
  exit(code: number): void;
  log(line: string): void;
}

export class DesktopStation {
  readonly #parts: DesktopStationParts;
  readonly #benches: ShellBenches;
  readonly #going: GoingRuns;
  readonly #pages: MessagePortLike[] = [];
  #lock: RunLock | undefined;
  #station: HeadlessStation | undefined;
  #leaving = false;

  constructor(parts: DesktopStationParts) {
    this.#parts = parts;
    this.#benches = new ShellBenches((message) => this.#tell(message));
    this.#going = new GoingRuns((runs) => this.#tell({ kind: 'runs', runs }));
    parts.shell.on('message', ({ data, ports }) => this.#hear(data as ToStation, ports[0] as MessagePortLike));
  }

  /** Never rejects: what is in the way is told to the shell, and the process leaves. */
  async begin(): Promise<void> {
    const { folder, log } = this.#parts;
    const benchFor = benchesOf(folder, (settings) => this.#benches.spawn(settings));
    try {
      this.#lock = lockDesktop(folder);
      for (const line of await makeSafeAfterCrash(folder, benchFor)) log(line);
      const station = openStation(folder, benchFor);
      this.#station = station;
      station.on('entry', (entry) =>
        this.#going.hear(entry, async (run) => (await station.call('run/entries', { run, from: 0, count: 1 }))[0]),
      );
      this.#tell({ kind: 'up' });
      for (const port of this.#pages.splice(0)) station.attach(messagePort(port));
    } catch (error) {
      const failure = failureOf(error);
      log(`station cannot begin: ${describeFailure(failure)}`);
      this.#tell({ kind: 'failed', failure });
      // One turn, so that the message is on its way.
      new RealClock().after(50, () => this.#parts.exit(stationUnavailableExitCode));
    }
  }

  /** An error that nobody caught. A second one on the way out does not keep the first from ending the process. */
  crashed(error: unknown): void {
    const { log, exit } = this.#parts;
    log(`station/crashed ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (this.#leaving) return;
    this.#leaving = true;
    const leave = () => exit(stationCrashedExitCode);
    new RealClock().after(lastWordsMs, leave);
    const station = this.#station;
    const off = this.#going.list.map(({ run }) => station?.call('run/emergency', { run, by: 'station-crashed' }));
    // Asked for at once; it goes on while the time lasts, and a bench without its station makes safe by itself.
    if (off.length === 0) leave();
    else void Promise.allSettled(off);
  }

  #hear(message: ToStation, port: MessagePortLike | undefined): void {
    if (this.#benches.hear(message, port)) return;
    if (message.kind === 'beat') this.#tell(message);
    else if (message.kind === 'page' && port !== undefined) this.#serve(port);
    else if (message.kind === 'power') void this.#station?.call('station/power', { event: message.event });
    else if (message.kind === 'stop') void this.#stop();
  }

  #serve(port: MessagePortLike): void {
    if (this.#station === undefined) this.#pages.push(port);
    else this.#station.attach(messagePort(port));
  }

  async #stop(): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    await this.#station?.close().catch((error: unknown) => this.#parts.log(describeFailure(failureOf(error))));
    this.#lock?.release();
    this.#parts.exit(0);
  }

  #tell(message: ToShell): void {
    this.#parts.shell.postMessage(message);
  }
}

/** One window at a time; the command may work beside it. Throws `station/taken`. */
function lockDesktop(folder: string): RunLock {
  try {
    return lockRun(folder, 'desktop');
  } catch (error) {
    if (failureOf(error).code === 'run/taken') throw new CodedError('station/taken', {}, error);
    throw error;
  }
}

/** What real instruments were left with. A simulated world waits for its own run to be resumed. */
class RealEnergised extends EnergisedStore {
  override list(): { readonly target: SafeTarget; readonly run: string }[] {
    return super.list().filter(({ target }) => !target.address.startsWith('sim:'));
  }
}

/** One line for each output that had to be made safe. */
async function makeSafeAfterCrash(folder: string, benchFor: ReturnType<typeof benchesOf>): Promise<string[]> {
  const database = openDatabase(folder);
  try {
    const outcomes = await makeSafeWhatIsLeft({
      energised: new RealEnergised(database, new RealClock()),
      run: '',
      isRunning: (run) => isRunning(folder, run),
      realBench: () => benchFor(new RealClock()),
      simulatedBench: undefined,
    });
    return outcomes.map(({ key, outcome }) => `left switched on: ${key}: ${outcome}`);
  } finally {
    database.close();
  }
}
