/** What the guest's test asks of the process that holds the devices; answers carry the request's number. */
import type { DeviceName } from './lab-facts.ts';

export type RackVerb =
  | { readonly verb: 'heard' }
  /** The cable comes out now. */
  | { readonly verb: 'pull'; readonly device: DeviceName }
  /** The cable comes out in the middle of a transfer, so many bytes from now on. */
  | { readonly verb: 'pull-after'; readonly device: DeviceName; readonly bytes: number }
  /** Reads from its first endpoint stall until the host clears that. */
  | { readonly verb: 'halt'; readonly device: DeviceName };

export type RackRequest = RackVerb & { readonly id: number };

/** 0: it is ready. */
export interface RackAnswer {
  readonly id: number;
  readonly value: unknown;
}
