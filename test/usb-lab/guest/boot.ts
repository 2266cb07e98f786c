/**
 * Boots the guest once, hears what its test tells on the console, and ends it by a deadline whatever it does. Emulated
 * without KVM, because under nested virtualisation that hangs. All choices here are for speed, measured in processor time.
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
  /** Names of cases with commas between them; all when empty. */
  readonly cases?: string;
  readonly withinMs: number;
}

export interface Boot {
  readonly outcomes: ReadonlyMap<string, CaseOutcome>;
  /** Everything else on the console, for people, with the seconds since the start. */
  readonly console: string;
  /** It switched itself off in time. */
  readonly isComplete: boolean;
}

const keptCharacters = 20_000;

/** Of the kernel's command line. */
const kernelWords = {
  console: 'ttyS0',
  panic: '-1',
  loglevel: '3',
  // None of these is of any use here, and all cost time.
  edd: 'off',
  mitigations: 'off',
  init_on_alloc: '0',
  // Every other clock is a device, and to ask it leaves the emulated processor: with it everything takes three times as long.
  tsc: 'reliable',
  clocksource: 'tsc',
  'rcupdate.rcu_expedited': '1',
  // A program that writes code makes the emulator translate it again and again; a fourth less without.
  lab_flags: '--jitless',
  lab_path: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
};

export function bootGuest({ files, entry, rack, other, cases = '', withinMs }: BootOptions): Promise<Boot> {
  const own = { lab_node: process.execPath, lab_entry: entry, lab_rack: rack, lab_other: other, lab_cases: cases };
  const append = Object.entries({ ...kernelWords, ...own }).map(([name, value]) => `${name}=${value}`);
  // A small old processor: what the newer ones can do more would have to be emulated as well.
  const machine = ['-accel', 'tcg,thread=multi', '-cpu', 'Nehalem', '-m', '2048', '-smp', '2'];
  const bare = ['-nographic', '-no-reboot', '-nodefaults', '-serial', 'stdio'];
  const start = ['-kernel', files.kernel, '-initrd', files.initramfs, '-append', `quiet ${append.join(' ')}`];
  const disk = [
    ...['-fsdev', 'local,id=computer,path=/,security_model=none,readonly=on,multidevs=remap'],
    ...['-device', 'virtio-9p-pci,fsdev=computer,mount_tag=computer'],
  ];
  const child = spawn('qemu-system-x86_64', [...machine, ...bare, ...start, ...disk], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const outcomes = new Map<string, CaseOutcome>();
  const began = performance.now();
  let said = '';
  const note = (text: string) => {
    said = `${said}${((performance.now() - began) / 1_000).toFixed(1)} ${text}\n`.slice(-keptCharacters);
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
