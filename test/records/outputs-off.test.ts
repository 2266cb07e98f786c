/** What a record says of outputs that were switched off for safety: three states that are never taken for each other. */
import { describe, expect, it } from 'vitest';
import { printRecord } from '../../station/cli/record-output.ts';
import type { EntryDraft } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { outputSentence } from '../../station/record/fold-outputs.ts';
import { failureText } from '../../station/texts/failure-text.ts';
import { journalOf } from '../support/sample-journal.ts';

const timeout = { code: 'instrument/timeout', params: { deadlineMs: 3_000 } };
const sent = (...keys: readonly string[]): EntryDraft => ({
  kind: 'safe',
  cause: 'emergency',
  targets: keys.map((key) => ({ key, outcome: 'existing' })),
});
const outputs = (...happened: readonly EntryDraft[]) => fold(journalOf('RUN-1', happened)).outputs;

describe('an output', () => {
  it('that was sent its command and not looked at yet is not said to be off', () => {
    expect(outputs(sent('supply'))).toEqual([{ output: 'supply', state: 'not-seen' }]);
  });

  it.each([
    ['off', undefined, { state: 'seen-off' }],
    ['on', undefined, { state: 'seen-on' }],
    ['unknown', timeout, { state: 'not-seen', why: 'instrument/timeout' }],
  ] as const)('that was seen %s is told as that', (seen, failure, expected) => {
    const look: EntryDraft = { kind: 'safe.look', targets: [{ key: 'supply', seen, ...(failure && { failure }) }] };
    expect(outputs(sent('supply'), look)).toEqual([{ output: 'supply', ...expected }]);
  });

  it('that could not be sent its command says why, beside one that was seen off', () => {
    const both: EntryDraft = {
      kind: 'safe',
      cause: 'end',
      targets: [
        { key: 'supply', outcome: 'port/not-found' },
        { key: 'load', outcome: 'fresh' },
      ],
    };
    expect(outputs(both, { kind: 'safe.look', targets: [{ key: 'load', seen: 'off' }] })).toEqual([
      { output: 'supply', state: 'not-sent', why: 'port/not-found' },
      { output: 'load', state: 'seen-off' },
    ]);
  });

  it('that is sent its command again is not off because it was once', () => {
    const off: EntryDraft = { kind: 'safe.look', targets: [{ key: 'supply', seen: 'off' }] };
    expect(outputs(sent('supply'), off, sent('supply'))).toEqual([{ output: 'supply', state: 'not-seen' }]);
  });

  it('is told in words of its own in every language and state', () => {
    const states = [
      { state: 'seen-off' },
      { state: 'seen-on' },
      { state: 'not-seen' },
      { state: 'not-seen', why: 'instrument/timeout' },
      { state: 'not-sent', why: 'port/not-found' },
    ] as const;
    for (const language of ['en', 'zh-CN', 'zh-TW'] as const) {
      const texts = states.map((state) => failureText(outputSentence({ output: 'supply', ...state }), language));
      expect(new Set(texts).size).toBe(states.length);
      for (const text of texts) expect(text).toContain('supply');
    }
  });
});

it('`show` marks what was not seen off, and paints it as what is bad', () => {
  const lines: string[] = [];
  const output = {
    line: (text = '') => lines.push(text),
    table: () => undefined,
    paint: (style: string, text: string) => `<${style}>${text}`,
  };
  const looks: EntryDraft = {
    kind: 'safe.look',
    targets: [
      { key: 'supply', seen: 'unknown', failure: timeout },
      { key: 'load', seen: 'off' },
    ],
  };
  const place = { output, language: 'en' } as unknown as Parameters<typeof printRecord>[1];
  printRecord(fold(journalOf('RUN-1', [sent('supply', 'load'), looks])), place);
  expect(lines.find((line) => line.includes('supply:'))).toMatch(/^<bad> {2}⚠ supply: .*NEVER SEEN TO WORK/);
  expect(lines.find((line) => line.includes('load:'))).toMatch(/^<good> {2}✓ load: off/);
});
