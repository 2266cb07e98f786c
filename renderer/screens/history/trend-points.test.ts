/** What a trend draws: honest holes, and never two units on one axis. */
import { expect, it } from 'vitest';
import type { TrendPoint } from '../../../station/api/history.ts';
import { trendColumns } from './trend-points.ts';

const point = (run: string, value: number | null, more: Partial<TrendPoint> = {}): TrendPoint => ({
  run,
  wall: `2026-03-0${run}T10:00:00.000Z`,
  serial: null,
  value,
  unit: 'V',
  status: value === null ? 'overrange' : 'ok',
  verdict: 'PASS',
  limits: {},
  simulated: false,
  ...more,
});

it('a run without a number is a hole and not a zero', () => {
  expect([...trendColumns([point('1', 3), point('2', null), point('3', 4)]).values]).toEqual([3, Number.NaN, 4]);
});

it('points in another unit than the newest are left out and counted, whichever came first', () => {
  const old = point('1', 3300, { unit: 'mV' });
  const columns = trendColumns([old, point('3', 3.4), point('2', 3.3)]);
  expect([columns.unit, [...columns.values], columns.otherUnits]).toEqual(['V', [3.3, 3.4], [old]]);
  expect(columns.points.map(({ run }) => run)).toEqual(['2', '3']);
});
