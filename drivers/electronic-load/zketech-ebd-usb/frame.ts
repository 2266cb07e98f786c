/**
 * Frames of ZKETECH's EBD loads: FA … F8 with an XOR before the F8 and numbers to base 240, so that FA and F8 never occur
 * inside. Pure: bytes ↔ meaning. Sources are named in README.md.
 */

const begin = 0xfa;
const end = 0xf8;
const base = 240;
/** What the load sends, and what it is sent. */
export const statusBytes = 19;
export const commandBytes = 10;

/** Commands, as numbers. */
export const ebd = { connect: 0x05, disconnect: 0x06, start: 0x01, stop: 0x02, change: 0x07 } as const;

/** What the load shows, as its own digits. */
export interface EbdStatus {
  readonly loading: boolean;
  /** Tenths of a milliampere. */
  readonly decimilliamps: number;
  readonly millivolts: number;
  readonly dPlusMillivolts: number;
  readonly dMinusMillivolts: number;
  /** The current it is set to, told only while it loads: what stands there otherwise nobody has explained. */
  readonly limitMilliamps?: number;
  /** The voltage at which it stops by itself, tens of millivolts; told as the current is. */
  readonly cutOff?: number;
}

/** Two digits to base 240. */
function digits(value: number): readonly [number, number] {
  const bounded = Math.min(base * base - 1, Math.max(0, Math.round(value)));
  return [Math.floor(bounded / base), bounded % base];
}

/** A command with the current in milliamperes and the cut-off in tens of millivolts; zero where it has none. */
export function ebdCommand(command: number, milliamps = 0, cutOff = 0): Uint8Array {
  const covered = [command, ...digits(milliamps), ...digits(cutOff), 0, 0];
  return Uint8Array.from([begin, ...covered, covered.reduce((sum, byte) => sum ^ byte, 0), end]);
}

/** Idle and loading, by the model's own numbers. */
const loadingStates = new Set([0x0a, 0x6e]);
const states = new Set([0x00, 0x64, ...loadingStates]);

/** Exactly one sound status; undefined for anything else. */
export function parseStatus(bytes: Uint8Array): EbdStatus | undefined {
  if (bytes.length !== statusBytes || bytes[0] !== begin || bytes[statusBytes - 1] !== end) return undefined;
  const inner = bytes.subarray(1, statusBytes - 1);
  if (inner.reduce((sum, byte) => sum ^ byte, 0) !== 0) return undefined;
  // The check byte may be anything; everything it covers is a digit.
  if (inner.subarray(0, -1).some((byte) => byte >= base) || !states.has(inner[0] ?? 0xff)) return undefined;
  const at = (place: number) => (bytes[place] ?? 0) * base + (bytes[place + 1] ?? 0);
  const loading = loadingStates.has(bytes[1] ?? 0);
  return {
    loading,
    decimilliamps: at(2),
    millivolts: at(4),
    dPlusMillivolts: at(6),
    dMinusMillivolts: at(8),
    ...(loading ? { limitMilliamps: at(10), cutOff: at(12) } : {}),
  };
}

/** The status a load would send; bytes nobody has explained are zero, or `unexplained` where a load that is off has some. */
export function statusFrame(status: EbdStatus, unexplained: readonly [number, number] = [0, 0]): Uint8Array {
  const covered = [
    status.loading ? 0x0a : 0x00,
    ...digits(status.decimilliamps),
    ...digits(status.millivolts),
    ...digits(status.dPlusMillivolts),
    ...digits(status.dMinusMillivolts),
    ...digits(status.limitMilliamps ?? unexplained[0]),
    ...digits(status.cutOff ?? unexplained[1]),
    0,
    0,
    0,
  ];
  return Uint8Array.from([begin, ...covered, covered.reduce((sum, byte) => sum ^ byte, 0), end]);
}

/** A command as the load understands it; undefined for anything else. */
export function parseCommand(
  bytes: Uint8Array,
): { readonly command: number; readonly milliamps: number; readonly cutOff: number } | undefined {
  if (bytes.length !== commandBytes || bytes[0] !== begin || bytes[commandBytes - 1] !== end) return undefined;
  if (bytes.subarray(1, commandBytes - 1).reduce((sum, byte) => sum ^ byte, 0) !== 0) return undefined;
  const at = (place: number) => (bytes[place] ?? 0) * base + (bytes[place + 1] ?? 0);
  return { command: bytes[1] ?? 0, milliamps: at(2), cutOff: at(4) };
}
