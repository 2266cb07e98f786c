/**
 * `dumpsys media_session`. Guarantees that a player is chosen by its package and never by its place in the list, and
 * that a position is only told when it means something (-1 is constant in some players).
 */
import { linesOf, plainNumber } from './answer.ts';

export type PlayerState = 'none' | 'stopped' | 'paused' | 'playing' | 'buffering' | 'error' | 'unknown';

export interface MediaSession {
  readonly package: string;
  readonly active: boolean;
  readonly state: PlayerState;
  /** Milliseconds into the clip at `updatedMs`. */
  readonly positionMs?: number;
  /** Milliseconds since the phone was started, when the position was taken. */
  readonly updatedMs?: number;
  readonly speed: number;
}

const states: Readonly<Record<number, PlayerState>> = {
  0: 'none',
  1: 'stopped',
  2: 'paused',
  3: 'playing',
  6: 'buffering',
  7: 'error',
};

/** Every session that names its package. Never throws. */
export function parseMediaSessions(text: string): MediaSession[] {
  const sessions: MediaSession[] = [];
  let current: { package: string; active: boolean } | undefined;
  let playback = '';
  const finish = () => {
    if (current !== undefined) sessions.push({ ...current, ...parsePlaybackState(playback) });
    current = undefined;
    playback = '';
  };
  for (const line of linesOf(text)) {
    const name = /^package=([\w.]+)$/.exec(line)?.[1];
    if (name !== undefined) {
      finish();
      current = { package: name, active: false };
    } else if (current !== undefined) {
      if (line === 'active=true') current.active = true;
      if (line.startsWith('state=') && playback === '') playback = line;
    }
  }
  finish();
  return sessions;
}

/** `PlaybackState {state=3, …}` or `{state=PLAYING(3), …}`. */
export function parsePlaybackState(text: string): Omit<MediaSession, 'package' | 'active'> {
  const code = plainNumber(/PlaybackState \{state=(?:[A-Z_]+\()?(\d{1,2})\)?/.exec(text)?.[1]);
  const position = plainNumber(/[,{] ?position=(-?\d{1,15})[,}]/.exec(text)?.[1]);
  const updated = plainNumber(/[,{] ?updated=(\d{1,15})[,}]/.exec(text)?.[1]);
  const speed = plainNumber(/[,{] ?speed=(-?\d{1,3}(?:\.\d{1,6})?)[,}]/.exec(text)?.[1]);
  return {
    state: code === undefined ? 'unknown' : (states[code] ?? 'unknown'),
    ...(position === undefined || position < 0 ? {} : { positionMs: position }),
    ...(updated === undefined || updated === 0 ? {} : { updatedMs: updated }),
    speed: speed ?? 0,
  };
}

/** The session of a package: one that plays before one that is active before any. */
export function sessionOf(sessions: readonly MediaSession[], packageName: string): MediaSession | undefined {
  const own = sessions.filter((session) => session.package === packageName);
  return own.find((session) => session.state === 'playing') ?? own.find((session) => session.active) ?? own[0];
}

/** Seconds into the clip at the phone's uptime; undefined when the session does not tell enough. */
export function positionAt(session: MediaSession, uptimeSeconds: number | undefined): number | undefined {
  const { positionMs, updatedMs, speed, state } = session;
  if (positionMs === undefined) return undefined;
  if (state !== 'playing') return positionMs / 1000;
  if (updatedMs === undefined || uptimeSeconds === undefined) return undefined;
  const elapsedMs = uptimeSeconds * 1000 - updatedMs;
  // A snapshot from the future, beyond the rounding of /proc/uptime, belongs to another start of the phone.
  if (elapsedMs < -1000) return undefined;
  return Math.round(positionMs + Math.max(0, elapsedMs) * speed) / 1000;
}
