/** The settings of a simulated oscilloscope as a table: how each is asked for and how it is set. */
import type { ScopeAnswer } from './conversation.ts';
import type { SimulatedScope } from './simulated-scope.ts';

export interface Setting {
  get(): string;
  /** Absent where it can only be asked for. */
  set?(argument: string): void;
}

type NumberIn<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T];

/** A number written by `format`; units behind a number that is set are passed over. */
export function numberSetting<T>(target: T, key: NumberIn<T>, format: (value: number) => string): Setting {
  const place = target as Record<PropertyKey, unknown>;
  return {
    get: () => format(Number(place[key])),
    set: (argument) => {
      const value = Number.parseFloat(argument);
      if (Number.isFinite(value)) place[key] = value;
    },
  };
}

/** One of several words; what is set is told by how it begins. */
export function wordSetting<W extends string>(
  words: Readonly<Record<W, string>>,
  get: () => W,
  set: (word: W) => void,
): Setting {
  const all = Object.entries(words) as [W, string][];
  return {
    get: () => words[get()],
    set: (argument) => {
      const given = argument.toUpperCase();
      const found = all.find(([, word]) => given.startsWith(word.toUpperCase().slice(0, 3)));
      if (found !== undefined) set(found[0]);
    },
  };
}

export function sweepSetting(
  scope: SimulatedScope,
  words: Readonly<Record<'auto' | 'normal' | 'single', string>>,
): Setting {
  const { trigger } = scope;
  return wordSetting(
    words,
    () => trigger.sweep,
    (sweep) => {
      trigger.sweep = sweep;
    },
  );
}

export function slopeSetting(
  { trigger }: SimulatedScope,
  words: Readonly<Record<'rising' | 'falling', string>>,
): Setting {
  return wordSetting(
    words,
    () => trigger.slope,
    (slope) => {
      trigger.slope = slope;
    },
  );
}

export function sourceSetting({ trigger }: SimulatedScope, name: (channel: number) => string): Setting {
  return {
    get: () => name(trigger.source),
    set: (argument) => {
      trigger.source = Number(/[1-4]$/.exec(argument)?.[0] ?? trigger.source);
    },
  };
}

/** The answer to a setting's query or nothing for its command; `unknown` for anything that is not in the table. */
export function obeySetting(
  table: Readonly<Record<string, Setting>>,
  { header, argument }: { readonly header: string; readonly argument: string },
): ScopeAnswer | 'unknown' {
  const isQuery = header.endsWith('?');
  const setting = table[isQuery ? header.slice(0, -1) : header];
  if (setting === undefined) return 'unknown';
  if (isQuery) return setting.get();
  setting.set?.(argument);
  return undefined;
}

/** `1.000000E-03`: two digits of exponent at least. */
export function scientific(value: number, decimals = 6): string {
  const [mantissa = '', power = '0'] = value.toExponential(decimals).split('e');
  return `${mantissa}E${Number(power) < 0 ? '-' : '+'}${String(Math.abs(Number(power))).padStart(2, '0')}`;
}
