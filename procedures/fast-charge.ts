/**
 * Fast charge for half an hour, with an inline USB meter as the witness that no phone can talk round: negotiation, percent
 * gained against the class of charger, energy, temperature, interruptions.
 *
 * Sources: repair reference 4.5 (reference percents by class from published 30-minute tables, PASS from 85 % of it, FAIL
 * under 65 %) and 4.8 (stop at 48 °C or 3 K a minute). The data link must not be the charging cable: ADB over Wi-Fi.
 */
import {
  type Context,
  type Instruments,
  limit,
  type Measured,
  min,
  procedure,
  prompt,
  q,
  type SampleValues,
  type Soak,
  type SoakMoment,
  sec,
  telling,
} from './language/index.ts';
import { noteUnit } from './parts/claim.ts';
import { missingPercent, mostMissing } from './parts/coverage.ts';
import { heatRise } from './parts/heat-rise.ts';
import { judged, judgedIfTold, numberOf, told } from './parts/judged.ts';
import { ready, unmetByBattery, unmetByChargeLimit, unmetByPower } from './parts/preflight.ts';
import { stoodStill } from './parts/standing-still.ts';
import * as texts from './texts/fast-charge.ts';

const declared = {
  // Not every meter counts energy; what that is for is information, and left out without it.
  needs: { phone: 'Phone', usb: telling('UsbMeter', 'voltage', 'current', 'power') },
  stages: texts.stages,
  measures: {
    negotiated: limit.watts(texts.measures.negotiated).infoOnly(),
    gained: limit.percent(texts.measures.gained).infoOnly(),
    gainedOfReference: limit.percent(texts.measures.gainedOfReference).atLeast(65).warnBelow(85),
    interruptions: limit.count(texts.measures.interruptions).atMost(1).warnAbove(0),
    hottest: limit.celsius(texts.measures.hottest).atMost(45).warnAbove(40),
    temperatureRise: limit.kelvin(texts.measures.temperatureRise).atMost(20),
    energy: limit.wattHours(texts.measures.energy).infoOnly(),
    // Only a warning: 85 ± 8 % is what reaches a healthy battery; far off, the gauge or the cable lies.
    energyBalance: limit.percent(texts.measures.energyBalance).between(1, 500).warnBelow(77).warnAbove(93).optional(),
  },
  prompts: {
    'charger-class': prompt.choose(texts.prompts.chargerClass, texts.classes, { simulated: 'w30' }),
    'plug-charger': prompt.confirm(texts.prompts.plugCharger, {
      picture: { file: 'pictures/charger-through-meter.svg', shows: texts.pictures.chargerThroughMeter },
    }),
    'unplug-charger': prompt.confirm(texts.prompts.unplugCharger),
  },
  findings: texts.findings,
} as const;

type Run = Context<typeof declared>;

/** Watts of a class, and percent that a good phone of it gains in 30 minutes. */
const classes = {
  w10: { watts: 10, reference: 20 },
  w20: { watts: 18, reference: 40 },
  w30: { watts: 25, reference: 45 },
  w45: { watts: 45, reference: 55 },
  w65: { watts: 65, reference: 65 },
} as const satisfies Record<keyof typeof texts.classes, { readonly watts: number; readonly reference: number }>;

/** More than 7 V was negotiated; less can be a low-voltage system, which shows in the power. */
const negotiatedVolts = 7;
const negotiatedPart = 0.6;
/** Amperes below which nothing flows. */
const leastAmps = 0.05;
/** Nominal volts of a cell, for charge as energy. */
const cellVolts = 3.85;
const everySeconds = 5;

/** What is known before the charge begins; `counts`: the meter counts energy. */
interface Known {
  readonly bootId: string;
  readonly counts: boolean;
}
/** What the end is compared with. */
interface Before extends Pick<Known, 'counts'> {
  readonly plug: Pick<Plug, 'energy'>;
  readonly battery: Record<'level', Measured<'%'>> &
    Record<'temperature', Measured<'Cel'>> &
    Record<'chargeCounter', Measured<'A.h'>>;
}

interface Plug {
  readonly voltage: Measured<'V'>;
  readonly current: Measured<'A'>;
  readonly power: Measured<'W'>;
  readonly energy: Measured<'W.h'>;
}

type Bench = Instruments<(typeof declared)['needs']>;
type Charge = Soak<Awaited<ReturnType<typeof chargeSample>>>;

export default procedure({
  id: 'fast-charge',
  version: '1.1.0',
  title: texts.title,
  ...declared,
  async run(t, { phone, usb }) {
    const unit = await t.step('claim', () => phone.identity(), { timeout: sec(60), retries: 1 });
    await noteUnit(t, unit);
    const arrived = await t.step('preflight', () => phone.sample({ battery: true }), { timeout: sec(60), retries: 1 });
    const { battery } = arrived;
    const unmet = [...unmetByBattery(battery, 5, 15), ...unmetByChargeLimit(battery), ...unmetByPower(battery)];
    if (!(await ready(t, unmet))) return;

    const chosen = classes[await t.ask('charger-class')];
    const before = await t.step(
      'before',
      async () => ({ plug: await usb.read(), ...(await phone.sample({ battery: true })) }),
      { timeout: sec(60), retries: 1 },
    );
    const counts = before.plug.energy.status === 'ok';
    if (!counts) await t.note('meter-counts-no-energy');
    if (!(await t.confirm('plug-charger'))) return t.undecided('not-plugged');
    const best = await t.step('negotiation', () => negotiation(t, usb, chosen.watts), { timeout: sec(90), retries: 1 });
    if (!(await judgeNegotiation(t, best, chosen.watts))) return void (await t.confirm('unplug-charger'));

    const sample = ({ last }: SoakMoment) => chargeSample(t, { phone, usb }, { bootId: unit.bootId, counts }, last);
    const charge = await t.soak(
      'charge',
      {
        for: min(30),
        every: sec(everySeconds),
        hole: sec(120),
        onGap: { shorterThan: min(5), policy: 'extend' },
        stopWhen: (last) => last.end,
      },
      sample,
    );
    await t.confirm('unplug-charger');
    await judgeCharge(t, charge, { ...before, counts }, chosen.reference);
  },
});

