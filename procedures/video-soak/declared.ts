/** What the video soak declares before it runs, and the types that follow from it. */
import { type Context, type Instruments, limit } from '../language/index.ts';
import * as texts from '../texts/video-soak.ts';

/** Between two looks at the player; battery and heat at every sixth. */
export const everySeconds = 5;
export const slowEvery = 6;
/** Of the bench's own clip. */
export const framesPerSecond = 30;

export const declared = {
  needs: { phone: 'Phone' },
  stages: texts.stages,
  measures: {
    playing: limit.percent(texts.measures.playing).atLeast(90),
    droppedFrames: limit.percent(texts.measures.droppedFrames).atMost(2).warnAbove(0.5),
    restarts: limit.count(texts.measures.restarts).atMost(1).warnAbove(0),
    // Made of two lists by comparing them: no instrument has this number.
    crashes: limit.count(texts.measures.crashes).atMost(1).warnAbove(0).counted(),
    hottest: limit.celsius(texts.measures.hottest).atMost(45).warnAbove(40),
    // Phones before Android 10 tell no thermal status.
    thermalStatus: limit.count(texts.measures.thermalStatus).atMost(2).warnAbove(1).optional(),
    moderateTime: limit.percent(texts.measures.moderateTime).atMost(25).optional(),
    // Only an unplugged phone shows its drain.
    drain: limit.percent(texts.measures.drain).atMost(25).warnAbove(18).optional(),
    levelJump: limit.percent(texts.measures.levelJump).atMost(5).warnAbove(3),
  },
  findings: texts.findings,
} as const;

export type Run = Context<typeof declared & { readonly prompts: Readonly<Record<never, never>> }>;
export type Bench = Instruments<(typeof declared)['needs']>;
