/**
 * The station's side of the wire for tests: answers at once, waits for nothing, keeps every call. What a test wants
 * otherwise it overrides by verb. It guarantees nothing about journals or leases; the engine's own tests do.
 */
import { type Caller, caller, type Handlers, serve, type Validators } from '../../foundation/port/contract.ts';
import type { Port } from '../../foundation/port/port.ts';
import type { Quantity } from '../../procedures/language/quantity.ts';
import type { HostToScript, SampleValues, ScriptToHost, SoakSummary } from '../../procedures/language/script-api.ts';

export interface FakeHost {
  /** Every call in order: verb and input. */
  readonly calls: { readonly verb: string; readonly input: unknown }[];
  readonly script: Caller<HostToScript>;
  /** Ends the body of a token from outside. */
  endBody(token: number, code: string): void;
  /** Resolves with `done` or the code the run ended with. */
  readonly ended: Promise<string>;
}

/** Everything valid; the station's real validators have tests of their own. */
const validators = new Proxy({}, { get: () => (input: unknown) => input }) as Validators<ScriptToHost>;

export function fakeHost(port: Port, overrides: Partial<Handlers<ScriptToHost>> = {}): FakeHost {
  const calls: { verb: string; input: unknown }[] = [];
  const guards = new Map<number, (failure: { code: string; params: Record<string, never> }) => void>();
  const samples = new Map<string, SampleValues[]>();
  let lastToken = 0;
  let end: (outcome: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const newToken = () => {
    lastToken += 1;
    return lastToken;
  };
  let soak = { name: '', left: 0, index: 0, everyMs: 0 };
  const summary = (): SoakSummary => ({
    name: soak.name,
    samples: soak.index,
    holes: 0,
    interruptions: 0,
    elapsedMs: soak.index * soak.everyMs,
    activeMs: soak.index * soak.everyMs,
    stopped: null,
  });
  const handlers: Handlers<ScriptToHost> = {
    'step/begin': () => ({ skip: false, token: newToken() }),
    'step/guard': ({ token }) => new Promise((resolve) => guards.set(token, resolve as never)),
    'step/end': () => ({}),
    'step/fail': ({ failure }) => Promise.reject(Object.assign(new Error(failure.code), failure)),
    'establish/begin': () => ({ token: newToken() }),
    'establish/end': () => ({}),
    'establish/fail': ({ failure }) => Promise.reject(Object.assign(new Error(failure.code), failure)) as never,
    'soak/begin': ({ name, forMs, everyMs }) => {
      soak = { name, left: Math.round(forMs / everyMs), index: 0, everyMs };
      samples.set(name, []);
      return { skip: false, token: newToken(), last: null };
    },
    'soak/next': () => {
      if (soak.left === 0) return { take: false, summary: summary() };
      soak.left -= 1;
      const elapsedMs = soak.index * soak.everyMs;
      return { take: true, index: soak.index++, elapsedMs, activeMs: elapsedMs };
    },
    'soak/sample': ({ values }) => {
      samples.get(soak.name)?.push(values);
      return { entry: 1_000 + (samples.get(soak.name)?.length ?? 0) };
    },
    'soak/fail': () => ({}),
    'soak/stop': () => {
      soak.left = 0;
      return {};
    },
    'soak/aggregate': ({ name, field, fn }) => aggregate(samples.get(name) ?? [], name, field, fn),
    measure: () => ({ verdict: 'pass' }),
    undecided: () => ({}),
    fault: () => ({}),
    note: () => ({}),
    ask: () => ({ value: true, ref: { entry: 1, path: [] } }),
    'instrument/call': ({ role }) => (role === 'meter' ? reading('V', 4.1) : phoneSample()),
    sleep: () => ({}),
    'run/done': () => {
      end('done');
      return {};
    },
    'run/error': ({ failure }) => {
      end(failure.code);
      return {};
    },
    ...overrides,
  };
  port.onMessage((message) => {
    const { kind, verb, input } = message as { kind: string; verb: string; input: unknown };
    if (kind === 'call') calls.push({ verb, input });
  });
  serve(port, validators, handlers);
  const script = caller<HostToScript>(port, 'script/lost');
  const endBody = (token: number, code: string) => guards.get(token)?.({ code, params: {} });
  return { calls, script, endBody, ended };
}

/** A sound reading as the station hands it to a script. */
export function reading(unit: string, value: number) {
  const ref = { entry: 7, path: ['value'] };
  return { value, unit, quantity: 'voltage', status: 'ok', flags: ['dc'], resolution: 0.001, u95: 0.002, ref };
}

function phoneSample() {
  const battery = { level: reading('%', 80), temperature: reading('Cel', 31), voltage: reading('V', 4.1) };
  return { uptime: reading('s', 100), bootId: 'boot', battery };
}

function aggregate(samples: readonly SampleValues[], soak: string, field: string, fn: 'min' | string): Quantity {
  const values = samples.map((sample) => sample[field] as Quantity);
  const unit = values[0]?.unit ?? '1';
  const expression = { soak, field, fn: fn as 'min' };
  if (fn === 'count') return { value: values.length, unit: '1', status: 'ok', u95: 0, expression };
  const value = Math.max(...values.map((one) => one.value ?? 0));
  return { value, unit, status: 'ok', expression };
}
