/**
 * Battery health: what the phone says about its battery, graded and cross-checked, and what the bench measures itself
 * (open-circuit voltage, sag and internal resistance under a load step, temperature rise).
 *
 * Sources: the ladder of opinions and the rule "80 %, PASS from 83, FAIL from 77" are the repair reference 4.6 (the
 * Chinese Three Guarantees rules and EU 2023/1670 name 80 %; ±3 points is what such a number is good for). Limits of
 * sag, resistance and temperature rise are the house's own starting points for phones of 4 to 6 A.h.
 */
import {
  type Amount,
  type Context,
  type Duration,
  limit,
  type Measured,
  min,
  procedure,
  prompt,
  q,
  sec,
} from './language/index.ts';
import { noteUnit } from './parts/claim.ts';
import { chooseHealth, type HealthSource } from './parts/health-sources.ts';
import { judged, judgedIfTold } from './parts/judged.ts';
import { type ArrivedBattery, ready, unmetByBattery, unmetByChargeLimit } from './parts/preflight.ts';
import * as texts from './texts/battery-health.ts';

const declared = {
  needs: { phone: 'Phone', meter: 'Multimeter', supply: 'PowerSupply' },
  stages: texts.stages,
  measures: {
    health: limit.percent(texts.measures.health).atLeast(80).guarded(3),
    openVoltage: limit.volts(texts.measures.openVoltage).between(3.4, 4.5).guarded(),
    sag: limit.volts(texts.measures.sag).atMost(0.3).guarded(),
    resistance: limit.ohms(texts.measures.resistance).atMost(0.18),
    temperatureRise: limit.kelvin(texts.measures.temperatureRise).atMost(12),
    cycles: limit.count(texts.measures.cycles).infoOnly(),
    temperature: limit.celsius(texts.measures.temperature).infoOnly(),
    voltageDifference: limit.volts(texts.measures.voltageDifference).infoOnly(),
  },
  prompts: {
    'place-probes': prompt.confirm(texts.prompts.placeProbes, {
      picture: { file: 'pictures/probes-on-battery.svg', shows: texts.pictures.probesOnBattery },
    }),
  },
  findings: texts.findings,
} as const;

type Run = Context<typeof declared>;

/** The battery at one instant, seen by the multimeter and by the phone itself. */
interface Look {
  readonly voltage: Measured<'V'>;
  readonly battery: ArrivedBattery & { readonly voltage: Measured<'V'>; readonly current: Measured<'A'> };
}

/** Volts between phone and multimeter: worth a note, and beyond any explanation but a wrong place. */
const noteworthyVolts = 0.05;
const elsewhereVolts = 0.3;
/** Smallest change of current, amperes, that a resistance can be made of. */
const leastAmps = 0.3;
/** The multimeter must see at least this part of the fall of voltage that the phone itself sees. */
const leastPartOfFall = 0.5;

export default procedure({
  id: 'battery-health',
  version: '1.1.0',
  title: texts.title,
  ...declared,
  async run(t, { phone, meter, supply }) {
    const unit = await t.step('claim', () => phone.identity(), { timeout: sec(60), retries: 1 });
    await noteUnit(t, unit);
    const arrived = await t.step('preflight', () => phone.sample({ battery: true }), { timeout: sec(60), retries: 1 });
    const unmet = [...unmetByBattery(arrived.battery, 20, 100), ...unmetByChargeLimit(arrived.battery)];
    if (!(await ready(t, unmet))) return;

    const told = await t.step('sources', () => phone.batteryHealth(), { timeout: sec(90), retries: 1 });
    await judgeHealth(t, told.sources);
    await judgedIfTold(t, 'cycles', told.cycles);

    const look = async (wait: Duration) => {
      await t.sleep(wait);
      const voltage = await meter.read({ quantity: 'voltage', coupling: 'dc', upTo: 6 });
      const { battery } = await phone.sample({ battery: true });
      return { voltage, battery };
    };
    const off = () => supply.output({ on: false });
    await t.establish('charger-off', off, off);
    if (!(await t.confirm('place-probes'))) return t.undecided('probes-not-placed');
    const rest = await t.step('rest', () => look(min(2)), { timeout: min(4), retries: 1 });
    const powered = rest.battery.plugged.filter((source) => source !== 'usb');
    if (powered.length > 0) return t.undecided('still-powered', { plugged: powered.join(', ') });
    if (!(await judgeRest(t, rest))) return;

    await t.establish(
      'load',
      () => phone.load({ percent: 100 }),
      () => phone.load({ percent: 0 }),
    );
    const loaded = await t.step('loaded', () => look(sec(30)), { timeout: min(2), retries: 1 });
    const isLoaded = await judgeLoad(t, rest, loaded);
    const warm = await t.step('warm', () => look(sec(150)), { timeout: min(5), retries: 1 });
    await judgeRise(t, [rest, loaded, warm], isLoaded);
  },
});

