/**
 * One look at the playing video. Guarantees that whatever a later look needs of an earlier one stands in the sample, and
 * that counters which restart with a new surface lose nothing but what nobody could count.
 */
import {
  type Amount,
  type Quantity,
  q,
  type SampleValues,
  type Soak,
  type SoakMoment,
  sec,
} from '../language/index.ts';
import { told } from '../parts/judged.ts';
import {
  decided,
  framesAdvanced,
  type PlayerMoment,
  pictureChanged,
  positionAdvanced,
  windowSeconds,
} from '../parts/playing.ts';
import { type Bench, type Run, slowEvery } from './declared.ts';

/** Counts of frames are sums since the player began; `shown` and `dropped` what was added since the last look. */
export type WatchSample = Window & {
  readonly framesTotal: Amount<'1'> | null;
  readonly framesDropped: Amount<'1'> | null;
  readonly shown: Amount<'1'> | null;
  readonly dropped: Amount<'1'> | null;
  readonly restarted: Amount<'1'>;
  readonly temperature: Amount<'Cel'> | null;
  readonly level: Amount<'%'> | null;
  /** How many power sources there are. */
  readonly plugged: Amount<'1'> | null;
  readonly thermalStatus: Amount<'1'> | null;
  readonly end: 'rebooted' | 'video-stalled' | 'too-hot' | null;
};
export type Watch = Soak<WatchSample>;

/** The window that is going on: where it began; and how one ended, in the sample in which it did. */
type Window = {
  readonly fromUptime: number | null;
  readonly fromPosition: number | null;
  readonly fromFrames: number | null;
  readonly window: 'playing' | 'stalled' | 'unknown' | null;
  readonly windows: Amount<'1'>;
  readonly proven: Amount<'1'>;
  readonly unknown: Amount<'1'>;
};

/** What is being watched: the phone as it was claimed, and the clip on it. */
export interface Watched {
  readonly bootId: string;
  readonly path: string;
  readonly package: string;
  readonly framesPerSecond: number;
}

type PhoneLook = Awaited<ReturnType<typeof look>>;

export async function watchSample(
  t: Run,
  bench: Bench,
  watched: Watched,
  { index, last }: SoakMoment,
): Promise<WatchSample> {
  const now = await look(bench, watched.package);
  if (now.bootId !== watched.bootId) return { ...nothingSeen, end: 'rebooted' };
  const { media } = now;
  const gone = !['playing', 'buffering'].includes(media.state);
  if (gone) await bench.phone.playVideo({ path: watched.path });
  const window = gone ? freshWindow(null) : await windowAfter(t, bench, watched, now, last);
  const slow = index % slowEvery === 0 ? await bench.phone.sample({ battery: true, thermal: true }) : null;
  const temperature = slow === null ? null : told(slow.battery.temperature, 'temperature');
  const status = slow?.thermal.status ?? null;
  return {
    framesTotal: gone ? null : media.framesTotal,
    framesDropped: gone ? null : media.framesDropped,
    shown: gone ? null : grown(media.framesTotal, last?.framesTotal),
    dropped: gone ? null : grown(media.framesDropped, last?.framesDropped),
    restarted: q.count(gone ? 1 : 0),
    ...window,
    temperature,
    level: slow === null ? null : told(slow.battery.level, 'level'),
    plugged: slow === null ? null : q.count(slow.battery.plugged.length),
    thermalStatus: status?.status === 'ok' ? status : null,
    end: endOf(window.window, temperature?.value ?? 0),
  };
}

async function look({ phone }: Bench, player: string) {
  const { uptime, bootId, media } = await phone.sample({ media: { package: player } });
  return { uptime: told(uptime, 'uptime'), bootId, media };
}

function endOf(window: string | null, celsius: number): 'video-stalled' | 'too-hot' | null {
  if (celsius > 45) return 'too-hot';
  return window === 'stalled' ? 'video-stalled' : null;
}

/** A window that begins now, with how the one before it has ended. */
function freshWindow(from: PlayerMoment | null, ended: Window['window'] = null): Window {
  return {
    fromUptime: from?.uptime ?? null,
    fromPosition: from?.position ?? null,
    fromFrames: from?.frames ?? null,
    window: ended,
    windows: q.count(ended === null ? 0 : 1),
    proven: q.count(ended === 'playing' ? 1 : 0),
    unknown: q.count(ended === 'unknown' ? 1 : 0),
  };
}

/** Position and frames agree nearly always; pictures are taken only when they do not, because taking them costs frames. */
async function windowAfter(t: Run, bench: Bench, watched: Watched, now: PhoneLook, last: SampleValues | null) {
  const here = momentOf(now);
  const from = windowIn(last);
  if (from === null || here.uptime < from.uptime) return freshWindow(here);
  if (here.uptime - from.uptime < windowSeconds) return { ...freshWindow(from), window: null };
  const position = positionAdvanced(from, here);
  const frames = framesAdvanced(from, here, watched.framesPerSecond);
  const early = decided([position, frames]);
  if (early !== 'unknown') return freshWindow(here, early);
  const picture = pictureChanged(await screen(bench, watched), await later(t, bench, watched));
  return freshWindow(here, decided([position, frames, picture]));
}

async function screen({ phone }: Bench, watched: Watched): Promise<string | null> {
  const { media } = await phone.sample({ media: { package: watched.package, screenshot: true } });
  return media.screenHash;
}

async function later(t: Run, bench: Bench, watched: Watched): Promise<string | null> {
  await t.sleep(sec(2));
  return screen(bench, watched);
}

function momentOf({ uptime, media }: PhoneLook): PlayerMoment {
  return { uptime: uptime.value ?? 0, position: media.position.value, frames: media.framesTotal.value };
}

function windowIn(last: SampleValues | null): PlayerMoment | null {
  if (typeof last?.fromUptime !== 'number') return null;
  const number = (value: SampleValues[string] | undefined) => (typeof value === 'number' ? value : null);
  return { uptime: last.fromUptime, position: number(last.fromPosition), frames: number(last.fromFrames) };
}

/** What a counter has grown by since the last look; one that is smaller than before has restarted from nought. */
function grown(now: Amount<'1'>, before: SampleValues[string] | undefined): Amount<'1'> | null {
  told(now, 'frames');
  if (typeof before !== 'object' || before === null || before.value === null) return null;
  if ((now.value ?? 0) < before.value) return now;
  return q.minus(now, before as Quantity<'1'>);
}

/** The fields of a sample in which there was no player to look at. */
const nothingSeen = {
  framesTotal: null,
  framesDropped: null,
  shown: null,
  dropped: null,
  restarted: q.count(0),
  ...freshWindow(null),
  temperature: null,
  level: null,
  plugged: null,
  thermalStatus: null,
};
