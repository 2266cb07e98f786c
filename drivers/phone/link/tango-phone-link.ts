/**
 * {@link PhoneLink} over Tango and an adb server. Guarantees, beyond the contract: every call has sockets of its own
 * that end with it; a stream held open only to be cut tells of a pulled cable at once, also where adb's own list is
 * late; a command without an exit code is a lost link.
 */
import { Adb, AdbBanner, type AdbFeature, AdbServerClient, AdbServerTransport } from '@yume-chan/adb';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError, type Failure, isFailure } from '../../../foundation/failure.ts';
import type { PhoneFileStat, PhoneLink, ShellOptions, ShellResult } from '../../contract/phone-link.ts';
import type { AdbHost } from './adb-host.ts';
import { refusal } from './adb-refusal.ts';
import type { AdbSocket } from './adb-socket.ts';
import { CallConnector } from './call-connector.ts';
import { CallsUnderWay, type CallWatch } from './call-watch.ts';
import type { ListedDevice } from './device-list.ts';
import { lstatFile, pullFile, pushFile } from './file-transfer.ts';
import { heardLines } from './heard-lines.ts';
import { keepHeartbeat } from './heartbeat.ts';
import { linkDefaults } from './link-defaults.ts';
import { runLegacy, runShell, streamShell } from './shell-call.ts';

/** How long after a strange failure the cut of the witness stream is waited for. */
const witnessMs = 50;
/** Tango's words for a stream that stopped inside an answer. */
const endedEarly = /ended without exit message|ExactReadable ended|closed while reading|stream .*(closed|errored)/i;
const codeOfState = new Map<string, string>([
  ['unauthorized', 'phone/unauthorized'],
  ['authorizing', 'phone/unauthorized'],
  ['offline', 'phone/offline'],
  ['connecting', 'phone/offline'],
  ['no permissions', 'phone/no-permissions'],
]);

export interface TangoPhoneLinkOptions {
  readonly host: AdbHost;
  readonly serial: string;
  readonly clock: Clock;
  /** Clock milliseconds between two signs of life; 10 000 by default, `null` asks for none. */
  readonly heartbeatMs?: number | null;
  /** How long a sign of life may take; 5 000 by default. */
  readonly heartbeatDeadlineMs?: number;
}

/**
 * Opens the link to a phone that the server lists as `device`. Fails with `phone/not-found`, `phone/unauthorized`,
 * `phone/offline`, `phone/no-permissions`, `phone/not-ready` (another mode), or what {@link AdbHost} fails with.
 */
export async function openTangoPhoneLink(options: TangoPhoneLinkOptions): Promise<PhoneLink> {
  const { host, serial } = options;
  const listed = (await host.devices()).find((device) => device.serial === serial);
  if (listed === undefined) throw new CodedError('phone/not-found', { serial });
  const { state, stateText, transportId } = listed;
  if (state !== 'device' || transportId === undefined) {
    throw new CodedError(codeOfState.get(state) ?? 'phone/not-ready', { serial, state: stateText });
  }
  const features = await host.features(transportId);
  // An idle file service costs the phone nothing, and every phone has one.
  const witness = await host.openService(transportId, 'sync:');
  return new TangoPhoneLink(options, { ...listed, transportId }, features, witness);
}

class TangoPhoneLink implements PhoneLink {
  readonly serial: string;
  readonly #calls = new CallsUnderWay();
  readonly #host: AdbHost;
  readonly #clock: Clock;
  readonly #transportId: bigint;
  readonly #banner: AdbBanner;
  readonly #legacy: boolean;
  readonly #witness: AdbSocket;

  constructor(
    options: TangoPhoneLinkOptions,
    listed: ListedDevice & { readonly transportId: string },
    features: readonly string[],
    witness: AdbSocket,
  ) {
    this.serial = options.serial;
    this.#host = options.host;
    this.#clock = options.clock;
    this.#transportId = BigInt(listed.transportId);
    this.#banner = new AdbBanner('device', listed.product, listed.model, listed.device, features as AdbFeature[]);
    this.#legacy = !features.includes('shell_v2');
    this.#witness = witness;
    void witness.ended.then(() => this.#calls.end(this.#lost('stream-cut')));
    this.#keepHeartbeat(options);
  }

  get closed(): Promise<Failure> {
    return this.#calls.closed;
  }

  run(command: string, options: ShellOptions = {}): Promise<ShellResult> {
    const {
      deadlineMs = linkDefaults.deadlineMs,
      idleMs = linkDefaults.idleMs,
      maxBytes = linkDefaults.maxBytes,
    } = options;
    const limits = { deadlineMs, idleMs, signal: options.signal };
    return this.#call(command, limits, (adb, watch) =>
      this.#legacy ? runLegacy(adb, command, maxBytes, watch) : runShell(adb, command, maxBytes, watch),
    );
  }

