/**
 * One simulated unit under test, seen by every simulated instrument: what the multimeter's probes, the inline USB meter,
 * the power supply and the phone's own shell show comes from the same physics at the same instant, so that the
 * instruments agree with each other as on a real bench. Nothing here knows bytes or text.
 */

import type { LoadSettings } from './bench-load.ts';
import type { IronMode, IronState } from './iron.ts';

/** Volts and amperes at a place of the bench. */
export interface ElectricalNode {
  readonly volts: number;
  readonly amps: number;
}

export interface SimulatedSupply {
  set(values: { readonly volts?: number; readonly amps?: number }): void;
  output(on: boolean): void;
  /** Set values, output and what its own meters see. */
  state(): {
    readonly setVolts: number;
    readonly setAmps: number;
    readonly on: boolean;
    readonly mode: 'cv' | 'cc';
  } & ElectricalNode;
}

/** An electronic load across the terminals of the bench supply. */
export interface SimulatedLoad {
  set(setting: Partial<Omit<LoadSettings, 'on'>>): void;
  input(on: boolean): void;
  /** Its setting, and what its own meters see. */
  state(): LoadSettings & ElectricalNode;
}

/** A soldering iron with its station. */
export interface SimulatedIron {
  set(change: { readonly celsius?: number; readonly mode?: IronMode }): void;
  state(): Pick<IronState, 'setCelsius' | 'mode'> & { readonly tipCelsius: number };
}

export interface SimulatedCall {
  /** Android's precise foreground state: 0 idle, 1 active, 3 dialling, 4 alerting, 7 disconnected. */
  readonly preciseState: 0 | 1 | 3 | 4 | 7;
  readonly number: string;
  /** Phone milliseconds (since boot) at which this state began. */
  readonly since: number;
  /** DisconnectCause of the last call, -1 when there was none. */
  readonly disconnectCause: number;
}

export interface SimulatedMedia {
  readonly package: string;
  readonly state: 'none' | 'playing' | 'paused' | 'buffering';
  /** Snapshot as a media session gives it: position at `updatedMs` (phone milliseconds), speed 1 while playing. */
  readonly positionMs: number;
  readonly updatedMs: number;
  readonly framesTotal: number;
  readonly framesDropped: number;
  /** Number of the frame that is on the screen now; a frozen picture keeps its number. */
  readonly visibleFrame: number;
}

/** Everything a phone could be asked, as physics and state; the simulated shell turns it into Android's text. */
export interface PhoneSnapshot {
  readonly bootId: string;
  readonly uptimeMs: number;
  readonly bootReason: string;
  readonly bootReasonHistory: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly battery: {
    /** Percent shown, an integer. */
    readonly level: number;
    readonly volts: number;
    /** Into the battery. */
    readonly amps: number;
    readonly celsius: number;
    readonly chargeCounterAh: number;
    /** What the gauge believes; a reset gauge believes the design value. */
    readonly fullAh: number;
    readonly designAh: number;
    /** -1 where the phone does not tell. */
    readonly cycles: number;
    /** BatteryManager's state of health in percent, -1 unsupported. */
    readonly stateOfHealth: number;
    readonly learnedAh: number | null;
    readonly status: 1 | 2 | 3 | 4 | 5;
    readonly plugged: 'none' | 'ac' | 'usb';
    /** Negotiated limit, microamperes and microvolts, as `dumpsys battery` prints it. */
    readonly maxChargingMicroamps: number;
    readonly maxChargingMicrovolts: number;
    /** 1 normal, 4 long life (a charge limit), 5 adaptive. */
    readonly chargingState: 1 | 4 | 5;
    readonly chargingPolicy: 1 | 2 | 4;
    readonly overridden: boolean;
  };
  readonly thermal: {
    readonly status: 0 | 1 | 2 | 3 | 4 | 5 | 6;
    readonly skinCelsius: number;
    readonly cpuCelsius: number;
    /** Present CPU frequency limit as a part of the highest. */
    readonly cpuLimit: number;
  };
  readonly telephony: {
    readonly call: SimulatedCall;
    readonly service: 'in' | 'out' | 'off';
    readonly simReady: boolean;
    readonly rsrpDbm: number;
    readonly bars: number;
  };
  readonly media: SimulatedMedia;
  readonly settings: Readonly<Record<'system' | 'global' | 'secure', Readonly<Record<string, string>>>>;
  readonly screen: { readonly on: boolean; readonly locked: boolean };
  readonly freeBytes: number;
  /** Drop box entries with the phone's wall time in milliseconds since 1970. */
  readonly dropBox: readonly { readonly tag: string; readonly at: number; readonly text: string }[];
  readonly wallMs: number;
}

export interface SimulatedPhone {
  snapshot(): PhoneSnapshot;
  /** Whether the cable carries data now: false while it is unplugged or the phone boots. */
  linkUp(): boolean;
  onLink(listener: (up: boolean) => void): () => void;
  /** Dials; after some seconds the peer answers and the call is active, or it is not, by the scenario. */
  placeCall(number: string): void;
  hangUp(): void;
  load(percent: number): void;
  playVideo(path: string, packageName: string): void;
  stopVideo(): void;
  clearFrameCounters(): void;
  putSetting(table: 'system' | 'global' | 'secure', key: string, value: string | null): void;
  writeFile(path: string, content: Uint8Array): void;
  readFile(path: string): Uint8Array | undefined;
  /** Pulls or puts back the data cable, as a fault of the bench. */
  setLink(up: boolean): void;
  reboot(reason: string): void;
}

export interface SimulatedUnit {
  readonly scenario: string;
  /** Moves the physics to the clock's present; every question below does so by itself. */
  settle(): void;
  /** At the battery connector, where the multimeter's probes are; amps into the battery. */
  batteryTerminal(): ElectricalNode;
  /** At the inline USB meter: positive amps flow to the phone. */
  vbus(): ElectricalNode & {
    readonly dPlus: number;
    readonly dMinus: number;
    readonly celsius: number;
    readonly protocol: number;
  };
  /** What the USB meter has counted since the unit was made: ampere hours and watt hours. */
  usbCounted(): { readonly ampereHours: number; readonly wattHours: number };
  readonly supply: SimulatedSupply;
  readonly load: SimulatedLoad;
  readonly iron: SimulatedIron;
  readonly phone: SimulatedPhone;
  /** The simulated technician's hands: does what a prompt of this key asks (`plug-charger`, `place-probes`, …). */
  operator(promptKey: string, answer: unknown): void;
  /** The whole state as JSON, to go on after the process has died; see `restoreUnit`. */
  save(): unknown;
  /** Called after every change that a clock tick alone does not explain, so that the owner can save at once. */
  onChange(listener: () => void): () => void;
}
