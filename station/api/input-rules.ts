/**
 * The rules that every input of the station's contract is made of. Guarantees: what passes is well-formed Unicode of
 * bounded length without invisible control characters; what does not pass is a {@link CodedError} `input/…` that names
 * the field, so that the person knows what to correct.
 */
import * as v from 'valibot';
import { CodedError } from '../../foundation/failure.ts';

/** Longest texts, in UTF-16 units: names and numbers, free text. */
export const longest = { line: 120, text: 4_000, path: 4_096, key: 200 } as const;

/** Control characters, halves of surrogate pairs, line separators, and what turns the writing direction around. */
const invisible = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

const hasNoneOf = (pattern: RegExp) => (text: string) => !pattern.test(text);

/** One line for people: trimmed, in Unicode NFC, not empty. */
export function line(max: number = longest.line) {
  return v.pipe(
    v.string('input/not-text'),
    v.maxLength(max, 'input/too-long'),
    v.trim(),
    v.check(hasNoneOf(invisible), 'input/control-characters'),
    v.nonEmpty('input/empty'),
    v.normalize('NFC'),
  );
}

/** Several lines for people; line ends become `\n`, tabs are kept. */
export function text(max: number = longest.text) {
  return v.pipe(
    v.string('input/not-text'),
    v.maxLength(max, 'input/too-long'),
    v.transform((raw) => raw.replace(/\r\n?/g, '\n').trim()),
    v.check((clean) => !invisible.test(clean.replace(/[\n\t]/g, '')), 'input/control-characters'),
    v.nonEmpty('input/empty'),
    v.normalize('NFC'),
  );
}

/** A path of this machine: anything but the NUL that ends it. */
export function filePath() {
  return v.pipe(
    v.string('input/not-text'),
    v.maxLength(longest.path, 'input/too-long'),
    v.nonEmpty('input/empty'),
    v.check((raw) => !raw.includes('\0'), 'input/control-characters'),
  );
}

/** `RUN-…`; any other text is a run that nobody knows. */
export function runId() {
  return line(longest.key);
}

/** `SR-YYYYMMDD-NNNN`; more than 9999 tickets a day take a fifth digit. */
export function ticketNumber() {
  return v.pipe(
    line(),
    v.transform((raw) => raw.toUpperCase()),
    v.regex(/^SR-\d{8}-\d{4,}$/, 'input/ticket-number'),
  );
}

/** A finite number within bounds, both included. */
export function finite(low: number, high: number) {
  return v.pipe(
    v.number('input/not-a-number'),
    v.finite('input/not-a-number'),
    v.minValue(low, 'input/too-small'),
    v.maxValue(high, 'input/too-large'),
  );
}

export function integer(low: number, high: number) {
  return v.pipe(finite(low, high), v.integer('input/not-an-integer'));
}

export function oneOf<const T extends readonly string[]>(options: T) {
  return v.picklist(options, 'input/not-one-of');
}

/**
 * International Mobile Equipment Identity: 15 digits, the last a Luhn check digit (3GPP TS 23.003, 6.2.1). Spaces and
 * dashes between the digits, as labels print them, are taken out.
 */
export function imei() {
  return v.pipe(
    line(),
    v.transform((raw) => raw.replace(/[\s/.-]/g, '')),
    v.regex(/^\d+$/, 'input/imei-digits'),
    v.length(15, 'input/imei-length'),
    v.check(hasLuhnCheckDigit, 'input/imei-checksum'),
  );
}

/** Luhn's sum over decimal digits (ISO/IEC 7812-1, annex B). */
export function hasLuhnCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighed = place % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** A validator that gives the clean input or throws the code of the first thing that is wrong. */
export function validator<S extends v.GenericSchema>(schema: S): (input: unknown) => v.InferOutput<S> {
  return (input) => {
    const result = v.safeParse(schema, input, { abortEarly: true });
    if (result.success) return result.output;
    const [issue] = result.issues;
    throw new CodedError(codeOf(issue), {
      field: v.getDotPath(issue) ?? '',
      ...(issue.type === 'picklist' ? { allowed: (issue.expected ?? '').replace(/["()]/g, '') } : {}),
      ...(typeof issue.requirement === 'number' ? { limit: issue.requirement } : {}),
    });
  };
}

function codeOf(issue: v.BaseIssue<unknown>): string {
  if (issue.message.startsWith('input/')) return issue.message;
  if (issue.expected === 'never') return 'input/unknown-field';
  if (issue.type === 'strict_object' && issue.path !== undefined && issue.received === 'undefined')
    return 'input/missing';
  return 'input/invalid';
}