/** The dump of the highest power in the first fifteen seconds or so; ends as soon as something was negotiated. */
async function negotiation(t: Run, usb: Bench['usb'], classWatts: number): Promise<Plug> {
  let highest: Plug = await usb.read();
  for (let second = 1; second < 14 && !isNegotiated(highest, classWatts); second += 1) {
    await t.sleep(sec(1));
    const now = await usb.read();
    if (watts(now) > watts(highest)) highest = now;
  }
  return highest;
}

async function chargeSample(t: Run, { phone, usb }: Bench, { bootId, counts }: Known, last: SampleValues | null) {
  let plug: Plug = await usb.read();
  // A contact that is open for less than two seconds is no interruption.
  if (!flows(plug)) {
    await t.sleep(sec(2.5));
    plug = await usb.read();
  }
  const { uptime, battery, ...moment } = await phone.sample({ battery: true });
  const open = !flows(plug) && battery.plugged.length === 0;
  const celsius = numberOf(battery.temperature, 'temperature');
  const heat = heatRise(last, celsius, numberOf(uptime, 'uptime'));
  return {
    voltage: told(plug.voltage, 'voltage'),
    current: told(plug.current, 'current'),
    energy: counts ? told(plug.energy, 'energy') : null,
    level: told(battery.level, 'level'),
    temperature: battery.temperature,
    chargeCounter: battery.chargeCounter,
    open,
    interrupted: q.count(open && last?.open !== true ? 1 : 0),
    ...heat,
    end: endOf(moment.bootId !== bootId, celsius, heat.kelvinPerMinute),
  };
}

/** Some meters give a sign to the direction in which they are plugged in; it says nothing about the phone. */
function flows({ current }: Plug): boolean {
  return Math.abs(numberOf(current, 'current')) > leastAmps;
}

function watts({ power }: Plug): number {
  return Math.abs(numberOf(power, 'power'));
}

function isNegotiated(plug: Plug, classWatts: number): boolean {
  return numberOf(plug.voltage, 'voltage') > negotiatedVolts || watts(plug) >= negotiatedPart * classWatts;
}

function endOf(
  rebooted: boolean,
  celsius: number,
  kelvinPerMinute: number,
): 'rebooted' | 'too-hot' | 'heating-too-fast' | null {
  if (rebooted) return 'rebooted';
  if (celsius >= 48) return 'too-hot';
  return kelvinPerMinute > 3 ? 'heating-too-fast' : null;
}

/** False when it makes no sense to go on. */
async function judgeNegotiation(t: Run, best: Plug, classWatts: number): Promise<boolean> {
  await judgedIfTold(t, 'negotiated', q.abs(best.power));
  if (isNegotiated(best, classWatts)) return true;
  const volts = best.voltage.value;
  if (!flows(best)) await t.undecided('nothing-flows', { volts });
  else await t.fault('no-negotiation', { volts, watts: watts(best) });
  return false;
}

async function judgeCharge(t: Run, charge: Charge, before: Before, reference: number): Promise<void> {
  const { summary } = charge;
  const missing = missingPercent(summary, everySeconds * 1000);
  if (missing > mostMissing) await t.undecided('too-many-holes', { percent: missing });
  const { stopped } = summary;
  if (stopped === 'too-hot' || stopped === 'heating-too-fast' || stopped === 'rebooted') await t.fault(stopped);
  const gained = q.minus(await charge.level.last(), before.battery.level);
  await judgedIfTold(t, 'gained', gained);
  if (stopped === null) await judged(t, 'gainedOfReference', q.percentOf(gained, q.constant(reference, '%')));
  else await t.undecided('stopped-early', { minutes: Math.floor(summary.activeMs / 60_000) }, 'gainedOfReference');
  // A contact that opens is seen by the meter: one that shows the same for ever has seen nothing.
  if (await stoodStill(summary, charge.voltage, charge.current))
    await t.undecided('meter-stands-still', {}, 'interruptions');
  else await judged(t, 'interruptions', await charge.interrupted.sum());
  const hottest = await charge.temperature.max();
  if (await stoodStill(summary, charge.temperature)) {
    for (const key of ['hottest', 'temperatureRise'] as const)
      await t.undecided('temperature-stands-still', { celsius: hottest.value }, key);
  } else {
    await judged(t, 'hottest', hottest);
    await judged(t, 'temperatureRise', q.minus(hottest, before.battery.temperature));
  }
  if (!before.counts) return;
  const energy = q.minus(await charge.energy.last(), before.plug.energy);
  await judgedIfTold(t, 'energy', energy);
  const counted = q.minus(await charge.chargeCounter.last(), before.battery.chargeCounter);
  await judgedIfTold(t, 'energyBalance', q.percentOf(q.times(counted, q.constant(cellVolts, 'V')), energy));
}
