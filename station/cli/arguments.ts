/**
 * The command line, read strictly: an option nobody knows, a missing operand or one too many is refused with a code
 * instead of being guessed at.
 */
import { parseArgs } from 'node:util';
import { CodedError } from '../../foundation/failure.ts';
import type { Command, OptionSpec } from './command.ts';
import { globalOptions } from './global-options.ts';

export class Arguments {
  readonly operands: readonly string[];
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(operands: readonly string[], values: Readonly<Record<string, unknown>>) {
    this.operands = operands;
    this.#values = values;
  }

  /** The operand at `place`; the parser has made sure that it is there. */
  operand(place: number): string {
    return this.operands[place] ?? '';
  }

  text(option: string): string | undefined {
    const value = this.#values[option];
    return typeof value === 'string' ? value : undefined;
  }

  texts(option: string): readonly string[] {
    const value = this.#values[option];
    return Array.isArray(value) ? value.map(String) : [];
  }

  flag(option: string): boolean {
    return this.#values[option] === true;
  }

  /** Fails with `usage/missing-option`. */
  required(option: string): string {
    const value = this.text(option);
    if (value === undefined) throw new CodedError('usage/missing-option', { option: `--${option}` });
    return value;
  }

  /** A decimal number within bounds, both included; `usage/bad-number` otherwise. */
  number(option: string, low: number, high: number): number | undefined {
    const text = this.text(option);
    if (text === undefined) return undefined;
    const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (!(value >= low && value <= high))
      throw new CodedError('usage/bad-number', { option: `--${option}`, value: text, low, high });
    return value;
  }

  /** As {@link number}, whole numbers only. */
  integer(option: string, low: number, high: number): number | undefined {
    const value = this.number(option, low, high);
    if (value !== undefined && !Number.isInteger(value))
      throw new CodedError('usage/bad-number', { option: `--${option}`, value, low, high });
    return value;
  }
}

/** Reads what follows the words of `command`. */
export function parseCommandLine(command: Command, argv: readonly string[]): Arguments {
  const specs: Readonly<Record<string, OptionSpec>> = { ...globalOptions, ...command.options };
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
  );
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...argv], options, allowPositionals: true, strict: true }),
  );
  const collected: Record<string, unknown> = { ...values };
  const operands = positionals.filter((operand, place) => {
    if (place < command.operands.length) return true;
    const owner = Object.entries(specs).find(([name, spec]) => name in values && spec.takes?.(operand));
    if (owner !== undefined) collected[owner[0]] = [...((collected[owner[0]] as string[]) ?? []), operand];
    return owner === undefined;
  });
  const missing = command.operands[operands.length];
  if (missing !== undefined) throw new CodedError('usage/missing-operand', { operand: missing });
  const extra = operands[command.operands.length];
  if (extra !== undefined) throw new CodedError('usage/extra-operand', { operand: extra });
  return new Arguments(operands, collected);
}

function strictly<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const code = (error as { code?: string }).code;
    const message = error instanceof Error ? error.message : String(error);
    const option = /'(-[^'\s]*)/.exec(message)?.[1] ?? '?';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new CodedError('usage/unknown-option', { option });
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw new CodedError('usage/option-value', { option });
    throw error;
  }
}
