import { expect, it } from 'vitest';
import { RobotAnswerDecoder } from './answer-decoder.ts';
import { answering, factoryAddresses, type RobotFrame, robotBytes } from './frame.ts';

const tip: RobotFrame = { header: 'A', command: 'TT1', data: 348 };
const addressed = (frame: RobotFrame) => robotBytes(frame, answering(factoryAddresses));
const plain = (frame: RobotFrame) => robotBytes(frame, undefined);

function decoded(...parts: readonly Uint8Array[]) {
  const decoder = new RobotAnswerDecoder();
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  const readings = [...Array.from(bytes, (byte) => decoder.push(Uint8Array.of(byte))).flat(), ...decoder.end()];
  return { values: readings.map(({ value }) => value), discarded: decoder.discardedBytes };
}

it('answers give the tip temperature, with addresses and without, byte by byte', () => {
  expect(decoded(addressed(tip), addressed({ ...tip, data: 351 }))).toEqual({ values: [348, 351], discarded: 0 });
  expect(decoded(plain(tip), plain({ ...tip, command: 'TT2', data: 90 }))).toEqual({ values: [348, 90], discarded: 0 });
});

it('questions, set temperatures and refusals are no temperature of the tip', () => {
  const others: RobotFrame[] = [
    { header: 'R', command: 'TT1' },
    { header: 'W', command: 'ST1', data: 350 },
    { header: 'A', command: 'ST1', data: 350 },
    { header: 'N', command: 'TT1', data: 1 },
  ];
  for (const bytes of [addressed, plain])
    expect(decoded(...others.map(bytes), bytes(tip), ...others.map(bytes)).values).toEqual([348]);
});

it('a damaged answer gives no reading', () => {
  const answer = addressed(tip);
  for (let place = 0; place < answer.length; place += 1)
    expect(decoded(answer.map((byte, at) => (at === place ? byte ^ 0x01 : byte))).values).toEqual([]);
});
