/**
 * The capability `Phone`: what procedures may ask of a phone on the bench. Every number is a {@link Reading}; what the
 * phone refuses or does not know is a reading with status `invalid`, never a made-up number. One call costs one
 * round trip on the link wherever that is possible.
 */
import type { Reading } from '../measurement/reading.ts';
import type { Verb } from '../port/contract.ts';

type None = Record<string, never>;

export interface PhoneIdentity {
  readonly brand: string;
  readonly model: string;
  /** The name it is sold under, where the phone tells. */
  readonly marketName?: string;
  readonly serial: string;
  /** Empty for a phone that is no Android; its system stands in `vendorOs`. */
  readonly androidRelease: string;
  /** 0 where there is none. */
  readonly sdk: number;
  readonly vendorOs?: string;
  /** Empty where the phone does not tell. */
  readonly bootId: string;
  /** `green`/`locked`, or what makes it modified software. */
  readonly softwareModified: boolean;
  readonly bootReasons: readonly string[];
}

/** `refused`: the phone denies it; `absent`: it has no such thing; `unknown`: a placeholder such as -1 or 0. */
export type Availability = 'ok' | 'refused' | 'absent' | 'unknown';

/** One opinion about how much of the battery is left, with how far it can be believed. */
export interface BatteryHealthSource {
  /** `state-of-health`, `samsung-asoc`, `apple-nominal`, `apple-raw-max`, `charge-full`, `health-hal`, `learned-capacity`, `counter-over-level`. */
  readonly source: string;
  /** The letter of the ladder; `A` is only ever measured by the bench itself. */
  readonly confidence: 'A' | 'B' | 'B-' | 'C' | 'D';
  readonly availability: Availability;
  /** Percent of the design capacity. */
  readonly health: Reading;
  /** Why a number that was there is not believed: `equal-to-design`, `out-of-range`, `new-with-many-cycles`, `low-level` …. */
  readonly rejected?: string;
  /** The phone's own words the number came from. */
  readonly raw: string;
}

/** What phone and charger have agreed on. */
export interface PhoneChargerContract {
  readonly power: Reading;
  readonly voltage: Reading;
  readonly current: Reading;
  /** The phone's own word for the source: `usb host`, `pd charger` …. */
  readonly description?: string;
}

export interface PhoneBattery {
  /** Percent, as the phone shows it. */
  readonly level: Reading;
  readonly voltage: Reading;
  readonly temperature: Reading;
  /** Amperes into the battery: positive while charging, whatever sign and unit the phone uses. */
  readonly current: Reading;
  /** Ampere hours; only as good as the phone's own counter. */
  readonly chargeCounter: Reading;
  readonly cycles: Reading;
  readonly status: 'unknown' | 'charging' | 'discharging' | 'not-charging' | 'full';
  readonly plugged: readonly ('ac' | 'usb' | 'wireless' | 'dock')[];
  /** The maker's own word, not a state of health. */
  readonly healthWord: string;
  /** Someone ran `dumpsys battery set`: the numbers are not measurements. */
  readonly overridden: boolean;
  /** A charge limit or adaptive charging is on, in the phone's own words. */
  readonly chargeLimit?: string;
  /** Where a charger is there and the phone tells what was agreed on. */
  readonly charger?: PhoneChargerContract;
}

export interface PhoneThermal {
  /** 0 none, 1 light, 2 moderate, 3 severe, 4 critical, 5 emergency, 6 shutdown. Unit `1`, quantity `count`. */
  readonly status: Reading;
  readonly battery: Reading;
  readonly skin: Reading;
  readonly cpu: Reading;
  readonly throttling: boolean;
}

export type CallWitness = 'active' | 'inactive' | 'unknown';

