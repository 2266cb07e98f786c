/**
 * One USBTMC interface of a device of node `usb`, claimed, as the pipe that messages go through. Guarantees: a stalled
 * endpoint is cleared; every failure says why in a code. The device is given, so that this can be tried without any USB.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { ControlRequest } from '../protocol/usbtmc/control.ts';
import { type ClaimableDevice, claimInterface, type UsbTransfers } from './claimed-interface.ts';
import { described } from './usb-refusal.ts';
import type { UsbtmcPipe } from './usbtmc-pipe.ts';

/** What is used of node `usb`'s device (WebUSB with time limits and kernel drivers). */
export interface UsbDeviceLike extends ClaimableDevice, UsbTransfers {
  readonly vendorId: number;
  readonly productId: number;
  readonly configurations: readonly {
    readonly interfaces: readonly {
      readonly interfaceNumber: number;
      readonly alternates: readonly {
        readonly interfaceClass: number;
        readonly interfaceSubclass: number;
        readonly endpoints: readonly {
          readonly endpointNumber: number;
          readonly direction: string;
          readonly type: string;
          readonly packetSize: number;
        }[];
      }[];
    }[];
  }[];
  clearHalt(direction: 'in' | 'out', endpoint: number): Promise<void>;
  controlTransferIn(
    setup: {
      readonly requestType: 'class';
      readonly recipient: 'interface' | 'endpoint';
      readonly request: number;
      readonly value: number;
      readonly index: number;
    },
    length: number,
    timeoutMs?: number,
  ): Promise<{ readonly data?: DataView | undefined; readonly status?: string | undefined }>;
}

const applicationSpecific = 0xfe;
const testAndMeasurement = 0x03;
const controlWithinMs = 1_000;

interface Found {
  readonly number: number;
  readonly bulkIn: { readonly endpointNumber: number; readonly packetSize: number };
  readonly bulkOut: { readonly endpointNumber: number };
}

/** The device's USBTMC interface; `undefined` when it has none. */
function usbtmcInterfaceOf(device: Pick<UsbDeviceLike, 'configurations'>): Found | undefined {
  for (const { interfaceNumber, alternates } of device.configurations.flatMap(({ interfaces }) => interfaces)) {
    const alternate = alternates.find(
      (one) => one.interfaceClass === applicationSpecific && one.interfaceSubclass === testAndMeasurement,
    );
    const bulk = (direction: string) =>
      alternate?.endpoints.find((endpoint) => endpoint.type === 'bulk' && endpoint.direction === direction);
    const [bulkIn, bulkOut] = [bulk('in'), bulk('out')];
    if (bulkIn !== undefined && bulkOut !== undefined) return { number: interfaceNumber, bulkIn, bulkOut };
  }
  return undefined;
}

/** `usb/no-usbtmc`, `usb/no-permission`, `usb/busy`, `usb/cannot-open`. */
export async function claimUsbtmc(device: UsbDeviceLike, address: string): Promise<UsbtmcPipe> {
  const found = described(() => usbtmcInterfaceOf(device), address);
  if (found === undefined) throw new CodedError('usb/no-usbtmc', { address });
  return claimedPipe(device, found, await claimInterface(device, found.number, address));
}

function claimedPipe(
  device: UsbDeviceLike,
  { number, bulkIn, bulkOut }: Found,
  release: () => Promise<void>,
): UsbtmcPipe {
  // A stalled endpoint stays so until somebody clears it, through every closing and opening.
  const unhalted = async (direction: 'in' | 'out', endpoint: number, error: unknown): Promise<never> => {
    await device.clearHalt(direction, endpoint).catch(() => undefined);
    return broken(error);
  };
  return {
    packetBytes: bulkIn.packetSize,
    async bulkOut(bytes, timeoutMs) {
      try {
        const { status } = await device.transferOut(bulkOut.endpointNumber, bytes, timeoutMs).catch(broken);
        if (status !== undefined && status !== 'ok') throw new CodedError('usb/transfer', { cause: status });
      } catch (error) {
        return unhalted('out', bulkOut.endpointNumber, error);
      }
    },
    async bulkIn(length, timeoutMs) {
      try {
        const { data, status } = await device.transferIn(bulkIn.endpointNumber, length, timeoutMs);
        if (data === undefined) throw new CodedError('usb/transfer', { cause: status ?? 'stall' });
        return bytesOf(data);
      } catch (error) {
        if (isTimeout(error)) return 'timeout';
        return unhalted('in', bulkIn.endpointNumber, error);
      }
    },
    async control(request, endpoint) {
      const setup = setupOf(request, number, endpoint === 'in' ? 0x80 | bulkIn.endpointNumber : bulkOut.endpointNumber);
      const { data, status } = await device.controlTransferIn(setup, request.length, controlWithinMs).catch(broken);
      if (data === undefined) throw new CodedError('usb/transfer', { cause: status ?? 'stall' });
      return bytesOf(data);
    },
    clearHalt: (endpoint) =>
      device.clearHalt(endpoint, endpoint === 'in' ? bulkIn.endpointNumber : bulkOut.endpointNumber).catch(broken),
    release,
  };
}

function setupOf({ request, recipient, value }: ControlRequest, number: number, endpoint: number) {
  return {
    requestType: 'class',
    recipient,
    request,
    value,
    index: recipient === 'endpoint' ? endpoint : number,
  } as const;
}

function bytesOf(data: DataView): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The library cancels a transfer whose time is up and says only that. */
function isTimeout(error: unknown): boolean {
  return /cancel|timed? ?out/i.test(messageOf(error));
}

function broken(error: unknown): never {
  if (error instanceof CodedError) throw error;
  const cause = messageOf(error).slice(0, 120);
  if (/disconnect|no such device|not found/i.test(cause)) throw new CodedError('transport/unplugged', {}, error);
  throw new CodedError('usb/transfer', { cause }, error);
}
