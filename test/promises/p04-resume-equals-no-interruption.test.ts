/** P4: resume equals no interruption, apart from recorded gaps. */
import { expect, it } from 'vitest';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { firstBrokenLink } from '../../station/journal/chain.ts';
import type { RunRecord } from '../../station/record/record.ts';
import { crashingRun } from '../support/crash.ts';
import { smallBundle } from '../support/small-bundle.ts';

const bundle = await smallBundle();

/** What must not depend on whether the station died on the way. */
function outcome(record: RunRecord) {
  return {
    verdict: record.verdict,
    measures: record.measures.map(({ key, verdict, unit }) => ({ key, verdict, unit })),
    // What was undone before the crash is undone again after it, because it was established again.
    undone: record.undos.every((undo) => undo.outcome === 'done'),
    samples: record.steps.find((step) => step.kind === 'soak')?.samples,
  };
}

it('a crash after every single entry, taken over, ends as an uninterrupted run does', async () => {
  const whole = await rehearse({ bundle });
  const entries = whole.entries.length;
  for (let crashAt = 0; crashAt < entries - 1; crashAt += 1) {
    const crashed = await crashingRun({ bundle }, (entry, life) => life === 0 && entry.i === crashAt);
    expect(crashed.crashes, `crash at entry ${crashAt}`).toBe(1);
    expect(outcome(crashed.record), `crash at entry ${crashAt}`).toEqual(outcome(whole.record));
    for (const [index, measure] of crashed.record.measures.entries())
      expect(Math.abs((measure.value ?? 99) - (whole.record.measures[index]?.value ?? 0))).toBeLessThanOrEqual(0.05);
    expect(firstBrokenLink(crashed.entries)).toBeNull();
    expect(crashed.record.interruptions).toEqual([expect.objectContaining({ cause: 'crash', ended: true })]);
  }
}, 120_000);

it('a crash in every life until the end still ends as an uninterrupted run does', async () => {
  const whole = await rehearse({ bundle });
  const crashed = await crashingRun({ bundle }, (entry) => entry.kind === 'sample' && entry.index % 7 === 3);
  expect(crashed.crashes).toBeGreaterThan(6);
  expect(outcome(crashed.record)).toEqual(outcome(whole.record));
  expect(firstBrokenLink(crashed.entries)).toBeNull();
});

it('a gap that is short enough is passed over by the declared policy, recorded, and not counted as soak time', async () => {
  const { record } = await crashingRun(
    { bundle },
    (entry, life) => life === 0 && entry.kind === 'sample' && entry.index === 20,
    () => 120_000,
  );
  expect(record.verdict).toBe('PASS');
  expect(record.interruptions).toMatchObject([{ cause: 'crash', policy: 'extend', ended: true }]);
  // Opening the instruments again belongs to the gap.
  expect(record.interruptions[0]?.gapMs).toBeGreaterThanOrEqual(120_000);
  expect(record.interruptions[0]?.gapMs).toBeLessThan(125_000);
  const soak = record.steps.find((step) => step.kind === 'soak');
  expect(soak).toMatchObject({ samples: 61 });
  expect(soak?.activeMs).toBeGreaterThanOrEqual(600_000);
  expect((soak?.totalMs ?? 0) - (soak?.activeMs ?? 0)).toBeGreaterThanOrEqual(119_000);
});

it('a gap that is too long ends the soak, and the run cannot pass', async () => {
  const { record } = await crashingRun(
    { bundle },
    (entry, life) => life === 0 && entry.kind === 'sample' && entry.index === 20,
    () => 400_000,
  );
  expect(record.verdict).toBe('INCONCLUSIVE');
  expect(record.reasons.map(({ code }) => code)).toContain('soak/gap');
  expect(record.measures.find(({ key }) => key === 'samples')?.verdict).toBe('UNSET');
});