  async stream(
    command: string,
    onLine: (line: string) => void,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<void> {
    await heardLines(onLine, signal, (hear) =>
      this.#call(command, { signal }, (adb, watch) => streamShell(adb, command, this.#legacy, hear(watch))),
    );
  }

  push(path: string, content: Uint8Array, options: { idleMs?: number; mode?: number } = {}): Promise<void> {
    const { idleMs = linkDefaults.transferIdleMs, mode = 0o644 } = options;
    const mtime = Math.floor(this.#clock.wall() / 1000);
    return this.#call(path, { idleMs }, (adb, watch) => pushFile(adb, path, content, { mode, mtime }, watch));
  }

  pull(path: string, options: { idleMs?: number; maxBytes?: number } = {}): Promise<Uint8Array> {
    const { idleMs = linkDefaults.transferIdleMs, maxBytes = linkDefaults.largestFile } = options;
    return this.#call(path, { idleMs }, (adb, watch) => pullFile(adb, path, maxBytes, watch));
  }

  lstat(path: string): Promise<PhoneFileStat | undefined> {
    const limits = { deadlineMs: linkDefaults.deadlineMs };
    return this.#call(path, limits, (adb) => lstatFile(adb, path));
  }

  close(): Promise<void> {
    this.#calls.end({ code: 'phone/link-closed', params: { serial: this.serial } });
    this.#witness.close();
    return Promise.resolve();
  }

  #keepHeartbeat(options: TangoPhoneLinkOptions): void {
    const everyMs = options.heartbeatMs === undefined ? linkDefaults.heartbeatMs : options.heartbeatMs;
    if (everyMs === null) return;
    const deadlineMs = options.heartbeatDeadlineMs ?? linkDefaults.heartbeatDeadlineMs;
    const stop = keepHeartbeat({
      clock: this.#clock,
      everyMs,
      beat: () => this.run('echo', { deadlineMs, idleMs: deadlineMs }),
      onDead: () => this.#calls.end(this.#lost('no-sign-of-life')),
    });
    void this.closed.then(() => {
      stop();
      this.#witness.close();
    });
  }

  async #call<T>(
    what: string,
    limits: { deadlineMs?: number; idleMs?: number; signal?: AbortSignal | undefined },
    work: (adb: Adb, watch: CallWatch) => Promise<T>,
  ): Promise<T> {
    const connector = new CallConnector(this.#host.port);
    const watch = this.#calls.begin({ clock: this.#clock, what, ...limits });
    const working = work(this.#adb(connector), watch);
    // The call may be over before the work notices; what it says afterwards is nobody's.
    working.catch(() => {});
    try {
      return await Promise.race([working, watch.over]);
    } catch (error) {
      throw await this.#named(error, limits.signal);
    } finally {
      watch.stop();
      connector.destroy();
    }
  }

  #adb(connector: CallConnector): Adb {
    const client = new AdbServerClient(connector);
    const never = new Promise<void>(() => {});
    return new Adb(new AdbServerTransport(client, this.serial, this.#banner, this.#transportId, never));
  }

  /** What Tango throws, as a code. A stream that breaks without a word is a lost link. */
  async #named(error: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (isFailure(error) || (signal?.aborted && error === signal.reason)) return error;
    const message = error instanceof Error ? error.message : String(error);
    const named = endedEarly.test(message) ? this.#lost('no-exit-code') : refusal(message, 'service');
    if (named.code === 'phone/not-found' || named.code === 'phone/offline') this.#calls.end(this.#lost(named.code));
    // adb says `closed` both for a service the phone refuses and for a cable pulled at this moment; the witness knows.
    await Promise.race([this.closed, this.#clock.sleep(witnessMs)]);
    const { code, params } = this.#calls.reason ?? named;
    return new CodedError(code, params, error);
  }

  #lost(why: string): Failure {
    return { code: 'phone/link-lost', params: { serial: this.serial, why } };
  }
}
