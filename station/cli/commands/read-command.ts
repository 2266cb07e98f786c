/** `ohmstead read`: live readings of one instrument, straight from its driver. */

import { CodedError } from '../../../foundation/failure.ts';
import { progressText } from '../../texts/progress-text.ts';
import type { Command } from '../command.ts';
import { ConversationFile } from '../conversation-file.ts';
import { driverNamed } from '../driver-named.ts';
import { exitCode } from '../exit-code.ts';
import { readQuestions } from '../read-question.ts';
import { readingLine, readingObject, readingsIn } from '../reading-output.ts';

export const readCommand: Command = {
  words: ['read'],
  operands: [],
  does: { en: 'live readings of one instrument', 'zh-CN': '一台仪器的实时读数', 'zh-TW': '一台儀器的即時讀數' },
  options: {
    driver: {
      type: 'string',
      value: 'ID',
      help: {
        en: 'driver id, see: ohmstead drivers',
        'zh-CN': '驱动编号，见 ohmstead drivers',
        'zh-TW': '驅動程式編號，見 ohmstead drivers',
      },
    },
    port: {
      type: 'string',
      value: 'PATH|tcp:HOST:PORT',
      help: { en: 'where the instrument is', 'zh-CN': '仪器所在的端口', 'zh-TW': '儀器所在的連接埠' },
    },
    samples: {
      type: 'string',
      value: 'N',
      help: {
        en: 'end after N answers (default: until Ctrl-C)',
        'zh-CN': '得到 N 个读数后结束（默认直到 Ctrl-C）',
        'zh-TW': '得到 N 個讀數後結束（預設直到 Ctrl-C）',
      },
    },
    record: {
      type: 'string',
      value: 'FILE',
      help: {
        en: 'keep what is said on the line, both ways, in a new file for: ohmstead decode ID --conversation',
        'zh-CN': '把线路上的双向会话存入新文件，供 ohmstead decode ID --conversation 使用',
        'zh-TW': '把線路上的雙向對話存入新檔案，供 ohmstead decode ID --conversation 使用',
      },
    },
  },
  async run(given, surroundings) {
    const { output, language } = surroundings;
    const driver = driverNamed(surroundings.drivers, given.required('driver'));
    const port = given.required('port');
    const samples = given.integer('samples', 1, 1e9) ?? Number.POSITIVE_INFINITY;
    const stop = new AbortController();
    const forget = surroundings.onSignal(() => stop.abort(new CodedError('read/stopped')));
    output.onClosed(() => stop.abort(new CodedError('read/stopped')));
    const file = given.text('record');
    const recording = file === undefined ? undefined : ConversationFile.create(file, driver, port);
    const instrument = await surroundings.openInstrument(driver, port, recording).catch((error: unknown) => {
      recording?.end();
      throw error;
    });
    try {
      recording?.opened();
      const { verb, args, deadlineMs } = readQuestions[instrument.capability];
      for (let taken = 0; taken < samples && !stop.signal.aborted; taken += 1) {
        const answer = await instrument.call(verb, args, {
          deadlineMs,
          signal: stop.signal,
          progress: (now) => output.live(progressText(now, language)),
        });
        recording?.whole();
        for (const { reading, channel } of readingsIn(answer)) {
          output.object(readingObject(reading, channel));
          output.line(readingLine(reading, channel));
        }
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    } finally {
      forget();
      // What gives the front panel back belongs to no reading.
      recording?.end(stop.signal.aborted);
      await instrument.close();
    }
    return exitCode.done;
  },
};
