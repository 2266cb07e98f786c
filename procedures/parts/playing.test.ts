import { expect, it } from 'vitest';
import { decided, framesAdvanced, pictureChanged, positionAdvanced } from './playing.ts';

const at = (uptime: number, position: number | null, frames: number | null) => ({ uptime, position, frames });

it('a position that goes on as time does is a witness, one that stands still or races is one against', () => {
  expect(positionAdvanced(at(100, 20, 0), at(130, 50, 0))).toBe(true);
  expect(positionAdvanced(at(100, 20, 0), at(130, 45, 0))).toBe(true);
  expect(positionAdvanced(at(100, 20, 0), at(130, 20, 0))).toBe(false);
  expect(positionAdvanced(at(100, 20, 0), at(130, 90, 0))).toBe(false);
});

it('a new loop of the clip is no standstill', () => {
  expect(positionAdvanced(at(100, 290, 0), at(130, 20, 0))).toBe(true);
  // Far into the clip without having been through its end: somebody wound it back.
  expect(positionAdvanced(at(100, 290, 0), at(130, 200, 0))).toBe(false);
});

it('a player that tells no position is no witness', () => {
  expect(positionAdvanced(at(100, null, 0), at(130, 50, 0))).toBeNull();
  expect(framesAdvanced(at(100, 0, null), at(130, 0, 900), 30)).toBeNull();
  expect(pictureChanged(null, 'a')).toBeNull();
});

it('nine of ten frames are enough, and a counter that began anew counts from nought', () => {
  expect(framesAdvanced(at(100, 0, 5000), at(130, 0, 5810), 30)).toBe(true);
  expect(framesAdvanced(at(100, 0, 5000), at(130, 0, 5800), 30)).toBe(false);
  expect(framesAdvanced(at(100, 0, 5000), at(130, 0, 850), 30)).toBe(true);
  expect(framesAdvanced(at(100, 0, 5000), at(130, 0, 100), 30)).toBe(false);
});

it('two of three decide, one alone never', () => {
  expect(decided([true, true])).toBe('playing');
  expect(decided([true, false])).toBe('unknown');
  expect(decided([true, false, true])).toBe('playing');
  expect(decided([true, false, false])).toBe('stalled');
  expect(decided([true, null, null])).toBe('unknown');
  expect(decided([false, null, null])).toBe('unknown');
});