export interface PhoneTelephony {
  readonly serviceState: 'in-service' | 'out-of-service' | 'emergency-only' | 'radio-off' | 'unknown';
  readonly simReady: boolean;
  /** Off-hook is not talking: this is only what `mCallState` says. */
  readonly callState: 'idle' | 'ringing' | 'off-hook' | 'unknown';
  readonly witnesses: {
    /** Precise foreground call state is 1. */
    readonly precise: CallWitness;
    /** Telecom's live call list has one ACTIVE. */
    readonly telecom: CallWitness;
    /** Audio is in MODE_IN_CALL. */
    readonly audio: CallWitness;
  };
  /** At least two of three. */
  readonly active: boolean;
  readonly dialling: boolean;
  /** Android's DisconnectCause of the last call; null when there was none. */
  readonly disconnectCause: number | null;
  /** `{dBm}`. */
  readonly rsrp: Reading;
  readonly signalBars: Reading;
}

export interface PhoneMedia {
  readonly package: string;
  readonly state: 'none' | 'stopped' | 'paused' | 'playing' | 'buffering' | 'error' | 'unknown';
  /** Seconds into the clip, extrapolated to now by the phone's own clock. */
  readonly position: Reading;
  /** Frames shown and dropped by the display since the counters were cleared, all layers of the player summed. */
  readonly framesTotal: Reading;
  readonly framesDropped: Reading;
  /** SHA-256 of a screenshot taken for this sample; null when it was not asked for or came out black. */
  readonly screenHash: string | null;
}

export interface PhoneMoment {
  /** Seconds since the phone was started: the time base of every soak. */
  readonly uptime: Reading;
  readonly bootId: string;
}

/** What a sample may contain; everything asked for comes in one round trip. */
export interface PhoneSampleArgs {
  readonly battery?: boolean;
  readonly thermal?: boolean;
  readonly telephony?: boolean;
  readonly media?: { readonly package: string; readonly screenshot?: boolean };
}

export interface PhoneSample extends PhoneMoment {
  readonly battery?: PhoneBattery;
  readonly thermal?: PhoneThermal;
  readonly telephony?: PhoneTelephony;
  readonly media?: PhoneMedia;
}

export interface PhoneCrash {
  /** Drop box tag, for example `system_server_crash` or `data_app_anr`. */
  readonly tag: string;
  /** `YYYY-MM-DD hh:mm:ss` of the phone's own clock. */
  readonly when: string;
}

export type PhoneVerbs = {
  identity: Verb<None, PhoneIdentity>;
  moment: Verb<None, PhoneMoment>;
  sample: Verb<PhoneSampleArgs, PhoneSample>;
  /** Every source there is, each with its letter, best first. */
  batteryHealth: Verb<
    None,
    { readonly sources: readonly BatteryHealthSource[]; readonly design: Reading; readonly cycles: Reading }
  >;
  /** Free space on /data in bytes (unit `1`), lock screen, screen on. */
  readiness: Verb<
    None,
    { readonly freeBytes: Reading; readonly screenLocked: boolean; readonly decoder2160p: boolean }
  >;
  placeCall: Verb<{ readonly number: string }, None>;
  hangUp: Verb<None, None>;
  /** Puts a busy loop on `percent` of the cores; 0 ends it. */
  load: Verb<{ readonly percent: number }, None>;
  /** Starts the clip in a loop and clears the frame counters. */
  playVideo: Verb<{ readonly path: string }, { readonly package: string }>;
  stopVideo: Verb<None, None>;
  /** What was there before is returned; `null` when the setting did not exist. */
  getSetting: Verb<
    { readonly table: 'system' | 'global' | 'secure'; readonly key: string },
    { readonly value: string | null }
  >;
  /** `null` deletes the setting. */
  putSetting: Verb<
    { readonly table: 'system' | 'global' | 'secure'; readonly key: string; readonly value: string | null },
    None
  >;
  /** Drop box entries that tell of crashes, newest last. */
  crashes: Verb<None, { readonly entries: readonly PhoneCrash[] }>;
};
