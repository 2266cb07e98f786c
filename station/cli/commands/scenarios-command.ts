/** `ohmstead scenarios`: what the simulated unit can suffer from. */
import { scenarios } from '../../../drivers/simulated-unit/scenarios.ts';
import { phrase } from '../../texts/phrases.ts';
import { scenarioText } from '../../texts/scenario-texts.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';

export const scenariosCommand: Command = {
  words: ['scenarios'],
  operands: [],
  does: {
    en: 'what the simulated unit can suffer from, each with the verdict it should end in',
    'zh-CN': '模拟设备可能出现的问题，以及各自应得的结论',
    'zh-TW': '模擬裝置可能出現的問題，以及各自應得的結論',
  },
  options: {},
  async run(_, { output, language }) {
    for (const { name, describes, expected, warns } of scenarios)
      output.object({ name, describes, expected, ...(warns === undefined ? {} : { warns }) });
    output.table(
      (['scenario', 'expected', 'describes'] as const).map((heading) => phrase(heading, language)),
      scenarios.map((scenario) => [
        scenario.name,
        Object.entries(scenario.expected)
          .map(([procedure, verdict]) => `${procedure} ${verdict}`)
          .join(', '),
        scenarioText(scenario, language),
      ]),
    );
    return exitCode.done;
  },
};
