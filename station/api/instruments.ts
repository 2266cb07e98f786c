/** Instruments as the screens see them: what is there, in which state, why not, and what it shows now. Pure types. */
import type { Failure } from '../../foundation/failure.ts';
import type { CallProgress } from '../../foundation/measurement/call-progress.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';

/**
 * `found`: there, not opened; `online`: opened and read by the station; `lost`: was online and is gone, the station keeps
 * trying by identity; `in-run`: a run has it; `unusable`: there, and cannot be opened (see `problem`).
 */
export type InstrumentState = 'found' | 'connecting' | 'online' | 'lost' | 'in-run' | 'unusable';

/** What a person noted about the last calibration. Dates are `YYYY-MM-DD`. */
export interface CalibrationNote {
  readonly date: string;
  readonly due: string;
  readonly certificate: string;
  readonly by: string;
}

export interface InstrumentView {
  /** `VID:PID:serial`, else the USB path, else the address: never a port's name where there is anything better. */
  readonly id: string;
  readonly address: string;
  readonly kind: 'serial' | 'tcp' | 'adb' | 'usb' | 'hid' | 'simulated';
  readonly state: InstrumentState;
  /** Entered by hand, so it can be forgotten by hand. */
  readonly manual: boolean;
  readonly simulated: boolean;
  /** Driver ids that may fit; a hint, several instruments share a cable. */
  readonly candidates: readonly string[];
  /** The ids are those of an adapter that is sold for everything: even a single candidate is only a guess. */
  readonly sharedCable?: true;
  /** A person may have it asked who it is. */
  readonly mayBeAsked?: true;
  /** The driver it is open with, or was. */
  readonly driver: string | null;
  readonly capability: string | null;
  readonly identity: {
    readonly make: string;
    readonly model: string;
    readonly serial?: string;
    readonly firmware?: string;
  } | null;
  /** What it calls itself, as far as is known without opening it. */
  readonly label: string;
  /** Why it cannot be used; `params.cure` names the sentence that tells a person what to do. */
  readonly problem: Failure | null;
  /** RFC 3339; only while `lost`. */
  readonly lostSinceWall: string | null;
  /** The run that has it; only while `in-run`. */
  readonly run: string | null;
  readonly calibration: CalibrationNote | null;
  /** Channels that have been heard so far. */
  readonly channels: readonly string[];
}

/** What an instrument has called itself when it was asked, and the drivers that name it so; none may. */
export interface NamedInstrument {
  /** Its whole answer to `*IDN?`. */
  readonly answer: string;
  /** Make and model, for people. */
  readonly label: string;
  readonly drivers: readonly string[];
}

/** A driver that a person may choose for an address. */
export interface DriverChoice {
  readonly id: string;
  readonly models: readonly string[];
  readonly capability: string;
  /** How it is recognised, in English; see `station/texts/recognised-texts.ts`. */
  readonly by: string;
}

/** One line of a console: bytes that went over the wire, or a note about the link. */
export interface ConsoleLine {
  /** Rises by one for each line of this instrument. */
  readonly seq: number;
  readonly direction: 'sent' | 'received' | 'note';
  readonly atWall: string;
  readonly hex: string;
}

/** A call that takes long and tells how far it is, such as an oscilloscope's record on its way. */
export interface LongCall extends CallProgress {
  readonly run: string;
  /** As the procedure calls the instrument. */
  readonly role: string;
  readonly address: string;
  readonly verb: string;
}

/** What came in on one channel since the last frame. Times are wall-clock milliseconds; NaN is an honest absence. */
export interface TelemetryChannel {
  readonly address: string;
  readonly channel: string;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** The newest reading, with its unit, resolution, status and flags. */
  readonly last: Reading;
}

/**
 * Display data, at most about 33 a second. The page answers each with `telemetry/ack`; while too many are unanswered the
 * station drops frames (and counts them in `dropped`), never records.
 */
export interface TelemetryFrame {
  readonly seq: number;
  readonly channels: readonly TelemetryChannel[];
  readonly dropped: number;
}
