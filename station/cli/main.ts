/** The `ohmstead` command: its parts put together around this process. The exit code is the outcome. */
import { catalogue } from '../../drivers/catalogue.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import type { Language } from '../../foundation/measurement/declaration.ts';
import { engineVersion } from '../compose/version.ts';
import { failureLine } from '../texts/failure-text.ts';
import type { Surroundings } from './command.ts';
import { globalOptionsOf } from './command-line.ts';
import { dataFolder } from './data-folder.ts';
import { execute } from './execute.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { chosenLanguage } from './language.ts';
import { Output } from './output.ts';
import { Signals } from './signals.ts';
import { terminalOf } from './terminal.ts';

async function main(): Promise<ExitCode> {
  const { argv, json, data, lang } = globalOptionsOf(process.argv.slice(2));
  const { env, stdin, stdout, stderr } = process;
  const output = new Output({ stdout, stderr, json, env });
  let language: Language = 'en';
  try {
    language = chosenLanguage(lang, env);
  } catch (error) {
    output.note(`ohmstead: ${failureLine(failureOf(error), language)}`);
    return exitCode.usage;
  }
  const folder = dataFolder(data, env);
  const surroundings = (): Surroundings => {
    const clock = new RealClock();
    const signals = new Signals(process);
    const place = { clock, drivers: catalogue, folder };
    return {
      output,
      language,
      folder,
      clock,
      stdin,
      terminal: json ? undefined : terminalOf(stdin, stderr, () => signals.raise('SIGINT')),
      drivers: catalogue,
      // What only some commands need is loaded when they need it, so that the others start at once.
      rehearsals: async () => (await import('./station-rehearsals.ts')).stationRehearsals,
      onSignal: (listener) => signals.listen(listener),
      openStation: async () => (await import('../compose/headless.ts')).openStation(folder),
      openRecords: async () => (await import('./records-link.ts')).openRecords(folder),
      openInstrument: async (driver, address, transcript) =>
        (await import('./open-instrument.ts')).openInstrument(place, driver, address, transcript),
      simulate: async (request) => (await import('./serve-simulator.ts')).serveSimulator(request),
      check: async (file) => (await import('./check-script.ts')).checkScript(file),
    };
  };
  return execute(argv, { output, language, version: engineVersion, surroundings });
}

// Whatever is still open must not keep a command that is over from ending.
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`ohmstead: ${failureOf(error).params.message ?? failureOf(error).code} [internal/error]\n`);
    process.exit(exitCode.unavailable);
  },
);
