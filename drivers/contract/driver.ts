/**
 * What a driver is: one manifest and the ways to open, to decode and to simulate its instrument. The conformance suite
 * walks `catalogue.ts` and holds every driver to this.
 */

import type { Capability } from '../../foundation/capability/capability.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import type { CallProgress } from '../../foundation/measurement/call-progress.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { SimulatedUnit } from '../simulated-unit/unit.ts';
import type { AccuracyTable } from './accuracy-table.ts';
import type { BlockSink } from './block-sink.ts';
import type { HiddenModes } from './hidden-modes.ts';
import type { IphoneLink } from './iphone-link.ts';
import type { MessageNumbers } from './message-numbers.ts';
import type { PhoneLink } from './phone-link.ts';
import type { SimulatedInstrument, SimulatorContext } from './simulator.ts';
import type { LineSettings, Transport } from './transport.ts';

export interface DriverManifest {
  /** Stable id, as the command takes it: `uni-t-ut61e`. */
  readonly id: string;
  /** Makes and models it reads, for people. */
  readonly models: readonly { readonly make: string; readonly model: string }[];
  readonly capability: Capability;
  readonly recognised: {
    /** USB ids of the instrument or its cable: a hint, several instruments share a cable. */
    readonly usb?: readonly {
      readonly vendor: number;
      readonly product: number;
      /** Behind these ids is USBTMC, also when the instrument has a serial line besides. */
      readonly tmc?: true;
    }[];
    /** Vendors whose USBTMC instruments may be this driver's, also with ids that nobody has noted: `*IDN?` tells. */
    readonly tmcVendors?: readonly number[];
    /** Matched against the whole `*IDN?` answer. */
    readonly idn?: readonly RegExp[];
    /** In words, for `ohmstead drivers`. */
    readonly by: string;
  };
  /** Absent where the instrument is not on a serial line. */
  readonly line?: LineSettings;
  /** Where public sources differ: other lines it may be on, tried in order when nothing is understood on the first. */
  readonly otherLines?: readonly LineSettings[];
  /** Least milliseconds between two commands. */
  readonly minGapMs: number;
  /** Milliseconds without a byte after which a free-running instrument counts as silent; absent when it only answers. */
  readonly silentAfterMs?: number;
  /** Readings of the capability's answer that this instrument does not have; they are always `invalid`. */
  readonly lacks?: readonly string[];
  /**
   * Of a multimeter: what may be on at its front panel so that its number is not the present one, and nothing it sends tells.
   * The record of every run with such a meter says so. Empty where all of it is told.
   */
  readonly cannotTell?: readonly HiddenModes[];
  /** What makers promise for its readings, by model; absent where no published table is known. */
  readonly accuracy?: readonly AccuracyTable[];
  /** Whether it can energise anything; if so `safeFrames` is never empty. */
  readonly energises: boolean;
  /** Version of driver and parser, kept with every measurement. */
  readonly version: string;
}

export interface InstrumentIdentity {
  readonly make: string;
  readonly model: string;
  readonly serial?: string;
  readonly firmware?: string;
}

/** Bytes that make an output safe, sent by the station over fresh handles when everything else is dead. */
export interface SafeState {
  readonly frames: readonly Uint8Array[];
  /** Least milliseconds between two frames. */
  readonly gapMs: number;
  /** Sent behind the frames: gives the front panel back, and energises nothing. */
  readonly handBack?: readonly Uint8Array[];
}

/** What a call tells before it answers. */
export interface CallSinks {
  /** Takes what is too large for the answer; without it such bytes are only counted and hashed. */
  readonly blocks?: BlockSink;
  /** Hears how far a call is that takes long; as often as the driver likes, and never after the answer. */
  readonly progress?: (progress: CallProgress) => void;
}

export interface CallOptions extends CallSinks {
  /** Clock milliseconds after which the call fails with `instrument/timeout`. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** An instrument that is open. Calls are queued by the driver; two never overlap on the wire. */
export interface Instrument {
  readonly identity: InstrumentIdentity;
  readonly capability: Capability;
  /** In place of the driver's, where the frames hold what only opening has shown. Read once, right after opening. */
  readonly safeState?: SafeState;
  /** Verbs of the capability; unknown ones fail with `instrument/unknown-verb`. */
  call(verb: string, args: unknown, options: CallOptions): Promise<unknown>;
  /** Every reading of an instrument that talks by itself, and every reading taken by a call. */
  onReading(listener: (reading: Reading, channel: string) => void): () => void;
  /** Once, with the reason, when the instrument is gone. At once if it is gone already. */
  onLost(
    listener: (reason: { readonly code: string; readonly params: Readonly<Record<string, unknown>> }) => void,
  ): () => void;
  close(): Promise<void>;
  /** Clock milliseconds that closing may take, where something has to be left as it was found; half a second where absent. */
  readonly closesWithinMs?: number;
}

/** Turns a recorded or live byte stream into readings without any I/O. */
export interface StreamDecoder {
  /** `at` in milliseconds where timing is known; decoders that need bursts use it. */
  push(chunk: Uint8Array, at?: number): Reading[];
  /** What is left when the stream has ended. */
  end(): Reading[];
  readonly discardedBytes: number;
}

interface DriverBase {
  readonly manifest: DriverManifest;
  /** Decoder for `ohmstead decode`; absent where bytes alone mean nothing. */
  decoder?(): StreamDecoder;
}

export interface OpenContext {
  readonly clock: Clock;
}

/** A driver that talks bytes over a {@link Transport}. */
export interface ByteDriver extends DriverBase {
  readonly link: 'bytes';
  /** Talks to the instrument, learns who it is; `instrument/not-recognised` when it is not this driver's. */
  open(transport: Transport, context: OpenContext): Promise<Instrument>;
  /** Empty where nothing is energised. */
  readonly safeState: SafeState;
  simulate(unit: SimulatedUnit, context: SimulatorContext): SimulatedInstrument;
  /** Where every question carries a number: how a recorded conversation is found again by what was asked. */
  readonly numbers?: MessageNumbers;
}

/** A driver for a phone behind {@link PhoneLink}. */
export interface PhoneDriver extends DriverBase {
  readonly link: 'phone';
  open(link: PhoneLink, context: OpenContext): Promise<Instrument>;
}

/** A driver for a phone behind {@link IphoneLink}. */
export interface IphoneDriver extends DriverBase {
  readonly link: 'iphone';
  open(link: IphoneLink, context: OpenContext): Promise<Instrument>;
  /** The phone's side of the link, on the simulated unit. */
  simulate(unit: SimulatedUnit, context: SimulatorContext): Promise<IphoneLink>;
}

export type Driver = ByteDriver | PhoneDriver | IphoneDriver;
