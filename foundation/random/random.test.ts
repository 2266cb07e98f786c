import { expect, it } from 'vitest';
import { seededRandom } from './random.ts';

const many = 20_000;

it('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed);
    return [...Array(5)].map(() => random.next());
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

it('numbers drawn on one machine are those of every machine', () => {
  const random = seededRandom(1);
  expect([random.integer(0, 999), random.integer(0, 999), random.integer(0, 999)]).toEqual([627, 2, 527]);
});

it('a generator put down and taken up again goes on where it was', () => {
  const random = seededRandom(42);
  random.normal();
  const resumed = seededRandom(random.state());
  expect([resumed.next(), resumed.integer(1, 6)]).toEqual([random.next(), random.integer(1, 6)]);
});

it('dice show every face about equally often and nothing else', () => {
  const random = seededRandom(3);
  const faces = new Map<number, number>();
  for (let throws = 0; throws < many; throws += 1) {
    const face = random.integer(1, 6);
    faces.set(face, (faces.get(face) ?? 0) + 1);
  }
  expect([...faces.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  // Five standard deviations of the binomial distribution.
  for (const count of faces.values()) expect(Math.abs(count - many / 6)).toBeLessThan(5 * Math.sqrt((many * 5) / 36));
});

it('normal numbers have mean 0 and deviation 1, and are all finite', () => {
  const random = seededRandom(4);
  const drawn = [...Array(many)].map(() => random.normal());
  const mean = drawn.reduce((sum, one) => sum + one, 0) / many;
  const deviation = Math.sqrt(drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / many);
  expect(drawn.every(Number.isFinite)).toBe(true);
  expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(many));
  expect(Math.abs(deviation - 1)).toBeLessThan(5 / Math.sqrt(2 * many));
});
