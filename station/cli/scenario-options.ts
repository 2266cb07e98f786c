/** The options that choose what a simulated unit suffers from. */

import { scenarioNamed, scenarios } from '../../drivers/simulated-unit/scenarios.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Arguments } from './arguments.ts';
import type { OptionSpec } from './command.ts';

/** Fastest simulated bench, see the validator of a bench choice. */
const highestSpeed = 100_000;

export const scenarioOptions = {
  scenario: {
    type: 'string',
    value: 'NAME',
    help: {
      en: 'what the simulated unit suffers from, see: ohmstead scenarios (default healthy)',
      'zh-CN': '模拟设备的问题，见 ohmstead scenarios（默认 healthy）',
      'zh-TW': '模擬裝置的問題，見 ohmstead scenarios（預設 healthy）',
    },
  },
  speed: {
    type: 'string',
    value: 'N',
    help: {
      en: 'how many times faster than real the simulated bench runs (default 1)',
      'zh-CN': '模拟工作台的加速倍数（默认 1）',
      'zh-TW': '模擬工作台的加速倍數（預設 1）',
    },
  },
  seed: {
    type: 'string',
    value: 'N',
    help: {
      en: 'seed of the simulated noise (default 1)',
      'zh-CN': '模拟噪声的种子（默认 1）',
      'zh-TW': '模擬雜訊的種子（預設 1）',
    },
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Fails with `usage/unknown-scenario` or `usage/bad-number`. */
export function scenarioGiven(given: Arguments): {
  readonly scenario: string;
  readonly speed: number;
  readonly seed: number;
} {
  const scenario = given.text('scenario') ?? 'healthy';
  if (scenarioNamed(scenario) === undefined)
    throw new CodedError('usage/unknown-scenario', { scenario, known: scenarios.map(({ name }) => name).join(', ') });
  return {
    scenario,
    speed: given.number('speed', 0.001, highestSpeed) ?? 1,
    seed: given.integer('seed', 0, 0xffff_ffff) ?? 1,
  };
}
