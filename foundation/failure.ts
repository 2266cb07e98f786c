/**
 * Failures travel between rooms and processes as a code with parameters, never as prose: whoever shows them
 * translates the code. Guarantees that a failure survives a structured clone and JSON.
 */

/** What may stand in the parameters of a failure. */
export type FailureParam = string | number | boolean | null;

/** A code such as `instrument/timeout`, with the values a translated sentence needs. */
export interface Failure {
  readonly code: string;
  readonly params: Readonly<Record<string, FailureParam>>;
}

/** An `Error` that carries a {@link Failure}; what every room throws on purpose. */
export class CodedError extends Error implements Failure {
  readonly code: string;
  readonly params: Readonly<Record<string, FailureParam>>;

  constructor(code: string, params: Readonly<Record<string, FailureParam>> = {}, cause?: unknown) {
    super(describeFailure({ code, params }), cause === undefined ? {} : { cause });
    this.name = 'CodedError';
    this.code = code;
    this.params = params;
  }
}

/** One line for logs; people get the translated sentence instead. */
export function describeFailure(failure: Failure): string {
  const details = Object.entries(failure.params).map(([key, value]) => `${key}=${String(value)}`);
  return details.length === 0 ? failure.code : `${failure.code} (${details.join(', ')})`;
}

/** Any thrown thing as a plain {@link Failure}; an unexpected error becomes `internal/error` with its message. */
export function failureOf(error: unknown): Failure {
  if (isFailure(error)) return { code: error.code, params: error.params };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal/error', params: { message } };
}

/** Whether a value has the shape of a failure, whichever process it came from. */
export function isFailure(value: unknown): value is Failure {
  if (typeof value !== 'object' || value === null) return false;
  const { code, params } = value as { code?: unknown; params?: unknown };
  return typeof code === 'string' && code.includes('/') && typeof params === 'object' && params !== null;
}
