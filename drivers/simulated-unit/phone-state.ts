/**
 * The phone's own memory: settings, drop box, boots, files, the load somebody put on it. A reboot takes the link away
 * for 25 seconds, gives a new boot id and forgets everything that only ran.
 */
import { mix } from './noise.ts';

export type SettingsTable = 'system' | 'global' | 'secure';

export interface DropBoxEntry {
  readonly tag: string;
  readonly at: number;
  readonly text: string;
}

export interface PhoneState {
  readonly boots: number;
  /** Unit milliseconds at which the phone's own clock began; negative for the boot before the bench. */
  readonly bootMs: number;
  /** Unit milliseconds until which the phone starts and nothing answers. */
  readonly bootingUntilMs: number;
  readonly bootReason: string;
  readonly bootReasonHistory: readonly string[];
  /** The battery ran empty. */
  readonly off: boolean;
  /** Somebody's hand on the data cable. */
  readonly cable: boolean;
  readonly loadPercent: number;
  readonly settings: Readonly<Record<SettingsTable, Readonly<Record<string, string>>>>;
  readonly dropBox: readonly DropBoxEntry[];
  /** Small files written over the link, base64. */
  readonly files: Readonly<Record<string, string>>;
}

const bootTakesMs = 25_000;
/** The phone has been on for a good three hours when it comes to the bench. */
const onBeforeMs = 11_520_000;
/** Entries that the drop box keeps. */
const dropBoxKeeps = 50;

/** The phone as it comes to the bench; nothing personal in it. `wallMs`: milliseconds since 1970. */
export function arrivedPhone(wallMs: number): PhoneState {
  return {
    boots: 1,
    bootMs: -onBeforeMs,
    bootingUntilMs: 0,
    bootReason: 'reboot,userrequested',
    bootReasonHistory: ['reboot,userrequested', 'cold,powerkey'],
    off: false,
    cable: true,
    loadPercent: 0,
    settings: {
      system: {
        accelerometer_rotation: '1',
        screen_brightness: '102',
        screen_brightness_mode: '1',
        screen_off_timeout: '30000',
        volume_music_speaker: '7',
      },
      global: { adb_enabled: '1', airplane_mode_on: '0', low_power: '0', stay_on_while_plugged_in: '0' },
      secure: { location_mode: '3' },
    },
    dropBox: [{ tag: 'SYSTEM_BOOT', at: wallMs - onBeforeMs, text: 'Boot: reboot,userrequested' }],
    files: {},
  };
}

/** A kernel's random boot id in UUID form, from the seed and the number of boots. */
export function bootId(seed: number, boots: number): string {
  const hex = [1, 2, 3, 4].map((word) => mix(seed, boots, word).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A restart at `atMs`; `unasked` leaves the traces of a crash in the drop box. */
export function rebooted(
  phone: PhoneState,
  reason: string,
  unasked: boolean,
  atMs: number,
  wallMs: number,
): PhoneState {
  const traces = unasked ? [{ tag: 'SYSTEM_LAST_KMSG', at: wallMs, text: `Last reboot: ${reason}` }] : [];
  const boot = { tag: 'SYSTEM_BOOT', at: wallMs + bootTakesMs, text: `Boot: ${reason}` };
  return {
    ...phone,
    boots: phone.boots + 1,
    bootMs: atMs,
    bootingUntilMs: atMs + bootTakesMs,
    bootReason: reason,
    bootReasonHistory: [reason, ...phone.bootReasonHistory].slice(0, 8),
    loadPercent: 0,
    dropBox: [...phone.dropBox, ...traces, boot].slice(-dropBoxKeeps),
  };
}

export function isBooting(phone: PhoneState, atMs: number): boolean {
  return atMs < phone.bootingUntilMs;
}

/** `null` takes the setting away. */
export function settingPut(phone: PhoneState, table: SettingsTable, key: string, value: string | null): PhoneState {
  const { [key]: _before, ...others } = phone.settings[table];
  const changed = value === null ? others : { ...others, [key]: value };
  return { ...phone, settings: { ...phone.settings, [table]: changed } };
}
