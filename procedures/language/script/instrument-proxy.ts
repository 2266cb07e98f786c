/** Instruments inside a running script: every verb is one call to the station, made from inside a body only. */
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../instrument.ts';
import type { Bodies } from './bodies.ts';
import type { HostLink } from './host-link.ts';
import { plainJson } from './plain-json.ts';
import { never, quiet } from './quiet.ts';

const noOptions: CallOptions = {};

type AnyVerb = (args?: unknown, options?: CallOptions) => Promise<unknown>;

/** An object that has every verb there could be; the station refuses those its capability lacks. */
export function instrumentProxy(link: HostLink, bodies: Bodies, role: string): Readonly<Record<string, AnyVerb>> {
  const verbs = new Map<string, AnyVerb>();
  const verbOf = (verb: string): AnyVerb => {
    return (args, options = noOptions) => {
      const body = bodies.acting(`${role}.${verb}`);
      if (body === undefined) return never();
      const plain = args === undefined ? {} : plainJson(args);
      const { token } = body;
      const { deadline } = options;
      const input =
        deadline === undefined
          ? { role, verb, args: plain, token }
          : { role, verb, args: plain, deadlineMs: deadline.ms, token };
      return quiet(link.call('instrument/call', input, body.scope));
    };
  };
  return new Proxy(
    {},
    {
      get(_target, verb) {
        if (typeof verb !== 'string' || verb === 'then') return undefined;
        const known = verbs.get(verb) ?? verbOf(verb);
        verbs.set(verb, known);
        return known;
      },
      set(_target, verb) {
        throw new CodedError('script/read-only', { role, verb: String(verb) });
      },
    },
  );
}
