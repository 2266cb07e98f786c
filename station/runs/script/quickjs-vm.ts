/**
 * One script in QuickJS: no Node, no files, no network, no clock, no randomness, and limits on everything else.
 * Guarantees that no call into it takes much longer than `turnMs`, and that after a limit is hit it never runs again.
 * Messages go in and out as JSON text, one string each, which is the cheapest way across.
 */
import {
  DefaultIntrinsics,
  newQuickJSWASMModule,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  RELEASE_SYNC,
} from 'quickjs-emscripten';
import { CodedError } from '../../../foundation/failure.ts';
import { type RunawayKind, type ScriptLimits, scriptLimits } from './lane.ts';

export interface VmOptions {
  readonly limits?: ScriptLimits;
  /** For tests of the other stop: the interpreter itself then never interrupts and counts nothing. */
  readonly unguarded?: boolean;
}

/**
 * A turn that is over its time but got little of the processor was held up by a busy computer; it gets up to `turnMs` ×
 * this before it is stopped anyway. Still less than the watch over a script's thread allows.
 */
const busyComputerFactor = 3;
const jobsAtOnce = 500;
const wasmPageBytes = 65_536;
/** What the module is compiled to begin with, 16 MB. */
const initialPages = 256;

/** Node's types of this version know `WebAssembly` as a namespace of types only. */
const { WebAssembly: webAssembly } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => object;
  };
};

/**
 * Takes out what would make two runs differ, and gives the script a console that is a message like any other. Messages
 * are gathered on the script's side and fetched once a turn, because a call out of the sandbox costs more than most
 * messages; what a script does to the gathering it does to its own messages only, and the station counts them again.
 */
const bootstrap = `(over, messageLength, messagesPerTurn) => {
  delete Math.random;
  for (const name of ['Date', 'performance', 'WeakRef', 'FinalizationRegistry', 'Atomics', 'SharedArrayBuffer']) {
    delete globalThis[name];
  }
  const { parse, stringify } = JSON;
  let said = [];
  const send = (message) => {
    const text = stringify(message);
    if (text.length > messageLength) over('message-size');
    if (said.length >= messagesPerTurn) over('message-flood');
    said[said.length] = text;
  };
  const log = (level) => (...parts) => {
    const text = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
    send({ kind: 'event', name: 'log', value: { level, text: text.slice(0, 2000) } });
  };
  globalThis.console = { log: log('log'), info: log('log'), warn: log('warn'), error: log('error') };
  const failed = (error) => ({ code: error.code ?? 'script/error', params: error.params ?? { message: String(error) } });
  return {
    connect: () => {
      const receive = ohmsteadScript.connect(send);
      return (text) => receive(parse(text));
    },
    take: () => {
      const all = said.length === 1 ? said[0] : said.join('\\n');
      said = [];
      return all;
    },
    describe: () => {
      try { return JSON.stringify({ value: ohmsteadScript.describe() }); }
      catch (error) { return JSON.stringify({ failure: failed(error) }); }
    },
  };
}`;

/** A loaded bundle. */
export class QuickJsVm {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #limits: ScriptLimits;
  readonly #unguarded: boolean;
  readonly #api: QuickJSHandle;
  readonly #takeSaid: QuickJSHandle;
  #receive: QuickJSHandle | undefined;
  #runaway: RunawayKind | undefined;
  #turnEnds = 0;
  #turnEndsAnyway = 0;
  /** Processor time at the first interrupt of this turn; most turns are too short to have one. */
  #processorMs: number | undefined;
  #disposed = false;

  /** Loads the bundle; throws `script/runaway` or `script/error` when it does not even load. */
  static async load(code: string, options: VmOptions = {}): Promise<QuickJsVm> {
    // A module of its own: whatever a script does to its memory dies with it. The memory's own maximum is the limit,
    // because QuickJS's `setMemoryLimit` counts almost nothing when it is compiled to WebAssembly.
    const pages = Math.ceil((options.limits ?? scriptLimits).memoryBytes / wasmPageBytes);
    const wasmMemory = new webAssembly.Memory({ initial: Math.min(pages, initialPages), maximum: pages });
    const module = await newQuickJSWASMModule(newVariant(RELEASE_SYNC, { wasmMemory }));
    return new QuickJsVm(module.newRuntime(), code, options);
  }

