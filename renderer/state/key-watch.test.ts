import { describe, expect, it } from 'vitest';
import { KeyWatch } from './key-watch.ts';

/** Types `text` with `gap` milliseconds between the keys; with an input method the page is told `Process`. */
function typed(text: string, gap: number, end = 'Enter', swallowed = false): string | undefined {
  const watch = new KeyWatch();
  let timeStamp = 1_000;
  for (const character of text) {
    timeStamp += gap;
    const upper = /[A-Z]/.test(character);
    const code = /[a-z]/i.test(character)
      ? `Key${character.toUpperCase()}`
      : character === '-'
        ? 'Minus'
        : character === ':'
          ? 'Semicolon'
          : `Digit${character}`;
    watch.press({ code, key: swallowed ? 'Process' : character, shiftKey: upper || character === ':', timeStamp });
  }
  return watch.press({ code: end, key: end, shiftKey: false, timeStamp: timeStamp + gap });
}

describe('a scanner that types', () => {
  it('is told from a person by its speed', () => {
    expect(typed('SR-20260301-0001', 12)).toBe('SR-20260301-0001');
    expect(typed('SR-20260301-0001', 20, 'Tab')).toBe('SR-20260301-0001');
    expect(typed('SR-20260301-0001', 110)).toBeUndefined();
  });

  it('is understood although an input method swallows its characters', () => {
    expect(typed('CMD:START', 12, 'Enter', true)).toBe('CMD:START');
  });

  it('is not taken for one when it says too little or never ends', () => {
    expect(typed('12345', 12)).toBeUndefined();
    expect(typed('356938035643809', 12, 'F5')).toBeUndefined();
  });

  it('begins anew after a pause, so that what a person typed before is not part of it', () => {
    const watch = new KeyWatch();
    watch.press({ code: 'KeyF', key: 'f', shiftKey: false, timeStamp: 0 });
    let at = 5_000;
    for (const digit of '356938035643809') {
      at += 10;
      watch.press({ code: `Digit${digit}`, key: digit, shiftKey: false, timeStamp: at });
    }
    expect(watch.press({ code: 'Enter', key: 'Enter', shiftKey: false, timeStamp: at + 10 })).toBe('356938035643809');
  });
});
