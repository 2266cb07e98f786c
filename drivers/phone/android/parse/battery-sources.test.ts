import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSoundReading } from '../../../../foundation/measurement/reading.ts';
import { nodeNumber, type Told } from './answer.ts';
import { parseBattery } from './battery.ts';
import { type HealthEvidence, healthLadder } from './battery-sources.ts';
import { parseCapacityLines } from './batterystats.ts';
import { parseHealthHal } from './health-hal.ts';
import { hasRealOutputs, realOutput, realOutputs } from './real-output.ts';

const seed = Number(process.env.FC_SEED ?? 20260105);
const absent: Told<number> = { availability: 'absent' };
const ok = (value: number): Told<number> => ({ availability: 'ok', value });

function evidence(more: Partial<HealthEvidence> = {}): HealthEvidence {
  return {
    battery: parseBattery('level: 50\nscale: 100\n'),
    healthHal: parseHealthHal("Can't find service: x"),
    capacity: parseCapacityLines(''),
    stateOfHealth: absent,
    asocNode: absent,
    chargeFull: absent,
    chargeFullDesign: absent,
    cycleCount: absent,
    ...more,
  };
}

function outcome(more: Partial<HealthEvidence>, source: string): number | string | null {
  const found = healthLadder(evidence(more)).sources.find((candidate) => candidate.source === source);
  return (
    found?.rejected ?? (found?.availability === 'ok' ? (found.health.value ?? null) : (found?.availability ?? null))
  );
}

describe('each rule of rejection', () => {
  const table: readonly (readonly [string, Partial<HealthEvidence>, string, number | string])[] = [
    ['a state of health is taken', { stateOfHealth: ok(91) }, 'state-of-health', 91],
    ['above 105 is no health', { stateOfHealth: ok(106) }, 'state-of-health', 'out-of-range'],
    [
      '100 after 301 cycles',
      { stateOfHealth: ok(100), cycleCount: ok(301) },
      'state-of-health',
      'new-with-many-cycles',
    ],
    ['100 after 300 cycles', { stateOfHealth: ok(100), cycleCount: ok(300) }, 'state-of-health', 100],
    [
      'everything new on a reset gauge',
      { asocNode: ok(99), chargeFull: ok(4_500_000), chargeFullDesign: ok(4_500_000) },
      'samsung-asoc',
      'gauge-reset',
    ],
    [
      'full equal to design',
      { chargeFull: ok(4_500_000), chargeFullDesign: ok(4_500_000) },
      'charge-full',
      'equal-to-design',
    ],
    ['a ratio of 1.11', { chargeFull: ok(5_550_000), chargeFullDesign: ok(5_000_000) }, 'charge-full', 'out-of-range'],
    ['a ratio of 0.29', { chargeFull: ok(1_450_000), chargeFullDesign: ok(5_000_000) }, 'charge-full', 'out-of-range'],
    [
      'round numbers and no cycles',
      { chargeFull: ok(4_500_000), chargeFullDesign: ok(5_000_000) },
      'charge-full',
      'round-numbers',
    ],
    [
      'round numbers with cycles',
      { chargeFull: ok(4_500_000), chargeFullDesign: ok(5_000_000), cycleCount: ok(200) },
      'charge-full',
      90,
    ],
    ['one in milliamperes', { chargeFull: ok(4_421), chargeFullDesign: ok(5_000_000) }, 'charge-full', 88.4],
    ['a refused node', { chargeFull: nodeNumber('cat: x: Permission denied') }, 'charge-full', 'refused'],
    [
      'learned but no rated capacity',
      { capacity: { availability: 'ok', learnedAh: 4.4 } },
      'learned-capacity',
      'no-rated-capacity',
    ],
    [
      'nothing learned after a reset',
      { capacity: { availability: 'ok', estimatedAh: 5 } },
      'learned-capacity',
      'absent',
    ],
    [
      'learned against rated',
      { capacity: { availability: 'ok', estimatedAh: 5, learnedAh: 4.4 } },
      'learned-capacity',
      88,
    ],
  ];
  it.each(table)('%s', (_name, more, source, expected) => {
    expect(outcome(more, source)).toBe(expected);
  });
});

describe('counter over level is a cross-check only', () => {
  const counter = (level: number, raw: number) => ({
    battery: parseBattery(`Charge counter: ${raw}\nlevel: ${level}\nscale: 100\n`),
    chargeFullDesign: ok(5_000_000),
  });
  it('below 90 % it is rejected whatever it says', () => {
    expect(outcome(counter(89, 4_000_000), 'counter-over-level')).toBe('low-level');
  });
  it('at 95 % it is taken when nothing contradicts it', () => {
    expect(outcome(counter(95, 4_370_000), 'counter-over-level')).toBe(92);
  });
  it('more than ten points from another source it is rejected', () => {
    expect(outcome({ ...counter(95, 4_370_000), stateOfHealth: ok(80) }, 'counter-over-level')).toBe('disagrees');
  });
  it('137 % of the rated capacity is out of range', () => {
    expect(outcome(counter(100, 6_853_000), 'counter-over-level')).toBe('out-of-range');
  });
});

