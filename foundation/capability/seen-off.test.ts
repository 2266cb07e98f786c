/** Whether an instrument that energises something is off, by what it answers; an "off" that was not seen is never said. */
import { describe, expect, it } from 'vitest';
import { CodedError } from '../failure.ts';
import { seenOff } from './seen-off.ts';

/** Outputs one after the other; the answer behind the last one is a failure with this code. */
function supply(outputs: readonly boolean[], beyond = 'supply/no-channel') {
  const asked: unknown[] = [];
  const ask = (verb: string, args: object) => {
    asked.push([verb, args]);
    const output = outputs[asked.length - 1];
    return output === undefined ? Promise.reject(new CodedError(beyond)) : Promise.resolve({ output, mode: 'unknown' });
  };
  return { asked, off: () => seenOff('PowerSupply', ask) };
}

describe('a supply', () => {
  it('is off when every output that it has says so', async () => {
    const { asked, off } = supply([false, false, false]);
    expect(await off()).toBe(true);
    expect(asked).toEqual([1, 2, 3, 4].map((channel) => ['state', { channel }]));
  });

  it.each([
    ['first', [true]],
    ['second', [false, true]],
    ['eighth', [...new Array<boolean>(7).fill(false), true]],
  ])('is on when its %s output is', async (_which, outputs) => {
    expect(await supply(outputs).off()).toBe(false);
  });

  it('with more outputs than anything on a bench is asked for eight', async () => {
    const { asked, off } = supply(new Array<boolean>(20).fill(false));
    expect(await off()).toBe(true);
    expect(asked).toHaveLength(8);
  });

  it.each(['supply/no-channel', 'soldering/no-port', 'soldering/refused'])(
    'that says %s of its first output has not been seen off',
    async (code) => {
      await expect(supply([], code).off()).rejects.toMatchObject({ code });
      expect(await supply([false], code).off()).toBe(true);
    },
  );

  it('that does not answer for its second output has not been seen off', async () => {
    const { off } = supply([false], 'instrument/timeout');
    await expect(off()).rejects.toMatchObject({ code: 'instrument/timeout' });
  });
});

it.each([
  [false, true],
  [true, false],
])('a load whose input is %s is off: %s', async (input, isOff) => {
  const asked: string[] = [];
  const ask = (verb: string) => {
    asked.push(verb);
    return Promise.resolve({ input, mode: 'unknown' });
  };
  expect(await seenOff('ElectronicLoad', ask)).toBe(isOff);
  expect(asked).toEqual(['state']);
});

describe('a soldering station', () => {
  const station = (state: string, celsius: number | null, limits = { lowest: 90, highest: 450, step: 5 }) => {
    const asked: string[] = [];
    const off = seenOff('SolderingStation', (verb, args) => {
      const { port } = args as { readonly port: number };
      if (port > 1) return Promise.reject(new CodedError('soldering/no-port'));
      asked.push(verb);
      if (verb === 'state') return Promise.resolve({ state, tool: 'T245', control: false });
      if (verb === 'limits') return Promise.resolve(limits);
      return Promise.resolve({ temperature: { value: 300 }, setTemperature: { value: celsius } });
    });
    return { asked, off };
  };

  it.each([
    ['at its lowest temperature', 'working', 90, true],
    ['a rounding above it', 'stand', 94.9, true],
    ['a step above it', 'working', 95, false],
    ['far above it', 'sleep', 320, false],
    ['at a temperature nobody can read', 'working', null, false],
  ] as const)('%s (%s, %d °C) is off: %s', async (_where, state, celsius, isOff) => {
    expect(await station(state, celsius).off).toBe(isOff);
  });

  it.each(['no-tool', 'off'])('that says "%s" is, whatever it is set to', async (state) => {
    const { asked, off } = station(state, 450);
    expect(await off).toBe(true);
    expect(asked).toEqual(['state']);
  });

  it('of fine steps may be a degree above', async () => {
    const fine = { lowest: 100, highest: 450, step: 0.1 };
    expect(await station('working', 100.9, fine).off).toBe(true);
    expect(await station('working', 101, fine).off).toBe(false);
  });
});

it.each(['Multimeter', 'Oscilloscope', 'Phone', 'Toaster'])('a %s cannot say', async (capability) => {
  const ask = () => Promise.reject(new Error('asked'));
  await expect(seenOff(capability, ask)).rejects.toMatchObject({ code: 'output/cannot-say', params: { capability } });
});
