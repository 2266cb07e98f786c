/** `ohmstead run` and `ohmstead resume`: a run from here to its end. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CodedError } from '../../../foundation/failure.ts';
import { phrase } from '../../texts/phrases.ts';
import { answerOptions, answersGiven } from '../answers.ts';
import type { Arguments } from '../arguments.ts';
import { benchGiven, benchOptions } from '../bench-options.ts';
import type { Command, StationLink, Surroundings } from '../command.ts';
import { type ExitCode, exitOfVerdict } from '../exit-code.ts';
import { printRecord } from '../record-output.ts';
import { RunWatch, type WatchedRun } from '../watch-run.ts';

const operatorOption = {
  operator: {
    type: 'string',
    value: 'NAME',
    help: { en: 'who is at the bench', 'zh-CN': '操作员', 'zh-TW': '操作人員' },
  },
} as const;

/** Nobody waits longer than a shift. */
const mostWaitMinutes = 720;

export const runCommand: Command = {
  words: ['run'],
  operands: ['PROCEDURE'],
  does: {
    en: 'runs a procedure on a ticket; Ctrl-C stops it properly, twice is Emergency',
    'zh-CN': '对工单执行流程；Ctrl-C 正常停止，按两次为急停',
    'zh-TW': '對工單執行流程；Ctrl-C 正常停止，按兩次為急停',
  },
  options: {
    ticket: {
      type: 'string',
      value: 'T',
      help: { en: 'the ticket it belongs to', 'zh-CN': '所属工单', 'zh-TW': '所屬工單' },
    },
    wait: {
      type: 'string',
      value: 'MINUTES',
      help: {
        en: 'queues so long for instruments that another run has',
        'zh-CN': '仪器被其他运行占用时最多等待的分钟数',
        'zh-TW': '儀器被其他執行占用時最多等待的分鐘數',
      },
    },
    ...benchOptions,
    ...answerOptions,
    ...operatorOption,
  },
  async run(given, surroundings) {
    const ticket = given.required('ticket');
    const bench = benchGiven(given) ?? { kind: 'auto' as const };
    const answers = answersGiven(given);
    const operator = given.text('operator') ?? null;
    const procedure = procedureGiven(given.operand(0));
    const waits = waitGiven(given);
    return withStation(surroundings, async (station) => {
      const watch = new RunWatch(station, surroundings);
      const begin = async () => {
        if (waits.waitMs !== undefined) tellWhatIsWaitedFor(station, surroundings);
        const { run } = await station.call('run/start', { procedure, ticket, bench, operator, answers, ...waits });
        return { run, by: operator ?? 'command', from: 0 };
      };
      return watched(watch, begin, station, surroundings);
    });
  },
};

export const resumeCommand: Command = {
  words: ['resume'],
  operands: ['RUN'],
  does: {
    en: 'goes on with an interrupted run, or closes it',
    'zh-CN': '继续或关闭一次被中断的运行',
    'zh-TW': '繼續或關閉一次被中斷的執行',
  },
  options: {
    close: {
      type: 'boolean',
      help: {
        en: 'makes the bench safe and ends the run as INCONCLUSIVE instead',
        'zh-CN': '改为使工作台安全并以 INCONCLUSIVE 结束',
        'zh-TW': '改為使工作台安全並以 INCONCLUSIVE 結束',
      },
    },
    ...benchOptions,
    ...answerOptions,
    ...operatorOption,
  },
  async run(given, surroundings) {
    const run = given.operand(0);
    const bench = benchGiven(given);
    const answers = answersGiven(given);
    return withStation(surroundings, async (station) => {
      const { entries } = await station.call('run/show', { run });
      const watch = new RunWatch(station, surroundings);
      const begin = async () => {
        if (given.flag('close')) await station.call('run/close', { run });
        else await station.call('run/resume', { run, answers, ...(bench === undefined ? {} : { bench }) });
        return { run, by: given.text('operator') ?? 'command', from: entries };
      };
      return watched(watch, begin, station, surroundings);
    });
  },
};

async function withStation(
  surroundings: Surroundings,
  work: (station: StationLink) => Promise<ExitCode>,
): Promise<ExitCode> {
  const station = await surroundings.openStation();
  try {
    return await work(station);
  } finally {
    await station.close();
  }
}

async function watched(
  watch: RunWatch,
  begin: () => Promise<WatchedRun>,
  station: StationLink,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { output, language } = surroundings;
  try {
    const run = await begin();
    const verdict = await watch.follow(run);
    const record = await station.call('run/show', { run: run.run });
    if (!output.json) {
      const records = await surroundings.openRecords();
      printRecord(record, { ...surroundings, declared: records.declared(record.procedure.hash) });
      records.close();
      output.line();
      output.line(phrase('recordAt', language, { run: run.run }));
    }
    return exitOfVerdict(verdict);
  } finally {
    watch.dispose();
    await output.flush();
  }
}

/** One line for each instrument that somebody else has. */
function tellWhatIsWaitedFor(station: StationLink, { output, language }: Surroundings): void {
  let told = '';
  station.on('status', ({ waiting }) => {
    const [first] = waiting;
    const text =
      first === undefined ? '' : phrase('waitsFor', language, { instrument: first.instrument, owner: first.owner });
    if (text !== '' && text !== told && !output.json) output.line(text);
    told = text;
  });
}

function waitGiven(given: Arguments): { readonly waitMs?: number } {
  const text = given.text('wait');
  if (text === undefined) return {};
  const minutes = Number(text);
  if (text.trim() === '' || !(minutes >= 0 && minutes <= mostWaitMinutes))
    throw new CodedError('usage/wait', { given: text, most: mostWaitMinutes });
  return { waitMs: Math.round(minutes * 60_000) };
}

/** A path when it looks like one, else an id of the library. */
export function procedureGiven(operand: string): string {
  if (!/[\\/]|\.[cm]?[jt]s$/.test(operand)) return operand;
  const file = path.resolve(operand);
  if (!existsSync(file)) throw new CodedError('usage/no-file', { file, why: 'ENOENT' });
  return file;
}
