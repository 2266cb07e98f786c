/** `ohmstead decode`: bytes on standard input become readings, one JSON object a line. No instrument, no clock. */
import type { Driver } from '../../../drivers/contract/driver.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { phrase } from '../../texts/phrases.ts';
import type { Command } from '../command.ts';
import { driverNamed } from '../driver-named.ts';
import { exitCode } from '../exit-code.ts';
import { HexReader } from '../hex-reader.ts';
import { readingObject } from '../reading-output.ts';

export const decodeCommand: Command = {
  words: ['decode'],
  operands: ['ID'],
  does: {
    en: 'bytes on standard input to readings, as JSON lines',
    'zh-CN': '把标准输入的字节解码为读数（JSON 行）',
    'zh-TW': '把標準輸入的位元組解碼為讀數（JSON 行）',
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
  },
  async run(given, { output, drivers, stdin, language }) {
    const driver = driverNamed(drivers, given.operand(0));
    const decoder = driver.decoder?.();
    if (decoder === undefined)
      throw new CodedError('usage/no-decoder', { driver: driver.manifest.id, known: decodable(drivers) });
    const hex = given.flag('hex') ? new HexReader() : undefined;
    let count = 0;
    const print = (readings: ReturnType<typeof decoder.push>) => {
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
  },
};

function decodable(drivers: readonly Driver[]): string {
  return drivers
    .filter(({ decoder }) => decoder !== undefined)
    .map(({ manifest }) => manifest.id)
    .join(', ');
}
