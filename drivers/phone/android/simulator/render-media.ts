/** The player in `dumpsys media_session` and in SurfaceFlinger's timestats. */
import type { PhoneSnapshot } from '../../../simulated-unit/unit.ts';
import type { Flavour } from './flavour.ts';

const stateCodes = { none: 0, playing: 3, paused: 2, buffering: 6 } as const;

/** Telecom's pseudo-session comes first, as on Android 14: choosing by place would find the wrong one. */
export function renderMediaSession(snapshot: PhoneSnapshot): string {
  const { media } = snapshot;
  const entry = (tag: string, packageName: string, active: boolean, playback: string) => [
    `    ${tag} ${packageName}/${tag} (userId=0)`,
    '      ownerPid=2568, ownerUid=10048, userId=0',
    `      package=${packageName}`,
    '      launchIntent=null',
    `      active=${active}`,
    '      flags=3',
    `      state=${playback}`,
    '      metadata: size=2, description=bench, null, null',
  ];
  const playing = media.state !== 'none' && media.package !== '';
  const speed = media.state === 'playing' ? '1.0' : '0.0';
  return [
    'MEDIA SESSION SERVICE (dumpsys media_session)',
    '',
    '2 sessions listeners.',
    'Record for full_user=0',
    `  Sessions Stack - have ${playing ? 2 : 1} sessions:`,
    ...entry('HeadsetMediaButton', 'com.android.server.telecom', false, 'null'),
    ...(playing
      ? entry(
          'player',
          media.package,
          true,
          `PlaybackState {state=${media.state.toUpperCase()}(${stateCodes[media.state]}), position=${Math.round(media.positionMs)}, buffered position=0, speed=${speed}, updated=${Math.round(media.updatedMs)}, actions=262070, custom actions=[], active item id=0, error=null}`,
        )
      : []),
    '',
  ].join('\n');
}

/**
 * `dumpsys SurfaceFlinger --timestats -dump`: the player's surface in two refresh-rate buckets, whose sum is the truth,
 * and somebody else's layer.
 */
export function renderTimestats(snapshot: PhoneSnapshot, flavour: Flavour): string {
  const { media } = snapshot;
  const layer = (name: string, hertz: number, total: number, dropped: number) => [
    `displayRefreshRate = ${hertz} fps`,
    `renderRate = ${hertz} fps`,
    'uid = 10074',
    `layerName = ${name}`,
    'packageName = ',
    'gameMode = Unsupported',
    `totalFrames = ${total}`,
    `droppedFrames = ${dropped}`,
    'lateAcquireFrames = 0',
    'badDesiredPresentFrames = 0',
    'Jank payload for this layer:',
    'totalTimelineFrames = 0',
    'averageFPS = 30.000',
    'present2present histogram is as below:',
    `0ms=0 16ms=0 33ms=${Math.max(0, total - 1)} `,
    '',
  ];
  const own = `SurfaceView[${media.package}/${flavour.player.activity}](BLAST)#42`;
  const early = Math.floor(media.framesTotal * 0.3);
  const earlyDropped = Math.floor(media.framesDropped * 0.3);
  const player =
    media.state === 'none'
      ? []
      : [
          ...layer(own, 60, media.framesTotal - early, media.framesDropped - earlyDropped),
          ...layer(own, 90, early, earlyDropped),
        ];
  return [
    'SurfaceFlinger TimeStats:',
    'Legacy stats are as follows:',
    'statsStart = 1',
    'statsEnd = 2',
    'Layer count = 3',
    '',
    ...layer('com.android.systemui/StatusBar#11', 60, 17, 0),
    ...player,
    '',
  ].join('\n');
}

/**
 * A raw picture of the screen as `screencap` gives it: width, height, format, colour space, then bytes that depend on
 * the visible frame alone. Small, and dark when the screen is off.
 */
export function rawScreen(snapshot: PhoneSnapshot): Uint8Array {
  const pixels = new Uint8Array(256);
  if (snapshot.screen.on) {
    let state = (snapshot.media.visibleFrame * 2654435761 + 1) >>> 0;
    for (const index of pixels.keys()) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      pixels[index] = 1 + (state >>> 24) * (253 / 255);
    }
  }
  const header = new Uint8Array(16);
  const view = new DataView(header.buffer);
  view.setUint32(0, 1344, true);
  view.setUint32(4, 2992, true);
  view.setUint32(8, 1, true);
  view.setUint32(12, 1, true);
  return Uint8Array.from([...header, ...pixels]);
}
