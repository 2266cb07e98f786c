/** The video procedure on every scenario that bears on it, its settings, and a player that ends. */
import { expect, it } from 'vitest';
import { RehearsalStage } from '../../station/compose/rehearsal.ts';
import type { Entry } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { scenarioSuite } from '../support/scenario-suite.ts';
import { shippedBundle, warnings, whyNot } from '../support/shipped.ts';

scenarioSuite('video-soak', {
  healthy: { why: [] },
  'link-loss': { why: [] },
  'long-link-loss': { why: ['soak/hole-too-long'] },
  reboot: { why: ['rebooted'], warns: ['crashes'] },
  'stalled-video': { why: ['video-stalled'] },
  'dropped-frames': { why: ['measure/fail droppedFrames limit/over'] },
  overheating: { why: ['too-hot', 'measure/fail hottest limit/over', 'measure/fail drain limit/over'] },
});

const bundle = await shippedBundle('video-soak');

async function watched(act: (entry: Entry, stage: RehearsalStage) => void) {
  const stage: RehearsalStage = new RehearsalStage({ bundle, onEntry: (entry) => act(entry, stage) });
  await stage.clock.run(stage.execute());
  return { stage, record: fold(stage.store.entries('rehearsal')) };
}

const atSample =
  (...indexes: number[]) =>
  (entry: Entry) =>
    entry.kind === 'sample' && indexes.includes(entry.index);

it('a player that ends once is started again and passes with a warning; twice fails', async () => {
  const once = await watched((entry, stage) => {
    if (atSample(100)(entry)) stage.unit?.phone.stopVideo();
  });
  expect({ verdict: once.record.verdict, why: whyNot(once.record) }).toEqual({ verdict: 'PASS', why: [] });
  expect(warnings(once.record)).toEqual(['restarts']);
  const twice = await watched((entry, stage) => {
    if (atSample(100, 300)(entry)) stage.unit?.phone.stopVideo();
  });
  expect(whyNot(twice.record)).toEqual(['measure/fail restarts limit/over']);
});

it('the phone gets every setting back, and nothing plays any more', async () => {
  const before: Record<string, string> = {};
  const { stage, record } = await watched((entry, { unit }) => {
    if (entry.kind === 'run.start') Object.assign(before, unit?.phone.snapshot().settings.system);
  });
  expect(stage.unit?.phone.snapshot().settings.system).toEqual(before);
  expect(stage.unit?.phone.snapshot().media.state).toBe('none');
  expect(record.settingsNotRestored).toEqual([]);
});

it('a phone with power on it passes, and its drain is not judged', async () => {
  const { record } = await watched((entry, { unit }) => {
    if (entry.kind === 'run.start') unit?.supply.output(true);
  });
  expect({ verdict: record.verdict, why: whyNot(record) }).toEqual({ verdict: 'PASS', why: [] });
  expect(record.measures.find(({ key }) => key === 'drain')?.verdict).toBe('UNSET');
  expect(record.notes.map(({ code }) => code)).toContain('drain-not-supported');
});
