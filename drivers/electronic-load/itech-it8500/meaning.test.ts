import { expect, it } from 'vitest';
import { it8500, it8500Bytes, stateData } from './frame.ts';
import { It8500Decoder } from './meaning.ts';

const shown = { millivolts: 5_012, decimilliamps: 6_170, milliwatts: 3_092, input: true, remote: false } as const;
const answer = it8500Bytes(it8500.state, stateData({ ...shown, mode: 'constant-current', tripped: false }));
const question = it8500Bytes(it8500.state);

function decoded(...parts: readonly Uint8Array[]) {
  const decoder = new It8500Decoder();
  const readings = [...parts.flatMap((part) => decoder.push(part)), ...decoder.end()];
  return { values: readings.map(({ value }) => value), discarded: decoder.discardedBytes };
}

it('the state of a load gives volts, amperes and watts, whatever stands before it', () => {
  expect(decoded(Uint8Array.of(0xaa, 0, 1), answer)).toEqual({ values: [5.012, 0.617, 3.092], discarded: 3 });
});

it('a question, which has the form of an answer of zeros, is no measurement of nothing', () => {
  expect(decoded(question, answer, question)).toEqual({ values: [5.012, 0.617, 3.092], discarded: 52 });
});

it('a damaged frame gives no reading', () => {
  for (let place = 0; place < answer.length; place += 1)
    expect(decoded(answer.map((byte, at) => (at === place ? byte ^ 0x10 : byte))).values).toEqual([]);
});
