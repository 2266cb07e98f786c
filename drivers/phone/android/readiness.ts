/**
 * Whether the phone can be tested now, and what it has crashed of. Guarantees that "cannot tell" is never "all is well":
 * an unknown lock screen counts as locked, an unreadable drop box is a failure and not an empty list.
 */
import type { PhoneCrash } from '../../../foundation/capability/phone.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions } from '../../contract/driver.ts';
import { refusalIn } from './parse/answer.ts';
import { parseDf } from './parse/df.ts';
import { parseDropbox } from './parse/dropbox.ts';
import { phoneReading } from './phone-reading.ts';
import { askTimed, type PhoneSession } from './phone-session.ts';
import { limited } from './shell-round.ts';

export interface Readiness {
  readonly freeBytes: Reading;
  readonly screenLocked: boolean;
  readonly decoder2160p: boolean;
}

/** Free space of /data, the lock screen, and a decoder for 3840 × 2160. */
export async function readReadiness(session: PhoneSession, options: CallOptions): Promise<Readiness> {
  const { answers, stamp } = await askTimed(
    session,
    {
      df: limited('df -k /data'),
      trust: `${limited('dumpsys trust')} | grep -m1 -o 'deviceLocked=[01]'`,
      keyguard: `${limited('dumpsys window policy')} | grep -m2 -oE '(showing|mIsShowing|mShowingLockscreen)=(true|false)'`,
      codecs: `${limited('dumpsys media.player')} | grep -E "Media type 'video|size-range"`,
    },
    options,
  );
  const freeBytes = phoneReading('bytes', parseDf(answers.df.text)?.freeBytes, stamp);
  session.publish(freeBytes, 'storage/free');
  return {
    freeBytes,
    screenLocked: isLocked(answers.trust.text, answers.keyguard.text),
    decoder2160p: decodes2160p(answers.codecs.text),
  };
}

/** Drop box entries that tell of crashes, newest last; `phone/refused` or `phone/unreadable` when the box stays shut. */
export async function readCrashes(
  session: PhoneSession,
  options: CallOptions,
): Promise<{ readonly entries: readonly PhoneCrash[] }> {
  const { answers } = await askTimed(session, { dropbox: limited('dumpsys dropbox') }, options);
  const { text } = answers.dropbox;
  if (!text.includes('Drop box contents')) {
    throw new CodedError(refusalIn(text) === 'refused' ? 'phone/refused' : 'phone/unreadable', { what: 'dropbox' });
  }
  return { entries: parseDropbox(text) };
}

/** Locked unless the phone says that it is not; a keyguard that shows is in the way even without a secret. */
export function isLocked(trust: string, keyguard: string): boolean {
  const shown = [...keyguard.matchAll(/=(true|false)/g)].map((match) => match[1]);
  if (shown.length > 0) return shown.includes('true');
  return !trust.includes('deviceLocked=0');
}

/** From the decoder list of `dumpsys media.player`: any H.264 or HEVC decoder whose largest size holds 3840 × 2160. */
export function decodes2160p(text: string): boolean {
  let video = false;
  for (const line of text.split('\n')) {
    const type = /Media type '(video\/[\w.-]+)'/.exec(line)?.[1];
    if (type !== undefined) video = type === 'video/avc' || type === 'video/hevc';
    const [, width, height] = /size-range = "\d+x\d+-(\d+)x(\d+)"/.exec(line) ?? [];
    if (!video || width === undefined || height === undefined) continue;
    const sides = [Number(width), Number(height)].sort((a, b) => b - a);
    if ((sides[0] ?? 0) >= 3840 && (sides[1] ?? 0) >= 2160) return true;
  }
  return false;
}
