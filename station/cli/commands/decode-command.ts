/**
 * `ohmstead decode`: what was recorded, on standard input, becomes readings, one JSON object a line. No instrument, no clock.
 * From bytes alone where they mean something by themselves, else from the whole conversation.
 */
import type { ByteDriver, Driver, StreamDecoder } from '../../../drivers/contract/driver.ts';
import { decodeConversation } from '../../../drivers/conversation/decode-conversation.ts';
import { readConversation } from '../../../drivers/conversation/read-conversation.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { liveQuestions } from '../../instruments/live-question.ts';
import { phrase } from '../../texts/phrases.ts';
import type { Command, Surroundings } from '../command.ts';
import { driverNamed } from '../driver-named.ts';
import { exitCode } from '../exit-code.ts';
import { HexReader } from '../hex-reader.ts';
import { type ReadQuestion, readQuestions } from '../read-question.ts';
import { readingObject, readingsIn } from '../reading-output.ts';

export const decodeCommand: Command = {
  words: ['decode'],
  operands: ['ID'],
  does: {
    en: 'what was recorded, on standard input, to readings, as JSON lines',
    'zh-CN': '把标准输入的录制内容解码为读数（JSON 行）',
    'zh-TW': '把標準輸入的錄製內容解碼為讀數（JSON 行）',
  },
  options: {
    hex: {
      type: 'boolean',
      help: {
        en: 'the input is hexadecimal text; white space, commas, colons and 0x are skipped',
        'zh-CN': '输入为十六进制文本；空白、逗号、冒号和 0x 会被忽略',
        'zh-TW': '輸入為十六進位文字；空白、逗號、冒號和 0x 會被忽略',
      },
    },
    conversation: {
      type: 'boolean',
      help: {
        en: 'the input is both sides of a conversation, a line each: > to the instrument, < from it, then bytes as 2a 49 or "*IDN?\\n"; ohmstead read --record writes it',
        'zh-CN':
          '输入为双向会话，每行一段：> 为发往仪器，< 为来自仪器，其后是字节，如 2a 49 或 "*IDN?\\n"；由 ohmstead read --record 写出',
        'zh-TW':
          '輸入為雙向對話，每行一段：> 為送往儀器，< 為來自儀器，其後是位元組，如 2a 49 或 "*IDN?\\n"；由 ohmstead read --record 寫出',
      },
    },
  },
  async run(given, surroundings) {
    const driver = driverNamed(surroundings.drivers, given.operand(0));
    if (driver.link !== 'bytes') throw new CodedError('usage/no-decoder', { driver: driver.manifest.id });
    if (given.flag('conversation')) {
      if (given.flag('hex')) throw new CodedError('usage/one-of-two', { one: '--hex', other: '--conversation' });
      return decodeBothSides(driver, surroundings);
    }
    const decoder = driver.decoder?.();
    if (decoder === undefined)
      throw new CodedError('usage/needs-conversation', {
        driver: driver.manifest.id,
        known: decodable(surroundings.drivers),
      });
    return decodeBytes(decoder, given.flag('hex') ? new HexReader() : undefined, surroundings);
  },
};

async function decodeBytes(
  decoder: StreamDecoder,
  hex: HexReader | undefined,
  { output, stdin, language }: Surroundings,
) {
  let count = 0;
  const print = (readings: readonly Reading[]) => {
    for (const reading of readings) output.raw(`${JSON.stringify(readingObject(reading))}\n`);
    count += readings.length;
  };
  for await (const piece of stdin) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    print(decoder.push(hex === undefined ? bytes : hex.push(bytes)));
    if (output.closed) break;
  }
  hex?.end();
  print(decoder.end());
  await output.flush();
  output.note(phrase('counted', language, { readings: count, discarded: decoder.discardedBytes }));
  return exitCode.done;
}

async function decodeBothSides(driver: ByteDriver, { output, stdin, language }: Surroundings) {
  const pieces: Uint8Array[] = [];
  for await (const piece of stdin) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  const conversation = readConversation(Buffer.concat(pieces).toString('utf8'));
  let readings = 0;
  const { capability } = driver.manifest;
  const decoded = (question: ReadQuestion) =>
    decodeConversation({
      driver,
      conversation,
      question,
      onAnswer(answer, retimed) {
        for (const { reading, channel } of readingsIn(answer)) {
          output.raw(`${JSON.stringify(readingObject(retimed(reading), channel))}\n`);
          readings += 1;
        }
        return !output.closed;
      },
    });
  // What the Instruments screen has saved was asked as that asks: an oscilloscope for a figure, and not for a record.
  const { writings, unused, missed } = await decoded(readQuestions[capability]).catch(async (error: unknown) => {
    const live = liveQuestions[capability];
    if (readings > 0 || live.verb === readQuestions[capability].verb) throw error;
    return decoded(live).catch((other: unknown) => {
      throw readings > 0 ? other : error;
    });
  });
  await output.flush();
  if (missed > 0) output.note(phrase('missedReadings', language, { missed }));
  output.note(phrase('countedConversation', language, { readings, writings, unused }));
  return exitCode.done;
}

function decodable(drivers: readonly Driver[]): string {
  return drivers
    .filter(({ decoder }) => decoder !== undefined)
    .map(({ manifest }) => manifest.id)
    .join(', ');
}
