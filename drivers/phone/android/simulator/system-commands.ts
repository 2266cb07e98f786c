/** The tools around processes and files of the simulated phone: `timeout`, `sleep`, `ls`, `rm`, `id`, `date`, …. */
import type { Clock } from '../../../../foundation/clock/clock.ts';
import type { SimulatedPhone } from '../../../simulated-unit/unit.ts';
import type { PhoneFiles } from './phone-files.ts';
import type { CommandIo, PhoneCommand, ShellInterpreter } from './shell-interpreter.ts';

/** What toybox's `timeout` ends with. */
const timedOut = 124;
/** Groups of the shell's user on Android 14. */
const shellUser =
  'uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input),1007(log),1011(adb),1015(sdcard_rw),3003(inet) context=u:r:shell:s0';

export function systemCommands(
  files: PhoneFiles,
  clock: Clock,
  phone: SimulatedPhone,
): ReadonlyMap<string, PhoneCommand> {
  const through: PhoneCommand = ([name = 'true', ...args], io, shell) => shell.call(name, args, io);
  const say =
    (text: () => string): PhoneCommand =>
    (_args, io) => {
      io.out(`${text()}\n`);
      return 0;
    };
  return new Map<string, PhoneCommand>([
    ['timeout', (args, io, shell) => timeout(clock, args, io, shell)],
    ['nohup', through],
    ['setsid', through],
    [
      'sleep',
      async ([seconds = '0'], io) => {
        await clock.sleep(Number(seconds) * 1000, io.signal);
        return 0;
      },
    ],
    ['ls', (args, io) => ls(files, args, io)],
    [
      'rm',
      (args, io) => {
        const missing = args.filter((arg) => !arg.startsWith('-') && !files.remove(arg));
        if (args.includes('-f') || missing.length === 0) return 0;
        io.err(`rm: ${missing[0]}: No such file or directory\n`);
        return 1;
      },
    ],
    ['id', say(() => shellUser)],
    ['whoami', say(() => 'shell')],
    ['nproc', say(() => '9')],
    ['uname', say(() => 'Linux')],
    ['date', say(() => String(Math.floor(phone.snapshot().wallMs / 1000)))],
  ]);
}

/** Ends the command after the given seconds of clock time; one that answers at once costs neither timer nor signal. */
function timeout(
  clock: Clock,
  [seconds = '0', name = 'true', ...args]: readonly string[],
  io: CommandIo,
  shell: ShellInterpreter,
): number | Promise<number> {
  let aborter: AbortController | undefined;
  const result = shell.call(name, args, {
    stdin: io.stdin,
    out: io.out,
    err: io.err,
    get signal() {
      aborter ??= new AbortController();
      return aborter.signal;
    },
  });
  if (typeof result === 'number') return result;
  aborter ??= new AbortController();
  return bounded(result, { clock, ms: Number(seconds) * 1000, aborter, outer: io.signal });
}

async function bounded(
  result: Promise<number>,
  { clock, ms, aborter, outer }: { clock: Clock; ms: number; aborter: AbortController; outer: AbortSignal },
): Promise<number> {
  const abort = () => aborter.abort(outer.reason);
  if (outer.aborted) abort();
  outer.addEventListener('abort', abort, { once: true });
  let late = false;
  const cancel = clock.after(ms, () => {
    late = true;
    aborter.abort(new Error('timed out'));
  });
  try {
    return await result;
  } catch (error) {
    if (!late || outer.aborted) throw error;
    return timedOut;
  } finally {
    cancel();
    outer.removeEventListener('abort', abort);
  }
}

function ls(files: PhoneFiles, args: readonly string[], io: CommandIo): number {
  const paths = args.filter((arg) => !arg.startsWith('-'));
  let status = 0;
  for (const path of paths.length === 0 ? ['/'] : paths) {
    const names = files.names(path);
    if (names !== undefined) for (const name of [...names.keys()].sort()) io.out(`${name}\n`);
    else if (files.read(path) !== undefined) io.out(`${path}\n`);
    else {
      io.err(`ls: ${path}: No such file or directory\n`);
      status = 1;
    }
  }
  return status;
}
