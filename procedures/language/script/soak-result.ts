/** The result of a soak: its fields are not known before the samples are, so any name gives aggregates on demand. */
import type { SoakFunction } from '../expression.ts';
import type { Quantity } from '../quantity.ts';
import type { SoakSummary } from '../script-api.ts';
import type { Aggregates, Sample, Soak } from '../soak.ts';
import { type HostLink, mainScope } from './host-link.ts';
import { quiet } from './quiet.ts';

/** An object with `summary` and, under every other name, the aggregates of the field of that name. */
export function soakResult<S extends Sample>(link: HostLink, name: string, summary: SoakSummary): Soak<S> {
  return new Proxy(
    { summary },
    {
      get(target, field) {
        if (field === 'summary') return target.summary;
        // A result with a `then` would be taken for a promise.
        if (typeof field !== 'string' || field === 'then') return undefined;
        return aggregates(link, name, field);
      },
    },
  ) as unknown as Soak<S>;
}

function aggregates(link: HostLink, name: string, field: string): Aggregates<never> {
  const of = (fn: SoakFunction, arg?: number) => {
    const input = arg === undefined ? { name, field, fn } : { name, field, fn, arg };
    return quiet(link.call('soak/aggregate', input, mainScope)) as Promise<Quantity<never>>;
  };
  return {
    min: () => of('min'),
    max: () => of('max'),
    mean: () => of('mean'),
    median: () => of('median'),
    sum: () => of('sum'),
    count: () => of('count') as Promise<Quantity<'1'>>,
    first: () => of('first'),
    last: () => of('last'),
    slope: () => of('slope'),
    timeAbove: (level) => of('time-above', level) as Promise<Quantity<'s'>>,
    maxStep: () => of('max-step'),
  };
}
