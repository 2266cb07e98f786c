/**
 * The messages of USB/IP as bytes, from the side that has the devices. Pure. Everything is big-endian.
 * Source: Linux, `Documentation/usb/usbip_protocol.rst` (facts only).
 */

const protocolVersion = 0x0111;
export const operations = { listDevices: 0x8005, listReply: 0x0005, import: 0x8003, importReply: 0x0003 } as const;
export const commands = { submit: 1, unlink: 2, submitted: 3, unlinked: 4 } as const;
/** Status words are negative numbers of Linux's errors. */
export const status = { ok: 0, stall: -32, unlinked: -104 } as const;

export const operationBytes = 8;
export const busIdBytes = 32;
export const commandBytes = 48;

/** As vhci counts them. */
export const speeds = { full: 2, high: 3 } as const;

/** What an import is answered with, and a list holds. */
export interface ExportedDevice {
  readonly busId: string;
  readonly deviceNumber: number;
  readonly speed: keyof typeof speeds;
  readonly vendor: number;
  readonly product: number;
  readonly release: number;
  readonly deviceClass: number;
  readonly interfaces: readonly { readonly class: number; readonly subclass: number; readonly protocol: number }[];
}

export function encodeOperation(code: number, failed = false): Uint8Array {
  const bytes = new Uint8Array(operationBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, protocolVersion);
  view.setUint16(2, code);
  view.setUint32(4, failed ? 1 : 0);
  return bytes;
}

export function operationCode(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint16(2);
}

/** The block of 312 bytes; `withInterfaces` adds four for each interface, as lists have it. */
export function encodeDevice(device: ExportedDevice, withInterfaces: boolean): Uint8Array {
  const bytes = new Uint8Array(312 + (withInterfaces ? 4 * device.interfaces.length : 0));
  const view = new DataView(bytes.buffer);
  const text = new TextEncoder();
  bytes.set(text.encode(`/usb-lab/${device.busId}`), 0);
  bytes.set(text.encode(device.busId), 256);
  for (const [nth, word] of [1, device.deviceNumber, speeds[device.speed]].entries())
    view.setUint32(288 + 4 * nth, word);
  for (const [nth, word] of [device.vendor, device.product, device.release].entries())
    view.setUint16(300 + 2 * nth, word);
  // Class, subclass, protocol, the configuration that is set, how many there are, interfaces.
  bytes.set([device.deviceClass, 0, 0, 1, 1, device.interfaces.length], 306);
  if (withInterfaces)
    for (const [nth, one] of device.interfaces.entries())
      bytes.set([one.class, one.subclass, one.protocol, 0], 312 + 4 * nth);
  return bytes;
}

export type Command =
  | {
      readonly kind: 'submit';
      readonly sequence: number;
      readonly isIn: boolean;
      readonly endpoint: number;
      readonly length: number;
      /** Eight bytes, of a control transfer only. */
      readonly setup: Uint8Array;
    }
  | { readonly kind: 'unlink'; readonly sequence: number; readonly unlinked: number };

/** `undefined` for what this is not. */
export function decodeCommand(bytes: Uint8Array): Command | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, commandBytes);
  const word = (nth: number) => view.getUint32(4 * nth);
  const sequence = word(1);
  if (word(0) === commands.unlink) return { kind: 'unlink', sequence, unlinked: word(5) };
  if (word(0) !== commands.submit) return undefined;
  const setup = bytes.slice(40, 48);
  return { kind: 'submit', sequence, isIn: word(3) === 1, endpoint: word(4), length: word(6), setup };
}

/** `length`: bytes that went either way; `data`: only of an IN transfer. */
export function encodeSubmitted(sequence: number, state: number, length: number, data?: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(commandBytes + (data?.length ?? 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, commands.submitted);
  view.setUint32(4, sequence);
  view.setInt32(20, state);
  view.setUint32(24, length);
  if (data !== undefined) bytes.set(data, commandBytes);
  return bytes;
}

/** The transfer is taken back, or it had ended before. */
export function encodeUnlinked(sequence: number, state: number): Uint8Array {
  const bytes = new Uint8Array(commandBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, commands.unlinked);
  view.setUint32(4, sequence);
  view.setInt32(20, state);
  return bytes;
}
