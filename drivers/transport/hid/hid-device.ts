/**
 * A USB HID device as bridges to serial meters need it: reports in and out, and feature reports that set the line. Reports
 * are as they stand on the wire: with their number in front where the device numbers them, without one where it does not.
 */
import type { Failure } from '../../../foundation/failure.ts';

export interface HidDevice {
  /** Sends a feature report; `id` 0 for a device that does not number them. Fails with `hid/no-feature-reports`, `usb/…`. */
  setFeature(id: number, report: Uint8Array): Promise<void>;
  write(report: Uint8Array, timeoutMs: number): Promise<void>;
  /** Input reports in order. The first listener is told what came before it. */
  onReport(listener: (report: Uint8Array) => void): () => void;
  /** Once, with why, when it is gone; at once if it is gone already. */
  onGone(listener: (reason: Failure) => void): () => void;
  close(): Promise<void>;
}
