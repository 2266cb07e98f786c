/**
 * The ladder of opinions about battery health, graded. Guarantees that every source is listed with what became of it,
 * best letter first, and that a number somebody should not believe has no value but a reason. Source A, the bench's own
 * coulomb count, is not a phone's opinion and is never made here. Reasons of rejection: ../README.md.
 */
import type { Availability, BatteryHealthSource } from '../../../../foundation/capability/phone.ts';
import { decimal } from '../../../../foundation/measurement/reading.ts';
import { type Told, told } from './answer.ts';
import type { BatteryReport } from './battery.ts';
import { ampereHours } from './battery-units.ts';
import type { CapacityLines } from './batterystats.ts';
import type { HealthHalReport } from './health-hal.ts';

/** What the phone answered, parsed, with its own words where they are short. */
export interface HealthEvidence {
  readonly battery: BatteryReport;
  readonly healthHal: HealthHalReport;
  readonly capacity: CapacityLines;
  /** BatteryManager property 10, percent. */
  readonly stateOfHealth: Told<number>;
  /** Samsung's node `fg_asoc`, percent. */
  readonly asocNode: Told<number>;
  readonly chargeFull: Told<number>;
  readonly chargeFullDesign: Told<number>;
  readonly cycleCount: Told<number>;
  /** Android 14's extra of ACTION_BATTERY_CHANGED. */
  readonly cycleBroadcast?: number;
}

export interface HealthLadder {
  readonly sources: readonly BatteryHealthSource[];
  readonly designAh?: number;
  readonly cycles?: number;
}

interface Opinion {
  readonly source: string;
  readonly confidence: BatteryHealthSource['confidence'];
  readonly availability: Availability;
  readonly percent?: number;
  readonly rejected?: string;
  readonly raw: string;
  readonly resolution: number;
}

/** Two sources further apart than this, in points, do not tell of the same battery. */
const crossCheckPoints = 10;
/** A battery that has been through so many cycles is not as new. */
const manyCycles = 300;

/** Every source there is, best first. */
export function healthLadder(evidence: HealthEvidence): HealthLadder {
  const cycles = cyclesOf(evidence);
  const designAh =
    ampereHours(evidence.chargeFullDesign.value) ??
    ampereHours(evidence.healthHal.designRaw) ??
    evidence.capacity.estimatedAh;
  const node = capacityRatio('charge-full', evidence.chargeFull, evidence.chargeFullDesign, cycles);
  const hal = capacityRatio('health-hal', halTold(evidence, 'fullRaw'), halTold(evidence, 'designRaw'), cycles);
  const gaugeReset = node.rejected === 'equal-to-design' || hal.rejected === 'equal-to-design';
  const { samsung } = evidence.battery;
  const percents: Opinion[] = [
    percentOpinion('state-of-health', evidence.stateOfHealth, cycles, gaugeReset),
    percentOpinion('health-hal-state-of-health', halTold(evidence, 'stateOfHealth'), cycles, gaugeReset),
    percentOpinion(
      'samsung-asoc',
      samsung?.asoc === undefined ? evidence.asocNode : told(samsung.asoc),
      cycles,
      gaugeReset,
    ),
    percentOpinion('samsung-bsoh', orAbsent(samsung?.bsoh), cycles, gaugeReset),
  ];
  const upper = [...percents, node, hal, learnedOpinion(evidence.capacity, designAh, cycles)];
  const opinions = [...upper, counterOpinion(evidence.battery, designAh, cycles, upper)];
  return {
    sources: opinions.map(asSource),
    ...(designAh === undefined ? {} : { designAh }),
    ...(cycles === undefined ? {} : { cycles }),
  };
}

function cyclesOf(evidence: HealthEvidence): number | undefined {
  const candidates = [
    evidence.cycleCount.value,
    evidence.healthHal.cycles,
    evidence.cycleBroadcast,
    evidence.battery.samsung?.cycles,
  ];
  return candidates.find((cycles) => cycles !== undefined && cycles > 0 && cycles < 20000);
}

function halTold(evidence: HealthEvidence, field: 'fullRaw' | 'designRaw' | 'stateOfHealth'): Told<number> {
  const { healthHal } = evidence;
  if (healthHal.availability !== 'ok') return { availability: healthHal.availability };
  return orAbsent(healthHal[field]);
}

function orAbsent(value: number | undefined): Told<number> {
  return value === undefined ? { availability: 'absent' } : { availability: 'ok', value };
}

function percentOpinion(
  source: string,
  answer: Told<number>,
  cycles: number | undefined,
  gaugeReset: boolean,
): Opinion {
  const base = { source, confidence: 'B', resolution: 1 } as const;
  if (answer.availability !== 'ok') return { ...base, availability: answer.availability, raw: '' };
  const { value } = answer;
  const raw = String(value);
  if (value <= 0 || value > 105) return { ...base, availability: 'ok', rejected: 'out-of-range', raw };
  if (value >= 100 && (cycles ?? 0) > manyCycles) {
    return { ...base, availability: 'ok', rejected: 'new-with-many-cycles', raw };
  }
  // Every node of a reset gauge says "new"; one more of them is no second opinion.
  if (value >= 99 && gaugeReset) return { ...base, availability: 'ok', rejected: 'gauge-reset', raw };
  return { ...base, availability: 'ok', percent: value, raw };
}

