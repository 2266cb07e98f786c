import { describe, expect, it } from 'vitest';
import { solderingStatus } from './soldering-words.ts';

describe('a status of a JBC station', () => {
  it.each([
    [0x00, 'working'],
    [0x01, 'stand'],
    [0x02, 'sleep'],
    [0x04, 'hibernation'],
    [0x08, 'extractor'],
    [0x10, 'desoldering'],
  ])('0x%s is %s', (bits, state) => expect(solderingStatus(bits)).toBe(state));

  it('that says locked, or what nobody knows, is never taken for working', () => {
    for (const bits of [0x20, 0x21, 0x40, 0x80, 0x100, 0x101, 0x200]) expect(solderingStatus(bits)).toBe('unknown');
  });
});
