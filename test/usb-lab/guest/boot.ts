/**
 * Boots the guest once, hears what its test tells on the console, and ends it by a deadline whatever it does. Emulated
 * without KVM, because under nested virtualisation that hangs.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type CaseOutcome, mark } from '../lab-facts.ts';
import type { GuestFiles } from './kernel.ts';

export interface BootOptions {
  readonly files: GuestFiles;
  /** Bundles that the guest runs: the test, and the process that holds the devices. */
  readonly entry: string;
  readonly rack: string;
  readonly other: string;
  readonly withinMs: number;
}

export interface Boot {
  readonly outcomes: ReadonlyMap<string, CaseOutcome>;
  /** Everything else on the console, for people. */
  readonly console: string;
  /** It switched itself off in time. */
  readonly isComplete: boolean;
}

const keptCharacters = 20_000;

export function bootGuest({ files, entry, rack, other, withinMs }: BootOptions): Promise<Boot> {
  const words = {
    console: 'ttyS0',
    panic: '-1',
    loglevel: '3',
    // Neither is of any use here, and both cost time.
    edd: 'off',
    mitigations: 'off',
    lab_node: process.execPath,
    lab_entry: entry,
    lab_rack: rack,
    lab_other: other,
    lab_path: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  };
  const append = Object.entries(words).map(([name, value]) => `${name}=${value}`);
  const child = spawn(
    'qemu-system-x86_64',
    [
      ...[
        '-accel',
        'tcg,thread=multi',
        '-cpu',
        'max',
        '-m',
        '2048',
        '-smp',
        '2',
        '-nographic',
        '-no-reboot',
        '-nodefaults',
      ],
      ...[
        '-serial',
        'stdio',
        '-kernel',
        files.kernel,
        '-initrd',
        files.initramfs,
        '-append',
        `quiet ${append.join(' ')}`,
      ],
      ...['-fsdev', 'local,id=computer,path=/,security_model=none,readonly=on,multidevs=remap'],
      ...['-device', 'virtio-9p-pci,fsdev=computer,mount_tag=computer'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const outcomes = new Map<string, CaseOutcome>();
  let said = '';
  const note = (text: string) => {
    said = `${said}${text}\n`.slice(-keptCharacters);
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const at = line.indexOf(mark);
    const outcome = at < 0 ? undefined : outcomeIn(line.slice(at + mark.length));
    if (outcome === undefined) note(line);
    else outcomes.set(outcome.name, outcome);
  });
  createInterface({ input: child.stderr }).on('line', note);
  return new Promise((resolve) => {
    let isComplete = true;
    const limit = setTimeout(() => {
      isComplete = false;
      kill();
    }, withinMs);
    const end = () => {
      clearTimeout(limit);
      process.off('exit', kill);
      resolve({ outcomes, console: said, isComplete });
    };
    child.on('error', (error) => {
      note(error.message);
      end();
    });
    child.on('close', end);
  });
}

function outcomeIn(text: string): CaseOutcome | undefined {
  try {
    return JSON.parse(text) as CaseOutcome;
  } catch {
    return undefined;
  }
}
