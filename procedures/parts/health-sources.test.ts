import { expect, it } from 'vitest';
import { chooseHealth, type HealthSource } from './health-sources.ts';

function source(name: string, confidence: HealthSource['confidence'], percent: number | null, more = {}): HealthSource {
  const status = percent === null ? 'invalid' : 'ok';
  const health = {
    value: percent,
    unit: '%',
    quantity: 'ratio',
    status,
    flags: [],
    ref: { entry: 1, path: [name] },
  } as const;
  return { source: name, confidence, availability: 'ok', health, raw: String(percent), ...more };
}

const chosen = (sources: readonly HealthSource[]) => {
  const choice = chooseHealth(sources);
  return choice.kind === 'chosen' ? choice.source.source : choice.kind;
};

it('the best letter wins, wherever it stands in the list', () => {
  expect(chosen([source('learned', 'C', 90), source('full', 'B-', 91), source('soh', 'B', 92)])).toBe('soh');
  expect(chosen([source('learned', 'C', 90), source('full', 'B-', 91)])).toBe('full');
});

it('two believed sources more than seven points apart choose nothing', () => {
  expect(chosen([source('soh', 'B', 92), source('learned', 'C', 84.9)])).toBe('disagree');
  expect(chosen([source('soh', 'B', 92), source('learned', 'C', 85)])).toBe('soh');
});

it('a source that was rejected or refused neither decides nor contradicts', () => {
  const rejected = source('full', 'B-', 100, { rejected: 'equal-to-design' });
  const refused = source('asoc', 'B', null, { availability: 'refused' });
  expect(chosen([rejected, refused, source('learned', 'C', 80)])).toBe('learned');
  expect(chosen([rejected, refused])).toBe('none');
});

it('the weakest letter alone is no source at all, and contradicts nobody', () => {
  expect(chosen([source('counter', 'D', 88)])).toBe('none');
  expect(chosen([source('soh', 'B', 92), source('counter', 'D', 60)])).toBe('soh');
});

it("the bench's own measurement needs nobody's agreement", () => {
  expect(chosen([source('soh', 'B', 99), source('measured', 'A', 74)])).toBe('measured');
});
