/**
 * Playing a clip with whatever player the phone has. Guarantees that the frame counters start at nothing, and that the
 * player that was started is the one that is stopped, even by a station that was restarted in between.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../../contract/driver.ts';
import type { PhoneSession } from './phone-session.ts';
import { mustHaveWorked } from './refusal.ts';
import { askAll, limited } from './shell-round.ts';
import { checked, packageName, phonePath, quoted } from './shell-words.ts';

/** The player's package is noted here, on the phone itself. */
const playerNote = '/data/local/tmp/ohmstead.player';
const media = 'content://media/external/video/media';

/** `file://` links fail in modern players, so the clip is opened by its number in the media store. */
export async function playVideo(
  session: PhoneSession,
  path: string,
  options: CallOptions,
): Promise<{ readonly package: string }> {
  const file = checked('path', path, phonePath).replace(/^\/sdcard\//, '/storage/emulated/0/');
  const { query } = await askAll(
    session.link,
    {
      scan: limited(`content call --uri content://media --method scan_file --arg ${quoted(file)}`),
      query: limited(`content query --uri ${media} --projection _id:_data --where ${quoted(`_data='${file}'`)}`),
    },
    options,
  );
  const id = /^Row: \d+ _id=(\d{1,15}), _data=/m.exec(query.text)?.[1];
  if (id === undefined) throw new CodedError('phone/no-such-video', { path });
  const view = `am start -W -a android.intent.action.VIEW -d ${media}/${id} -t video/mp4 --grant-read-uri-permission`;
  const { start } = await askAll(session.link, { start: `timeout 20 ${view} 2>&1` }, options);
  mustHaveWorked('play', start);
  const player = /^Activity: ([\w.]+)\//m.exec(start.text)?.[1];
  // The package `android` is the "open with" chooser, not a player.
  if (player === undefined || player === 'android') throw new CodedError('phone/no-player', {});
  const { clear } = await askAll(
    session.link,
    {
      note: `echo ${quoted(player)} > ${playerNote}`,
      clear: limited('dumpsys SurfaceFlinger --timestats -clear -enable'),
    },
    options,
  );
  mustHaveWorked('frame-counters', clear);
  session.player = player;
  session.frames.clear();
  return { package: player };
}

/** Ends the player that {@link playVideo} started and switches the frame counters off; nothing to stop is no failure. */
export async function stopVideo(session: PhoneSession, options: CallOptions): Promise<void> {
  const { note } = await askAll(session.link, { note: `cat ${playerNote} 2>/dev/null` }, options);
  const player = session.player ?? note.text.trim();
  session.player = undefined;
  const commands = { disable: limited('dumpsys SurfaceFlinger --timestats -disable') };
  if (!packageName.test(player)) {
    await askAll(session.link, commands, options);
    return;
  }
  const { stop } = await askAll(
    session.link,
    { stop: limited(`am force-stop ${quoted(player)}`), forget: `rm -f ${playerNote}`, ...commands },
    options,
  );
  mustHaveWorked('stop-player', stop);
}
