/**
 * A player as one sample: its session, its frames, and on demand a picture of the screen. Guarantees that frames of
 * other packages do not count, and that a black screenshot is no screenshot.
 */
import type { PhoneMedia } from '../../../foundation/capability/phone.ts';
import { knownNumber, linesOf } from './parse/answer.ts';
import { parseMediaSessions, positionAt, sessionOf } from './parse/media-session.ts';
import { layersOf, parseTimestats } from './parse/timestats.ts';
import { phoneReading, type Stamp } from './phone-reading.ts';
import type { PhoneSession } from './phone-session.ts';
import { type Answer, limited } from './shell-round.ts';

export type MediaCommand = 'sessions' | 'timestats' | 'screen';

/** Bytes that are neither 0 nor 255 in a raw picture: its header has a few, black and white pixels have none. */
const leastLitBytes = 64;

export function mediaCommands(screenshot: boolean): Record<string, string> {
  return {
    sessions: limited('dumpsys media_session'),
    timestats: limited('dumpsys SurfaceFlinger --timestats -dump'),
    ...(screenshot
      ? {
          // Two pictures, so that no file is written: the first is hashed, the second tells whether anything is lit.
          screen: `timeout 8 screencap | sha256sum 2>&1; timeout 8 screencap | tr -d '\\000\\377' | wc -c`,
        }
      : {}),
  };
}

/** Publishes `media/position`, `media/frames-total` and `media/frames-dropped`. */
export function mediaOf(
  session: PhoneSession,
  packageName: string,
  uptime: number,
  answers: Readonly<Partial<Record<MediaCommand, Answer>>>,
  stamp: Stamp,
): PhoneMedia {
  const player = sessionOf(parseMediaSessions(answers.sessions?.text ?? ''), packageName);
  const layers = layersOf(parseTimestats(answers.timestats?.text ?? ''), packageName);
  const frames = layers.length === 0 ? undefined : session.frames.update(layers);
  const media: PhoneMedia = {
    package: packageName,
    state: player?.state ?? 'none',
    position: {
      ...phoneReading('seconds', player === undefined ? undefined : positionAt(player, uptime), stamp),
      resolution: 0.001,
    },
    framesTotal: phoneReading('count', frames?.total, stamp),
    framesDropped: phoneReading('count', frames?.dropped, stamp),
    screenHash: answers.screen === undefined ? null : screenHashOf(answers.screen.text),
  };
  session.publish(media.position, 'media/position');
  session.publish(media.framesTotal, 'media/frames-total');
  session.publish(media.framesDropped, 'media/frames-dropped');
  return media;
}

function screenHashOf(text: string): string | null {
  const [hashLine = '', lit = ''] = linesOf(text);
  const hash = /^([0-9a-f]{64}) /.exec(hashLine)?.[1];
  return hash !== undefined && (knownNumber(lit) ?? 0) >= leastLitBytes ? hash : null;
}
