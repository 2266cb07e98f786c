/** `ohmstead read`: live readings of one instrument, straight from its driver. */

import type { Capability } from '../../../foundation/capability/capability.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { progressText } from '../../texts/progress-text.ts';
import type { Command } from '../command.ts';
import { driverNamed } from '../driver-named.ts';
import { exitCode } from '../exit-code.ts';
import { readingLine, readingObject, readingsIn } from '../reading-output.ts';

/** What is asked of an instrument of each kind to see what it reads. */
const question: Readonly<Record<Capability, { readonly verb: string; readonly args: unknown }>> = {
  Multimeter: { verb: 'read', args: {} },
  PowerSupply: { verb: 'measure', args: {} },
  UsbMeter: { verb: 'read', args: {} },
  ElectronicLoad: { verb: 'measure', args: {} },
  SolderingStation: { verb: 'measure', args: {} },
  Oscilloscope: { verb: 'capture', args: { channel: 1 } },
  Thermometer: { verb: 'read', args: {} },
  Phone: { verb: 'sample', args: { battery: true, thermal: true } },
};

const deadlineMs = 15_000;

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
        'zh-TW': '驅動編號，見 ohmstead drivers',
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
  },
  async run(given, surroundings) {
    const { output, language } = surroundings;
    const driver = driverNamed(surroundings.drivers, given.required('driver'));
    const port = given.required('port');
    const samples = given.integer('samples', 1, 1e9) ?? Number.POSITIVE_INFINITY;
    const stop = new AbortController();
    const forget = surroundings.onSignal(() => stop.abort(new CodedError('read/stopped')));
    output.onClosed(() => stop.abort(new CodedError('read/stopped')));
    const instrument = await surroundings.openInstrument(driver, port);
    try {
      const { verb, args } = question[instrument.capability];
      for (let taken = 0; taken < samples && !stop.signal.aborted; taken += 1) {
        const answer = await instrument.call(verb, args, {
          deadlineMs,
          signal: stop.signal,
          progress: (now) => output.live(progressText(now, language)),
        });
        for (const { reading, channel } of readingsIn(answer)) {
          output.object(readingObject(reading, channel));
          output.line(readingLine(reading, channel));
        }
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    } finally {
      forget();
      await instrument.close();
    }
    return exitCode.done;
  },
};
