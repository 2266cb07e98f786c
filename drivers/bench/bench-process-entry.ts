/**
 * What the bench's own process does around the bench: the port to its parent, the way it ends. Guarantees: whatever
 * error nobody caught, the outputs are made safe (for at most {@link lastWordsMs}) and the exit code is 70; a parent that
 * is gone makes it do the same and leave with 0. The process never stays behind alone.
 */
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { type MessagePortLike, messagePort } from '../../foundation/port/message-port.ts';
import type { Port } from '../../foundation/port/port.ts';
import { processPort } from '../../foundation/port/process-port.ts';
import { type BenchParts, type BenchServer, serveBench } from './bench-server.ts';

/** The exit code of a bench that met an error nobody had foreseen (`EX_SOFTWARE` of sysexits). */
const benchCrashedExitCode = 70;
/** Longest time for making safe before the process leaves, real milliseconds. */
export const lastWordsMs = 800;

/** Environment variable with {@link BenchProcessSettings} as JSON. */
export const benchSettingsVariable = 'OHMSTEAD_BENCH';

export interface BenchProcessSettings {
  /** The station's clock, so that both processes tell the same time. */
  readonly originNs?: string;
  readonly startMs?: number;
  /** Anything but 1 is for simulated benches only. */
  readonly speed?: number;
  /** Where a private adb server keeps its keys. */
  readonly dataFolder?: string;
  /** Its port, and where another tool's server is looked for; the usual ones when absent. */
  readonly adbPort?: number;
  readonly usualAdbPort?: number;
}

export function benchProcessSettings(env: NodeJS.ProcessEnv = process.env): BenchProcessSettings {
  return JSON.parse(env[benchSettingsVariable] ?? '{}') as BenchProcessSettings;
}

/** The clock that agrees with the station's. */
export function benchClock(settings: BenchProcessSettings): RealClock {
  const { originNs, startMs, speed } = settings;
  return new RealClock({
    ...(originNs === undefined ? {} : { originNs: BigInt(originNs) }),
    ...(startMs === undefined ? {} : { startMs }),
    ...(speed === undefined ? {} : { speed }),
  });
}

/** `release`: gives back what is not an instrument (the adb child, the unit's file). */
export function runBenchProcess(parts: BenchParts, release: () => Promise<void> | void = () => undefined): void {
  let server: BenchServer | undefined;
  let leaving = false;
  const leave = (exitCode: number) => {
    // A second error on the way out must not keep the first from ending the process.
    if (leaving) return;
    leaving = true;
    const real = new RealClock();
    real.after(lastWordsMs, () => process.exit(exitCode));
    void lastWords(server, release).finally(() => process.exit(exitCode));
  };
  process.on('uncaughtException', (error) => {
    console.error(`bench/crashed ${error.stack ?? error.message}`);
    leave(benchCrashedExitCode);
  });
  process.on('unhandledRejection', (reason) => {
    console.error(`bench/crashed ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
    leave(benchCrashedExitCode);
  });
  process.on('SIGTERM', () => leave(0));
  // Ctrl-C reaches every process of the terminal; what it means is the station's to decide.
  process.on('SIGINT', () => undefined);
  withStationPort((port) => {
    server = serveBench(port, parts);
    port.onClose(() => leave(0));
  });
}

async function lastWords(server: BenchServer | undefined, release: () => Promise<void> | void): Promise<void> {
  await server?.makeSafe().catch(() => undefined);
  await server?.close().catch(() => undefined);
  await release();
}

/** Electron's parent port hands over one end of a channel to the station, in its first message. */
interface ElectronParentPort {
  once(event: 'message', listener: (event: { readonly ports: readonly MessagePortLike[] }) => void): unknown;
}

/** In Electron the port to the station comes by the shell; a plain child has an IPC channel to its parent. */
function withStationPort(serveOn: (port: Port) => void): void {
  const { parentPort } = process as { parentPort?: ElectronParentPort };
  if (parentPort === undefined) serveOn(processPort(process));
  parentPort?.once('message', ({ ports: [end] }) => {
    if (end !== undefined) serveOn(messagePort(end));
  });
}
