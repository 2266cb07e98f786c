import { describe, expect, it } from 'vitest';
import { SwitchedOn, switching } from './energising.ts';

describe('a call', () => {
  it.each([
    ['output', { on: true }, 'output 1', true],
    ['output', { channel: 2, on: false }, 'output 2', false],
    ['input', { on: true }, 'input', true],
    ['control', { on: false }, 'control', false],
    ['set', { volts: 5 }, 'output 1', true],
    ['set', { channel: 3, amps: 1 }, 'output 3', true],
    ['set', { mode: 'constant-current', amps: 1 }, 'input', true],
    ['set', { port: 2, celsius: 300 }, 'control', true],
  ] as const)('%s %j switches %s: %s', (verb, args, output, on) => {
    expect(switching(verb, args)).toEqual({ output, on });
  });

  it.each([
    ['measure', { on: true }],
    ['output', {}],
    ['output', null],
    ['input', { on: 'yes' }],
    ['protect', { overVolts: 6 }],
  ] as const)('%s %j neither switches on nor off', (verb, args) => {
    expect(switching(verb, args)).toBeUndefined();
  });
});

describe('what is switched on', () => {
  it('is on from before the call until the instrument has said that this very output is off', () => {
    const switched = new SwitchedOn();
    switched.begins('measure', {});
    expect(switched.isAny).toBe(false);
    switched.begins('output', { channel: 1, on: true });
    switched.begins('output', { channel: 2, on: true });
    switched.begins('output', { channel: 1, on: false });
    switched.confirmed('output', { channel: 1, on: false });
    expect(switched.isAny).toBe(true);
    switched.begins('output', { channel: 2, on: false });
    expect(switched.isAny).toBe(true);
    switched.confirmed('output', { channel: 2, on: false });
    expect(switched.isAny).toBe(false);
  });

  it('an iron that was opened anew cannot be handed back: what it was set to before is forgotten', () => {
    const switched = new SwitchedOn();
    switched.begins('control', { on: true });
    switched.reopened();
    switched.confirmed('control', { on: false });
    expect(switched.isAny).toBe(true);
    switched.allOff();
    expect(switched.isAny).toBe(false);
  });
});
