/** The call procedure on every scenario that bears on it, a call that drops only once, and a cable that is pulled. */
import { expect, it } from 'vitest';
import { RehearsalStage, rehearse } from '../../station/compose/rehearsal.ts';
import { fold } from '../../station/record/fold.ts';
import { scenarioSuite } from '../support/scenario-suite.ts';
import { shippedBundle, whyNot } from '../support/shipped.ts';

scenarioSuite('call-soak', {
  healthy: { why: [] },
  'dropped-call': { why: ['call-dropped', 'measure/fail talkTime limit/under'] },
  'remote-hangup': { why: ['hung-up-there'] },
  'weak-signal': { why: ['signal-too-weak'] },
  'link-loss': { why: [] },
  'long-link-loss': { why: ['soak/hole-too-long'] },
  reboot: { why: ['rebooted'] },
  overheating: { why: ['too-hot', 'measure/fail hottest limit/over'] },
});

const bundle = await shippedBundle('call-soak');

it('a cable that is out for a minute is one recorded hole', async () => {
  const { record } = await rehearse({ bundle, scenario: 'link-loss' });
  expect(record.interruptions).toEqual([expect.objectContaining({ cause: 'hole', ended: true })]);
  expect(record.interruptions[0]?.gapMs).toBeGreaterThanOrEqual(60_000);
  expect(record.interruptions[0]?.gapMs).toBeLessThan(75_000);
});

it('somebody who hangs up at this phone spoils the run and not the phone', async () => {
  const stage: RehearsalStage = new RehearsalStage({
    bundle,
    onEntry(entry) {
      if (entry.kind === 'sample' && entry.index === 60) stage.unit?.phone.hangUp();
    },
  });
  await stage.clock.run(stage.execute());
  const record = fold(stage.store.entries('rehearsal'));
  expect({ verdict: record.verdict, why: whyNot(record) }).toEqual({ verdict: 'INCONCLUSIVE', why: ['hung-up-here'] });
});

it('a number that nobody can dial is refused before anything is called', async () => {
  const { record } = await rehearse({ bundle, answers: { 'peer-number': 'my desk' } });
  expect(whyNot(record)).toEqual(['number-unusable']);
  expect(record.steps.map(({ name }) => name)).toEqual(['claim', 'preflight']);
});

it('the call is hung up at the end', async () => {
  const stage = new RehearsalStage({ bundle });
  await stage.clock.run(stage.execute());
  expect(stage.unit?.phone.snapshot().telephony.call.preciseState).not.toBe(1);
});
