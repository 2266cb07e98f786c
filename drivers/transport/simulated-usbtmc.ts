/**
 * The instrument's side of USBTMC, below the transport: it takes bulk OUT messages apart, hands the bytes to a simulated
 * instrument, and answers requests with what the instrument has sent since, as class or deviation say. For tests, and
 * for a USB device that is played on another machine: it knows nothing of time but waiting for a packet.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Wire } from '../contract/simulator.ts';
import type { ControlRequest } from '../protocol/usbtmc/control.ts';
import { decodeHeader, encodeIn, headerBytes, messageIds } from '../protocol/usbtmc/header.ts';
import { joinedBytes } from './joined-bytes.ts';
import type { UsbtmcPipe } from './usbtmc-pipe.ts';

export interface SimulatedUsbtmcOptions {
  readonly clock: Clock;
  readonly packetBytes?: number;
  /** One header for a whole block across many requests' worth of data, and no short packet at its end (Rigol). */
  readonly oneHeader?: boolean;
  /** The first reply is empty (some Rigol firmware). */
  readonly emptyFirst?: boolean;
  /** Replies carry the tag of the request before (Rigol DHO). */
  readonly oldTag?: boolean;
  /** It says that it can be sent back to local. */
  readonly remoteLocal?: boolean;
  /** Requests for clearing and aborting stall. */
  readonly noControl?: boolean;
}

/** Bytes that count as one message: until nothing more has come for this long. */
const messageRestMs = 4;

export class SimulatedUsbtmc implements UsbtmcPipe, Wire {
  readonly packetBytes: number;
  /** Names of the control requests that came, for tests. */
  readonly controls: number[] = [];
  isReleased = false;
  readonly #options: SimulatedUsbtmcOptions;
  readonly #toDevice = new Set<(chunk: Uint8Array) => void>();
  readonly #onClosed = new Set<() => void>();
  /** What the instrument has said and nobody has fetched. */
  #said: Uint8Array[] = [];
  #saidAt = Number.NEGATIVE_INFINITY;
  /** The request that is not answered yet. */
  #request: { readonly tag: number; readonly most: number } | undefined;
  #tagBefore = 1;
  /** Bytes of a reply that stand ready for transfers. */
  #ready: Uint8Array | undefined;
  #isFirst = true;
  #isGone = false;

  constructor(options: SimulatedUsbtmcOptions) {
    this.#options = options;
    this.packetBytes = options.packetBytes ?? 512;
  }

  send(bytes: Uint8Array): void {
    this.#said.push(bytes.slice());
    this.#saidAt = this.#options.clock.now();
  }

  onData(listener: (chunk: Uint8Array) => void): () => void {
    this.#toDevice.add(listener);
    return () => this.#toDevice.delete(listener);
  }

  onClose(listener: () => void): () => void {
    this.#onClosed.add(listener);
    return () => this.#onClosed.delete(listener);
  }

  hangUp(): void {
    this.#isGone = true;
    for (const listener of [...this.#onClosed]) listener();
    this.#onClosed.clear();
  }

  bulkOut(bytes: Uint8Array): Promise<void> {
    if (this.#isGone) return Promise.reject(unplugged());
    const header = decodeHeader(bytes);
    if (header?.id === messageIds.out) {
      const data = bytes.slice(headerBytes, headerBytes + header.size);
      for (const listener of [...this.#toDevice]) listener(data);
    } else if (header !== undefined) {
      this.#request = { tag: header.tag, most: header.size };
      if (this.#options.emptyFirst === true && this.#isFirst) this.#ready = new Uint8Array(0);
      this.#isFirst = false;
    }
    return Promise.resolve();
  }

  async bulkIn(length: number, timeoutMs: number): Promise<Uint8Array | 'timeout'> {
    const { clock } = this.#options;
    const until = clock.now() + timeoutMs;
    for (;;) {
      if (this.#isGone) throw unplugged();
      this.#prepare();
      const ready = this.#ready;
      if (ready !== undefined) {
        // A device that owes a short packet at the end of a whole number of packets is waited for.
        if (this.#options.oneHeader === true && ready.length < length && ready.length % this.packetBytes === 0) {
          await clock.sleep(timeoutMs);
          return 'timeout';
        }
        this.#ready = ready.length > length ? ready.subarray(length) : undefined;
        return ready.slice(0, length);
      }
      if (clock.now() >= until) return 'timeout';
      await clock.sleep(Math.min(messageRestMs, until - clock.now()));
    }
  }

  control({ request, value }: ControlRequest): Promise<Uint8Array> {
    this.controls.push(request);
    if (this.#isGone) return Promise.reject(unplugged());
    if (this.#options.noControl === true) return Promise.reject(new CodedError('usb/transfer', { cause: 'stall' }));
    if (request === 3) {
      const isInProgress = this.#request?.tag === value;
      this.#forget();
      return Promise.resolve(Uint8Array.of(isInProgress ? 0x01 : 0x81, value));
    }
    if (request === 5) this.#forget();
    if (request === 7)
      return Promise.resolve(
        Uint8Array.from({ length: 24 }, (_, at) => (at === 15 && this.#options.remoteLocal ? 2 : at ? 0 : 1)),
      );
    return Promise.resolve(Uint8Array.of(0x01, 0, 0, 0, 0, 0, 0, 0));
  }

  clearHalt(): Promise<void> {
    return Promise.resolve();
  }

  release(): Promise<void> {
    this.isReleased = true;
    for (const listener of [...this.#onClosed]) listener();
    this.#onClosed.clear();
    return Promise.resolve();
  }

  #forget(): void {
    this.#request = undefined;
    this.#ready = undefined;
    this.#said = [];
  }

  /** Makes the reply once the instrument has said a whole message. */
  #prepare(): void {
    const request = this.#request;
    const isWhole = this.#options.clock.now() >= this.#saidAt + messageRestMs;
    if (request === undefined || this.#ready !== undefined || this.#said.length === 0 || !isWhole) return;
    const message = joinedBytes(this.#said);
    const now = this.#options.oneHeader === true ? message : message.subarray(0, request.most);
    const rest = message.subarray(now.length);
    const tag = this.#options.oldTag === true ? this.#tagBefore : request.tag;
    this.#ready = encodeIn(tag, now, rest.length === 0);
    this.#tagBefore = request.tag;
    this.#request = undefined;
    this.#said = rest.length === 0 ? [] : [rest];
  }
}

function unplugged(): CodedError {
  return new CodedError('transport/unplugged', {});
}
