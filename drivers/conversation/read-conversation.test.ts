import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptEntry } from '../contract/transport.ts';
import { openTranscriptFile } from '../transport/transcript-file.ts';
import { conversationLine, headingLine } from './conversation-lines.ts';
import { readConversation } from './read-conversation.ts';

const seed = Number(process.env.OHMSTEAD_SEED?.split(',')[0] ?? 20_260_105);
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const plain = (text: string) =>
  readConversation(text).said.map(({ direction, at, bytes }) => [direction, at, Buffer.from(bytes).toString('latin1')]);

const entries = fc.array(
  fc.record<TranscriptEntry>({
    direction: fc.constantFrom('sent', 'received', 'note'),
    at: fc.integer({ min: 0, max: 1e9 }).map((microseconds) => microseconds / 1000),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 60 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const spoken = ({ direction }: TranscriptEntry) => direction !== 'note';
const facts = ({ direction, at, bytes }: { direction: string; at?: number; bytes: Uint8Array }) => [
  direction,
  at,
  hexOf(bytes),
];

describe('the text of a conversation', () => {
  it('whatever was written is read back byte by byte, and a note is no byte', () => {
    fc.assert(
      fc.property(entries, (given) => {
        fc.pre(given.some(spoken));
        const heading = headingLine({ driver: 'korad-ka3005p', version: '1.0.0', address: '/dev/ttyACM0' });
        const { said, driver, address } = readConversation(heading + given.map(conversationLine).join(''));
        expect([driver, address]).toEqual(['korad-ka3005p', '/dev/ttyACM0']);
        expect(said.map(facts)).toEqual(given.filter(spoken).map(facts));
      }),
      { seed, numRuns: 200 },
    );
  });

  it('a person may type text or digits in many ways, with times or without', () => {
    const typed = `
      # from the logic analyser, 9600 baud
      > "*IDN?\\r\\n"        # who is it
      <@12.5 4b4F 0x52,41 "D \\"x\\" # no remark \\x1b\\\\"
      >"A" 0d
      < 0a`;
    expect(plain(typed)).toEqual([
      ['sent', undefined, '*IDN?\r\n'],
      ['received', 12.5, 'KORAD "x" # no remark \x1b\\'],
      ['sent', undefined, 'A\r'],
      ['received', undefined, '\n'],
    ]);
  });

  it.each([
    ['no direction', '2a 49', 1],
    ['half a byte', '> 2a 4', 1],
    ['three digits', '> 2a 494', 1],
    ['no digit', '< ok', 1],
    ['an open quote', '> "*IDN?', 1],
    ['an unknown escape', '> "\\q"', 1],
    ['a letter of no single byte', '> "電"', 1],
    ['a time that is none', '> @soon 2a', 1],
    ['garbage behind good lines', '> 2a\n< 4b\n\u0000\u0001PK\u0003', 3],
    ['a transcript line without bytes', '{"at":1,"dir":"sent"}', 1],
    ['half a transcript line', '{"at":1,"dir":"sent","hex":"4f', 1],
    ['a transcript line with half a byte', '{"at":1,"dir":"sent","hex":"4f 4"}', 1],
    ['a newer format', '# ohmstead conversation 2: korad-ka3005p 1.0.0 at x', 1],
  ])('%s is refused with the number of the line', (_what, text, line) => {
    expect(() => readConversation(text)).toThrowError(
      expect.objectContaining({ code: 'conversation/bad-line', params: expect.objectContaining({ line }) }),
    );
  });

  it('a recording that was cut off anywhere in its last line keeps all that stands before it', () => {
    const heading = headingLine({ driver: 'korad-ka3005p', version: '1.0.0', address: '/dev/ttyACM0' });
    const said = (at: number, text: string) =>
      conversationLine({ direction: 'received', at, bytes: Buffer.from(text, 'latin1') });
    const before = heading + said(1, '04.66');
    const last = said(2, '1.500');
    const whole = plain(before + last);
    for (let kept = 0; kept < last.length; kept += 1) {
      const read = plain(before + last.slice(0, kept));
      expect(read[0]).toEqual(whole[0]);
      // No byte that was not said.
      expect('1.500'.startsWith(String(read[1]?.[2] ?? '')), last.slice(0, kept)).toBe(true);
    }
    // What a person has typed, and a wrong line with its end, are refused as ever.
    expect(() => plain('< "04.66"\n< 31 2')).toThrowError(expect.objectContaining({ code: 'conversation/bad-line' }));
    expect(() => plain(`${before}< 31 2\n`)).toThrowError(expect.objectContaining({ code: 'conversation/bad-line' }));
  });

  it('a text without a single byte is told apart from one that is wrong', () => {
    for (const text of ['', '\n\n', '# nothing', '>\n<\n'])
      expect(() => readConversation(text)).toThrowError(expect.objectContaining({ code: 'conversation/empty' }));
  });

  it('the transcript that a run keeps is read as well, and one with a gap is refused', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'conversation-'));
    try {
      const file = await openTranscriptFile({
        path: path.join(folder, 't.ndjson'),
        about: { run: 'R', role: 'supply' },
      });
      const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
      file.record({ direction: 'note', at: 0, bytes: bytes('open sim:x') });
      file.record({ direction: 'sent', at: 1.5, bytes: bytes('VOUT1?') });
      file.record({ direction: 'received', at: 20, bytes: bytes('05.00') });
      await file.close();
      const text = readFileSync(path.join(folder, 't.ndjson'), 'utf8');
      expect(plain(text)).toEqual([
        ['sent', 1.5, 'VOUT1?'],
        ['received', 20, '05.00'],
      ]);
      const lost = '{"kind":"lost","entries":3,"bytes":9}\n';
      expect(() => readConversation(text + lost)).toThrowError(
        expect.objectContaining({ code: 'conversation/gap', params: { line: 5 } }),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('a block of a waveform in one line is read in one go', () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, place) => place & 0xff);
    const { said } = readConversation(conversationLine({ direction: 'received', at: 0, bytes }));
    expect(Buffer.compare(said[0]?.bytes ?? new Uint8Array(0), bytes)).toBe(0);
  });
});
