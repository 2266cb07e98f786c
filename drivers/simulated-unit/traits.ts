/** What a unit is like: the healthy phone with one scenario's effect laid over it. Never changes during a unit's life. */
import type { CallRules } from './call.ts';
import type { Cell } from './cell.ts';
import { type ChargerModel, fastCharger } from './charger.ts';
import type { PictureRules } from './player.ts';
import type { Effect } from './scenarios.ts';
import type { ThermalPath } from './thermal.ts';

/** Charge the battery was sold with, ampere hours. */
export const designAh = 5;

export interface Traits {
  readonly cell: Cell;
  readonly gauge: {
    readonly fullAh: number;
    readonly gain: number;
    readonly cycles: number;
    readonly stateOfHealth: number;
    readonly learnedAh: number | null;
  };
  readonly thermal: ThermalPath;
  readonly defectWatts: number;
  readonly charger: ChargerModel;
  readonly call: CallRules;
  readonly picture: PictureRules;
  readonly rsrpDbm: number;
  readonly chargeLimit: boolean;
  readonly effect: Effect;
}

/** A phone of 92 % health after 312 cycles, about 90 mΩ in all, in a room of 25 °C. */
export function traitsOf(effect: Effect): Traits {
  const cell = { capacityAh: 4.6, ohmicOhm: 0.07, polarisationOhm: 0.02, ...effect.cell };
  return {
    cell,
    gauge: {
      fullAh: cell.capacityAh,
      gain: 1,
      cycles: 312,
      stateOfHealth: 92,
      learnedAh: 4.63,
      ...effect.gauge,
    },
    thermal: { bodyKelvinPerWatt: effect.bodyKelvinPerWatt ?? 3.5, roomCelsius: 25 },
    defectWatts: effect.defectWatts ?? 0,
    charger: effect.charger ?? fastCharger,
    call: { endsAfterMs: effect.callEnds?.afterMs, endCause: effect.callEnds?.cause ?? 36 },
    picture: { drops: effect.frameDrops ?? 0.0004, freezesAfterMs: effect.pictureFreezesAfterMs },
    rsrpDbm: effect.rsrpDbm ?? -96,
    chargeLimit: effect.chargeLimit ?? false,
    effect,
  };
}
