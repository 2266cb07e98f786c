/** `ohmstead export`: one run as JSON (the folded record) or as CSV (one row per attempt). */
import { writeFileSync } from 'node:fs';
import { CodedError } from '../../../foundation/failure.ts';
import { csvOfRecord } from '../../reports/export-csv.ts';
import { jsonOfRecord } from '../../reports/export-json.ts';
import { phrase } from '../../texts/phrases.ts';
import type { Command } from '../command.ts';
import { noteDamage, withRecords } from './record-commands.ts';

export const exportCommand: Command = {
  words: ['export'],
  operands: ['RUN'],
  does: {
    en: 'a run as JSON or CSV',
    'zh-CN': '将一次运行导出为 JSON 或 CSV',
    'zh-TW': '將一次執行匯出為 JSON 或 CSV',
  },
  options: {
    format: {
      type: 'string',
      value: 'json|csv',
      help: { en: 'what to write', 'zh-CN': '输出格式', 'zh-TW': '輸出格式' },
    },
    out: {
      type: 'string',
      value: 'FILE',
      help: {
        en: 'write to a file instead of standard output',
        'zh-CN': '写入文件而不是标准输出',
        'zh-TW': '寫入檔案而不是標準輸出',
      },
    },
  },
  async run(given, surroundings) {
    const { output, language } = surroundings;
    const format = given.required('format');
    if (format !== 'json' && format !== 'csv') throw new CodedError('usage/format', { format, known: 'json, csv' });
    const file = given.text('out');
    if (output.json && format === 'csv' && file === undefined) throw new CodedError('usage/csv-is-not-json');
    return withRecords(surroundings, async (records) => {
      const record = await records.call('run/show', { run: given.operand(0) });
      const text = format === 'csv' ? csvOfRecord(record) : jsonOfRecord(record, { oneLine: output.json });
      if (file === undefined) output.raw(text);
      else {
        write(file, text);
        output.object({ written: file });
        output.line(phrase('saved', language));
      }
      await output.flush();
      return noteDamage(record, surroundings);
    });
  },
};

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CodedError('export/not-written', { file, why: (error as NodeJS.ErrnoException).code ?? '' }, error);
  }
}
