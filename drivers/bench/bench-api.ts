/**
 * What the station may ask of the bench process, which owns every native handle, and what the bench tells by itself.
 * Everything is plain JSON-like data (bytes travel as hex), so it looks the same over a thread, a process or nothing;
 * only the pieces of large blocks are byte arrays, which every carrier of a port copies as they are.
 */
import type { HiddenMode } from '../../foundation/capability/hidden-mode.ts';
import type { FailureParam } from '../../foundation/failure.ts';
import type { CallProgress } from '../../foundation/measurement/call-progress.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { Verb } from '../../foundation/port/contract.ts';
import type { InstrumentIdentity } from '../contract/driver.ts';
import type { FaultName } from '../contract/fault.ts';
import type { LineSettings } from '../contract/transport.ts';
import type { UsbIdentity } from '../contract/usb-identity.ts';

/** The simulated unit behind `sim:` addresses; opens with the same settings share one unit. */
export interface SimulatedBenchSettings {
  readonly scenario: string;
  readonly seed: number;
  /** Percent; the scenario's own when absent. */
  readonly startLevel?: number;
  /** Where the unit's state is kept, so that it goes on after the process has died. */
  readonly stateFile?: string;
}

/** Where an instrument is or was, and what it is called; without `usb` (TCP, a port that nobody lists) the address must do. */
export interface KnownPlace {
  readonly address: string;
  readonly usb?: UsbIdentity;
}

export interface OpenRequest extends KnownPlace {
  /** The station's own name for this instrument while it is open. */
  readonly key: string;
  /** Id of a driver of the catalogue. */
  readonly driver: string;
  readonly simulated?: SimulatedBenchSettings;
}

/** An output that can be made safe without its driver: what to send, and to whom. */
export interface SafeTarget extends KnownPlace {
  readonly key: string;
  readonly driver: string;
  readonly identity: InstrumentIdentity;
  /** Hex, two digits a byte. */
  readonly frames: readonly string[];
  /** Least milliseconds between two frames. */
  readonly gapMs: number;
  /** Behind the frames, hex as well: gives the front panel back. What becomes of it changes no outcome. */
  readonly handBack?: readonly string[];
  /** Milliseconds that a frame may have to wait on the handle that is open; see `Transport.worstWriteMs`. */
  readonly worstWriteMs?: number;
  /** The one it was understood on, where its driver has several. */
  readonly line?: LineSettings;
  readonly simulated?: SimulatedBenchSettings;
}

export interface OpenedInstrument {
  readonly key: string;
  readonly identity: InstrumentIdentity;
  readonly capability: string;
  readonly driverVersion: string;
  /** What nothing tells of its front panel; absent where there is no such thing. */
  readonly cannotTell?: readonly HiddenMode[];
  /** What stands behind the address, where the system lists it. */
  readonly usb?: UsbIdentity;
  /** Present when the instrument can energise something: the station registers it for its safe state. */
  readonly safe?: SafeTarget;
}

export interface CallRequest {
  readonly key: string;
  readonly verb: string;
  readonly args: unknown;
  /** Clock milliseconds. */
  readonly deadlineMs: number;
  /** Token of the lease; see `bench/grant`. */
  readonly lease: string;
}

/** `at`: clock milliseconds of the answer. */
export interface CallAnswer {
  readonly value: unknown;
  readonly at: number;
}

export interface SafeOutcome {
  readonly key: string;
  readonly address: string;
  /** Over the handle that was open already, or over one opened for it. */
  readonly over: 'existing' | 'fresh';
  /** Why the frames were not sent; absent when they were. */
  readonly failure?: { readonly code: string; readonly params: Readonly<Record<string, FailureParam>> };
}

/** What an instrument says of its outputs after safe frames. */
export interface OutputLook {
  readonly key: string;
  readonly address: string;
  /** `unknown`: it did not say, or not in time. */
  readonly seen: 'off' | 'on' | 'unknown';
  /** Why it is unknown. */
  readonly failure?: { readonly code: string; readonly params: Readonly<Record<string, FailureParam>> };
}

export interface DiscoveredInstrument {
  readonly address: string;
  readonly kind: 'serial' | 'tcp' | 'adb' | 'usb' | 'hid';
  /** Driver ids that may fit; a hint, several instruments share a cable. */
  readonly candidates: readonly string[];
  /** The ids are those of an adapter that is sold for everything: even a single candidate is only a guess. */
  readonly sharedCable?: true;
  /** For people: what the USB device or the phone calls itself. */
  readonly label?: string;
  /** Stable across ports, see `UsbIdentity`, or what a phone calls itself; the port's name is no identity. */
  readonly stableId?: string;
  readonly usbPath?: string;
  readonly state: 'usable' | 'not-usable';
  readonly reason?: { readonly code: string; readonly params: Readonly<Record<string, FailureParam>> };
  /** Code of the sentence that tells a person what to do. */
  readonly cure?: string;
}