  private constructor(runtime: QuickJSRuntime, code: string, options: VmOptions) {
    this.#runtime = runtime;
    this.#limits = options.limits ?? scriptLimits;
    this.#unguarded = options.unguarded ?? false;
    runtime.setMaxStackSize(this.#limits.stackBytes);
    this.#context = runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false } });
    const context = this.#context;
    const begin = context.unwrapResult(context.evalCode(bootstrap, 'bootstrap.js'));
    const over = context.newFunction('over', (kind) => this.#overLimit(context.getString(kind)));
    const most = [this.#limits.messageLength, this.#limits.messagesPerTurn].map((limit) =>
      context.newNumber(this.#unguarded ? Number.POSITIVE_INFINITY : limit),
    );
    this.#api = context.unwrapResult(context.callFunction(begin, context.undefined, over, ...most));
    this.#takeSaid = context.getProp(this.#api, 'take');
    for (const handle of [begin, over, ...most]) handle.dispose();
    if (!this.#unguarded) runtime.setInterruptHandler(() => this.#mustInterrupt());
    this.#turn(() => context.evalCode(code, 'procedure.js'));
  }

  /** Makes the procedure listen; nothing of it has run before. */
  connect(): readonly string[] {
    const connect = this.#context.getProp(this.#api, 'connect');
    const outbox = this.#turn(
      () => this.#context.callFunction(connect, this.#context.undefined),
      (receive) => {
        this.#receive = receive.dup();
      },
    );
    connect.dispose();
    return outbox;
  }

  /**
   * Delivers one message and lets the script work until it waits again. Returns what it said meanwhile. Throws
   * `script/runaway {kind}` when it went over a limit; it must not be used after that.
   */
  receive(text: string): readonly string[] {
    const receive = this.#receive;
    const context = this.#context;
    if (receive === undefined) throw new CodedError('script/not-connected');
    const message = context.newString(text);
    try {
      return this.#turn(() => context.callFunction(receive, context.undefined, message));
    } finally {
      if (this.#runaway === undefined) message.dispose();
    }
  }

  /** The declaration as the JSON of `{value}` or `{failure}`. */
  describe(): string {
    const describe = this.#context.getProp(this.#api, 'describe');
    let text = '';
    this.#turn(
      () => this.#context.callFunction(describe, this.#context.undefined),
      (result) => {
        text = this.#context.getString(result);
      },
    );
    describe.dispose();
    return text;
  }

  /** Frees its memory. A script that ran away is in an unknown state: it is left to the garbage collector instead. */
  dispose(): void {
    if (this.#disposed || this.#runaway !== undefined) return;
    this.#disposed = true;
    try {
      this.#receive?.dispose();
      this.#takeSaid.dispose();
      this.#api.dispose();
      this.#context.dispose();
      this.#runtime.dispose();
    } catch {
      // A script that ran out of memory inside may leave what QuickJS itself cannot free; its module goes as a whole.
    }
  }

  #turn(
    work: () => ReturnType<QuickJSContext['evalCode']>,
    use: (result: QuickJSHandle) => void = () => undefined,
  ): readonly string[] {
    if (this.#runaway !== undefined) throw new CodedError('script/runaway', { kind: this.#runaway });
    const now = performance.now();
    this.#turnEnds = now + this.#limits.turnMs;
    this.#turnEndsAnyway = now + this.#limits.turnMs * busyComputerFactor;
    this.#processorMs = undefined;
    let said: readonly string[] = [];
    let failure: unknown;
    try {
      const result = work();
      if (result.error === undefined) {
        use(result.value);
        result.value.dispose();
        this.#drainJobs();
        if (this.#runaway === undefined) said = this.#fetchSaid();
      } else {
        failure = this.#context.dump(result.error);
        result.error.dispose();
      }
    } catch (error) {
      // The stack of the computer itself ran out before QuickJS noticed, or WebAssembly gave up: nothing can go on.
      this.#runaway ??= error instanceof RangeError ? 'recursion' : 'memory';
    }
    if (this.#runaway !== undefined) throw new CodedError('script/runaway', { kind: this.#runaway });
    if (failure !== undefined) throw loadFailure(failure);
    return said;
  }

  #drainJobs(): void {
    let jobs = 0;
    for (;;) {
      const result = this.#runtime.executePendingJobs(jobsAtOnce);
      if (this.#runaway !== undefined) return;
      if (result.error !== undefined) {
        result.error.dispose();
        continue;
      }
      const done = result.value;
      jobs += done;
      if (done < jobsAtOnce) return;
      if (jobs > this.#limits.jobsPerTurn && !this.#unguarded) {
        this.#runaway = 'promise-flood';
        return;
      }
    }
  }

  /** What the script has said since it was asked last. */
  #fetchSaid(): readonly string[] {
    const context = this.#context;
    const result = context.callFunction(this.#takeSaid, context.undefined);
    if (result.error !== undefined) {
      // So much was said that there is no memory left to hand it over.
      result.error.dispose();
      this.#runaway ??= 'memory';
      return [];
    }
    const all = context.getString(result.value);
    result.value.dispose();
    // A message is JSON text without a line break in it.
    const said = all === '' ? [] : all.split('\n');
    if (this.#unguarded) return said;
    if (said.length > this.#limits.messagesPerTurn) this.#runaway = 'message-flood';
    if (said.some((text) => text.length > this.#limits.messageLength)) this.#runaway = 'message-size';
    return said;
  }

  /** The script has said too much; whatever else this turn does ends at once. */
  #overLimit(kind: string): never {
    this.#runaway ??= kind === 'message-size' ? kind : 'message-flood';
    throw new CodedError('script/runaway', { kind: this.#runaway });
  }

  #mustInterrupt(): boolean {
    if (this.#runaway !== undefined) return true;
    this.#processorMs ??= processorMs();
    const now = performance.now();
    if (now < this.#turnEnds) return false;
    if (processorMs() - this.#processorMs < this.#limits.turnMs / 2 && now < this.#turnEndsAnyway) return false;
    this.#runaway = 'loop';
    return true;
  }
}

/** Of this thread where Node can tell it (from 23.9), else of the whole process, which is never less. */
function processorMs(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  const { user, system } = threadCpuUsage === undefined ? process.cpuUsage() : threadCpuUsage.call(process);
  return (user + system) / 1000;
}

/** An error that QuickJS threw while a bundle was loaded. */
function loadFailure(dumped: unknown): CodedError {
  const { name, message } = (dumped ?? {}) as { name?: unknown; message?: unknown };
  const text = typeof message === 'string' ? message : String(dumped);
  if (name === 'InternalError' && /stack/.test(text)) return new CodedError('script/runaway', { kind: 'recursion' });
  if (name === 'InternalError' && /memory/.test(text)) return new CodedError('script/runaway', { kind: 'memory' });
  return new CodedError('script/error', { name: String(name), message: text });
}
