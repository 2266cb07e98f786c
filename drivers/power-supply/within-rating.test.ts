/** What a supply can give, to the last digit, and which of its channels is meant. */
import { expect, it } from 'vitest';
import { channelOf, refuseOutside } from './within-rating.ts';

it.each([0, 0.001, 29.999, 30])('%s V of a supply that gives 30 V is no matter of refusing', (volts) => {
  expect(() => refuseOutside('volts', volts, 30)).not.toThrow();
});

it('what is not asked for is never refused', () => {
  expect(() => refuseOutside('volts', undefined, 30)).not.toThrow();
});

it.each([-0.001, 30.001, Number.NaN, Number.POSITIVE_INFINITY])('%s V is refused, and said with the limit', (volts) => {
  const refused = expect.objectContaining({
    code: 'supply/out-of-range',
    params: { what: 'volts', value: volts, highest: 30 },
  });
  expect(() => refuseOutside('volts', volts, 30)).toThrow(refused);
});

it('a supply of three channels has the first, the second and the third, and the first where none is named', () => {
  expect([{ channel: 1 }, { channel: 2 }, { channel: 3 }, {}, undefined].map((args) => channelOf(args, 3))).toEqual([
    1, 2, 3, 1, 1,
  ]);
});

it.each([0, -1, 4, 1.5, '1', Number.NaN])('channel %s of three is none', (channel) => {
  expect(() => channelOf({ channel }, 3)).toThrow(expect.objectContaining({ code: 'supply/no-channel' }));
});
