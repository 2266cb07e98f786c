/** What a person can do is said once, by whichever sentence says more. */
import { expect, it } from 'vitest';
import { languages } from '../../foundation/measurement/declaration.ts';
import { curedFailure, cureText } from './cure-text.ts';
import { failureText } from './failure-text.ts';

it('the advice of a sentence gives way to a cure that says more', () => {
  const params = { path: '/dev/ttyUSB2', program: 'brltty', pid: 712, cure: 'cure/remove-brltty' };
  const failure = { code: 'port/busy', params };
  expect(curedFailure(failure, 'en')).toEqual({
    what: 'The port /dev/ttyUSB2 is in use by brltty (process 712); it was left alone.',
    cure: cureText(failure, 'en'),
  });
  expect(curedFailure(failure, 'zh-TW').what).toBe('連接埠 /dev/ttyUSB2 正被 brltty（行程 712）占用；未對其操作。');
});

it('a cure that says less gives way to the advice', () => {
  const failure = { code: 'port/not-found', params: { path: '/dev/ttyUSB9', cure: 'cure/plug-in' } };
  const { what, cure } = curedFailure(failure, 'en');
  expect(what).toBe('There is no port /dev/ttyUSB9; nothing was opened.');
  expect(cure).toBe('Plug the instrument in and look again.');
});

it('a name with a semicolon in it does not cut the sentence', () => {
  const failure = {
    code: 'port/busy',
    params: { path: '/dev/a; b; c', program: 'x; y', pid: 1, cure: 'cure/close-program' },
  };
  expect(curedFailure(failure, 'en').what).toBe(
    'The port /dev/a; b; c is in use by x; y (process 1); it was left alone.',
  );
});

it.each(languages)('a sentence that has no advice, or no cure, stays whole (%s)', (language) => {
  const short = { code: 'check/rules-missing', params: { cure: 'cure/install-rules' } };
  expect(curedFailure(short, language).what).toBe(failureText(short, language));
  const plain = { code: 'port/busy', params: { path: 'p', program: 'q', pid: 1 } };
  expect(curedFailure(plain, language)).toEqual({ what: failureText(plain, language), cure: '' });
});