describe.skipIf(!hasRealOutputs)(realOutputs, () => {
  it('a Pixel 8 Pro gives 92 % by its gauge, and its counter at 22 % is not used', () => {
    const ladder = healthLadder(
      evidence({
        battery: parseBattery(realOutput('battery/google-pixel8pro-android17.txt')),
        chargeFull: nodeNumber(realOutput('sysfs/pixel8pro-charge_full.txt')),
        chargeFullDesign: nodeNumber(realOutput('sysfs/pixel8pro-charge_full_design.txt')),
      }),
    );
    expect(ladder.designAh).toBe(5.022);
    const of = (name: string) => ladder.sources.find((source) => source.source === name);
    expect(of('charge-full')).toMatchObject({ confidence: 'B-', availability: 'ok', health: { value: 92 } });
    expect(of('counter-over-level')).toMatchObject({ rejected: 'low-level', health: { value: null } });
  });

  it('a Galaxy S9 gives 96 % by Asoc, and 99 % by its counter is within tolerance', () => {
    const ladder = healthLadder(
      evidence({
        battery: parseBattery(realOutput('battery/samsung-s9class-asoc96.txt')),
        chargeFullDesign: ok(3_000_000),
        chargeFull: { availability: 'refused' },
      }),
    );
    expect(ladder.sources.find(({ source }) => source === 'samsung-asoc')).toMatchObject({ health: { value: 96 } });
    expect(ladder.sources.find(({ source }) => source === 'counter-over-level')).toMatchObject({
      health: { value: 99 },
    });
    expect(ladder.sources.find(({ source }) => source === 'charge-full')?.availability).toBe('refused');
  });

  it('the capacity lines of batterystats are read', () => {
    expect(parseCapacityLines(realOutput('battery/batterystats-capacity-lines.txt'))).toEqual({
      availability: 'ok',
      estimatedAh: 4.6805,
      learnedAh: 4.6129,
      minLearnedAh: 4.5998,
      maxLearnedAh: 4.7012,
    });
  });

  it('a Samsung A52s with a reset gauge has no health by any source', () => {
    const notes = realOutput('sysfs/values-recorded-from-notes.txt');
    const value = (name: string) => nodeNumber(new RegExp(`a52s\\.${name}=(-?\\d+)`).exec(notes)?.[1] ?? '');
    const ladder = healthLadder(
      evidence({
        chargeFull: value('charge_full'),
        chargeFullDesign: value('charge_full_design'),
        cycleCount: value('battery_cycle'),
        asocNode: value('fg_asoc'),
      }),
    );
    expect(ladder.cycles).toBeUndefined();
    expect(ladder.sources.filter(({ health }) => health.status === 'ok')).toEqual([]);
  });
});

it('the health HAL of a tablet is read by whole names, units left alone', () => {
  const report = parseHealthHal(
    'current now: -146\ncycle count: 60\nFull charge: 8065000\ngetHealthInfo -> HealthInfo{batteryCycleCount: 60, batteryFullChargeUah: 8065000, batteryChargeCounterUah: 4622, batteryFullChargeDesignCapacityUah: 8000000, chargingState: INVALID, batteryHealthData: (null)}',
  );
  expect(report).toMatchObject({ availability: 'ok', fullRaw: 8065000, designRaw: 8000000, cycles: 60 });
  expect(report.stateOfHealth).toBeUndefined();
});

it('whatever the sources say, a health is between 1 and 110 % or has no value, and the best letter comes first', () => {
  const number = fc.oneof(fc.integer({ min: -10, max: 200 }), fc.integer());
  const told: fc.Arbitrary<Told<number>> = fc.oneof(
    number.map(ok),
    fc.constantFrom(absent, { availability: 'refused' } as const, { availability: 'unknown' } as const),
  );
  const record = fc.record({
    stateOfHealth: told,
    asocNode: told,
    chargeFull: told,
    chargeFullDesign: told,
    cycleCount: told,
    battery: fc.tuple(number, number).map(([level, raw]) => parseBattery(`level: ${level}\nCharge counter: ${raw}`)),
    healthHal: fc.string().map(parseHealthHal),
  });
  fc.assert(
    fc.property(record, (more) => {
      const { sources } = healthLadder(evidence(more));
      for (const { health, rejected } of sources) {
        expect(isSoundReading(health)).toBe(true);
        if (health.value !== null) expect(health.value > 0 && health.value <= 110).toBe(true);
        if (rejected !== undefined) expect(health.status).toBe('invalid');
      }
      const letters = sources.map(({ confidence }) => ['A', 'B', 'B-', 'C', 'D'].indexOf(confidence));
      expect(letters).toEqual([...letters].sort((a, b) => a - b));
    }),
    { seed, numRuns: 500 },
  );
});
