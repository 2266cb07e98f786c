import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { promptKeys } from './operator.ts';
import { scenarios } from './scenarios.ts';
import { createUnit } from './simulated-bench-unit.ts';
import type { PhoneSnapshot, SimulatedUnit } from './unit.ts';

const minute = 60_000;

/** Snapshots every 5 s of a soak, of a unit that has rested for ten seconds. */
async function soak(
  scenario: string,
  begin: (unit: SimulatedUnit) => void,
  minutes: number,
  startLevel = 80,
): Promise<{
  readonly unit: SimulatedUnit;
  readonly samples: readonly PhoneSnapshot[];
  readonly amps: readonly number[];
  readonly links: readonly { readonly up: boolean; readonly at: number }[];
}> {
  const clock = new VirtualClock();
  const unit = createUnit({ clock, scenario, seed: 11, startLevel });
  const links: { up: boolean; at: number }[] = [];
  unit.phone.onLink((up) => links.push({ up, at: clock.now() }));
  await clock.advance(10_000);
  begin(unit);
  const samples = [unit.phone.snapshot()];
  const amps = [];
  for (let taken = 0; taken < minutes * 12; taken += 1) {
    await clock.advance(5_000);
    samples.push(unit.phone.snapshot());
    amps.push(unit.vbus().amps);
  }
  return { unit, samples, amps, links };
}

const call = (unit: SimulatedUnit) => unit.phone.placeCall('123');
const video = (unit: SimulatedUnit) => unit.phone.playVideo('/sdcard/Movies/bench.mp4', 'player');
const charge = (unit: SimulatedUnit) => unit.operator(promptKeys.plugCharger, true);

const hottest = (samples: readonly PhoneSnapshot[]) => Math.max(...samples.map((sample) => sample.battery.celsius));
const gained = (samples: readonly PhoneSnapshot[]) =>
  (samples.at(-1)?.battery.level ?? 0) - (samples[0]?.battery.level ?? 0);
const last = (samples: readonly PhoneSnapshot[]) => samples.at(-1) as PhoneSnapshot;

describe('the table of scenarios', () => {
  it('has names of its own, a sentence and at least one expected verdict each', () => {
    expect(new Set(scenarios.map((scenario) => scenario.name)).size).toBe(scenarios.length);
    for (const scenario of scenarios) {
      expect(scenario.describes.length).toBeGreaterThan(20);
      expect(Object.keys(scenario.expected).length).toBeGreaterThan(0);
    }
  });
});

describe('a healthy unit', () => {
  it('charges 45 points in half an hour and stays cool', async () => {
    const { samples } = await soak('healthy', charge, 30, 10);
    expect(gained(samples)).toBeGreaterThanOrEqual(45);
    expect(hottest(samples)).toBeLessThan(39);
    expect(last(samples).thermal.status).toBe(0);
  });

  it('takes as much energy as its level says, within the tolerance of the cross-check', async () => {
    const { unit, samples } = await soak('healthy', charge, 30, 10);
    const stored = ((gained(samples) / 100) * 5 * 3.87 * 92) / 100;
    expect(stored / unit.usbCounted().wattHours).toBeGreaterThan(0.77);
    expect(stored / unit.usbCounted().wattHours).toBeLessThan(0.93);
  });

  it('talks for half an hour and plays for an hour with little drain and heat', async () => {
    const talk = await soak('healthy', call, 30);
    expect(last(talk.samples).telephony.call.preciseState).toBe(1);
    expect(gained(talk.samples)).toBeGreaterThan(-8);
    const play = await soak('healthy', video, 60);
    expect(gained(play.samples)).toBeGreaterThanOrEqual(-18);
    expect(hottest([...talk.samples, ...play.samples])).toBeLessThan(38);
    const { framesDropped, framesTotal } = last(play.samples).media;
    expect(framesTotal).toBeGreaterThan(0.9 * 30 * 3600);
    expect(framesDropped / framesTotal).toBeLessThan(0.005);
  });
});

