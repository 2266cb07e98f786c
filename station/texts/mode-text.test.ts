/** A meter's modes in the words of the person, inside the sentences that name them. */
import { expect, it } from 'vitest';
import { unitsOfQuantity } from '../../foundation/measurement/unit.ts';
import { failureText } from './failure-text.ts';
import { modeText } from './mode-text.ts';

const wrong = { code: 'meter/wrong-mode', params: { expected: 'voltage dc', actual: 'resistance continuity' } };

it('a meter on another function is told what it is on and what is needed, in the person’s words', () => {
  const en = failureText(wrong, 'en');
  expect(en).toContain('The meter is set to resistance continuity, and DC voltage is needed');
  expect(failureText(wrong, 'zh-CN')).toContain('万用表处于电阻通断，而需要直流电压');
  expect(failureText(wrong, 'zh-TW')).toContain('三用電表處於電阻通斷，而需要直流電壓');
});

it('a meter without the function is not told to turn a dial that it has not', () => {
  const failure = { code: 'meter/no-such-function', params: { expected: 'humidity', actual: 'voltage dc' } };
  expect(failureText(failure, 'en')).toBe(
    'This meter cannot measure humidity; it was left as it is; use one that can.',
  );
});

it('every quantity has a word in each Chinese; what only a maker has a name for stays', () => {
  for (const quantity of Object.keys(unitsOfQuantity)) {
    expect(modeText(quantity, 'zh-CN')).toMatch(/^\p{Script=Han}+$/u);
    expect(modeText(quantity, 'zh-TW')).toMatch(/^\p{Script=Han}+$/u);
  }
  expect(modeText('NCV', 'zh-TW')).toBe('NCV');
  expect(modeText('voltage ac LoZ', 'zh-CN')).toBe('交流电压 LoZ');
});