/** Every opinion goes into the record with what became of it; the best one decides, unless they contradict each other. */
async function judgeHealth(t: Run, sources: readonly HealthSource[]): Promise<void> {
  for (const { source, confidence, health, availability, rejected, raw } of sources) {
    const opinion = { source, confidence, percent: health.value, raw };
    if (rejected !== undefined) await t.note('source-rejected', { ...opinion, why: rejected });
    else if (availability === 'ok') await t.note('source-believed', opinion);
    else if (availability === 'refused') await t.note('source-refused', opinion);
    else await t.note('source-absent', opinion);
  }
  const choice = chooseHealth(sources);
  if (choice.kind === 'none') return t.undecided('no-source', {}, 'health');
  if (choice.kind === 'disagree') {
    const { lowest, highest } = choice;
    const low = { lowest: lowest.source, low: lowest.health.value };
    const high = { highest: highest.source, high: highest.health.value };
    return t.undecided('sources-disagree', { ...low, ...high }, 'health');
  }
  const { source, confidence, health } = choice.source;
  await t.note('health-from', { source, confidence });
  await judged(t, 'health', health);
}

/** False when the multimeter cannot be on the battery, so that nothing it shows may be judged. */
async function judgeRest(t: Run, { voltage, battery }: Look): Promise<boolean> {
  await judgedIfTold(t, 'temperature', battery.temperature);
  const difference = q.abs(q.minus(battery.voltage, voltage));
  await judgedIfTold(t, 'voltageDifference', difference);
  const apart = difference.value ?? 0;
  if (apart > elsewhereVolts) {
    await t.undecided('probes-elsewhere', { meter: voltage.value, phone: battery.voltage.value });
    return false;
  }
  if (apart > Math.max(noteworthyVolts, voltage.u95 ?? 0))
    await t.note('voltages-differ', { millivolts: Math.round(apart * 1000) });
  await judgedWithUncertainty(t, 'openVoltage', voltage, [voltage]);
  return voltage.status === 'ok';
}

/**
 * Sag by the multimeter; resistance from it and from the phone's own current. A display that did not follow the battery
 * decides neither, nor what it showed at rest. False when there was no load.
 */
async function judgeLoad(t: Run, idle: Look, busy: Look): Promise<boolean> {
  const sag = q.minus(idle.voltage, busy.voltage);
  // Into the battery: a little less than nothing at rest, much less under load.
  const amps = q.minus(idle.battery.current, busy.battery.current);
  if (amps.value !== null && amps.value < leastAmps) {
    for (const key of ['sag', 'resistance'] as const)
      await t.undecided('load-too-small', { amps: thousandths(amps.value) }, key);
    return false;
  }
  if (sag.value !== null && standsStill(sag.value, idle, busy, sag)) {
    const params = { amps: thousandths(amps.value), meter: milli(sag.value), phone: milli(phoneFall(idle, busy)) };
    for (const key of ['openVoltage', 'sag', 'resistance'] as const)
      await t.undecided('meter-stands-still', params, key);
    return true;
  }
  await judgedWithUncertainty(t, 'sag', sag, [idle.voltage, busy.voltage]);
  const resistance = q.per(sag, amps);
  if (hasLowBattery([idle.voltage, busy.voltage])) {
    await t.undecided('meter-battery-low', {}, 'resistance');
    return true;
  }
  if (resistance.u95 === undefined) await t.note('resistance-not-guarded');
  await judged(t, 'resistance', resistance);
  return true;
}

/**
 * Every battery has a resistance: a display that shows no fall of voltage that it could resolve, that falls by much less
 * than what the phone sees of its own battery, or that is far from the phone now, is held, lags or shows something else.
 */
function standsStill(fall: number, idle: Look, busy: Look, { u95 = 0, resolution = 0 }: Amount<'V'>): boolean {
  if (fall <= Math.max(u95, resolution)) return true;
  const seen = phoneFall(idle, busy);
  if (seen !== null && seen - fall > noteworthyVolts && fall < seen * leastPartOfFall) return true;
  const apart = q.minus(busy.battery.voltage, busy.voltage).value;
  return apart !== null && Math.abs(apart) > elsewhereVolts;
}

/** Volts by which the phone's own reading of its battery has fallen. */
function phoneFall(idle: Look, busy: Look): number | null {
  return q.minus(idle.battery.voltage, busy.battery.voltage).value;
}

/** Only a load warms the battery, and three minutes of it move the last digit of a sensor that is one. */
async function judgeRise(t: Run, [rest, ...later]: readonly [Look, ...Look[]], isLoaded: boolean): Promise<void> {
  const { temperature } = rest.battery;
  const warm = later.at(-1)?.battery.temperature ?? temperature;
  const rise = q.minus(warm, temperature);
  if (!isLoaded) await t.undecided('no-load-no-heat', {}, 'temperatureRise');
  else if (rise.status === 'ok' && later.every(({ battery }) => battery.temperature.value === temperature.value))
    await t.undecided('temperature-stands-still', { celsius: temperature.value }, 'temperatureRise');
  else await judged(t, 'temperatureRise', rise);
}

/** A multimeter without a promise for its reading cannot decide with a guard band; that is not the unit's fault. */
async function judgedWithUncertainty(
  t: Run,
  key: 'openVoltage' | 'sag',
  amount: Amount<'V'>,
  readings: readonly Measured<'V'>[],
): Promise<void> {
  if (amount.status === 'ok' && hasLowBattery(readings)) await t.undecided('meter-battery-low', {}, key);
  else if (amount.status === 'ok' && amount.u95 === undefined) await t.undecided('meter-without-uncertainty', {}, key);
  else await judged(t, key, amount);
}

/** No maker promises anything for a meter whose own display says that its battery is low. */
function hasLowBattery(readings: readonly Measured<'V'>[]): boolean {
  return readings.some(({ flags }) => flags.includes('low-battery'));
}

function thousandths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}

function milli(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000);
}
