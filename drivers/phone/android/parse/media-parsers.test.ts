import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMediaSessions, parsePlaybackState, positionAt, sessionOf } from './media-session.ts';
import { hasRealOutputs, realOutput, realOutputs } from './real-output.ts';
import { FrameCounter, layersOf, parseTimestats } from './timestats.ts';

const seed = Number(process.env.FC_SEED ?? 20260105);

describe.skipIf(!hasRealOutputs)(realOutputs, () => {
  it('a television’s numeric state is playing, but a state that was cut off gives no position', () => {
    const sessions = parseMediaSessions(realOutput('media/media_session-androidtv-numeric-state.txt'));
    const session = sessionOf(sessions, 'com.google.android.youtube.tv');
    expect(session).toMatchObject({ active: true, state: 'playing', positionMs: 1980379 });
    expect(session).not.toHaveProperty('updatedMs');
    if (session !== undefined) expect(positionAt(session, 77_561.347)).toBeUndefined();
  });

  it('three progress lines of Android 14 agree with each other when extrapolated', () => {
    const lines = realOutput('media/playbackstate-progress-lines-android14.txt').trim().split('\n');
    const positions = lines.map((line) =>
      positionAt({ package: 'x', active: true, ...parsePlaybackState(line) }, 127_200),
    );
    expect(positions).toEqual([96.778, 96.77, 96.769]);
  });

  it('a layer of Android 14 is read', () => {
    const layers = parseTimestats(realOutput('display/surfaceflinger-timestats-layer-android14.txt'));
    expect(layersOf(layers, 'com.mojang.minecraftpe')).toMatchObject([{ total: 28, dropped: 0 }]);
    expect(layersOf(layers, 'com.mojang.minecraft')).toEqual([]);
  });
});

it('the numeric form of older releases is extrapolated by the uptime', () => {
  const line =
    'state=PlaybackState {state=3, position=1980379, buffered position=0, speed=1.0, updated=77551347, actions=6}';
  const session = { package: 'x', active: true, ...parsePlaybackState(line) };
  expect(positionAt(session, 77_561.347)).toBe(1990.379);
});

it('the pseudo-entry of Telecom does not hide the player', () => {
  const text =
    'Sessions Stack:\n  package=com.android.server.telecom\n  active=true\n  state=null\n  package=org.player\n  active=true\n  state=PlaybackState {state=PLAYING(3), position=5000, buffered position=0, speed=1.0, updated=1000, x}\n';
  expect(sessionOf(parseMediaSessions(text), 'org.player')).toMatchObject({ state: 'playing', positionMs: 5000 });
  expect(sessionOf(parseMediaSessions(text), 'org.other')).toBeUndefined();
});

it('a player whose position is always -1 has no position', () => {
  const state = parsePlaybackState('state=PlaybackState {state=3, position=-1, speed=1.0, updated=5000, x}');
  expect(positionAt({ package: 'x', active: true, ...state }, 10)).toBeUndefined();
});

it('a paused player stands still, and a snapshot from before a reboot is no position', () => {
  const paused = { package: 'x', active: true, state: 'paused', positionMs: 4200, updatedMs: 1000, speed: 1 } as const;
  expect(positionAt(paused, 500)).toBe(4.2);
  expect(positionAt({ ...paused, state: 'playing', updatedMs: 900_000 }, 30)).toBeUndefined();
});

describe('frames', () => {
  const layer = (name: string, total: number, dropped: number, order: 'uid-first' | 'rate-first' = 'rate-first') =>
    order === 'rate-first'
      ? `displayRefreshRate = 60 fps\nuid = 1\nlayerName = ${name}\npackageName = \ntotalFrames = ${total}\ndroppedFrames = ${dropped}\npresent2present histogram is as below:\n0ms=0 16ms=80 33ms=9\n`
      : `uid = 1\nlayerName = ${name}\ntotalFrames = ${total}\ndroppedFrames = ${dropped}\n`;
  const own = 'SurfaceView[org.player/org.player.Main](BLAST)#42';

  it('all refresh-rate buckets and both orders of keys are summed, other packages are not', () => {
    const text = layer(own, 70, 1) + layer(own, 30, 2, 'uid-first') + layer('com.android.systemui/StatusBar#1', 500, 9);
    const layers = layersOf(parseTimestats(text), 'org.player');
    expect(new FrameCounter().update(layers)).toEqual({ total: 100, dropped: 3 });
    expect(layers[0]?.presentGaps.get(33)).toBe(9);
  });

  it('counters that restart with a new surface lose no frame', () => {
    const counter = new FrameCounter();
    const update = (text: string) => counter.update(layersOf(parseTimestats(text), 'org.player'));
    expect(update(layer(own, 100, 4))).toEqual({ total: 100, dropped: 4 });
    expect(update(layer(own, 20, 1))).toEqual({ total: 120, dropped: 5 });
    expect(update(layer(own, 50, 1))).toEqual({ total: 150, dropped: 5 });
    const turned = own.replace('#42', '#57');
    expect(update(layer(own, 50, 1) + layer(turned, 10, 2))).toEqual({ total: 160, dropped: 7 });
    expect(update(layer(turned, 30, 2))).toEqual({ total: 180, dropped: 7 });
  });

  it('more dropped than shown is a bad phone and not a bad dump', () => {
    expect(parseTimestats(layer(own, 3, 40))).toMatchObject([{ total: 3, dropped: 40 }]);
  });

  it('random text never throws and never counts backwards', () => {
    const line = fc.tuple(
      fc.constantFrom('layerName', 'totalFrames', 'droppedFrames', 'uid'),
      fc.oneof(fc.integer().map(String), fc.constant(own)),
    );
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 12 }), { maxLength: 5 }), (dumps) => {
        const counter = new FrameCounter();
        let before = 0;
        for (const dump of dumps) {
          const { total } = counter.update(parseTimestats(dump.map(([key, value]) => `${key} = ${value}`).join('\n')));
          expect(total).toBeGreaterThanOrEqual(before);
          before = total;
        }
      }),
      { seed, numRuns: 300 },
    );
  });
});
