/** `ohmstead runs`, `show`, `verify`: the records, read from the store alone, so that they work beside a running station. */
import type { RunRecord } from '../../record/record.ts';
import { failureLine } from '../../texts/failure-text.ts';
import { type Phrase, phrase } from '../../texts/phrases.ts';
import type { Command, RecordsLink, Surroundings } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { verdictStyle } from '../paint.ts';
import { printRecord } from '../record-output.ts';

export const runsCommand: Command = {
  words: ['runs'],
  operands: [],
  does: { en: 'all runs, newest first', 'zh-CN': '所有运行，最新在前', 'zh-TW': '所有執行，最新在前' },
  options: {
    ticket: {
      type: 'string',
      value: 'T',
      help: { en: 'only those of one ticket', 'zh-CN': '仅限某一工单', 'zh-TW': '僅限某一工單' },
    },
  },
  async run(given, surroundings) {
    const { output, language } = surroundings;
    const ticket = given.text('ticket');
    return withRecords(surroundings, async (records) => {
      const runs = await records.call('run/list', ticket === undefined ? {} : { ticket });
      for (const run of runs) output.object(run);
      const heading: Phrase[] = ['run', 'procedure', 'version', 'ticket', 'started', 'verdict'];
      output.table(
        heading.map((key) => phrase(key, language)),
        runs.map((run) => [
          run.run,
          run.procedure,
          run.version,
          run.ticket ?? '',
          run.startedWall,
          { text: run.verdict, painted: (text) => output.paint(verdictStyle(run.verdict), text) },
        ]),
      );
      return exitCode.done;
    });
  },
};

export const showCommand: Command = {
  words: ['show'],
  operands: ['RUN'],
  does: {
    en: 'the record of a run: every measurement with every attempt',
    'zh-CN': '一次运行的记录：每项测量及其每次尝试',
    'zh-TW': '一次執行的記錄：每項量測及其每次嘗試',
  },
  options: {},
  async run(given, surroundings) {
    return withRecords(surroundings, async (records) => {
      const record = await records.call('run/show', { run: given.operand(0) });
      surroundings.output.object(record);
      if (!surroundings.output.json)
        printRecord(record, { ...surroundings, declared: records.declared(record.procedure.hash) });
      return noteDamage(record, surroundings);
    });
  },
};

export const verifyCommand: Command = {
  words: ['verify'],
  operands: ['RUN'],
  does: {
    en: 'recomputes the hash chain and every verdict of a run',
    'zh-CN': '重新计算一次运行的哈希链和所有结论',
    'zh-TW': '重新計算一次執行的雜湊鏈和所有結論',
  },
  options: {},
  async run(given, surroundings) {
    const { output, language } = surroundings;
    return withRecords(surroundings, async (records) => {
      const report = await records.call('run/verify', { run: given.operand(0) });
      const { run, entries, chainBrokenAt, differences } = report;
      output.object(report);
      if (chainBrokenAt !== null) output.line(phrase('chainBroken', language, { run, entry: chainBrokenAt }));
      for (const difference of differences) output.line(phrase('differs', language, difference));
      if (report.ok) output.line(phrase('chainHolds', language, { run, entries }));
      return report.ok ? exitCode.done : exitCode.fail;
    });
  },
};

/** What was shown is not all there was: said on standard error, in either mode, and the command has not fully done it. */
export function noteDamage(record: RunRecord, { output, language }: Surroundings): ExitCode {
  const { run, damaged } = record;
  if (damaged === undefined) return exitCode.done;
  const failure = { code: 'journal/damaged', params: { run, entry: damaged.entry } };
  output.note(`ohmstead: ${failureLine(failure, language)}`);
  return exitCode.undecided;
}

/** Opens the store for one command and closes it whatever happens. */
export async function withRecords(
  surroundings: Surroundings,
  work: (records: RecordsLink) => Promise<ExitCode>,
): Promise<ExitCode> {
  const records = await surroundings.openRecords();
  try {
    return await work(records);
  } finally {
    records.close();
  }
}
