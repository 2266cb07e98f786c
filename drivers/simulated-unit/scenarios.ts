/**
 * What the simulated unit can suffer from, as data: each scenario says what is wrong with it and how every procedure
 * it bears on should end. A scenario that a procedure is not named under changes nothing that procedure must see.
 */
import type { Cell } from './cell.ts';
import type { ChargerModel } from './charger.ts';

export type ProcedureName = 'battery-health' | 'fast-charge' | 'call-soak' | 'video-soak';
export type ExpectedVerdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE';

/** What differs from a healthy unit. Times are milliseconds after what they are named for. */
export interface Effect {
  readonly cell?: Partial<Cell>;
  /** What the gauge believes and tells; by default the truth. */
  readonly gauge?: {
    readonly fullAh?: number;
    readonly cycles?: number;
    readonly stateOfHealth?: number;
    readonly learnedAh?: number | null;
    /** Factor by which charge going in is over-counted. */
    readonly gain?: number;
  };
  /** Every call ends so long after it became active. */
  readonly callEnds?: { readonly afterMs: number; readonly cause: number };
  /** The data cable is dead for a while; counted from the start of the first soak (call, video or charge). */
  readonly linkLoss?: { readonly afterMs: number; readonly forMs: number };
  /** The phone restarts once; counted like `linkLoss`. */
  readonly rebootAfterMs?: number;
  readonly charger?: ChargerModel;
  /** The power contacts of the port part; counted from plugging in. */
  readonly contactLoss?: readonly { readonly afterMs: number; readonly forMs: number }[];
  readonly chargeLimit?: true;
  /** The picture freezes so long after playing began, while the player's position goes on. */
  readonly pictureFreezesAfterMs?: number;
  /** Part of the frames that is dropped. */
  readonly frameDrops?: number;
  /** Heat (and drain) of a broken part, watts. */
  readonly defectWatts?: number;
  readonly bodyKelvinPerWatt?: number;
  /** Median reference signal received power, dBm. */
  readonly rsrpDbm?: number;
}

export interface Scenario {
  readonly name: string;
  /** One English sentence for `ohmstead scenarios`. */
  readonly describes: string;
  /** The verdict each procedure it bears on should end in. */
  readonly expected: Readonly<Partial<Record<ProcedureName, ExpectedVerdict>>>;
  /** The run ends in its verdict but must carry a warning. */
  readonly warns?: true;
  readonly effect: Effect;
}

const minute = 60_000;

export const scenarios: readonly Scenario[] = [
  {
    name: 'healthy',
    describes: 'a good phone: 92 % of its battery left after 312 cycles, about 90 mΩ',
    expected: { 'battery-health': 'PASS', 'fast-charge': 'PASS', 'call-soak': 'PASS', 'video-soak': 'PASS' },
    effect: {},
  },
  {
    name: 'aged-battery',
    describes: 'the battery holds 71 % of its design charge and sags under load',
    expected: { 'battery-health': 'FAIL' },
    effect: {
      cell: { capacityAh: 3.55, ohmicOhm: 0.19, polarisationOhm: 0.06 },
      gauge: { cycles: 1120, stateOfHealth: 71, learnedAh: 3.58 },
    },
  },
  {
    name: 'gauge-reset',
    describes: 'the gauge was reset and claims the design charge; no source is left that could be believed',
    expected: { 'battery-health': 'INCONCLUSIVE' },
    effect: {
      cell: { capacityAh: 3.7, ohmicOhm: 0.085, polarisationOhm: 0.025 },
      gauge: { fullAh: 5, cycles: 2, stateOfHealth: -1, learnedAh: null },
    },
  },
  {
    name: 'borderline-battery',
    describes: 'the battery holds 80 %, exactly where the guard band lets nobody decide',
    expected: { 'battery-health': 'INCONCLUSIVE' },
    effect: {
      cell: { capacityAh: 4, ohmicOhm: 0.08, polarisationOhm: 0.025 },
      gauge: { cycles: 640, stateOfHealth: 80, learnedAh: 4.02 },
    },
  },
  {
    name: 'dropped-call',
    describes: 'every call is lost after 12 minutes (cause 14, lost signal)',
    expected: { 'call-soak': 'FAIL' },
    effect: { callEnds: { afterMs: 12 * minute, cause: 14 } },
  },
  {
    name: 'remote-hangup',
    describes: 'the other end hangs up after 10 minutes (cause 2)',
    expected: { 'call-soak': 'INCONCLUSIVE' },
    effect: { callEnds: { afterMs: 10 * minute, cause: 2 } },
  },
  {
    name: 'weak-signal',
    describes: 'the bench is a radio hole: RSRP around -118 dBm',
    expected: { 'call-soak': 'INCONCLUSIVE' },
    effect: { rsrpDbm: -118 },
  },
  {
    name: 'link-loss',
    describes: 'the data cable is dead for 60 s, ten minutes into the soak: a hole, not an end',
    expected: { 'call-soak': 'PASS', 'video-soak': 'PASS' },
    effect: { linkLoss: { afterMs: 10 * minute, forMs: minute } },
  },
  {
    name: 'long-link-loss',
    describes: 'the data cable is dead for 200 s, longer than a run waits',
    expected: { 'call-soak': 'INCONCLUSIVE', 'video-soak': 'INCONCLUSIVE' },
    effect: { linkLoss: { afterMs: 10 * minute, forMs: 200_000 } },
  },
  {
    name: 'reboot',
    describes: 'the phone restarts by itself eight minutes into the soak',
    expected: { 'call-soak': 'FAIL', 'video-soak': 'FAIL' },
    effect: { rebootAfterMs: 8 * minute },
  },
  {
    name: 'weak-charger',
    describes: 'charging never leaves 5 V and 7.5 W',
    expected: { 'fast-charge': 'FAIL' },
    effect: { charger: { volts: 5, amps: 1.5 } },
  },
  {
    name: 'charge-limit-on',
    describes: 'the owner has a charge limit switched on: not ready for a charging test',
    expected: { 'fast-charge': 'INCONCLUSIVE' },
    effect: { chargeLimit: true },
  },
  {
    name: 'loose-port',
    describes: 'the USB port loses contact three times',
    expected: { 'fast-charge': 'FAIL' },
    effect: {
      contactLoss: [
        { afterMs: 4 * minute, forMs: 12_000 },
        { afterMs: 11 * minute, forMs: 15_000 },
        { afterMs: 19 * minute, forMs: 12_000 },
      ],
    },
  },
  {
    name: 'gauge-lies',
    describes: 'the level rises a third faster than the energy that goes in',
    expected: { 'fast-charge': 'PASS' },
    warns: true,
    effect: { gauge: { gain: 1.35 } },
  },
  {
    name: 'stalled-video',
    describes: 'after 15 minutes the picture stands still while the player believes it plays',
    expected: { 'video-soak': 'FAIL' },
    effect: { pictureFreezesAfterMs: 15 * minute },
  },
  {
    name: 'dropped-frames',
    describes: 'four of a hundred frames are dropped',
    expected: { 'video-soak': 'FAIL' },
    effect: { frameDrops: 0.04 },
  },
  {
    name: 'overheating',
    describes: 'a part leaks 4 W and the heat does not get out: the battery passes 45 °C',
    expected: { 'fast-charge': 'FAIL', 'call-soak': 'FAIL', 'video-soak': 'FAIL' },
    effect: { defectWatts: 4, bodyKelvinPerWatt: 7 },
  },
];

/** The scenario of that name, or undefined. */
export function scenarioNamed(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
