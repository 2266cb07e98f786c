/** Answers written down from libsigrok's `src/hardware/center-3xx`, bit by bit, and not by our encoder, which shares its places. */
import { describe, expect, it } from 'vitest';
import { said } from '../../multimeter/stream-meter/said-reading.ts';
import { parseFrame } from './frame.ts';
import { channelsOf, notPresent, readingsOf } from './meaning.ts';

/** 20.0, 21.0, 22.0 and 23.0 with these bytes at these places. */
function frameWith(bytes: Readonly<Record<number, number>>) {
  const answer = new Uint8Array(45);
  answer.set([0x02, 0x80]);
  answer.set([0x00, 0xc8, 0x00, 0xd2, 0x00, 0xdc, 0x00, 0xe6], 7);
  answer[44] = 0x03;
  for (const [place, byte] of Object.entries(bytes)) answer[Number(place)] = byte;
  const frame = parseFrame(answer);
  if (frame === undefined) throw new Error('no answer');
  return frame;
}
const saidOf = (bytes: Readonly<Record<number, number>>) =>
  channelsOf(readingsOf(frameWith(bytes))).map(([, reading]) => said(reading));
const present = ['20 Cel (0.1)', '21 Cel (0.1)', '22 Cel (0.1)', '23 Cel (0.1)'];
const ofAll = (words: string) => present.map(() => words);

describe('an answer as the source has it', () => {
  it('has °C 128, low battery 64, HOLD 32, relative 16, T1-T2 8, mode 6 and recording 1 in byte 1', () => {
    expect(saidOf({})).toEqual(present);
    expect(saidOf({ 1: 0xc0 })).toEqual(present.map((words) => `${words} low-battery`));
    expect(saidOf({ 1: 0xa0 })).toEqual(present.map((words) => `${words} hold`));
    expect(saidOf({ 1: 0x90 })).toEqual(ofAll('invalid Cel (0.1) rel'));
    expect(saidOf({ 1: 0x88 })).toEqual(ofAll('invalid Cel (0.1)'));
    expect(saidOf({ 1: 0x82 })).toEqual(ofAll('invalid Cel (0.1) max'));
    expect(saidOf({ 1: 0x84 })).toEqual(ofAll('invalid Cel (0.1) min'));
    expect(saidOf({ 1: 0x86 })).toEqual(ofAll('invalid Cel (0.1) max min'));
    expect(saidOf({ 1: 0x81 })).toEqual(present);
    expect(frameWith({ 1: 0x81 }).recording).toBe(true);
    expect([0x80, 0x82, 0x84, 0x86, 0x90, 0x88].map((status) => notPresent(frameWith({ 1: status })))).toEqual([
      undefined,
      'max',
      'min',
      'max-min',
      'rel',
      'T1-T2',
    ]);
  });

  it('without the bit for °C is in degrees Fahrenheit', () => {
    expect(channelsOf(readingsOf(frameWith({ 1: 0x00 }))).map(([, { value, unit }]) => [value, unit])).toEqual([
      [-6.67, 'Cel'],
      [-6.11, 'Cel'],
      [-5.56, 'Cel'],
      [-5, 'Cel'],
    ]);
  });

  it('has the inputs that are out of range in byte 39, of the extremes in 41 and 42, and whole degrees in 43', () => {
    const over = (nth: number) => present.map((words, place) => (place === nth ? 'overrange Cel (0.1)' : words));
    expect([1, 2, 4, 8].map((bit) => saidOf({ 39: bit }))).toEqual([over(0), over(1), over(2), over(3)]);
    expect(saidOf({ 40: 0xff, 41: 0xff, 42: 0xff })).toEqual(present);
    const overBits = (bytes: Readonly<Record<number, number>>) => frameWith(bytes).over;
    expect(overBits({ 1: 0x82, 39: 1, 41: 2, 42: 4 })).toEqual([false, true, false, false]);
    expect(overBits({ 1: 0x84, 39: 1, 41: 2, 42: 4 })).toEqual([false, false, true, false]);
    expect(saidOf({ 43: 0x0a })).toEqual(['20 Cel (0.1)', '210 Cel (1)', '22 Cel (0.1)', '230 Cel (1)']);
  });

  it('beyond what a type K probe can be at is no temperature, and at its ends is one', () => {
    const ofDigits = (digits: number) => saidOf({ 7: (digits >> 8) & 0xff, 8: digits & 0xff })[0];
    expect([-2_100, -2_101, 13_800, 13_801].map(ofDigits)).toEqual([
      '-210 Cel (0.1)',
      'invalid Cel (0.1)',
      '1380 Cel (0.1)',
      'invalid Cel (0.1)',
    ]);
  });
});
