/** Tables for people stay tables whatever a device calls itself. */
import { expect, it } from 'vitest';
import { tableLines } from '../../station/cli/table.ts';

it('one cell that is far too long moves its own line and no other', () => {
  const long = 'S'.repeat(200);
  const [heading, short, wide] = tableLines(
    ['ADDRESS', 'STATE'],
    [
      ['/dev/ttyUSB0', 'ready'],
      [long, 'ready'],
    ],
  );
  expect(heading).toBe('ADDRESS       STATE');
  expect(short).toBe('/dev/ttyUSB0  ready');
  expect(wide).toBe(`${long}  ready`);
});

it('columns are as wide as their widest cell that is no giant, in places of a terminal', () => {
  expect(tableLines(['A', 'B'], [['電表', 'x']])).toEqual(['A     B', '電表  x']);
  const wide = 'w'.repeat(60);
  expect(tableLines(['A', 'B'], [[wide, 'x']])[0]).toBe(`A${' '.repeat(61)}B`);
});
