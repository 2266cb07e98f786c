import { describe, expect, it } from 'vitest';
import { switches } from './energising.ts';

describe('a call', () => {
  it.each([
    ['output', { on: true }, true],
    ['output', { channel: 2, on: false }, false],
    ['input', { on: true }, true],
    ['control', { on: true }, true],
    ['control', { on: false }, false],
  ] as const)('%s %j switches', (verb, args, expected) => {
    expect(switches(verb, args)).toBe(expected);
  });

  it.each([
    ['measure', { on: true }],
    ['set', { amps: 1 }],
    ['output', {}],
    ['output', null],
    ['input', { on: 'yes' }],
  ] as const)('%s %j neither switches on nor off', (verb, args) => {
    expect(switches(verb, args)).toBeUndefined();
  });
});
