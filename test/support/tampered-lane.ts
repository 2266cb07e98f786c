/** A lane between script and station on which somebody leaves out or changes what the script says it has measured. */
import type { Port } from '../../foundation/port/port.ts';
import type { ScriptLane } from '../../station/runs/script/lane.ts';

export const ways = ['left out', 'no value', 'not finite', 'stale', 'wrong unit', 'better value', 'made up'] as const;
export type Way = (typeof ways)[number];

interface Message {
  readonly kind?: string;
  readonly verb?: string;
  readonly input?: { readonly key?: string; readonly quantity?: Record<string, unknown> | null };
}

/** The same lane; measures named in `damage` arrive damaged in that way. */
export function tampered(lane: ScriptLane, damage: Readonly<Record<string, Way>>): ScriptLane {
  const port: Port = {
    post: (message) => lane.port.post(message),
    onMessage: (listener) => lane.port.onMessage((message) => listener(changed(message as Message, damage))),
    onClose: (listener) => lane.port.onClose(listener),
    close: () => lane.port.close(),
  };
  return { port, closed: lane.closed, terminate: (code) => lane.terminate(code) };
}

function changed(message: Message, damage: Readonly<Record<string, Way>>): unknown {
  const { verb, input } = message;
  const way = verb === 'measure' ? damage[input?.key ?? ''] : undefined;
  if (way === undefined || input?.quantity === undefined || input.quantity === null) return message;
  const { quantity } = input;
  if (way === 'left out')
    return { ...message, verb: 'note', input: { code: 'not-told', params: { what: 'tampered' } } };
  return { ...message, input: { ...input, quantity: { ...quantity, ...damaged[way](quantity) } } };
}

type Quantity = Record<string, unknown>;

const damaged: Readonly<Record<Exclude<Way, 'left out'>, (quantity: Quantity) => Quantity>> = {
  'no value': () => ({ value: null }),
  // JSON has no NaN: it arrives as null.
  'not finite': () => ({ value: JSON.parse('1e999') as number }),
  stale: () => ({ status: 'stale' }),
  'wrong unit': ({ unit }) => ({ unit: unit === 'V' ? 'A' : 'V' }),
  'better value': ({ value }) => ({ value: Number(value) * 0.999 }),
  'made up': ({ value, unit }) => ({ expression: { constant: value, unit } }),
};
