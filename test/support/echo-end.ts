/** A small contract with every kind of answer, served over whatever port it is given. */
import { CodedError } from '../../foundation/failure.ts';
import { postEvent, serve, type Validators, type Verb } from '../../foundation/port/contract.ts';
import type { Port } from '../../foundation/port/port.ts';

export type EchoApi = {
  'echo/double': Verb<{ readonly n: number }, { readonly n: number }>;
  /** Fails on purpose with `echo/refused {n}`. */
  'echo/refuse': Verb<{ readonly n: number }, never>;
  /** Throws what nobody foresaw. */
  'echo/stumble': Verb<Record<string, never>, never>;
  /** Never answers. */
  'echo/hang': Verb<Record<string, never>, never>;
  /** Answers with what no port between processes can carry. */
  'echo/unsendable': Verb<Record<string, never>, unknown>;
  /** Posts the events `count` 1…n, then answers. */
  'echo/tell': Verb<{ readonly n: number }, Record<string, never>>;
  /** How often any handler has been called. */
  'echo/handled': Verb<Record<string, never>, { readonly times: number }>;
};

const numbered = (input: unknown) => {
  const n = (input as { n?: unknown } | null)?.n;
  if (typeof n !== 'number') throw new CodedError('echo/bad-input');
  return { n };
};
const nothing = () => ({});
const validators: Validators<EchoApi> = {
  'echo/double': numbered,
  'echo/refuse': numbered,
  'echo/stumble': nothing,
  'echo/hang': nothing,
  'echo/unsendable': nothing,
  'echo/tell': numbered,
  'echo/handled': nothing,
};

export function serveEcho(port: Port): () => void {
  let times = 0;
  return serve<EchoApi>(port, validators, {
    'echo/double': ({ n }) => {
      times += 1;
      return { n: 2 * n };
    },
    'echo/refuse': ({ n }) => {
      times += 1;
      throw new CodedError('echo/refused', { n });
    },
    'echo/stumble': () => {
      throw new TypeError('nobody foresaw this');
    },
    'echo/hang': () => new Promise<never>(() => undefined),
    'echo/unsendable': () => ({ work: () => undefined }),
    'echo/tell': ({ n }) => {
      for (let count = 1; count <= n; count += 1) postEvent(port, 'count', { count });
      return {};
    },
    'echo/handled': () => ({ times }),
  });
}
