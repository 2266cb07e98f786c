/** What the call soak declares before it runs, and the types that follow from it. */
import { type Context, type Instruments, limit, prompt } from '../language/index.ts';
import * as texts from '../texts/call-soak.ts';

/** What the call must hold without a break. */
export const talkSeconds = 1800;
/** Between two looks at the call. */
export const everySeconds = 5;

export const declared = {
  needs: { phone: 'Phone' },
  stages: texts.stages,
  measures: {
    setUp: limit.seconds(texts.measures.setUp).atMost(30),
    talkTime: limit.seconds(texts.measures.talkTime).atLeast(talkSeconds),
    outOfService: limit.seconds(texts.measures.outOfService).atMost(10),
    hottest: limit.celsius(texts.measures.hottest).atMost(45).warnAbove(40),
    signal: limit.dBm(texts.measures.signal).infoOnly(),
    levelUsed: limit.percent(texts.measures.levelUsed).infoOnly(),
  },
  prompts: { 'peer-number': prompt.text(texts.prompts.peerNumber, { simulated: '10000' }) },
  findings: texts.findings,
} as const;

export type Run = Context<typeof declared>;
export type Bench = Instruments<(typeof declared)['needs']>;
