import { expect, it } from 'vitest';
import { ConsoleRing, Consoles, keptLines } from './console-ring.ts';

it('the newest lines are kept, in order, and what is older is gone', () => {
  const ring = new ConsoleRing();
  for (let index = 1; index <= 3 * keptLines + 7; index += 1) ring.add('received', index, 'ab');
  const lines = ring.after(0, 10_000);
  expect(lines).toHaveLength(keptLines);
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => 2 * keptLines + 8 + index));
  expect(ring.after(3 * keptLines, 3).map(({ seq }) => seq)).toEqual([1, 2, 3].map((more) => 3 * keptLines + more));
  expect(ring.after(3 * keptLines + 7, 10)).toEqual([]);
});

it('a line of a megabyte is cut, and a note is readable', () => {
  const ring = new ConsoleRing();
  ring.add('sent', 0, 'ff'.repeat(1_000_000));
  ring.note(0, 'instrument/lost');
  const [sent, note] = ring.after(0, 10);
  expect(sent?.hex).toHaveLength(4_096);
  expect(ring.kept().newest.map(({ isCut }) => isCut === true)).toEqual([true, false]);
  expect([note?.direction, Buffer.from(note?.hex ?? '', 'hex').toString()]).toEqual(['note', 'instrument/lost']);
});

it('large lines push older ones out, so that all that is kept stays within a megabyte or two', () => {
  const ring = new ConsoleRing();
  for (let index = 0; index < 100; index += 1) ring.add('received', index, 'ab'.repeat(100_000));
  const { newest } = ring.kept();
  expect(newest).toHaveLength(10);
  expect(newest.at(-1)?.seq).toBe(100);
  for (let index = 0; index < 500; index += 1) ring.add('received', index, 'ab');
  expect(ring.kept().newest.length).toBeGreaterThan(500);
});

it('an instrument that moved keeps its lines, and ever new addresses do not fill the memory', () => {
  const consoles = new Consoles();
  consoles.of('/dev/a').note(0, 'one');
  consoles.move('/dev/a', '/dev/b');
  expect(consoles.of('/dev/b').after(0, 10)).toHaveLength(1);
  for (let index = 0; index < 1_000; index += 1) consoles.of(`tcp:h:${index}`).note(0, 'x');
  expect(consoles.of('/dev/b').after(0, 10)).toEqual([]);
});
