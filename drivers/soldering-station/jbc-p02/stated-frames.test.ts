/**
 * What makes a station cold without its driver, frame by frame, and by which number an answer is known: from the published
 * transcript and command list, not from our tables.
 */
import { describe, expect, it } from 'vitest';
import { innerBytes, P02Finder, parseInner } from './frame.ts';
import { p02Numbers } from './numbers.ts';
import { coldState, settingOf, usualAddresses } from './safe-frames.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
/** Without what makes it transparent on the line. */
const inner = (bytes: Uint8Array) => new P02Finder().push(bytes).map((frame) => hex(innerBytes(frame)));
/** To, from, command and data of a frame on the line. */
const said = (bytes: Uint8Array) =>
  new P02Finder()
    .push(bytes)
    .map(({ to, from, command, data }) => `${hex(Uint8Array.of(to, from, command))} ${hex(data)}`)
    .join();

const inControl = `1d80e1 ${Buffer.from('Ohmstead:C').toString('hex')}`;
const monitor = `1d80e1 ${Buffer.from('Ohmstead:M').toString('hex')}`;
// 90 °C are 810 ninths, 032A; the ports count from 0.
const cold = [inControl, '1d8051 2a0300', '1d8051 2a0301', '1d8051 2a0302', '1d8051 2a0303'];

describe('a station that shall be cold', () => {
  const { frames, handBack = [], gapMs } = coldState(usualAddresses, 90);

  it('is taken over and set to its lowest temperature on four ports, before and behind a greeting', () => {
    expect(frames.slice(0, 5).map(said)).toEqual(cold);
    expect(frames.slice(-5).map(said)).toEqual(cold);
    expect(handBack.map(said)).toEqual([monitor]);
    expect(gapMs).toBeGreaterThanOrEqual(20);
  });

  it('is greeted as in the published transcript', () => {
    expect(frames.slice(5, 9).flatMap(inner)).toEqual([
      ...['029d00fd0001066603', '021d00ed2100d003', '021d00011e000303', '021d000206001803'],
    ]);
  });

  it('hears of every frame under a number of its own, none beyond the 239 that there are', () => {
    const all = [...frames.slice(0, 5), ...frames.slice(-5), ...handBack];
    const numbers = all.map((frame) => p02Numbers.numberOf(frame));
    expect(new Set(numbers).size).toBe(all.length);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(239);
    expect(Math.min(...numbers)).toBeGreaterThan(0);
  });
});

it('a temperature is in ninths, low byte first, and the port counts from 0', () => {
  expect([settingOf(1, 350), settingOf(4, 90.04)]).toEqual([
    [0x4e, 0x0c, 0],
    [0x2a, 0x03, 3],
  ]);
});

describe('the number of a message', () => {
  const message = Uint8Array.from(Buffer.from('1002' + '1d80052100b9' + '1003', 'hex'));
  const [question = new Uint8Array(0)] = coldState(usualAddresses, 90).frames;

  it('is the one that its answer repeats, and another one changes nothing else', () => {
    const other = p02Numbers.renumbered(question, 0x10);
    expect(p02Numbers.numberOf(other)).toBe(0x10);
    expect(said(other)).toBe(said(question));
    // A 10 inside is doubled on the line.
    expect(hex(other)).toContain('1010');
  });

  it('is found in pieces of any size, behind whatever stands before it', () => {
    const find = p02Numbers.finder('received');
    const found = [0xff, 0x16, ...question].flatMap((byte) => find(Uint8Array.of(byte)));
    expect(found.map(hex)).toEqual([hex(question)]);
  });

  it('of what is no frame is none, and it stays as it is', () => {
    expect([p02Numbers.numberOf(message), hex(p02Numbers.renumbered(message, 9))]).toEqual([0, hex(message)]);
  });
});

it('a frame whose XOR is nothing, of its own length, from 02 to 03, is one', () => {
  expect(parseInner(Uint8Array.from(Buffer.from('021d80052100b803', 'hex')))).toMatchObject({
    to: 0x1d,
    command: 0x21,
  });
});

it.each([
  ['too short for its length', '021d80052102ba03'],
  ['with another check', '021d800521000003'],
  ['with another end', '021d80052100bf04'],
  ['with another beginning', '031d80052100b903'],
])('a frame %s is none', (_what, text) => {
  expect(parseInner(Uint8Array.from(Buffer.from(text, 'hex')))).toBeUndefined();
});
