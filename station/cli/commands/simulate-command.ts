/** `ohmstead simulate`: an instrument's simulator on a real port, for other programs to talk to. */

import { type FaultName, faultNames } from '../../../drivers/contract/fault.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { phrase } from '../../texts/phrases.ts';
import type { Command } from '../command.ts';
import { driverNamed } from '../driver-named.ts';
import { exitCode } from '../exit-code.ts';
import { scenarioGiven, scenarioOptions } from '../scenario-options.ts';

const isFault = (name: string): name is FaultName => (faultNames as readonly string[]).includes(name);

export const simulateCommand: Command = {
  words: ['simulate'],
  operands: ['ID'],
  does: {
    en: "an instrument's simulator on a real port, until Ctrl-C",
    'zh-CN': '在真实端口上模拟一台仪器，直到 Ctrl-C',
    'zh-TW': '在真實連接埠上模擬一台儀器，直到 Ctrl-C',
  },
  options: {
    port: {
      type: 'string',
      value: 'PATH|tcp:HOST:PORT',
      help: {
        en: 'where it shall be found',
        'zh-CN': '模拟器所在的端口',
        'zh-TW': '模擬器所在的連接埠',
      },
    },
    fault: {
      type: 'string',
      multiple: true,
      takes: isFault,
      value: 'NAME',
      help: {
        en: `what is wrong with it: ${faultNames.join(', ')}`,
        'zh-CN': `故障：${faultNames.join(', ')}`,
        'zh-TW': `故障：${faultNames.join(', ')}`,
      },
    },
    model: {
      type: 'string',
      value: 'NAME',
      help: {
        en: "which of the driver's models, for example 34401A",
        'zh-CN': '驱动支持的哪一个型号，例如 34401A',
        'zh-TW': '驅動程式支援的哪一個型號，例如 34401A',
      },
    },
    ...scenarioOptions,
  },
  async run(given, surroundings) {
    const { output, language } = surroundings;
    const driver = driverNamed(surroundings.drivers, given.operand(0));
    const address = given.required('port');
    const faults = given
      .texts('fault')
      .flatMap((names) => names.split(','))
      .map(knownFault);
    const model = given.text('model');
    const stop = new Promise<void>((resolve) => {
      surroundings.onSignal(() => resolve());
    });
    const simulator = await surroundings.simulate({
      driver,
      address,
      faults,
      ...(model === undefined ? {} : { model }),
      ...scenarioGiven(given),
    });
    output.object({ simulating: driver.manifest.id, address: simulator.address, faults });
    output.line(phrase('simulating', language, { driver: driver.manifest.id, address: simulator.address }));
    await Promise.race([stop, simulator.ended]);
    await simulator.stop();
    return exitCode.done;
  },
};

function knownFault(name: string): FaultName {
  if (isFault(name)) return name;
  throw new CodedError('usage/unknown-fault', { fault: name, known: faultNames.join(', ') });
}
