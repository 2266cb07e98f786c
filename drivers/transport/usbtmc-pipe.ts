/** What a USBTMC transport needs of a USB device: two bulk pipes and the control pipe of one claimed interface. */
import type { ControlRequest } from '../protocol/usbtmc/control.ts';

export interface UsbtmcPipe {
  /** Bytes of a bulk IN packet. */
  readonly packetBytes: number;
  /** One transfer. Rejects `transport/unplugged` when the device is gone and `usb/transfer` otherwise. */
  bulkOut(bytes: Uint8Array, timeoutMs: number): Promise<void>;
  /** One transfer of at most `length` bytes; it ends early with a packet that is not full. */
  bulkIn(length: number, timeoutMs: number): Promise<Uint8Array | 'timeout'>;
  /** A class request that is answered; `endpoint` requests are about bulk IN or bulk OUT as the request says. */
  control(request: ControlRequest, endpoint: 'in' | 'out'): Promise<Uint8Array>;
  clearHalt(endpoint: 'in' | 'out'): Promise<void>;
  /** Gives the interface back, to the kernel's driver where that had it. Ends whatever transfer is going on. */
  release(): Promise<void>;
}
