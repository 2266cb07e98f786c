/**
 * An HID device through node `usb`: the one way to feature reports. Guarantees: the kernel's HID driver has it again
 * afterwards (`claimed-interface.ts`); a read that ends for good is told as gone.
 */
import { CodedError } from '../../../foundation/failure.ts';
import { type ClaimableDevice, claimInterface, type UsbTransfers } from '../claimed-interface.ts';
import { described } from '../usb-refusal.ts';
import type { HidDevice } from './hid-device.ts';
import { ReportEvents } from './report-events.ts';

/** What is used of node `usb`'s device (WebUSB with time limits and kernel drivers). */
export interface UsbHidLike extends ClaimableDevice, UsbTransfers {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | null | undefined;
  readonly configurations: readonly {
    readonly interfaces: readonly {
      readonly interfaceNumber: number;
      readonly alternates: readonly {
        readonly interfaceClass: number;
        readonly endpoints: readonly {
          readonly endpointNumber: number;
          readonly direction: string;
          readonly packetSize: number;
        }[];
      }[];
    }[];
  }[];
  controlTransferOut(
    setup: SetReport,
    data: Uint8Array,
    timeoutMs?: number,
  ): Promise<{ readonly status?: string | undefined }>;
}

interface SetReport {
  readonly requestType: 'class';
  readonly recipient: 'interface';
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

const hidClass = 3;
/** SET_REPORT of the HID class, and the kinds of report it sets. */
const setReport = 0x09;
const outputReport = 0x0200;
const featureReport = 0x0300;
const controlWithinMs = 1_000;
/** A read looks up this often whether it is still wanted. */
const readForMs = 250;

/** `hid/no-bridge`, `usb/no-permission`, `usb/busy`, `usb/cannot-open`. */
export async function openUsbHid(device: UsbHidLike, address: string): Promise<HidDevice> {
  const found = described(() => hidInterfaceOf(device), address);
  if (found === undefined) throw new CodedError('hid/no-bridge', { address });
  return claimed(device, found, await claimInterface(device, found.number, address), address);
}

interface Found {
  readonly number: number;
  readonly interruptIn: { readonly endpointNumber: number; readonly packetSize: number };
  /** Without one, output reports go over the control endpoint. */
  readonly interruptOut: { readonly endpointNumber: number } | undefined;
}

function hidInterfaceOf({ configurations }: UsbHidLike): Found | undefined {
  for (const { interfaceNumber, alternates } of configurations.flatMap(({ interfaces }) => interfaces)) {
    const endpoints = alternates.find((one) => one.interfaceClass === hidClass)?.endpoints;
    const interruptIn = endpoints?.find(({ direction }) => direction === 'in');
    const interruptOut = endpoints?.find(({ direction }) => direction === 'out');
    if (interruptIn !== undefined) return { number: interfaceNumber, interruptIn, interruptOut };
  }
  return undefined;
}

function claimed(
  device: UsbHidLike,
  { number, interruptIn, interruptOut }: Found,
  release: () => Promise<void>,
  address: string,
): HidDevice {
  const events = new ReportEvents();
  let closing: Promise<void> | undefined;
  const set = async (kind: number, id: number, report: Uint8Array) => {
    const setup = {
      requestType: 'class',
      recipient: 'interface',
      request: setReport,
      value: kind | id,
      index: number,
    } as const;
    await done(device.controlTransferOut(setup, report, controlWithinMs));
  };
  const reading = readReports();
  return {
    setFeature: (id, report) => set(featureReport, id, report),
    async write(report, timeoutMs) {
      if (interruptOut === undefined) await set(outputReport, 0, report);
      else await done(device.transferOut(interruptOut.endpointNumber, report, timeoutMs));
    },
    onReport: (listener) => events.onReport(listener),
    onGone: (listener) => events.onGone(listener),
    close() {
      closing ??= reading.then(release);
      return closing;
    },
  };

  async function readReports(): Promise<void> {
    // Not before somebody can have begun to listen.
    await Promise.resolve();
    while (closing === undefined) {
      try {
        const { data } = await device.transferIn(interruptIn.endpointNumber, interruptIn.packetSize, readForMs);
        if (data !== undefined) events.report(new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice());
      } catch (error) {
        if (isTimeout(error)) continue;
        events.gone({ code: 'transport/unplugged', params: { address } });
        return;
      }
    }
  }
}

async function done(transfer: Promise<{ readonly status?: string | undefined }>): Promise<void> {
  const { status } = await transfer;
  if (status !== undefined && status !== 'ok') throw new CodedError('usb/transfer', { cause: status });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The library cancels a transfer whose time is up and says only that. */
function isTimeout(error: unknown): boolean {
  return /cancel|timed? ?out/i.test(messageOf(error));
}