function capacityRatio(source: string, full: Told<number>, design: Told<number>, cycles: number | undefined): Opinion {
  const base = { source, confidence: 'B-', resolution: 0.1 } as const;
  if (full.availability !== 'ok' || design.availability !== 'ok') {
    const availability = full.availability === 'ok' ? design.availability : full.availability;
    return { ...base, availability, raw: full.value === undefined ? '' : `full ${full.value}` };
  }
  const raw = `full ${full.value}, design ${design.value}`;
  const fullAh = ampereHours(full.value);
  const designAh = ampereHours(design.value);
  if (fullAh === undefined || designAh === undefined) {
    return { ...base, availability: 'ok', rejected: 'out-of-range', raw };
  }
  const rejected = ratioRejection(fullAh, designAh, cycles) ?? roundRejection(fullAh, designAh, cycles);
  if (rejected !== undefined) return { ...base, availability: 'ok', rejected, raw };
  return { ...base, availability: 'ok', percent: (fullAh / designAh) * 100, raw };
}

function ratioRejection(fullAh: number, designAh: number, cycles: number | undefined): string | undefined {
  const ratio = fullAh / designAh;
  if (ratio > 1.1 || ratio < 0.3) return 'out-of-range';
  if (fullAh === designAh) return 'equal-to-design';
  if (ratio >= 1 && (cycles ?? 0) > manyCycles) return 'new-with-many-cycles';
  return undefined;
}

/** Two round numbers from a gauge that does not even count cycles were typed in and not measured. */
function roundRejection(fullAh: number, designAh: number, cycles: number | undefined): string | undefined {
  const round = (ah: number) => Math.round(ah * 1e6) % 100_000 === 0;
  return cycles === undefined && round(fullAh) && round(designAh) ? 'round-numbers' : undefined;
}

function learnedOpinion(capacity: CapacityLines, designAh: number | undefined, cycles: number | undefined): Opinion {
  const base = { source: 'learned-capacity', confidence: 'C', resolution: 0.1 } as const;
  if (capacity.availability !== 'ok') return { ...base, availability: capacity.availability, raw: '' };
  if (capacity.learnedAh === undefined) return { ...base, availability: 'absent', raw: '' };
  const raw = `learned ${capacity.learnedAh} A.h, rated ${designAh ?? '?'} A.h`;
  if (designAh === undefined) return { ...base, availability: 'ok', rejected: 'no-rated-capacity', raw };
  const rejected = ratioRejection(capacity.learnedAh, designAh, cycles);
  if (rejected !== undefined) return { ...base, availability: 'ok', rejected, raw };
  return { ...base, availability: 'ok', percent: (capacity.learnedAh / designAh) * 100, raw };
}

/** Only a cross-check, and only nearly full: at low charge the rounding of the level alone is several points. */
function counterOpinion(
  battery: BatteryReport,
  designAh: number | undefined,
  cycles: number | undefined,
  others: readonly Opinion[],
): Opinion {
  const base = { source: 'counter-over-level', confidence: 'D', resolution: 1 } as const;
  if (battery.availability !== 'ok') return { ...base, availability: battery.availability, raw: '' };
  const counterAh = ampereHours(battery.counterRaw);
  if (counterAh === undefined || battery.level === undefined || !battery.present) {
    return { ...base, availability: 'unknown', raw: '' };
  }
  const raw = `counter ${battery.counterRaw}, level ${battery.level}`;
  const reject = (rejected: string): Opinion => ({ ...base, availability: 'ok', rejected, raw });
  if (battery.level < 90) return reject('low-level');
  if (designAh === undefined) return reject('no-rated-capacity');
  const percent = (counterAh / (battery.level / 100) / designAh) * 100;
  if (percent > 110 || percent < 30) return reject('out-of-range');
  if (percent >= 99.5 && (cycles ?? 0) > manyCycles) return reject('new-with-many-cycles');
  const far = others.some(
    (other) => other.percent !== undefined && Math.abs(other.percent - percent) > crossCheckPoints,
  );
  return far ? reject('disagrees') : { ...base, availability: 'ok', percent, raw };
}

function asSource(opinion: Opinion): BatteryHealthSource {
  const { percent, resolution, ...rest } = opinion;
  const head = { unit: '%', quantity: 'ratio', flags: [], resolution } as const;
  const health =
    percent === undefined
      ? ({ ...head, value: null, status: 'invalid' } as const)
      : ({ ...head, value: rounded(percent, resolution), status: 'ok' } as const);
  return { ...rest, health };
}

function rounded(percent: number, resolution: number): number {
  return resolution === 1 ? Math.round(percent) : decimal(Math.round(percent * 10), -1);
}
