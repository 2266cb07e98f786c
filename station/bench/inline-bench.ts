/** The bench in the station's own thread, for rehearsal on virtual time and for tests: same contract, no process. */
import { type BenchParts, type BenchServer, serveBench } from '../../drivers/bench/bench-server.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import type { Port } from '../../foundation/port/port.ts';
import { type BenchClient, benchClient } from './bench-client.ts';
import type { BenchHost } from './bench-host.ts';
import { BenchLives } from './bench-lives.ts';

export interface InlineBenchOptions {
  readonly parts: BenchParts;
  readonly clock: Clock;
  /** Between the two ends, for tests that lose messages. */
  wire?(port: Port): Port;
}

export class InlineBench implements BenchHost {
  readonly #options: InlineBenchOptions;
  readonly #lives = new BenchLives();
  #now: { readonly client: BenchClient; readonly server: BenchServer; readonly port: Port } | undefined;
  #stopped = false;

  constructor(options: InlineBenchOptions) {
    this.#options = options;
  }

  client(): Promise<BenchClient> {
    if (this.#stopped) return Promise.reject(new CodedError('bench/unavailable'));
    return Promise.resolve(this.#now?.client ?? this.#begin());
  }

  async replace(reason: string): Promise<BenchClient> {
    await this.#end(reason);
    return this.client();
  }

  onUp(listener: (client: BenchClient) => void): () => void {
    return this.#lives.onUp(listener);
  }

  onDown(listener: (reason: string) => void): () => void {
    return this.#lives.onDown(listener);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#now?.server.makeSafe();
    await this.#end('bench/stopped');
  }

  /** As `kill -9`: handles are closed by the system, nothing is made safe, and it does not come back. */
  kill(): void {
    this.#stopped = true;
    void this.#end('bench/killed');
  }

  #begin(): BenchClient {
    const [near, far] = memoryPortPair();
    const server = serveBench(far, this.#options.parts);
    const port = this.#options.wire?.(near) ?? near;
    const client = benchClient(port, this.#options.clock);
    this.#now = { client, server, port };
    this.#lives.begins(client);
    return client;
  }

  async #end(reason: string): Promise<void> {
    const now = this.#now;
    this.#now = undefined;
    if (now === undefined) return;
    now.port.close();
    this.#lives.ends(reason);
    await now.server.close();
  }
}
