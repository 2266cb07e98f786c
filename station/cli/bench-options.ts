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
  ...scenarioOptions,
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Undefined when no option speaks of a bench. `--scenario` alone means the simulated bench. */
export function benchGiven(given: Arguments): BenchChoice | undefined {
  const simulation = scenarioGiven(given);
  const scenarioNamed = given.text('scenario') !== undefined;
  const bench = given.text('bench') ?? (scenarioNamed ? 'simulated' : undefined);
  if (bench === 'simulated') return { kind: 'simulated', ...simulation };
  const misplaced = scenarioNamed ? '--scenario' : given.text('seed') === undefined ? undefined : '--seed';
  if (misplaced !== undefined) throw new CodedError('usage/simulated-only', { option: misplaced });
  if (bench === undefined || bench === 'auto') {
    // Real instruments have no speed; taking the option silently would promise something.
    if (given.text('speed') !== undefined) throw new CodedError('usage/simulated-only', { option: '--speed' });
    return bench === undefined ? undefined : { kind: 'auto' };
  }
  const file = path.resolve(bench);
  if (!existsSync(file)) throw new CodedError('usage/no-file', { file, why: 'ENOENT' });
  return { kind: 'file', path: file, speed: simulation.speed };
}
