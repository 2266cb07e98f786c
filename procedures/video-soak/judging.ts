/** What an hour of video says about the phone. */
import { q } from '../language/index.ts';
import { missingPercent, mostMissing } from '../parts/coverage.ts';
import { judged, judgedIfTold, orNull } from '../parts/judged.ts';
import { stoodStill } from '../parts/standing-still.ts';
import { everySeconds, framesPerSecond, type Run } from './declared.ts';
import type { Watch } from './watch.ts';

/** One entry of the phone's drop box. */
export interface Crash {
  readonly tag: string;
  readonly when: string;
}

/** Percent of the windows in which nobody could tell whether the video played. */
const mostUnknown = 10;
/** Percent of the clip's frames that must have been counted before a part of them says anything about the rest. */
const fewestCounted = 50;

export async function judgeWatch(t: Run, watch: Watch): Promise<void> {
  const { summary } = watch;
  const { stopped } = summary;
  if (stopped === 'video-stalled') await t.fault('video-stalled', { seconds: 30 });
  if (stopped === 'rebooted' || stopped === 'too-hot') await t.fault(stopped);
  const missing = missingPercent(summary, everySeconds * 1000);
  if (missing > mostMissing) await t.undecided('too-many-holes', { percent: missing });
  await judgePlaying(t, watch);
  await judgeFrames(t, watch);
  await judged(t, 'restarts', await orNull(watch.restarted.sum()));
  await judgeHeat(t, watch);
  await judgeDrain(t, watch);
}

async function judgePlaying(t: Run, watch: Watch): Promise<void> {
  const windows = await orNull(watch.windows.sum());
  const proven = await orNull(watch.proven.sum());
  const unknown = await orNull(watch.unknown.sum());
  if (windows === null || proven === null || unknown === null) return judged(t, 'playing', null);
  const percent = q.percentOf(unknown, windows).value ?? 0;
  if (percent > mostUnknown) return t.undecided('playing-unknown', { percent: Math.round(percent) }, 'playing');
  await judged(t, 'playing', q.percentOf(proven, windows));
}

/** Of all frames that were to be shown, whatever restarted in between. */
async function judgeFrames(t: Run, watch: Watch): Promise<void> {
  const shown = await orNull(watch.shown.sum());
  const dropped = await orNull(watch.dropped.sum());
  if (shown === null || dropped === null) return judged(t, 'droppedFrames', null);
  const counted = q.plus(shown, dropped);
  const due = (framesPerSecond * watch.summary.activeMs) / 1000;
  const percent = Math.round((100 * (counted.value ?? 0)) / due);
  // A counter that hardly moves drops nothing either.
  if (percent < fewestCounted) return t.undecided('frames-not-counted', { percent }, 'droppedFrames');
  await judged(t, 'droppedFrames', q.percentOf(dropped, counted));
}

async function judgeHeat(t: Run, watch: Watch): Promise<void> {
  const hottest = await orNull(watch.temperature.max());
  if (await stoodStill(watch.summary, watch.temperature))
    await t.undecided('temperature-stands-still', { celsius: hottest?.value ?? null }, 'hottest');
  else await judged(t, 'hottest', hottest);
  await judgedIfTold(t, 'thermalStatus', await orNull(watch.thermalStatus.max()));
  const moderate = await orNull(watch.thermalStatus.timeAbove(1.5));
  const whole = q.constant(watch.summary.activeMs / 1000, 's');
  await judgedIfTold(t, 'moderateTime', moderate === null ? null : q.percentOf(moderate, whole));
}

async function judgeDrain(t: Run, watch: Watch): Promise<void> {
  const plugged = await orNull(watch.plugged.max());
  const isPlugged = plugged?.value !== 0;
  // Only with power on it can a phone play and keep its level.
  if (!isPlugged && (await stoodStill(watch.summary, watch.level))) {
    const { value: level } = await watch.level.max();
    for (const key of ['levelJump', 'drain'] as const) await t.undecided('level-stands-still', { level }, key);
    return;
  }
  await judged(t, 'levelJump', await orNull(watch.level.maxStep()));
  if (isPlugged) return t.note('drain-not-supported');
  const slope = await orNull(watch.level.slope());
  await judgedIfTold(t, 'drain', slope === null ? null : q.scale(slope, -1));
}

/** By full dates, because old entries stay in the drop box for days. */
export async function judgeCrashes(t: Run, before: readonly Crash[], after: readonly Crash[]): Promise<void> {
  const known = new Map<string, number>();
  const name = ({ tag, when }: Crash) => `${when} ${tag}`;
  for (const crash of before) known.set(name(crash), (known.get(name(crash)) ?? 0) + 1);
  const fresh = after.filter((crash) => {
    const left = known.get(name(crash)) ?? 0;
    known.set(name(crash), left - 1);
    return left <= 0;
  });
  for (const { tag, when } of fresh) {
    if (/^system_server_/i.test(tag)) await t.fault('system-crash', { tag, when });
    else await t.note('crash', { tag, when });
  }
  await judged(t, 'crashes', q.count(fresh.length));
}
