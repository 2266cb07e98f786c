/** `verify` on whole real journals of a rehearsal, and on the same journals after somebody has laid hands on them. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleByName } from '../../station/compose/library.ts';
import { rehearse } from '../../station/compose/rehearsal.ts';
import type { Entry } from '../../station/record/entry.ts';
import { verifyRun } from '../../station/verification/verify.ts';
import { rechained } from '../support/rechained.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260112);

let journal: readonly Entry[];
beforeAll(async () => {
  journal = (await rehearse({ bundle: await bundleByName('battery-health') })).entries;
});

const verify = (entries: readonly Entry[], listed?: 'PASS') =>
  verifyRun(entries[0]?.run ?? '', (from = 0) => entries.slice(from), listed ?? null);

describe('verify', () => {
  it('an honest journal holds: chain, values and verdicts', () => {
    expect(verify(journal, 'PASS')).toEqual({
      run: journal[0]?.run,
      ok: true,
      entries: journal.length,
      chainBrokenAt: null,
      differences: [],
    });
  });

  it('any prefix of it holds as far as it goes', () => {
    for (let length = 1; length < journal.length; length += 1)
      expect(verify(journal.slice(0, length)), String(length)).toMatchObject({ ok: true, entries: length });
  });

  it('any change of any character of any entry is found at its place', () => {
    const anyChange = fc.tuple(fc.nat(journal.length - 1), fc.nat(), fc.constantFrom('0', 'x', '9'));
    fc.assert(
      fc.property(anyChange, ([at, place, character]) => {
        const text = JSON.stringify(journal[at]);
        const index = place % text.length;
        const changed = text.slice(0, index) + character + text.slice(index + 1);
        fc.pre(changed !== text);
        const entries = function* (from = 0): Iterable<Entry> {
          for (const [i, entry] of journal.entries())
            if (i >= from) yield (i === at ? JSON.parse(changed) : entry) as Entry;
        };
        fc.pre(isOtherValue(changed, journal[at]));
        expect(verifyRun(journal[0]?.run ?? '', entries)).toMatchObject({ ok: false, chainBrokenAt: at });
      }),
      { seed, numRuns: 200 },
    );
  });

  it('an entry taken out, put in twice or moved is found', () => {
    const at = 5;
    const without = [...journal.slice(0, at), ...journal.slice(at + 1)];
    const twice = [...journal.slice(0, at), ...journal.slice(at - 1)];
    const moved = [...journal.slice(0, at), ...journal.slice(at, at + 2).reverse(), ...journal.slice(at + 2)];
    for (const entries of [without, twice, moved])
      expect(verify(entries)).toMatchObject({ ok: false, chainBrokenAt: at });
  });

  it('verdicts that were polished and hashed anew do not follow from the record', async () => {
    const bad = await rehearse({ bundle: await bundleByName('battery-health'), scenario: 'aged-battery' });
    expect(bad.record.verdict).toBe('FAIL');
    const polish = (entry: Entry) =>
      entry.kind === 'measure' || entry.kind === 'run.stop' ? ({ ...entry, verdict: 'PASS' } as Entry) : entry;
    const report = verify(rechained(bad.entries.map(polish)));
    expect(report.chainBrokenAt).toBeNull();
    expect(report.differences).toContainEqual({ key: 'health #1', recorded: 'PASS', recomputed: 'FAIL' });
    expect(report.differences).toContainEqual({ key: 'run', recorded: 'PASS', recomputed: 'FAIL' });
  });

  it('a value that was polished and hashed anew does not follow from the readings', () => {
    const polished = rechained(
      journal.map((entry) =>
        entry.kind === 'measure' && entry.key === 'openVoltage' && entry.quantity !== null
          ? ({ ...entry, quantity: { ...entry.quantity, value: 4.2 } } as Entry)
          : entry,
      ),
    );
    expect(verify(polished).differences).toEqual([
      { key: 'openVoltage #1', recorded: '4.2', recomputed: 'does not follow from the readings' },
      { key: 'openVoltage #1', recorded: 'PASS', recomputed: 'FAIL' },
      { key: 'run', recorded: 'PASS', recomputed: 'FAIL' },
    ]);
  });

  it('an added constant that was taken out of the record is noticed', async () => {
    const at = journal.findIndex((entry) => entry.kind === 'measure' && entry.key === 'sag');
    const changed = (constants: readonly unknown[] | undefined) =>
      rechained(
        journal.map((entry, i) => {
          if (i !== at || entry.kind !== 'measure' || entry.quantity === null) return entry;
          const { expression, value } = entry.quantity;
          const doubled = { op: 'max', of: [expression, { constant: -1, unit: 'V' }] };
          return { ...entry, quantity: { ...entry.quantity, value, expression: doubled, constants } } as Entry;
        }),
      ).map((entry) => JSON.parse(JSON.stringify(entry)) as Entry);
    expect(verify(changed([{ value: -1, unit: 'V' }])).differences).toEqual([]);
    expect(verify(changed(undefined)).differences).toEqual([
      { key: 'sag #1 constants', recorded: '', recomputed: '-1 V' },
    ]);
  });

  it('an end that was cut off is noticed because the list of runs knows it', () => {
    expect(verify(journal.slice(0, -1), 'PASS')).toMatchObject({
      ok: false,
      differences: [{ key: 'run', recorded: 'PASS', recomputed: 'INTERRUPTED' }],
    });
  });

  it('the journal of another run under this name is not believed', () => {
    expect(verifyRun('RUN-other', (from = 0) => journal.slice(from))).toMatchObject({ ok: false, chainBrokenAt: 0 });
  });

  it('a journal without a single entry proves nothing', () => {
    expect(verify([])).toMatchObject({ ok: false, entries: 0 });
  });
});

/** A change of white space or of how a number is written is no change of what is said; a broken text always is one. */
function isOtherValue(changed: string, entry: Entry | undefined): boolean {
  try {
    return JSON.stringify(JSON.parse(changed)) !== JSON.stringify(entry);
  } catch {
    return true;
  }
}