/** What discovery found, and what it could not look at. */
export interface Discovery {
  readonly instruments: readonly DiscoveredInstrument[];
  readonly problems: readonly {
    readonly code: string;
    readonly params: Readonly<Record<string, FailureParam>>;
    readonly cure?: string;
  }[];
}

type None = Record<string, never>;

export type BenchApi = {
  'bench/ping': Verb<None, { readonly at: number }>;
  /**
   * Where it is now: its old address as long as it leads to it. `instrument/other` where another one is in its place or
   * two could be meant, `instrument/not-plugged-in` where it is nowhere.
   */
  'bench/locate': Verb<KnownPlace, KnownPlace>;
  /**
   * Nothing is written to what is called otherwise than the request says. `bench/unknown-driver`, `bench/already-open`,
   * `port/…`, `transport/…`, `instrument/not-recognised`, and as `bench/locate`.
   */
  'bench/open': Verb<OpenRequest, OpenedInstrument>;
  /** From now on only this token commands the instrument; every earlier one is revoked. Resolves when it is quiet. */
  'bench/grant': Verb<{ readonly key: string; readonly lease: string }, None>;
  /** `instrument/lease-revoked`, `instrument/timeout`, `instrument/not-open`, or what the driver says. */
  'bench/call': Verb<CallRequest, CallAnswer>;
  'bench/close': Verb<{ readonly key: string }, None>;
  /** Looks without writing to anything. `manual`: addresses a person entered. */
  'bench/list': Verb<{ readonly manual?: readonly string[] }, Discovery>;
  /** `*IDN?` to what a person wants asked: `instrument/not-to-be-asked`, `instrument/no-name`, `instrument/other-service`, or as opening fails. */
  'bench/identify': Verb<{ readonly address: string }, { readonly answer: string }>;
  /** Looks for each instrument by its name, then sends the frames past every queue and driver; the leases of these instruments are revoked. Never rejects as a whole. */
  'bench/safe': Verb<{ readonly targets: readonly SafeTarget[] }, { readonly outcomes: readonly SafeOutcome[] }>;
  /**
   * Asks what was made safe whether it is off, over the handle that is open or one of its own; several seconds where nothing
   * answers. The leases of these instruments are revoked. Never rejects as a whole.
   */
  'bench/look': Verb<{ readonly targets: readonly SafeTarget[] }, { readonly looks: readonly OutputLook[] }>;
  /** Simulated instruments only: `bench/not-simulated`. */
  'bench/fault': Verb<{ readonly key: string; readonly name: FaultName; readonly on: boolean }, None>;
  /** The simulated technician does what the prompt `key` asks. */
  'bench/operator': Verb<{ readonly key: string; readonly answer: unknown }, None>;
};

export type BenchEvents = {
  'instrument/lost': {
    readonly key: string;
    readonly reason: { readonly code: string; readonly params: Readonly<Record<string, unknown>> };
  };
  'instrument/reading': { readonly key: string; readonly channel: string; readonly reading: Reading };
  /** An answer that came after its deadline. It is a note for the record and changes nothing. */
  'instrument/late': {
    readonly key: string;
    readonly verb: string;
    readonly lease: string;
    readonly at: number;
    readonly overdueMs: number;
    /** The value that came too late, or the code it failed with. */
    readonly value?: unknown;
    readonly code?: string;
  };
  /**
   * A piece of what is too large for an answer, as the running call puts it out: in order, from 0 on, nothing left out.
   * A piece at 0 begins the block anew. The answer names the block's SHA-256; without the answer the block counts for
   * nothing.
   */
  'instrument/block': {
    readonly key: string;
    readonly verb: string;
    readonly block: string;
    readonly offset: number;
    readonly of: number;
    readonly bytes: Uint8Array;
  };
  /** How far the running call is, for people: once for each percent. `null` when it is over, however it ended. */
  'instrument/progress': { readonly key: string; readonly verb: string; readonly progress: CallProgress | null };
  transcript: {
    readonly key: string;
    readonly direction: 'sent' | 'received' | 'note';
    readonly at: number;
    readonly hex: string;
  };
};
