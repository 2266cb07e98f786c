/**
 * An hour of 4K video: really playing by two of three witnesses in every half minute, dropped frames, heat, drain, level
 * jumps, crashes, reboot. The station saves every setting before it is changed and gives it back whatever happens.
 *
 * Sources: repair reference 4.4 (criteria) and 4.8. The bench's own clip lies on the phone: five minutes at 30 frames a
 * second, looped. The player is started in a step and not in an establish: after a crash of the station the video that
 * still plays must not be restarted, and one that does not is found by the next sample and counted.
 */
import { hour, min, procedure, type SoakMoment, type SoakOptions, sec } from './language/index.ts';
import { noteUnit } from './parts/claim.ts';
import { ready, type Unmet, unmetByBattery } from './parts/preflight.ts';
import { title } from './texts/video-soak.ts';
import { type Bench, declared, everySeconds, framesPerSecond } from './video-soak/declared.ts';
import { judgeCrashes, judgeWatch } from './video-soak/judging.ts';
import { watchSample } from './video-soak/watch.ts';

const clips = { uhd: '/sdcard/Movies/bench-2160p30.mp4', fullHd: '/sdcard/Movies/bench-1080p30.mp4' } as const;
/** Bytes that must be free, so that a full phone is not taken for a bad one. */
const leastFreeBytes = 300e6;

const watchOptions: SoakOptions<{ readonly end: string | null }> = {
  for: hour(1),
  every: sec(everySeconds),
  hole: sec(120),
  onGap: { shorterThan: min(5), policy: 'extend' },
  stopWhen: (last) => last.end,
};
const question = { timeout: sec(60), retries: 1 } as const;

export default procedure({
  id: 'video-soak',
  version: '1.1.0',
  title,
  ...declared,
  async run(t, { phone }) {
    const unit = await t.step('claim', () => phone.identity(), question);
    await noteUnit(t, unit);
    const arrived = await t.step(
      'preflight',
      async () => ({ ...(await phone.readiness()), ...(await phone.sample({ battery: true })) }),
      question,
    );
    if (!(await ready(t, [...unmetByBattery(arrived.battery, 30, 100), ...unmetByScreen(arrived)]))) return;
    if (!arrived.decoder2160p) await t.note('no-4k-decoder');
    const path = arrived.decoder2160p ? clips.uhd : clips.fullHd;
    const before = await t.step('crashes-before', () => phone.crashes(), question);

    await t.establish(
      'screen',
      () => prepareScreen({ phone }),
      () => phone.stopVideo(),
    );
    const { package: player } = await t.step('start', () => phone.playVideo({ path }), question);
    const watched = { bootId: unit.bootId, path, package: player, framesPerSecond };
    const sample = (moment: SoakMoment) => watchSample(t, { phone }, watched, moment);
    const watch = await t.soak('watch', watchOptions, sample);
    const after = await t.step('crashes-after', () => phone.crashes(), question);
    await judgeWatch(t, watch);
    await judgeCrashes(t, before.entries, after.entries);
  },
});

function unmetByScreen(phone: {
  readonly screenLocked: boolean;
  readonly freeBytes: { value: number | null };
}): Unmet[] {
  const unmet: Unmet[] = [];
  if (phone.screenLocked) unmet.push({ code: 'screen-locked', params: {} });
  const free = phone.freeBytes.value;
  if (free !== null && free < leastFreeBytes) unmet.push({ code: 'storage-full', params: {} });
  return unmet;
}

/** Half brightness, never dark, landscape: the same load on every phone. */
async function prepareScreen({ phone }: Bench): Promise<void> {
  const settings = {
    screen_brightness_mode: '0',
    screen_brightness: '128',
    screen_off_timeout: '2147483647',
    accelerometer_rotation: '0',
    user_rotation: '1',
  };
  for (const [key, value] of Object.entries(settings)) await phone.putSetting({ table: 'system', key, value });
}
