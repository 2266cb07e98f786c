/** The verbs a script may call, each with what validates its input: a script is not trusted to send what it should. */
import * as v from 'valibot';
import { CodedError, type Failure } from '../../foundation/failure.ts';
import type { Handlers, Validators } from '../../foundation/port/contract.ts';
import type { SampleValues, ScriptToHost } from '../../procedures/language/script-api.ts';

const token = v.pipe(v.number(), v.integer());
const longestName = 200;
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(longestName));
const ms = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(30 * 24 * 3_600_000));
const param = v.nullable(v.union([v.string(), v.number(), v.boolean()]));
const params = v.record(v.string(), param);
const failure = v.object({ code: v.pipe(v.string(), v.maxLength(200)), params });
const amount = v.looseObject({
  value: v.nullable(v.number()),
  unit: v.string(),
  status: v.string(),
  expression: v.looseObject({}),
});
/** Written out, because a soak sends thousands of these and a schema for each field costs more than the rest of a sample. */
const sampled = v.custom<SampleValues>(isSample, 'not a sample');
const empty = v.looseObject({});
const gap = v.union([
  v.object({ policy: v.literal('fail') }),
  v.object({ policy: v.picklist(['extend', 'restart']), shorterThanMs: ms }),
]);
const period = v.pipe(v.number(), v.finite(), v.minValue(1));

const schemas = {
  'step/begin': v.object({ name, timeoutMs: v.optional(ms), retries: v.optional(v.pipe(token, v.maxValue(100))) }),
  'step/guard': v.object({ token }),
  'step/end': v.looseObject({ token, value: v.unknown() }),
  'step/fail': v.object({ token, failure }),
  'establish/begin': v.object({ name, undoId: token, timeoutMs: v.optional(ms), undoTimeoutMs: v.optional(ms) }),
  'establish/end': v.object({ token }),
  'establish/fail': v.object({ token, failure }),
  'soak/begin': v.object({ name, forMs: ms, everyMs: period, onGap: gap, holeMs: ms, timeoutMs: ms }),
  'soak/next': v.object({ token }),
  'soak/sample': v.object({
    token,
    index: token,
    values: sampled,
    next: v.optional(v.literal(true)),
  }),
  'soak/fail': v.object({ token, index: token, failure }),
  'soak/stop': v.object({ token, reason: name }),
  'soak/aggregate': v.object({ name, field: name, fn: name, arg: v.optional(v.number()) }),
  measure: v.object({
    key: name,
    quantity: v.nullable(amount),
    reason: v.optional(v.object({ code: name, params })),
  }),
  undecided: v.object({ code: name, params, key: v.optional(name) }),
  fault: v.object({ code: name, params }),
  note: v.object({ code: name, params }),
  ask: v.looseObject({ key: name }),
  'instrument/call': v.object({
    role: name,
    verb: name,
    args: v.unknown(),
    deadlineMs: v.optional(ms),
    token,
  }),
  sleep: v.object({ ms, token }),
  'run/done': empty,
  'run/error': v.object({ failure }),
} as const;

/** Validators of every verb; throw `script/invalid-message`. */
export const scriptValidators = Object.fromEntries(
  Object.entries(schemas).map(([verb, schema]) => [
    verb,
    (input: unknown) => {
      const result = v.safeParse(schema, input);
      if (result.success) return result.output;
      throw new CodedError('script/invalid-message', { verb, why: result.issues[0].message });
    },
  ]),
) as unknown as Validators<ScriptToHost>;

/** Fields with a name each; what is no amount is a text, a number, a boolean or nothing. */
function isSample(values: unknown): boolean {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false;
  return Object.entries(values).every(([field, value]: [string, unknown]) => {
    if (field.length === 0 || field.length > longestName) return false;
    if (typeof value === 'object' && value !== null) return isAmount(value);
    return value === null || typeof value === 'string' || typeof value === 'boolean' || isNumber(value);
  });
}

function isAmount(amount: object): boolean {
  const { value, unit, status, expression } = amount as Readonly<Record<string, unknown>>;
  const known = (value === null || isNumber(value)) && typeof unit === 'string' && typeof status === 'string';
  return known && typeof expression === 'object' && expression !== null;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(value);
}

export type ScriptHandlers = Handlers<ScriptToHost>;

/** What a script's failure may be kept as: never longer than a record can bear. */
export function boundedFailure({ code, params: given }: Failure): Failure {
  const entries = Object.entries(given).slice(0, 20);
  return {
    code: code.slice(0, 120),
    params: Object.fromEntries(
      entries.map(([key, value]) => [key.slice(0, 60), typeof value === 'string' ? value.slice(0, 500) : value]),
    ),
  };
}
