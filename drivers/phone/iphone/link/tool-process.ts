/**
 * One libimobiledevice tool, started with an array of arguments and never through a shell. Guarantees that it is ended by
 * its process id at its deadline, at too much output and when nobody waits any more, and that what it leaves behind (a child
 * that holds its pipes) keeps nobody waiting.
 */
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import type { Clock } from '../../../../foundation/clock/clock.ts';
import { CodedError } from '../../../../foundation/failure.ts';
import type { CallWatch } from '../../link/call-watch.ts';
import { isExecutable, placesOf } from '../../link/program-in-path.ts';

export type ToolName = 'idevice_id' | 'ideviceinfo' | 'idevicediagnostics' | 'idevicecrashreport' | 'idevicepair';

export interface ToolPlace {
  readonly clock: Clock;
  /** Where the tools are looked for, written as PATH is; PATH itself when absent. */
  readonly path?: string;
}

export interface ToolResult {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface ToolRun {
  readonly tool: ToolName;
  readonly args: readonly string[];
  /** Ends the tool when it is over; every byte of output is a sign of life for it. */
  readonly watch: CallWatch;
  /** Output beyond this ends it with `phone/too-much-output`. */
  readonly maxBytes?: number;
}

/** A registry entry is some tens of kilobytes. */
const mostBytes = 4 * 1024 * 1024;

/** Fails with `phone/iphone-tools-missing`, `phone/too-much-output`, or as its watch does. */
export async function runTool({ path = process.env.PATH ?? '' }: ToolPlace, run: ToolRun): Promise<ToolResult> {
  const { watch, maxBytes = mostBytes } = run;
  const child = spawn(findTool(run.tool, path), [...run.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: path === '' ? process.env.PATH : `${path}${delimiter}${process.env.PATH ?? ''}`,
      LC_ALL: 'C',
    },
    windowsHide: true,
  });
  const parts = { out: [] as Buffer[], err: [] as Buffer[] };
  let bytes = 0;
  const gather = (where: 'out' | 'err') => (chunk: Buffer) => {
    bytes += chunk.length;
    watch.alive();
    if (bytes > maxBytes) watch.end(new CodedError('phone/too-much-output', { maxBytes }));
    else parts[where].push(chunk);
  };
  child.stdout.on('data', gather('out'));
  child.stderr.on('data', gather('err'));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) =>
      reject(new CodedError('phone/iphone-tool-failed', { tool: run.tool, message: error.message, exitCode: -1 })),
    );
    child.once('close', resolve);
  });
  ended.catch(() => {});
  try {
    const code = await Promise.race([ended, watch.over]);
    return { code, out: Buffer.concat(parts.out).toString('utf8'), err: Buffer.concat(parts.err).toString('utf8') };
  } finally {
    child.kill('SIGKILL');
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
  }
}

/** `phone/iphone-tools-missing` names the package of the system. */
function findTool(tool: ToolName, path: string): string {
  const found = placesOf(tool, path).find(isExecutable);
  if (found !== undefined) return found;
  const install = process.platform === 'linux' ? 'apt install libimobiledevice-utils' : 'libimobiledevice';
  throw new CodedError('phone/iphone-tools-missing', { tool, install });
}
