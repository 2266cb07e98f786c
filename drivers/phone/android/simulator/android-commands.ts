/** Android's own tools: what they do goes to the simulated unit, what they show comes from it. */
import type { Clock } from '../../../../foundation/clock/clock.ts';
import type { SimulatedPhone } from '../../../simulated-unit/unit.ts';
import { loadScriptPath } from '../load-script.ts';
import { dumpsysCommand } from './dumpsys-command.ts';
import type { Flavour } from './flavour.ts';
import { realPath } from './phone-files.ts';
import { renderBatteryProperty } from './render-battery.ts';
import { rawScreen } from './render-media.ts';
import { renderDf, renderProperties } from './render-system.ts';
import { telecomLogLine } from './render-telephony.ts';
import type { CommandIo, PhoneCommand, ShellFiles } from './shell-interpreter.ts';

export interface AndroidParts {
  readonly phone: SimulatedPhone;
  readonly flavour: Flavour;
  readonly clock: Clock;
  readonly files: ShellFiles;
}

/** By name. */
export function androidCommands(parts: AndroidParts): ReadonlyMap<string, PhoneCommand> {
  const { phone, flavour } = parts;
  const mediaPaths = new Map<number, string>();
  return new Map<string, PhoneCommand>([
    ['getprop', (args, io) => getprop(parts, args, io)],
    ['dumpsys', dumpsysCommand(phone, flavour)],
    ['settings', (args, io) => settings(phone, args, io)],
    ['am', (args, io) => activityManager(parts, mediaPaths, args, io)],
    ['input', (args) => input(phone, args)],
    ['content', (args, io) => content(mediaPaths, args, io)],
    [
      'service',
      ([verb, name, code, type, id], io) => {
        const known = verb === 'call' && name === 'batteryproperties' && code === '1' && type === 'i32';
        if (known) io.out(renderBatteryProperty(Number(id), phone.snapshot().battery, flavour));
        else io.out(`service: Service ${name ?? ''} does not exist\n`);
        return known ? 0 : 10;
      },
    ],
    ['logcat', (args, io) => logcat(parts, args, io)],
    [
      'screencap',
      (_args, io) => {
        io.out(rawScreen(phone.snapshot()));
        return 0;
      },
    ],
    ['df', (_args, io) => said(io, renderDf(phone.snapshot()))],
    [
      'reboot',
      ([target], io) => {
        phone.reboot(target === undefined ? 'reboot,shell' : `reboot,${target}`);
        // The shell dies with the phone: there is no exit status.
        return new Promise<number>((_resolve, reject) => {
          io.signal.addEventListener('abort', () => reject(io.signal.reason), { once: true });
        });
      },
    ],
    ['sh', (args, io, shell) => startShell(parts, args, (line) => shell.run(line, io), io)],
  ]);
}

/** All properties of the phone, the maker's over the unit's, with the boot history as Android keeps it. */
export function propertiesOf({ phone, flavour }: Pick<AndroidParts, 'phone' | 'flavour'>): ReadonlyMap<string, string> {
  const snapshot = phone.snapshot();
  const bootedAt = Math.floor((snapshot.wallMs - snapshot.uptimeMs) / 1000);
  const history = snapshot.bootReasonHistory.map((reason, index) => `${reason},${bootedAt - index * 86400}`).join('\n');
  return new Map(
    Object.entries({
      ...snapshot.properties,
      'sys.boot.reason': snapshot.bootReason,
      'persist.sys.boot.reason.history': history,
      'sys.boot_completed': '1',
      ...flavour.properties,
    }),
  );
}

function getprop(parts: AndroidParts, [key]: readonly string[], io: CommandIo): number {
  const properties = propertiesOf(parts);
  return said(io, key === undefined ? renderProperties(properties) : `${properties.get(key) ?? ''}\n`);
}

