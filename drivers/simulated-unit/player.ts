/**
 * A video player with a 30 frames-per-second clip of five minutes, played in a loop. Frames, drops and position follow
 * from the time alone; a frozen picture keeps its frame while the position goes on.
 */
import type { SimulatedMedia } from './unit.ts';

export interface PlayerState {
  readonly package: string;
  readonly state: 'none' | 'buffering' | 'playing';
  /** Unit milliseconds at which the first frame was shown (or will be, while buffering). */
  readonly firstFrameMs: number;
  /** Counters at the last clearing. */
  readonly clearedShown: number;
  readonly clearedDropped: number;
}

export interface PictureRules {
  /** Part of the frames that is dropped. */
  readonly drops: number;
  readonly freezesAfterMs: number | undefined;
}

const framesPerSecond = 30;
const clipMs = 300_000;
const bufferingMs = 800;

export const noVideo: PlayerState = {
  package: '',
  state: 'none',
  firstFrameMs: 0,
  clearedShown: 0,
  clearedDropped: 0,
};

/** A new surface begins with fresh counters. */
export function videoStarted(packageName: string, atMs: number): PlayerState {
  return { ...noVideo, package: packageName, state: 'buffering', firstFrameMs: atMs + bufferingMs };
}

interface Counted {
  readonly shown: number;
  readonly dropped: number;
  readonly visible: number;
}

function counted(player: PlayerState, rules: PictureRules, atMs: number): Counted {
  if (player.state === 'none') return { shown: 0, dropped: 0, visible: 0 };
  const playedMs = Math.max(0, atMs - player.firstFrameMs);
  const movingMs = Math.min(playedMs, rules.freezesAfterMs ?? playedMs);
  const frames = Math.floor((movingMs * framesPerSecond) / 1000);
  const dropped = Math.floor(frames * rules.drops);
  return { shown: frames - dropped, dropped, visible: frames };
}

/** Counters from here on count from nought. */
export function countersCleared(player: PlayerState, rules: PictureRules, atMs: number): PlayerState {
  const { shown, dropped } = counted(player, rules, atMs);
  return { ...player, clearedShown: shown, clearedDropped: dropped };
}

/** What can be seen of the player; `bootMs` is the unit time at which the phone's own clock began. */
export function mediaOf(player: PlayerState, rules: PictureRules, atMs: number, bootMs: number): SimulatedMedia {
  const { shown, dropped, visible } = counted(player, rules, atMs);
  const playedMs = Math.max(0, atMs - player.firstFrameMs);
  const loopStartMs = player.firstFrameMs + Math.floor(playedMs / clipMs) * clipMs;
  return {
    package: player.package,
    state: player.state,
    positionMs: 0,
    updatedMs: player.state === 'none' ? 0 : Math.min(atMs, loopStartMs) - bootMs,
    framesTotal: shown - player.clearedShown,
    framesDropped: dropped - player.clearedDropped,
    visibleFrame: visible,
  };
}
