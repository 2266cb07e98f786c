/**
 * The HID bridges that meters come with, as pure framing: bytes ↔ reports, and a line's settings → feature reports.
 * Guarantees: a report is a chunk and never a frame, because bridges deliver as little as one byte in each; what a report
 * says of its length is believed only within the report. Sources: libsigrok, `src/serial_hid_ch9325.c` and
 * `src/serial_hid_cp2110.c` (facts only), reports of a real UT-D04 and a real CP2110 (sigrok-dumps, public domain).
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { LineSettings } from '../../contract/transport.ts';

export interface FeatureReport {
  /** 0 where reports are not numbered. */
  readonly id: number;
  /** With the number in front, where there is one. */
  readonly bytes: Uint8Array;
}

export interface HidBridge {
  readonly name: 'CH9325' | 'CP2110' | 'CH9329' | 'none';
  readonly vendor: number;
  readonly product: number;
  /** Whether the first byte of a report is its number, which the kernel wants to know. */
  readonly numbered: boolean;
  /** What sets the line, in order. Fails with `hid/line-not-possible`. */
  setUp(line: LineSettings): readonly FeatureReport[];
  /** Bytes the meter sent; empty for a report without any, or one that is none. */
  dataIn(report: Uint8Array): Uint8Array;
  /** Reports that carry these bytes to the meter, in order. */
  reportsOut(bytes: Uint8Array): readonly Uint8Array[];
  /** The bridge's side: what it makes of a piece of at most {@link mostInReport} bytes, and of a report from the host. */
  reportIn(bytes: Uint8Array): Uint8Array;
  dataOut(report: Uint8Array): Uint8Array;
  readonly mostInReport: number;
}

const parityCodes = { none: 0, odd: 1, even: 2 } as const;

/** Length in the low nibble under a high nibble of F; padded to eight bytes. */
const ch9325: HidBridge = {
  name: 'CH9325',
  vendor: 0x1a86,
  product: 0xe008,
  numbered: false,
  mostInReport: 7,
  setUp({ baudRate, dataBits, parity }) {
    // It knows no parity: that bit is taken as a bit of data more, and the meter's frames are read without it.
    const bits = Math.min(8, dataBits + (parity === 'none' ? 0 : 1));
    return [{ id: 0, bytes: Uint8Array.of(baudRate & 0xff, baudRate >> 8, 0, 0, bits - 5) }];
  },
  dataIn(report) {
    const [head = 0] = report;
    const count = head & 0x0f;
    return (head & 0xf0) === 0xf0 && count <= 7 && count < report.length ? report.slice(1, 1 + count) : none;
  },
  reportsOut: (bytes) => pieces(bytes, 7).map((piece) => padded([piece.length, ...piece], 8)),
  reportIn: (bytes) => padded([0xf0 | bytes.length, ...bytes], 8),
  dataOut: (report) => counted(report, 7),
};

const cp2110: HidBridge = {
  name: 'CP2110',
  vendor: 0x10c4,
  product: 0xea80,
  numbered: true,
  mostInReport: 63,
  setUp({ baudRate, dataBits, parity, stopBits, flow }) {
    if (flow === 'xon-xoff') throw new CodedError('hid/line-not-possible', { bridge: 'CP2110', setting: flow });
    const baud = [baudRate >>> 24, (baudRate >>> 16) & 0xff, (baudRate >>> 8) & 0xff, baudRate & 0xff];
    const rest = [parityCodes[parity], flow === 'rts-cts' ? 1 : 0, dataBits - 5, stopBits - 1];
    return [
      { id: 0x41, bytes: Uint8Array.of(0x41, 0x01) },
      { id: 0x50, bytes: Uint8Array.of(0x50, ...baud, ...rest) },
      // What is in its two buffers is older than we are.
      { id: 0x43, bytes: Uint8Array.of(0x43, 0x02) },
    ];
  },
  dataIn: (report) => counted(report, 63),
  reportsOut: (bytes) => pieces(bytes, 63).map((piece) => Uint8Array.of(piece.length, ...piece)),
  reportIn: (bytes) => Uint8Array.of(bytes.length, ...bytes),
  dataOut: (report) => counted(report, 63),
};

/** Fixed to the line of the meters it is built into, 9600 8N1. */
const ch9329: HidBridge = {
  name: 'CH9329',
  vendor: 0x1a86,
  product: 0xe429,
  numbered: false,
  mostInReport: 63,
  setUp({ baudRate, dataBits, parity }) {
    const isItsOwn = baudRate === 9_600 && dataBits === 8 && parity === 'none';
    if (!isItsOwn) throw new CodedError('hid/line-not-possible', { bridge: 'CH9329', setting: String(baudRate) });
    return [];
  },
  dataIn: (report) => counted(report, 63),
  reportsOut: (bytes) => pieces(bytes, 63).map((piece) => padded([piece.length, ...piece], 64)),
  reportIn: (bytes) => padded([bytes.length, ...bytes], 64),
  dataOut: (report) => counted(report, 63),
};

/**
 * No bridge at all: an instrument that speaks reports of 64 bytes itself. What is shorter is sent with zeros behind it, and
 * a report comes as it is.
 */
export const plainReports: HidBridge = {
  name: 'none',
  vendor: 0,
  product: 0,
  numbered: false,
  mostInReport: 64,
  setUp: () => [],
  dataIn: (report) => report,
  reportsOut: (bytes) => pieces(bytes, 64).map((piece) => padded([...piece], 64)),
  reportIn: (bytes) => padded([...bytes], 64),
  dataOut: (report) => report,
};

export const hidBridges: readonly HidBridge[] = [ch9325, cp2110, ch9329];

/** The bridge with these USB ids; `undefined` for any other device. */
export function bridgeOf(vendor: number, product: number): HidBridge | undefined {
  return hidBridges.find((bridge) => bridge.vendor === vendor && bridge.product === product);
}

const none = new Uint8Array(0);

/** The first byte counts those behind it. */
function counted(report: Uint8Array, most: number): Uint8Array {
  const [count = 0] = report;
  return count <= most && count < report.length ? report.slice(1, 1 + count) : none;
}

function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, nth) => bytes.slice(nth * size, (nth + 1) * size));
}

function padded(bytes: readonly number[], length: number): Uint8Array {
  const report = new Uint8Array(length);
  report.set(bytes);
  return report;
}