function settings(phone: SimulatedPhone, [verb, table, key, value]: readonly string[], io: CommandIo): number {
  if ((table !== 'system' && table !== 'global' && table !== 'secure') || key === undefined) {
    io.err('Invalid namespace\n');
    return 255;
  }
  if (verb === 'get') return said(io, `${phone.snapshot().settings[table][key] ?? 'null'}\n`);
  if (verb === 'put' && value !== undefined) {
    phone.putSetting(table, key, value);
    return 0;
  }
  if (verb === 'delete') {
    const existed = phone.snapshot().settings[table][key] !== undefined;
    phone.putSetting(table, key, null);
    return said(io, `Deleted ${existed ? 1 : 0} rows\n`);
  }
  return said(io, 'Invalid command\n', 255);
}

function activityManager(
  { phone, flavour }: AndroidParts,
  mediaPaths: ReadonlyMap<number, string>,
  args: readonly string[],
  io: CommandIo,
): number {
  if (args[0] === 'force-stop') {
    if (args[1] === phone.snapshot().media.package) phone.stopVideo();
    return 0;
  }
  const option = (name: string) => args[args.indexOf(name) + 1];
  if (args[0] !== 'start') return said(io, '', 255);
  const action = args.includes('-a') ? option('-a') : undefined;
  const data = args.includes('-d') ? (option('-d') ?? '') : '';
  io.out(`Starting: Intent { act=${action ?? ''} dat=${data.slice(0, 8)}... }\n`);
  if (action === 'android.intent.action.CALL' && data.startsWith('tel:')) {
    phone.placeCall(decodeURIComponent(data.slice(4)));
    return 0;
  }
  if (action === 'android.intent.action.VIEW') {
    const path = mediaPaths.get(Number(/\/(\d+)$/.exec(data)?.[1])) ?? data;
    phone.playVideo(path, flavour.player.package);
    const { player } = flavour;
    return said(
      io,
      args.includes('-W') ? `Status: ok\nActivity: ${player.package}/${player.activity}\nComplete\n` : '',
    );
  }
  return said(io, 'Error: Activity not started, unable to resolve Intent\n', 1);
}

function input(phone: SimulatedPhone, [verb, key]: readonly string[]): number {
  if (verb === 'keyevent' && (key === '6' || key === 'KEYCODE_ENDCALL')) phone.hangUp();
  return 0;
}

/** The clips of the bench lie in Movies; the media store knows every file that ends like one. */
function content(mediaPaths: Map<number, string>, args: readonly string[], io: CommandIo): number {
  if (args[0] === 'call') return said(io, 'Result: Bundle[{uri=content://media/external/video/media}]\n');
  const path = realPath(/_data='([^']+)'/.exec(args.join(' '))?.[1] ?? '');
  if (!/^\/storage\/emulated\/0\/.+\.(mp4|mkv|webm)$/.test(path)) return said(io, 'No result found.\n');
  const known = [...mediaPaths].find(([, known]) => known === path)?.[0];
  const id = known ?? 1000 + mediaPaths.size;
  mediaPaths.set(id, path);
  return said(io, `Row: 0 _id=${id}, _data=${path}\n`);
}

/** With `-d` what there is; without, lines as the call changes its state, until the caller goes away. */
async function logcat({ phone, clock }: AndroidParts, args: readonly string[], io: CommandIo): Promise<number> {
  let last: string | undefined;
  for (;;) {
    const line = telecomLogLine(phone.snapshot());
    if (line !== undefined && line !== last) io.out(`${line}\n`);
    last = line;
    if (args.includes('-d')) return 0;
    await clock.sleep(250, io.signal);
  }
}

/** `sh -c LINE`, or the load script with its percentage. */
async function startShell(
  { phone, files }: AndroidParts,
  args: readonly string[],
  run: (line: string) => Promise<number>,
  io: CommandIo,
): Promise<number> {
  if (args[0] === '-c') return run(args[1] ?? '');
  const path = args[0] ?? '';
  if (!(files.read(path) instanceof Uint8Array)) {
    io.err(`sh: ${path}: No such file or directory\n`);
    return 127;
  }
  if (path === loadScriptPath) phone.load(Number(args[1] ?? 0));
  return 0;
}

function said(io: CommandIo, text: string, status = 0): number {
  io.out(text);
  return status;
}
