/** The help, made from the table of commands. */
import type { Language } from '../../foundation/measurement/declaration.ts';
import { phrase } from '../texts/phrases.ts';
import type { Command, OptionSpec } from './command.ts';
import { commands } from './commands.ts';
import { globalOptions } from './global-options.ts';
import { tableLines } from './table.ts';

/** All commands, one line each. */
export function overviewText(language: Language): string {
  const rows = commands.map((command) => [`  ${usageOf(command)}`, command.does[language]]);
  return [
    `${phrase('usage', language)}: ohmstead COMMAND [--json] [--data DIR] [--lang LANG]`,
    '',
    `${phrase('commands', language)}:`,
    ...tableLines(['', ''], rows).slice(1),
    ...optionLines(globalOptions, language),
  ].join('\n');
}

/** One command with its options. */
export function commandText(command: Command, language: Language): string {
  return [
    `${phrase('usage', language)}: ohmstead ${usageOf(command)}`,
    command.does[language],
    ...optionLines({ ...command.options, ...globalOptions }, language),
  ].join('\n');
}

function usageOf(command: Command): string {
  return [...command.words, ...command.operands].join(' ');
}

function optionLines(options: Readonly<Record<string, OptionSpec>>, language: Language): string[] {
  const rows = Object.entries(options).map(([name, spec]) => [
    `  --${name}${spec.value === undefined ? '' : ` ${spec.value}`}${spec.multiple === undefined ? '' : ' …'}`,
    spec.help[language],
  ]);
  return ['', `${phrase('options', language)}:`, ...tableLines(['', ''], rows).slice(1)];
}
