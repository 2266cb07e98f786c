/** `ohmstead procedures`, `check` and `instruments`: what there is to run, and with what. */

import { curedText } from '../../texts/cure-text.ts';
import { failureText } from '../../texts/failure-text.ts';
import { type Phrase, phrase } from '../../texts/phrases.ts';
import { printable } from '../../texts/printable.ts';
import { limitsText } from '../../texts/value-text.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { procedureGiven } from './run-command.ts';

export const proceduresCommand: Command = {
  words: ['procedures'],
  operands: [],
  does: { en: 'the library of procedures', 'zh-CN': '流程库', 'zh-TW': '流程庫' },
  options: {},
  async run(_, { output, language, openStation }) {
    const station = await openStation();
    try {
      const procedures = await station.call('procedure/list', {});
      for (const procedure of procedures) output.object(procedure);
      const heading: Phrase[] = ['procedure', 'version', 'title', 'needs'];
      output.table(
        heading.map((key) => phrase(key, language)),
        procedures.map(({ id, version, title, needs }) => [
          id,
          version,
          title[language],
          Object.values(needs).join(', '),
        ]),
      );
      return exitCode.done;
    } finally {
      await station.close();
    }
  },
};

export const instrumentsCommand: Command = {
  words: ['instruments'],
  operands: [],
  does: {
    en: 'what is connected now; for what is not usable the reason and the cure',
    'zh-CN': '当前连接的仪器；不可用者给出原因和办法',
    'zh-TW': '目前連接的儀器；不可用者給出原因和辦法',
  },
  options: {
    identify: {
      type: 'string',
      value: 'ADDRESS',
      help: {
        en: 'ask the instrument there who it is (*IDN?; network and USBTMC only), and end',
        'zh-CN': '询问该地址的仪器身份（*IDN?；仅限网络和 USBTMC）后结束',
        'zh-TW': '詢問該位址的儀器身分（*IDN?；僅限網路和 USBTMC）後結束',
      },
    },
  },
  async run(given, { output, language, openStation }) {
    const station = await openStation();
    try {
      const asked = given.text('identify');
      if (asked !== undefined) {
        const named = await station.call('instrument/identify', { address: asked });
        output.object({ address: asked, ...named });
        output.line(`${asked}: ${printable(named.label)}`);
        const drivers = named.drivers.length === 0 ? '?' : named.drivers.join(' | ');
        output.line(`${phrase('driver', language)}: ${drivers}`);
        output.line(`*IDN?: ${printable(named.answer)}`);
        return exitCode.done;
      }
      const found = await station.call('instrument/list', {});
      for (const instrument of found) output.object(instrument);
      if (found.length === 0) output.line(phrase('noInstruments', language));
      const heading: Phrase[] = ['address', 'driver', 'name', 'state'];
      if (found.length > 0)
        output.table(
          heading.map((key) => phrase(key, language)),
          found.map(({ address, driver, candidates, name, usable, problem }) => [
            address,
            driver ?? guesses(candidates),
            name,
            usable
              ? phrase('usable', language)
              : `${phrase('notUsable', language)}${problem === undefined ? '' : `: ${curedText(problem, language)}`}`,
          ]),
        );
      return exitCode.done;
    } finally {
      await station.close();
    }
  },
};

const mostGuesses = 3;

/** Those that may fit, where they are few. */
function guesses(candidates: readonly string[]): string {
  return candidates.length > mostGuesses ? '?' : ['?', candidates.join(' | ')].join(' ').trim();
}

export const checkCommand: Command = {
  words: ['check'],
  operands: ['FILE'],
  does: {
    en: 'types, rules and declarations of one procedure file',
    'zh-CN': '检查一个流程文件的类型、规则和声明',
    'zh-TW': '檢查一個流程檔案的型別、規則和宣告',
  },
  options: {},
  async run(given, { output, language, check }): Promise<ExitCode> {
    const file = procedureGiven(given.operand(0).includes('/') ? given.operand(0) : `./${given.operand(0)}`);
    const { findings, measures } = await check(file);
    for (const finding of findings) output.object({ kind: 'finding', ...finding });
    for (const measure of measures) output.object({ kind: 'measure', ...measure });
    for (const finding of findings) {
      const { code, file: where, line, column, params } = finding;
      output.line(`${where}:${line}:${column}: ${failureText({ code, params }, language)} [${code}]`);
    }
    const heading: Phrase[] = ['measure', 'title', 'limits'];
    if (measures.length > 0)
      output.table(
        heading.map((key) => phrase(key, language)),
        measures.map(({ key, title, limits, unit }) => [key, title[language], limitsText(limits, unit)]),
      );
    output.line(phrase('checked', language, { file, findings: findings.length }));
    return findings.length === 0 ? exitCode.done : exitCode.fail;
  },
};
