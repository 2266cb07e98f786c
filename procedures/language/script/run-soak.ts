/**
 * The loop of a soak as the script sees it: the station says when to sample, the script samples. Nothing is remembered
 * here but the last sample, and that comes back from the station, so a resume goes on exactly as if nothing had been.
 */
import { CodedError } from '../../../foundation/failure.ts';
import { type Amount, quantityOf } from '../quantity.ts';
import type { GapPolicy, SampleValues, SoakSummary, Token } from '../script-api.ts';
import type { Sample, Soak, SoakMoment, SoakOptions } from '../soak.ts';
import type { ScriptParts } from './run-context.ts';
import { soakResult } from './soak-result.ts';

const defaultSampleTimeoutMs = 30_000;

/** Runs or skips the soak and gives its result. */
export async function runSoak<S extends Sample>(
  parts: ScriptParts,
  name: string,
  options: SoakOptions<S>,
  sample: (moment: SoakMoment) => Promise<S>,
): Promise<Soak<S>> {
  const { link, bodies } = parts;
  const begun = await link.call(
    'soak/begin',
    {
      name,
      forMs: options.for.ms,
      everyMs: options.every.ms,
      onGap: gapPolicy(options),
      holeMs: options.hole?.ms ?? 0,
      timeoutMs: options.timeout?.ms ?? defaultSampleTimeoutMs,
    },
    bodies.scope(),
  );
  const summary = begun.skip ? begun.summary : await takeSamples(parts, begun.token, begun.last, options, sample);
  return soakResult<S>(link, name, summary);
}

async function takeSamples<S extends Sample>(
  { link, bodies }: ScriptParts,
  token: Token,
  before: SampleValues | null,
  options: SoakOptions<S>,
  sample: (moment: SoakMoment) => Promise<S>,
): Promise<SoakSummary> {
  const { stopWhen } = options;
  const stopIf = async (heard: StopHeard) => {
    if ('thrown' in heard) throw heard.thrown;
    if (heard.reason !== null) await link.call('soak/stop', { token, reason: heard.reason }, bodies.scope());
  };
  const askNext = () => link.call('soak/next', { token }, bodies.scope());
  let last = before;
  if (last !== null) await stopIf(hear(stopWhen, last as S));
  let guard = bodies.guard(token);
  let tick = await askNext();
  for (;;) {
    if (!tick.take) {
      guard.disarm();
      return tick.summary;
    }
    const { index, elapsedMs, activeMs } = tick;
    const moment: SoakMoment = { index, elapsedMs, activeMs, last };
    const outcome = await bodies.run(token, guard, async () => sampleValues(await sample(moment)));
    if (outcome.ok) {
      // What `stopWhen` is shown is what will be recorded.
      const values = Object.freeze(outcome.value);
      const heard = hear(stopWhen, values as S);
      const told = goesOn(heard) ? ({ token, index, values, next: true } as const) : { token, index, values };
      const recorded = await link.call('soak/sample', told, bodies.scope());
      last = referringTo(recorded.entry, values);
      await stopIf(heard);
      tick = recorded.next ?? (await askNext());
    } else {
      await link.call('soak/fail', { token, index, failure: outcome.failure }, bodies.scope());
      // An answered guard is used up; the next sample needs another.
      guard.disarm();
      guard = bodies.guard(token);
      tick = await askNext();
    }
  }
}

/** What `stopWhen` said of a sample. It is asked once a sample, so that one that counts for itself counts right. */
type StopHeard = { readonly reason: string | null } | { readonly thrown: unknown };

function hear<S extends Sample>(stopWhen: SoakOptions<S>['stopWhen'], values: S): StopHeard {
  try {
    const reason = stopWhen?.(values);
    return { reason: typeof reason === 'string' ? reason : null };
  } catch (thrown) {
    return { thrown };
  }
}

/** Whether the next sample can be asked for along with this one. Where it cannot, the sample is recorded first. */
function goesOn(heard: StopHeard): boolean {
  return 'reason' in heard && heard.reason === null;
}

function gapPolicy<S extends Sample>({ onGap }: SoakOptions<S>): GapPolicy {
  if (onGap === undefined || onGap === 'fail') return { policy: 'fail' };
  return { policy: onGap.policy, shorterThanMs: onGap.shorterThan.ms };
}

/** A journaled sample: each number refers to its place there, whatever it was computed from. */
function referringTo(entry: number, values: SampleValues): SampleValues {
  const referring: Record<string, SampleValues[string]> = {};
  // Without `Object.entries`, which costs the sandbox more than the rest of this.
  for (const field of Object.keys(values)) {
    const value = values[field] as SampleValues[string];
    const isQuantity = typeof value === 'object' && value !== null;
    referring[field] = isQuantity ? { ...value, expression: { ref: { entry, path: [field] } } } : value;
  }
  return referring;
}

/** Names that mean something else on a soak's result. */
const reserved = new Set(['summary', 'then']);

function sampleValues(sample: Sample): SampleValues {
  const values: Record<string, SampleValues[string]> = {};
  for (const field of Object.keys(sample)) {
    const value = sample[field] as Sample[string];
    if (reserved.has(field)) throw new CodedError('script/reserved-field', { field });
    const scalar = value === null || typeof value !== 'object';
    if (typeof value === 'number' && !Number.isFinite(value)) throw new CodedError('script/not-json', { path: field });
    values[field] = scalar ? value : quantityOf(value as Amount);
  }
  return values;
}
