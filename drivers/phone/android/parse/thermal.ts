/**
 * `dumpsys thermalservice`. Guarantees that only the block "Current temperatures from HAL" is believed (cached ones were
 * 15 K off on a real phone), that names come before types, and that -99.9, 0.0 and anything above 150 is dropped.
 */
import { linesOf, plainNumber, refusalIn } from './answer.ts';

export interface ThermalReport {
  readonly availability: 'ok' | 'refused' | 'absent' | 'unknown';
  /** 0 none … 6 shutdown. */
  readonly status?: number;
  /** Degrees Celsius, the hottest of their kind. */
  readonly battery?: number;
  readonly skin?: number;
  readonly cpu?: number;
  /** A cooling device of the processor is active. */
  readonly cooling: boolean;
}

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly value: number;
}

type Place = 'battery' | 'skin' | 'cpu';

const names: readonly (readonly [Place, RegExp])[] = [
  ['battery', /^(type_)?bat(tery)?$/i],
  ['skin', /skin/i],
  ['cpu', /^(type_)?(cpu|ap$)/i],
];
/** AOSP's numbers; Samsung's are one higher. */
const types: Readonly<Record<number, Place>> = { 0: 'cpu', 2: 'battery', 3: 'skin' };
const coolingOfCpu = 2;

/** Never throws. */
export function parseThermal(text: string): ThermalReport {
  const status = plainNumber(/^\s*Thermal Status: *(\d+)\s*$/m.exec(text)?.[1]);
  const current = block(text, /^Current temperatures from HAL:/);
  const entries = entriesOf(current, 'Temperature').filter(
    ({ value }) => value > -50 && value <= 150 && value !== 0 && value !== -99.9,
  );
  const shift = entries.some(({ name, type }) => placeByName(name) === 'cpu' && type === 1) ? 1 : 0;
  const hottest = (place: Place) => {
    const byName = entries.filter(({ name }) => placeByName(name) === place);
    const chosen =
      byName.length > 0
        ? byName
        : entries.filter(({ name, type }) => placeByName(name) === undefined && types[type - shift] === place);
    return chosen.length === 0 ? {} : { [place]: Math.max(...chosen.map(({ value }) => value)) };
  };
  const cooling = entriesOf(block(text, /^Current cooling devices from HAL:/), 'CoolingDevice').some(
    ({ name, type, value }) => value > 0 && (/cpu/i.test(name) || type === coolingOfCpu),
  );
  const isReport = status !== undefined || current.length > 0;
  return {
    availability: isReport ? 'ok' : (refusalIn(text) ?? 'unknown'),
    ...(status !== undefined && status <= 6 ? { status } : {}),
    ...hottest('battery'),
    ...hottest('skin'),
    ...hottest('cpu'),
    cooling,
  };
}

/**
 * Whether the highest allowed frequency of any core is below what the core can do. `scaling` and `able` are the nodes
 * `scaling_max_freq` and `cpuinfo_max_freq` of the same cores in the same order; false when they are refused.
 */
export function frequencyLimited(scaling: string, able: string): boolean {
  const limits = linesOf(scaling);
  const most = linesOf(able);
  if (limits.length !== most.length) return false;
  return limits.some((limit, core) => {
    const kilohertz = plainNumber(limit);
    const top = plainNumber(most[core]);
    return kilohertz !== undefined && top !== undefined && kilohertz > 0 && kilohertz < top;
  });
}

function placeByName(name: string): Place | undefined {
  return names.find(([, pattern]) => pattern.test(name))?.[0];
}

/** The lines after a heading, up to the next heading. */
function block(text: string, heading: RegExp): string[] {
  const lines = linesOf(text);
  const start = lines.findIndex((line) => heading.test(line));
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.endsWith(':'));
  return end < 0 ? rest : rest.slice(0, end);
}

function entriesOf(lines: readonly string[], kind: string): Entry[] {
  const entries: Entry[] = [];
  for (const line of lines) {
    if (!line.startsWith(`${kind}{`)) continue;
    const value = plainNumber(/\bmValue=(-?[\d.]+)/.exec(line)?.[1]);
    const type = plainNumber(/\bmType=(-?\d+)/.exec(line)?.[1]);
    const name = /\bmName=([^,}]*)/.exec(line)?.[1];
    if (value !== undefined && type !== undefined && name !== undefined) entries.push({ name, type, value });
  }
  return entries;
}
