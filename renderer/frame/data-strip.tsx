/** The never-lose-data strip: saved when, disk, clock, processes. Grey while all is well. */

import type { StationStatus } from '../../station/api/station.ts';
import { sizeText } from '../../station/texts/size-text.ts';
import { useStation } from '../state/bench-page.tsx';
import { useNow } from '../state/now.ts';
import { frameWords } from '../words/frame-words.ts';
import { type Say, useWords } from '../words/words.ts';

type SayFrame = Say<typeof frameWords>;

export function DataStrip() {
  const say = useWords(frameWords);
  const status = useStation((state) => state.status);
  const { state, reason } = useStation((known) => known.process);
  const up = useStation((known) => known.up);
  const now = useNow(1_000);
  const lost = state === 'lost' || state === 'given-up';
  // What a station said that has died since is not so any more, also while the next one begins.
  const old = lost || (state === 'starting' && reason !== null);
  return (
    <section className="strip" aria-label={say('strip')}>
      {status === null || old ? null : <StatusItems status={status} say={say} now={now} />}
      <span className="grow" />
      {lost ? <span className="wrong">{say('stationLost')}</span> : null}
      {lost ? null : <span>{up && !old ? say('stationUp') : say('stationStarting')}</span>}
    </section>
  );
}

function StatusItems({
  status,
  say,
  now,
}: {
  readonly status: StationStatus;
  readonly say: SayFrame;
  readonly now: number;
}) {
  const { savedWall, diskFreeBytes, diskLow, clock, store, bench } = status;
  const size = diskFreeBytes === null ? '' : sizeText(diskFreeBytes);
  return (
    <>
      <span className={store === 'failed' ? 'wrong' : store === 'waiting' ? 'care' : undefined}>
        {store === 'ok' ? savedText(savedWall, now, say) : say(store === 'failed' ? 'storeFailed' : 'storeWaiting')}
      </span>
      <span className={diskLow ? 'wrong' : undefined}>
        {diskFreeBytes === null ? say('diskUnknown') : say(diskLow ? 'diskLow' : 'diskFree', { size })}
      </span>
      <span className={clock === 'ok' ? undefined : 'care'}>{say(clock === 'ok' ? 'clockOk' : 'clockStepped')}</span>
      <span className={bench === 'down' ? 'wrong' : undefined}>{say(benchWords[bench])}</span>
      {store === 'ok' ? <span>{say('storeOk')}</span> : null}
    </>
  );
}

const benchWords = { up: 'benchUp', idle: 'benchIdle', starting: 'benchStarting', down: 'benchDown' } as const;

function savedText(savedWall: string | null, now: number, say: SayFrame): string {
  if (savedWall === null) return say('nothingSaved');
  const seconds = Math.max(0, Math.round((now - Date.parse(savedWall)) / 1_000));
  if (seconds < 2) return say('savedNow');
  if (seconds < 120) return say('saved', { ago: say('seconds', { n: seconds }) });
  if (seconds < 7_200) return say('saved', { ago: say('minutes', { n: Math.round(seconds / 60) }) });
  return say('saved', { ago: say('hours', { n: Math.round(seconds / 3_600) }) });
}
