/**
 * Which calls may switch something on. The station has an output on its list of what may be energised before such a call
 * goes out, and takes it off only after the instrument has said that it is off.
 */

/** Verbs with `on` that energise: a supply's output, a load's input, the heat of a soldering station. */
const energising = new Set(['output', 'input', 'control']);

/** `true` when the call may switch something on, `false` when it switches off, undefined when it does neither. */
export function switches(verb: string, args: unknown): boolean | undefined {
  if (!energising.has(verb)) return undefined;
  const on = (args as { readonly on?: unknown } | null)?.on;
  return typeof on === 'boolean' ? on : undefined;
}
