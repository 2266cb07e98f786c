/** The options that choose the bench of a run. A simulated bench is never chosen silently. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CodedError } from '../../foundation/failure.ts';
import type { BenchChoice } from '../api/station-api.ts';
import type { Arguments } from './arguments.ts';
import type { OptionSpec } from './command.ts';
import { scenarioGiven, scenarioOptions } from './scenario-options.ts';

export const benchOptions = {
  bench: {
    type: 'string',
    value: 'simulated|auto|FILE',
    help: {
      en: 'the instruments: simulated, found by themselves (default), or named in a file',
      'zh-CN': '使用的仪器：模拟、自动查找（默认）或由文件指定',
      'zh-TW': '使用的儀器：模擬、自動尋找（預設）或由檔案指定',
    },
  },
  use: {
    type: 'string',
    multiple: true,
    takes: (operand: string) => /^[^=]+=/.test(operand),
    value: 'ROLE=[DRIVER@]ADDRESS',
    help: {
      en: 'which of several instruments is meant, as `ohmstead instruments` names them',
      'zh-CN': '有多台仪器时指明用哪一台，地址见 ohmstead instruments',
      'zh-TW': '有多台儀器時指明用哪一台，位址見 ohmstead instruments',
    },
  },
  ...scenarioOptions,
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Undefined when no option speaks of a bench. `--scenario` alone means the simulated bench. */
export function benchGiven(given: Arguments): BenchChoice | undefined {
  const simulation = scenarioGiven(given);
  const scenarioNamed = given.text('scenario') !== undefined;
  const bench = given.text('bench') ?? (scenarioNamed ? 'simulated' : undefined);
  // Whoever names an instrument means it; a bench that takes its own would not use it.
  if (bench !== undefined && bench !== 'auto' && given.texts('use').length > 0)
    throw new CodedError('usage/auto-only', { option: '--use' });
  if (bench === 'simulated') return { kind: 'simulated', ...simulation };
  const use = instrumentsNamed(given);
  const misplaced = scenarioNamed ? '--scenario' : given.text('seed') === undefined ? undefined : '--seed';
  if (misplaced !== undefined) throw new CodedError('usage/simulated-only', { option: misplaced });
  if (bench === undefined || bench === 'auto') {
    // Real instruments have no speed; taking the option silently would promise something.
    if (given.text('speed') !== undefined) throw new CodedError('usage/simulated-only', { option: '--speed' });
    if (bench === undefined && use === undefined) return undefined;
    return { kind: 'auto', ...(use && { use }) };
  }
  const file = path.resolve(bench);
  if (!existsSync(file)) throw new CodedError('usage/no-file', { file, why: 'ENOENT' });
  return { kind: 'file', path: file, speed: simulation.speed };
}

/** Fails with `usage/use`. */
function instrumentsNamed(given: Arguments): Extract<BenchChoice, { kind: 'auto' }>['use'] {
  const pairs = given.texts('use');
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, role, driver, address] = /^([^=]+)=(?:([a-z0-9-]+)@)?(.+)$/.exec(pair) ?? [];
      if (role === undefined || address === undefined) throw new CodedError('usage/use', { given: pair });
      return [role, { address, ...(driver === undefined ? {} : { driver }) }];
    }),
  );
}
