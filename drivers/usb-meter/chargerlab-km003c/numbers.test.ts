/** The numbers of a KM003C's questions in a recorded conversation. */
import { expect, it } from 'vitest';
import { km003cNumbers } from './numbers.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const hex = (message: Uint8Array) => Buffer.from(message).toString('hex');
const answer = `410b8002${'0100000b'}${'00'.repeat(44)}`;

it('questions of four bytes are found one behind the other, in pieces of any size', () => {
  const find = km003cNumbers.finder('sent');
  const found = [...bytes('0c0a02000c0b0200')].flatMap((byte) => find(Uint8Array.of(byte)));
  expect(found.map(hex)).toEqual(['0c0a0200', '0c0b0200']);
  expect(found.map((message) => km003cNumbers.numberOf(message))).toEqual([10, 11]);
});

it('a question that looks like data is a question: what we send holds none', () => {
  expect(km003cNumbers.finder('sent')(bytes('410a0200')).map(hex)).toEqual(['410a0200']);
});

it('data are found when they are whole, and an answer without any is four bytes', () => {
  const find = km003cNumbers.finder('received');
  expect(find(bytes('050a0000')).map(hex)).toEqual(['050a0000']);
  expect(find(bytes(answer.slice(0, 60)))).toEqual([]);
  expect(find(bytes(answer.slice(60))).map(hex)).toEqual([answer]);
  // A flag in the highest bit makes it no other kind.
  expect(
    km003cNumbers
      .finder('received')(bytes(`c1${answer.slice(2)}`))
      .map(hex),
  ).toEqual([`c1${answer.slice(2)}`]);
});

it('another number changes nothing else, and not the message that was recorded', () => {
  const message = bytes(answer);
  expect(hex(km003cNumbers.renumbered(message, 0x5a))).toBe(`415a${answer.slice(4)}`);
  expect(hex(message)).toBe(answer);
});

it('what never becomes a packet is given up after 4096 bytes', () => {
  const find = km003cNumbers.finder('received');
  expect(find(bytes(`41${'ff'.repeat(5_000)}`))).toEqual([]);
  expect(find(bytes(answer)).map(hex)).toEqual([answer]);
});
