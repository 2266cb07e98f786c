/** The settings of a simulated oscilloscope as a table: how each is asked for and how it is set. */
import type { ScopeAnswer } from './conversation.ts';
import type { SimulatedChannel, SimulatedScope } from './simulated-scope.ts';

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

/** `words`: for on and off. Set by any way of writing either. */
export function switchSetting(
  words: Readonly<Record<'on' | 'off', string>>,
  get: () => boolean,
  set: (isOn: boolean) => void,
): Setting {
  return { get: () => (get() ? words.on : words.off), set: (argument) => set(/^(ON|1)$/i.test(argument)) };
}

/** Coupling, inversion and unit of a channel, under their headers and in the maker's words. */
export function inputSettings(
  channel: SimulatedChannel,
  headers: Readonly<Record<'coupling' | 'inverted' | 'unit', string>>,
  words: {
    readonly coupling?: Readonly<Record<SimulatedChannel['coupling'], string>>;
    readonly inverted: Readonly<Record<'on' | 'off', string>>;
    readonly unit: Readonly<Record<SimulatedChannel['unit'], string>>;
  },
): Readonly<Record<string, Setting>> {
  return {
    [headers.coupling]: wordSetting(
      words.coupling ?? { AC: 'AC', DC: 'DC', GND: 'GND' },
      () => channel.coupling,
      (coupling) => {
        channel.coupling = coupling;
      },
    ),
    [headers.inverted]: switchSetting(
      words.inverted,
      () => channel.isInverted,
      (isInverted) => {
        channel.isInverted = isInverted;
      },
    ),
    [headers.unit]: wordSetting(
      words.unit,
      () => channel.unit,
      (unit) => {
        channel.unit = unit;
      },
    ),
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
