/**
 * `ohmstead doctor`: what stands between this computer and its work, in the sentences of the screens; writes the device
 * rules. Whatever cannot be looked at is told and hides nothing else.
 */
import { writeFileSync } from 'node:fs';
import { deviceRules } from '../../../drivers/bench/device-rules.ts';
import { thisMachine } from '../../../drivers/bench/machine.ts';
import type { Driver } from '../../../drivers/contract/driver.ts';
import { CodedError, failureOf } from '../../../foundation/failure.ts';
import type { Language } from '../../../foundation/measurement/declaration.ts';
import type { CheckStep } from '../../api/station.ts';
import type { FoundInstrument } from '../../api/station-api.ts';
import { curedText } from '../../texts/cure-text.ts';
import { phrase } from '../../texts/phrases.ts';
import { printable } from '../../texts/printable.ts';
import type { Command, StationLink, Surroundings } from '../command.ts';
import { exitCode } from '../exit-code.ts';

export const doctorCommand: Command = {
  words: ['doctor'],
  operands: [],
  does: {
    en: 'whether this computer is ready for its instruments, and what to do where it is not',
    'zh-CN': '检查本机是否准备好连接仪器，并给出处理办法',
    'zh-TW': '檢查本機是否準備好連接儀器，並給出處理方式',
  },
  options: {
    'write-udev': {
      type: 'string',
      value: 'PATH',
      help: {
        en: 'write the device rules of every known instrument there, and end',
        'zh-CN': '把全部已知仪器的设备规则写到该文件后结束',
        'zh-TW': '把全部已知儀器的裝置規則寫到該檔案後結束',
      },
    },
  },
  async run(given, surroundings) {
    const { output, language, drivers } = surroundings;
    const path = given.text('write-udev');
    if (path !== undefined) {
      writeRules(path, deviceRules(drivers));
      output.object({ written: path });
      output.line(phrase('rulesWritten', language, { path }));
      return exitCode.done;
    }
    const steps = [...rulesStep(drivers), ...(await stationSteps(surroundings))];
    for (const step of steps) output.object(step);
    for (const step of steps) output.line(stepLine(step, language));
    return steps.some(({ state }) => state === 'failed') ? exitCode.fail : exitCode.done;
  },
};

function writeRules(path: string, rules: string): void {
  try {
    writeFileSync(path, rules);
  } catch (error) {
    throw new CodedError('doctor/cannot-write', { path, message: error instanceof Error ? error.message : '' }, error);
  }
}

/** Only Linux has device rules. */
function rulesStep(drivers: readonly Driver[]): CheckStep[] {
  if (process.platform !== 'linux') return [];
  const installed = thisMachine.installedRules();
  if (installed === deviceRules(drivers))
    return [{ step: 'device-rules', state: 'ok', finding: { code: 'check/rules-installed', params: {} } }];
  const code = installed === undefined ? 'check/rules-missing' : 'check/rules-other';
  const finding = { code, params: { cure: 'cure/install-rules' } };
  return [{ step: 'device-rules', state: 'attention', finding }];
}

/** What the station finds out about itself, and what keeps instruments from being used. */
async function stationSteps({ openStation }: Pick<Surroundings, 'openStation'>): Promise<CheckStep[]> {
  let station: StationLink;
  try {
    station = await openStation();
  } catch (error) {
    return [failed('station', error)];
  }
  try {
    const own = await station.call('station/check', {}).catch((error: unknown) => [failed('station', error)]);
    const found = await station.call('instrument/list', {}).then(
      (instruments) => instruments.flatMap(instrumentStep),
      (error: unknown) => [failed('instruments', error)],
    );
    return [...own, ...found];
  } finally {
    await station.close();
  }
}

function failed(step: string, error: unknown): CheckStep {
  return { step, state: 'failed', finding: failureOf(error) };
}

function instrumentStep({ address, name, problem }: FoundInstrument): CheckStep[] {
  if (problem === undefined) return [];
  return [
    {
      step: [address, name].filter((word) => word !== '').join(' ') || 'instruments',
      state: 'attention',
      finding: problem,
    },
  ];
}

const signs: Readonly<Record<CheckStep['state'], string>> = { ok: '✓', attention: '!', failed: '✕', 'not-here': '–' };

function stepLine({ step, state, finding }: CheckStep, language: Language): string {
  return `${signs[state]} ${printable(step)}: ${curedText(finding, language)}`;
}
