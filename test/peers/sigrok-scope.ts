/** What sigrok-cli reads from an oscilloscope on a TCP port of this machine. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './peer-process.ts';

/** One capture: the line of its sample rate, and the numbers of each channel, to six digits. */
export interface SigrokRecord {
  /** Hertz; absent where it does not say. */
  readonly rate: number | undefined;
  readonly channels: ReadonlyMap<string, readonly number[]>;
  /** What it said of errors; for messages. */
  readonly said: string;
  /** By itself and without an error. */
  readonly endedWell: boolean;
}

export interface SigrokRequest {
  readonly driver: 'rigol-ds' | 'siglent-sds';
  readonly port: number;
  readonly channels: readonly number[];
  readonly options?: readonly string[];
  readonly limitMs: number;
  /** It is ended by force as soon as this is so; without it, when it ends by itself. */
  enough?(): boolean;
}

const lookEveryMs = 50;

const address = (driver: string, port: number) => ['-d', `${driver}:conn=tcp-raw/127.0.0.1/${port}`];

/** Ends it by force after `limitMs`; what it has printed until then counts. */
export async function sigrokRecord({ driver, port, channels, options = [], ...until }: SigrokRequest) {
  const names = channels.map((channel) => `CH${channel}`).join(',');
  const args = [...address(driver, port), '--frames', '1', '-C', names, ...options, '-O', 'csv:label=channel'];
  const { out, err, endedWell } = await ended(args, until);
  return { ...parsed(out, err), endedWell } satisfies SigrokRecord;
}

/** One channel as numbers of 32 bits, as they are; it is ended as soon as there are so many. */
export async function sigrokFloats(
  { driver, port, channels, limitMs }: SigrokRequest,
  count: number,
): Promise<{ readonly floats: Float32Array; readonly endedWell: boolean; readonly said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-peer-'));
  const file = join(folder, 'record.wav');
  const wave = () => samplesOf(existsSync(file) ? readFileSync(file) : Buffer.alloc(0));
  try {
    const args = [...address(driver, port), '--frames', '1', '-C', `CH${channels[0]}`, '-O', 'wav', '-o', file];
    const { err, endedWell } = await ended(args, { limitMs, enough: () => wave().length >= count });
    return { floats: wave(), endedWell, said: err.slice(0, 500) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What stands behind the word `data` and its length. */
function samplesOf(file: Buffer): Float32Array {
  const from = file.indexOf('data') + 8;
  if (from < 8) return new Float32Array(0);
  const count = Math.max(0, Math.floor((file.length - from) / 4));
  return Float32Array.from({ length: count }, (_, index) => file.readFloatLE(from + 4 * index));
}

async function ended(args: readonly string[], { limitMs, enough }: Pick<SigrokRequest, 'limitMs' | 'enough'>) {
  // Bounded by a program of its own as well: one whose test was killed would turn in circles for ever.
  const bounded = ['--signal=KILL', String(limitMs / 1000), 'sigrok-cli', ...args];
  const child = spawn('timeout', bounded, { stdio: ['ignore', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const looking = setInterval(() => {
    // Handed on to it.
    if (enough?.() === true) child.kill('SIGTERM');
  }, lookEveryMs);
  const endedWell = await new Promise<boolean>((done, fail) => {
    child.once('close', (code) => done(code === 0));
    child.once('error', fail);
  });
  clearInterval(looking);
  return { out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString(), endedWell };
}

const isRow = (line: string) => /^-?[\d.]/.test(line);
const multiples: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 };

function parsed(out: string, said: string): Omit<SigrokRecord, 'endedWell'> {
  const lines = out.split('\n');
  const [, rate, multiple = ''] = /Samplerate: ([\d.]+) ([kMG]?)Hz/.exec(out) ?? [];
  const names = lines.find((line) => /^CH\d(,CH\d)*$/.test(line))?.split(',') ?? [];
  const columns = names.map((): number[] => []);
  for (const line of lines) {
    if (!isRow(line)) continue;
    const cells = line.split(',');
    for (const [place, column] of columns.entries()) column.push(Number(cells[place]));
  }
  return {
    rate: rate === undefined ? undefined : Number(rate) * (multiples[multiple] ?? Number.NaN),
    channels: new Map(names.map((name, place) => [name, columns[place] ?? []])),
    said: said.slice(0, 500),
  };
}

/** What it shows of the settings, by name: the one that is now, or the only one. */
export async function sigrokSettings(
  driver: SigrokRequest['driver'],
  port: number,
  group?: string,
): Promise<ReadonlyMap<string, SigrokSetting>> {
  const of = group === undefined ? [] : ['-g', group];
  const { out } = await run('sigrok-cli', [...address(driver, port), ...of, '--show'], 20_000);
  const settings = new Map<string, { now: string | undefined; all: string[] }>();
  let last: { now: string | undefined; all: string[] } | undefined;
  for (const line of out.split('\n')) {
    const [, name, values = ''] = /^ {4}(\w+)(?:: | - supported values:|$)(.*)/.exec(line) ?? [];
    const [, value] = /^ {6}(\S.*)/.exec(line) ?? [];
    if (name !== undefined) {
      last = { now: undefined, all: [] };
      settings.set(name, last);
      for (const each of values.split(', ')) add(last, each.trim());
    } else if (value !== undefined && last !== undefined) add(last, value);
  }
  return settings;
}

/** A setting by itself; empty where it does not know it. */
export async function sigrokSetting(driver: SigrokRequest['driver'], port: number, name: string): Promise<string> {
  const { out } = await run('sigrok-cli', [...address(driver, port), '--get', name], 20_000);
  return out.trim().replace(/^'(.*)'$/, '$1');
}

export interface SigrokSetting {
  /** Without it none of those it knows is the one. */
  readonly now: string | undefined;
  readonly all: readonly string[];
}

function add(setting: { now: string | undefined; all: string[] }, text: string): void {
  if (text === '' || text === '-') return;
  const value = text.replace(/ \(current\)$/, '');
  setting.all.push(value);
  if (value !== text) setting.now = value;
}

const prefixes: Readonly<Record<string, number>> = { n: 1e-9, u: 1e-6, m: 1e-3, '': 1 };

/** `500 us` and `20 mV` in seconds and volts. */
export function inUnits(text: string | undefined): number {
  const [, number, prefix = ''] = /^([\d.]+) ([num]?)[sV]$/.exec(text ?? '') ?? [];
  return Number(number) * (prefixes[prefix] ?? Number.NaN);
}
