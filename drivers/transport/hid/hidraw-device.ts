/**
 * An HID device as Linux hands it out: `/dev/hidrawN`. Reports go both ways; feature reports need an ioctl that Node does
 * not have, so a bridge that must be set up is reached through node `usb` instead (`usb-hid-device.ts`). A read that ends
 * or fails is a pulled cable.
 */
import { open } from 'node:fs/promises';
import { CodedError } from '../../../foundation/failure.ts';
import type { HidDevice } from './hid-device.ts';
import { ReportEvents } from './report-events.ts';

const largestReport = 64;

/** What is used of an open file. */
export interface ReportFile {
  read(buffer: Uint8Array, offset: number, length: number, position: null): Promise<{ readonly bytesRead: number }>;
  write(buffer: Uint8Array): Promise<unknown>;
  close(): Promise<void>;
}

/** `numbered`: whether reports begin with their number; the kernel wants a 0 in front of the others. `port/…`. */
export async function openHidraw(
  path: string,
  numbered: boolean,
  openFile: (path: string) => Promise<ReportFile> = (name) => open(name, 'r+'),
): Promise<HidDevice> {
  const file = await openFile(path).catch((error: unknown) => {
    throw new CodedError(codeOf(error), { path }, error);
  });
  const events = new ReportEvents();
  let isClosed = false;
  void readReports();
  return {
    setFeature: () => Promise.reject(new CodedError('hid/no-feature-reports', { path })),
    async write(report) {
      await file.write(numbered ? report : Uint8Array.of(0, ...report));
    },
    onReport: (listener) => events.onReport(listener),
    onGone: (listener) => events.onGone(listener),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await file.close();
    },
  };

  async function readReports(): Promise<void> {
    const buffer = new Uint8Array(largestReport);
    try {
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) break;
        events.report(buffer.slice(0, bytesRead));
      }
    } catch {
      // The device is gone, or we have closed it: the same end.
    }
    events.gone({ code: isClosed ? 'transport/closed' : 'transport/unplugged', params: { address: path } });
  }
}

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return 'port/no-permission';
  if (code === 'EBUSY') return 'port/busy';
  return code === 'ENOENT' || code === 'ENODEV' || code === 'ENXIO' ? 'port/not-found' : 'port/open-failed';
}
