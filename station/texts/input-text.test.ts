import { describe, expect, it } from 'vitest';
import { languages } from '../../foundation/measurement/declaration.ts';
import { inputRemarks, inputText } from './input-text.ts';

describe('how a signal came into an oscilloscope', () => {
  it('stands out where the curve is not the signal itself, and only there', () => {
    for (const language of languages) {
      const cares = (coupling: 'dc' | 'ac' | 'ground', inverted: boolean) =>
        inputRemarks({ unit: 'V', coupling, inverted, probe: 1 }, language).map(({ care }) => care);
      expect(cares('dc', false)).toEqual([false, false]);
      expect(cares('ac', false)).toEqual([true, false]);
      expect(cares('ground', true)).toEqual([true, true, false]);
      expect(inputRemarks(undefined, language).map(({ care }) => care)).toEqual([true]);
    }
  });

  it.each([
    ['en', 'AC, inverted, probe 10×'],
    ['zh-CN', '交流、反相、探头 10×'],
    ['zh-TW', '交流、反相、探棒 10×'],
  ] as const)('is one line of a list in %s', (language, text) => {
    expect(inputText({ coupling: 'ac', inverted: true, probe: 10 }, language)).toBe(text);
  });

  it('says that nobody knows the factor of a probe, and shows a tenth as one', () => {
    expect(inputText({ coupling: 'dc', inverted: false }, 'en')).toBe('DC, probe factor not known');
    expect(inputText({ coupling: 'dc', inverted: false, probe: 0.1 + 1e-12 }, 'en')).toBe('DC, probe 0.1×');
  });
});
