/**
 * {@link IphoneLink} through the libimobiledevice tools, one process for one question. Guarantees: only one of them talks to
 * the phone at a time; ten seconds for each question with all its attempts; a phone that is pulled is noticed within the
 * heartbeat, also when nobody asks anything; what crash logs were copied is deleted again.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError, failureOf } from '../../../../foundation/failure.ts';
import type { IphoneAskOptions, IphoneLink, IphoneQuestion } from '../../../contract/iphone-link.ts';
import { CallsUnderWay, type CallWatch } from '../../link/call-watch.ts';
import { connectedIphones } from './list-iphones.ts';
import { runTool, type ToolName, type ToolPlace } from './tool-process.ts';
import { outputOf } from './tool-refusal.ts';

const commands: Readonly<Record<IphoneQuestion, readonly [ToolName, ...string[]]>> = {
  identity: ['ideviceinfo', '-x'],
  battery: ['ideviceinfo', '-x', '-q', 'com.apple.mobile.battery'],
  'smart-battery': ['idevicediagnostics', 'ioregentry', 'AppleSmartBattery'],
  'pmu-charger': ['idevicediagnostics', 'ioregentry', 'AppleARMPMUCharger'],
};

const questionMs = 10_000;
/** The service refuses while the phone is locked or has just been trusted; then it is asked again. */
const attempts = 3;
const attemptPauseMs = 500;
/** Many crash logs take long; silence of the tool does not. */
const crashLogsMs = 120_000;
const crashIdleMs = 10_000;
const heartbeatMs = 5_000;
const mostNames = 20_000;
const deepestFolder = 4;

/** The phone must be there; `ended` is told once, when the link is gone. */
export function toolIphoneLink(place: ToolPlace, udid: string, ended: () => void): IphoneLink {
  return new ToolIphoneLink(place, udid, ended);
}

class ToolIphoneLink implements IphoneLink {
  readonly udid: string;
  readonly #place: ToolPlace;
  readonly #calls = new CallsUnderWay();
  readonly #stop = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(place: ToolPlace, udid: string, ended: () => void) {
    this.udid = udid;
    this.#place = place;
    void this.closed.then(() => {
      this.#stop.abort();
      ended();
    });
    void this.#watchCable();
  }

  get closed(): IphoneLink['closed'] {
    return this.#calls.closed;
  }

  ask(question: IphoneQuestion, options: IphoneAskOptions = {}): Promise<string> {
    const { deadlineMs = questionMs, signal } = options;
    const limits = { what: question, deadlineMs: Math.min(deadlineMs, questionMs), signal };
    const [tool, ...args] = commands[question];
    return this.#alone(limits, (watch) => this.#attempt(tool, args, question, watch));
  }

  crashLogs({ deadlineMs = crashLogsMs, signal }: IphoneAskOptions = {}): Promise<readonly string[]> {
    const what = 'crash-logs';
    return this.#alone({ what, deadlineMs, idleMs: crashIdleMs, signal }, async (watch) => {
      const folder = await mkdtemp(join(tmpdir(), 'ohmstead-crash-'));
      try {
        // With -k everything stays on the phone; without it the tool would take it away.
        await this.#run('idevicecrashreport', ['-k', folder], what, watch);
        return await namesIn(folder, deepestFolder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }

  close(): Promise<void> {
    this.#end('phone/link-closed', {});
    return Promise.resolve();
  }

  async #attempt(tool: ToolName, args: readonly string[], what: string, watch: CallWatch): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#run(tool, args, what, watch);
      } catch (error) {
        if (failureOf(error).code !== 'phone/service-refused' || attempt === attempts) throw error;
        await Promise.race([this.#place.clock.sleep(attemptPauseMs), watch.over]);
      }
    }
  }

  async #run(tool: ToolName, args: readonly string[], what: string, watch: CallWatch): Promise<string> {
    const result = await runTool(this.#place, { tool, args: ['-u', this.udid, ...args], watch });
    try {
      return outputOf(tool, result, this.udid, what);
    } catch (error) {
      const { code } = failureOf(error);
      if (code !== 'phone/iphone-not-found' && code !== 'phone/link-lost') throw error;
      this.#end('phone/link-lost', { why: 'not-found' });
      return watch.over;
    }
  }

  /** One after the other; waiting counts. A tool that was given up has been ended before the next one begins. */
  async #alone<T>(
    limits: {
      readonly what: string;
      readonly deadlineMs: number;
      readonly idleMs?: number;
      readonly signal: AbortSignal | undefined;
    },
    work: (watch: CallWatch) => Promise<T>,
  ): Promise<T> {
    const watch = this.#calls.begin({ clock: this.#place.clock, ...limits });
    const before = this.#turn;
    const working = before.then(() => (watch.done ? watch.over : work(watch)));
    this.#turn = working.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await Promise.race([working, watch.over]);
    } finally {
      watch.stop();
    }
  }

  /** Only asks the computer's own service, never the phone. What cannot be asked is no proof of anything. */
  async #watchCable(): Promise<void> {
    const { clock } = this.#place;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const there = await clock
        .sleep(heartbeatMs, signal)
        .then(() => connectedIphones(this.#place, signal))
        .catch(() => undefined);
      if (there !== undefined && !there.includes(this.udid)) this.#end('phone/link-lost', { why: 'not-listed' });
    }
  }

  #end(code: string, params: Readonly<Record<string, string>>): void {
    this.#calls.end({ code, params: { serial: this.udid, ...params } });
  }
}

/** Links of the folder are not followed: their names and targets come from the phone. */
async function namesIn(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.isFile()) names.push(entry.name);
    else if (entry.isDirectory() && depth > 0) names.push(...(await namesIn(join(folder, entry.name), depth - 1)));
    if (names.length > mostNames) throw new CodedError('phone/too-much-output', { maxBytes: mostNames });
  }
  return names;
}
