import { describe, expect, it } from 'vitest';
import { CodedError, describeFailure, failureOf, isFailure } from './failure.ts';

describe('a failure', () => {
  it('is its code and its parameters, whoever catches it', () => {
    const error = new CodedError('instrument/timeout', { role: 'meter', ms: 500 });
    expect([error.name, error.code, error.params]).toEqual([
      'CodedError',
      'instrument/timeout',
      { role: 'meter', ms: 500 },
    ]);
    expect(failureOf(error)).toEqual({ code: 'instrument/timeout', params: { role: 'meter', ms: 500 } });
    expect(new CodedError('a/b').params).toEqual({});
  });

  it.each([
    [null],
    ['a/b'],
    [{ code: 'a/b' }],
    [{ code: 'a/b', params: null }],
    [{ code: 'a/b', params: 'x' }],
    [{ code: 'ab', params: {} }],
    [{ code: 5, params: {} }],
  ])('is not %j', (value) => {
    expect(isFailure(value)).toBe(false);
  });

  it('survives JSON and a structured clone', () => {
    const failure = failureOf(new CodedError('instrument/timeout', { role: 'meter', ms: 500 }));
    expect(JSON.parse(JSON.stringify(failure))).toEqual(failure);
    expect(structuredClone(failure)).toEqual(failure);
    expect(isFailure(structuredClone(failure))).toBe(true);
  });

  it('made of an unforeseen error keeps its message', () => {
    expect(failureOf(new TypeError('x is undefined'))).toEqual({
      code: 'internal/error',
      params: { message: 'x is undefined' },
    });
    expect(failureOf('just text').params).toEqual({ message: 'just text' });
    expect(failureOf(undefined).code).toBe('internal/error');
  });

  it('is not taken for what the operating system calls a code', () => {
    const error = Object.assign(new Error('no such file'), { code: 'ENOENT', params: {} });
    expect(failureOf(error).code).toBe('internal/error');
  });

  it('reads in one line of a log', () => {
    expect(describeFailure({ code: 'a/b', params: {} })).toBe('a/b');
    expect(new CodedError('a/b', { n: 1, role: null }).message).toBe('a/b (n=1, role=null)');
  });

  it('keeps the error it was made of', () => {
    const cause = new Error('first');
    expect(new CodedError('a/b', {}, cause).cause).toBe(cause);
  });
});