describe('a unit that suffers', () => {
  it('from a weak charger never leaves 5 V', async () => {
    const { unit, samples } = await soak('weak-charger', charge, 30, 10);
    expect(gained(samples)).toBeLessThan(0.65 * 45);
    expect(unit.vbus().volts).toBeLessThan(5.5);
  });

  it('from a loose port stops taking current three times for more than two seconds', async () => {
    const { amps } = await soak('loose-port', charge, 30, 10);
    const starts = amps.filter((value, index) => value < 0.01 && (amps[index - 1] ?? 0) > 0.01);
    expect(starts.length).toBe(3);
    expect(amps.filter((value) => value < 0.01).length).toBeGreaterThanOrEqual(6);
  });

  it('from a lying gauge gains level without the energy for it', async () => {
    const { unit, samples } = await soak('gauge-lies', charge, 30, 10);
    const claimed = ((gained(samples) / 100) * 5 * 3.87 * 92) / 100;
    expect(claimed / unit.usbCounted().wattHours).toBeGreaterThan(0.95);
    expect(hottest(samples)).toBeLessThan(40);
  });

  it('from a dropping network loses the call after twelve minutes, and the next one again', async () => {
    const { unit, samples } = await soak('dropped-call', call, 13);
    const ended = samples.findIndex((sample) => sample.telephony.call.disconnectCause === 14);
    expect(ended * 5_000).toBeGreaterThan(12 * minute);
    unit.phone.placeCall('123');
    expect(unit.phone.snapshot().telephony.call.preciseState).toBe(3);
    const clock = new VirtualClock();
    const again = createUnit({ clock, scenario: 'dropped-call' });
    again.phone.placeCall('1');
    await clock.advance(13 * minute);
    again.phone.placeCall('1');
    await clock.advance(3_000);
    expect(again.phone.snapshot().telephony.call.preciseState).toBe(1);
    await clock.advance(12 * minute + 3_000);
    expect(again.phone.snapshot().telephony.call).toMatchObject({ preciseState: 0, disconnectCause: 14 });
  });

  it('from a hanging-up peer, from a radio hole', async () => {
    const { samples } = await soak('remote-hangup', call, 11);
    expect(last(samples).telephony.call.disconnectCause).toBe(2);
    const weak = await soak('weak-signal', call, 5);
    for (const sample of weak.samples) expect(sample.telephony.rsrpDbm).toBeLessThan(-115);
    const good = await soak('healthy', call, 5);
    for (const sample of good.samples) expect(sample.telephony.rsrpDbm).toBeGreaterThan(-105);
  });

  it.each([
    ['link-loss', 60_000],
    ['long-link-loss', 200_000],
  ] as const)('from %s is silent for exactly that long, and its call goes on', async (scenario, forMs) => {
    const { links, samples } = await soak(scenario, call, 15);
    expect(links.map((link) => link.up)).toEqual([false, true]);
    expect(links[0]?.at).toBeCloseTo(10_000 + 2_000 + 10 * minute, -1);
    expect((links[1]?.at ?? 0) - (links[0]?.at ?? 0)).toBeCloseTo(forMs, -1);
    expect(last(samples).telephony.call.preciseState).toBe(1);
    expect(new Set(samples.map((sample) => sample.bootId)).size).toBe(1);
  });

  it('from a restart has a new boot id, no call, and says so in its drop box', async () => {
    const { links, samples } = await soak('reboot', call, 15);
    expect(links.map((link) => link.up)).toEqual([false, true]);
    expect((links[1]?.at ?? 0) - (links[0]?.at ?? 0)).toBeCloseTo(25_000, -1);
    const after = last(samples);
    expect(after.bootId).not.toBe(samples[0]?.bootId);
    expect(after.uptimeMs).toBeLessThan(8 * minute);
    expect(after.telephony.call).toMatchObject({ preciseState: 0, disconnectCause: -1 });
    expect(after.bootReason).toBe('kernel_panic');
    expect(after.dropBox.map((entry) => entry.tag)).toContain('SYSTEM_LAST_KMSG');
    expect(new Set(samples.map((sample) => sample.bootId)).size).toBe(2);
  });

  it('from a frozen picture shows one frame while the position goes on', async () => {
    const { samples } = await soak('stalled-video', video, 20);
    const [before, after] = [samples.at(-24) as PhoneSnapshot, last(samples)];
    expect(after.media.visibleFrame).toBe(before.media.visibleFrame);
    expect(after.media.framesTotal).toBe(before.media.framesTotal);
    const position = (sample: PhoneSnapshot) => sample.media.positionMs + sample.uptimeMs - sample.media.updatedMs;
    expect((position(after) - position(before) + 300_000) % 300_000).toBe(23 * 5_000);
    expect(after.media.state).toBe('playing');
  });

  it('from a slow decoder drops four of a hundred frames', async () => {
    const { samples } = await soak('dropped-frames', video, 10);
    const { framesDropped, framesTotal } = last(samples).media;
    expect(framesDropped / (framesTotal + framesDropped)).toBeCloseTo(0.04, 3);
  });

  it.each([
    ['call', call, 30],
    ['video', video, 60],
    ['charge', charge, 30],
  ] as const)('from a hot part passes 45 °C in a %s', async (_kind, begin, minutes) => {
    const { samples } = await soak('overheating', begin, minutes, 60);
    expect(hottest(samples)).toBeGreaterThan(46);
  });

  it('from a worn battery tells it by charge, by cycles and by its sag', () => {
    const battery = (scenario: string) => createUnit({ clock: new VirtualClock(), scenario }).phone.snapshot().battery;
    const worn = battery('aged-battery');
    expect(worn.fullAh / worn.designAh).toBeCloseTo(0.71, 2);
    expect(worn.stateOfHealth).toBe(71);
    const reset = battery('gauge-reset');
    expect(reset).toMatchObject({ fullAh: 5, designAh: 5, cycles: 2, stateOfHealth: -1, learnedAh: null });
    expect(battery('borderline-battery').fullAh / 5).toBeCloseTo(0.8, 2);
    expect(battery('charge-limit-on')).toMatchObject({ chargingState: 4, chargingPolicy: 4 });
  });
});
