/**
 * Which of several answers without a checksum may be believed. Guarantees that one damaged answer, whatever it says, is
 * never the result: two in a row must be the same number, or the result lies between two answers that are not damaged.
 */

const few = 3;
const many = 5;

/**
 * The place of the answer to believe, or `undefined` while another one is needed: the last of two equal ones in a row;
 * the middle one of the last three when two of them are `alike`; the middle one of the last five, so that a value that
 * really moves comes to an end as well. An infinite number stands for an overload, NaN for nothing to show.
 */
export function believed(
  numbers: readonly number[],
  alike: (one: number, other: number) => boolean,
): number | undefined {
  const last = numbers.length - 1;
  if (last < 1) return undefined;
  if (same(numbers[last], numbers[last - 1])) return last;
  const three = numbers.slice(-few);
  const agree = (one: number, other: number) => same(one, other) || alike(one, other);
  const twoOfThree = three.some((one, index) => three.slice(index + 1).some((other) => agree(one, other)));
  if (numbers.length >= few && twoOfThree) return middleOfLast(few, numbers);
  return numbers.length >= many ? middleOfLast(many, numbers) : undefined;
}

/** How many answers there are at the most before the middle one of a moving number is taken. */
const mostMoving = 7;

/**
 * The same for answers of which several in a row may have been damaged alike: the last of three that are all `alike`, or the
 * middle one of the last seven.
 */
export function believedOfThree(
  numbers: readonly number[],
  alike: (one: number, other: number) => boolean,
): number | undefined {
  const three = numbers.slice(-few);
  const agree = three.every((one) => three.every((other) => same(one, other) || alike(one, other)));
  if (three.length === few && agree) return numbers.length - 1;
  return numbers.length >= mostMoving ? middleOfLast(mostMoving, numbers) : undefined;
}

/** How many answers that are the same, alike, or anything. */
const firm = { same: 4, alike: 5, any: 9 } as const;

/**
 * The same for numbers of which a damaged one may look as sound as any: a digit before the point can be missing from two in
 * a row. The last of four equal ones in a row; the middle one of the last five that are all `alike`; the middle one of nine.
 * Where each answer is `q` times as likely to have lost one certain byte as to be whole, four in a row have with q⁴: with
 * 3 % of the bytes lost that is one in a million.
 */
export function firmlyBelieved(
  numbers: readonly number[],
  alike: (one: number, other: number) => boolean,
): number | undefined {
  const last = numbers.length - 1;
  const row = numbers.slice(-firm.same);
  if (row.length === firm.same && row.every((one) => same(one, numbers[last]))) return last;
  const five = numbers.slice(-firm.alike);
  const agree = five.every((one) => five.every((other) => same(one, other) || alike(one, other)));
  if (five.length === firm.alike && agree) return middleOfLast(firm.alike, numbers);
  return numbers.length >= firm.any ? middleOfLast(firm.any, numbers) : undefined;
}

function same(one: number | undefined, other: number | undefined): boolean {
  return one === other || (Number.isNaN(one) && Number.isNaN(other));
}

function middleOfLast(count: number, numbers: readonly number[]): number | undefined {
  const from = numbers.length - count;
  const places = Array.from({ length: count }, (_, index) => from + index);
  return places.sort((a, b) => order(numbers[a]) - order(numbers[b]) || a - b)[count >> 1];
}

/** NaN behind everything else; finite, because infinities cannot be subtracted. */
function order(value = Number.NaN): number {
  if (Number.isNaN(value)) return Number.MAX_VALUE;
  return Math.min(1e300, Math.max(-1e300, value));
}
