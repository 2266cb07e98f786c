/**
 * Frames of JBC's USB port, protocol 2: `02 to from FID command length data… BCC 03`, the XOR of all of it zero, sent as
 * `10 02 … 10 03` with every other 0x10 doubled. Pure: bytes ↔ meaning. Sources are named in README.md.
 */

const dle = 0x10;
const stx = 0x02;
const etx = 0x03;
/** Everything but the data. */
const frameBytes = 8;
const longestFrame = frameBytes + 255;

/** Commands, as numbers. */
export const p02 = {
  handshake: 0x00,
  ack: 0x06,
  nack: 0x15,
  alive: 0x16,
  deviceId: 0x1e,
  firmware: 0x21,
  selectedTemperature: 0x50,
  selectTemperature: 0x51,
  tipTemperature: 0x52,
  connectedTool: 0x55,
  toolStatus: 0x57,
  highestTemperature: 0xa2,
  lowestTemperature: 0xa4,
  connectStatus: 0xe1,
} as const;

export interface P02Frame {
  readonly to: number;
  readonly from: number;
  /** Says which question an answer belongs to. */
  readonly fid: number;
  readonly command: number;
  readonly data: Uint8Array;
}

/** The frame without its transparency bytes. */
export function innerBytes({ to, from, fid, command, data }: P02Frame): Uint8Array {
  const covered = [stx, to, from, fid, command, data.length, ...data];
  const check = covered.reduce((sum, byte) => sum ^ byte, etx);
  return Uint8Array.from([...covered, check, etx]);
}

/** As it goes over the line. */
export function p02Bytes(frame: P02Frame): Uint8Array {
  const inner = innerBytes(frame);
  const middle = [...inner.subarray(1, -1)].flatMap((byte) => (byte === dle ? [dle, dle] : [byte]));
  return Uint8Array.from([dle, stx, ...middle, dle, etx]);
}

/** Exactly one sound inner frame; undefined for anything else. */
export function parseInner(bytes: Uint8Array): P02Frame | undefined {
  const [start, to = 0, from = 0, fid = 0, command = 0, length = 0] = bytes;
  if (start !== stx || bytes.at(-1) !== etx || bytes.length !== frameBytes + length) return undefined;
  if (bytes.reduce((sum, byte) => sum ^ byte, 0) !== 0) return undefined;
  return { to, from, fid, command, data: bytes.slice(6, 6 + length) };
}

/** Finds frames in a stream of bytes, whatever stands between them. */
export class P02Finder {
  /** The inner bytes so far; undefined outside a frame. */
  #inner: number[] | undefined;
  #escaped = false;
  /** Bytes that belong to no sound frame. */
  discardedBytes = 0;

  push(chunk: Uint8Array): P02Frame[] {
    return [...chunk].flatMap((byte) => {
      const frame = this.#take(byte);
      return frame === undefined ? [] : [frame];
    });
  }

  #take(byte: number): P02Frame | undefined {
    if (!this.#escaped && byte === dle) {
      this.#escaped = true;
      return undefined;
    }
    const isCommand = this.#escaped && byte !== dle;
    this.#escaped = false;
    if (isCommand && byte === stx) {
      this.#drop();
      this.#inner = [stx];
      return undefined;
    }
    this.#inner?.push(byte);
    if (this.#inner === undefined) this.discardedBytes += 1;
    if (!isCommand && (this.#inner?.length ?? 0) <= longestFrame) return undefined;
    // Only STX and ETX may follow a single DLE; anything else is damage.
    const frame = isCommand && byte === etx ? parseInner(Uint8Array.from(this.#inner ?? [])) : undefined;
    if (frame === undefined) this.#drop();
    this.#inner = undefined;
    return frame;
  }

  #drop(): void {
    this.discardedBytes += this.#inner?.length ?? 0;
    this.#inner = undefined;
  }
}

/** JBC's unit of temperature is a ninth of a kelvin, from 0 °C. */
export const utiPerCelsius = 9;

/** 16 bits, low byte first. */
export function word(data: Uint8Array, place: number): number {
  return (data[place] ?? 0) | ((data[place + 1] ?? 0) << 8);
}
