/**
 * A record of twelve million points: from a simulated oscilloscope over a TCP socket through the real bench process into
 * the evidence, drawn for the first time and zoomed into, and its bytes made into volts beside numpy in the same run. `N`
 * points on the command line for fewer.
 */
import { fork, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { voltsOf } from '../../drivers/oscilloscope/scpi-scope/volts.ts';
import type { Waveform } from '../../foundation/capability/oscilloscope.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { benchesOf, forkedBench } from '../../station/compose/bench-host-for.ts';
import { KeptBlocks } from '../../station/evidence/kept-blocks.ts';
import { waveformPyramid } from '../../station/evidence/waveform-file.ts';
import { median, report } from './figures.ts';

const points = Number(process.argv[2] ?? 12_000_000);
/** Conversions on each side, half of ours before numpy's and half behind, so that a busy moment does not meet one side alone. */
const rounds = 20;
const screenColumns = 1_920;
const deadlineMs = 300_000;

interface Captured {
  readonly waveform: Waveform;
  readonly seconds: number;
  readonly pieces: number;
  /** How often it was told how far it is. */
  readonly told: number;
  /** Memory of the bench process before the capture, and the most it ever had; null where the system does not tell. */
  readonly benchMiB: number | null;
  readonly benchPeakMiB: number | null;
}

/** Captures over a socket; the waveform's file stands in the evidence of `folder` afterwards. */
async function captured(folder: string): Promise<Captured> {
  const own = path.dirname(fileURLToPath(import.meta.url));
  const scope = fork(path.join(own, 'scope-on-tcp.mjs'), [String(points)]);
  const { port } = await new Promise<{ port: number }>((resolve) =>
    scope.once('message', (said) => resolve(said as never)),
  );
  let pid: number | undefined;
  const host = benchesOf(folder, (settings) => {
    const child = forkedBench(settings);
    pid = child.pid;
    return child;
  })(new RealClock());
  const kept = new KeptBlocks(folder, 'bench');
  try {
    const bench = await host.client();
    const key = 'scope';
    await bench.call('bench/open', { key, driver: 'rigol-ds', address: `tcp:127.0.0.1:${port}` });
    await bench.call('bench/grant', { key, lease: 'l' });
    let [pieces, told] = [0, 0];
    bench.on('instrument/block', (piece) => {
      pieces += 1;
      kept.take(piece);
    });
    bench.on('instrument/progress', ({ progress }) => {
      if (progress !== null) told += 1;
    });
    const benchMiB = memoryOf(pid, 'VmRSS');
    const began = performance.now();
    const args = { channel: 1, record: 'memory' };
    const { value } = await bench.call('bench/call', { key, verb: 'capture', args, deadlineMs, lease: 'l' });
    const waveform = value as Waveform;
    kept.claim(key, 'samples', waveform.samples);
    const seconds = (performance.now() - began) / 1_000;
    if (waveform.count !== points) throw new Error(`${waveform.count} points of ${points}`);
    return { waveform, seconds, pieces, told, benchMiB, benchPeakMiB: memoryOf(pid, 'VmHWM') };
  } finally {
    kept.close();
    await host.stop();
    scope.disconnect();
  }
}

/** MiB, as Linux counts them. */
function memoryOf(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const kilobytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
  } catch {
    return null;
  }
}

function timed<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const began = performance.now();
  const value = work();
  return { ms: performance.now() - began, value };
}

const numpyProgram = `
import sys, time, numpy
raw = numpy.fromfile(sys.argv[1], dtype=numpy.uint8)
step, zero = numpy.float32(sys.argv[2]), numpy.float32(sys.argv[3])
times, volts = [], numpy.zeros(len(raw), dtype=numpy.float32)
for _ in range(int(sys.argv[4])):
    began = time.perf_counter()
    numpy.multiply(raw, step, out=volts)
    volts += zero
    times.append(time.perf_counter() - began)
assert volts.dtype == numpy.float32
print(1000 * min(times), float(volts.sum(dtype=numpy.float64)))
`;

/** The least milliseconds and the sum of the volts; `undefined` where there is no numpy. */
function numpy(
  file: string,
  { voltsPerStep, voltsAtZero }: Waveform['scale'],
): { ms: number; sum: number } | undefined {
  for (const python of ['python3', '/usr/bin/python3']) {
    const args = ['-c', numpyProgram, file, voltsPerStep, voltsAtZero, rounds].map(String);
    const { status, stdout } = spawnSync(python, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [ms, sum] = stdout?.trim().split(' ').map(Number) ?? [];
    if (status === 0 && ms !== undefined && sum !== undefined) return { ms, sum };
  }
  return undefined;
}

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-record-'));
try {
  const { waveform, ...transfer } = await captured(folder);
  const file = path.join(folder, 'evidence', waveform.samples.sha256);
  const bytes = new Uint8Array(readFileSync(file));
  const volts = new Float32Array(points);
  const convert = () =>
    Array.from({ length: rounds / 2 }, () => timed(() => voltsOf(bytes, 'u8', waveform.scale, volts)).ms);
  const before = convert();
  const beside = numpy(file, waveform.scale);
  const conversions = [...before, ...convert()];
  const sum = volts.reduce((total, value) => total + value, 0);
  // The same volts, but for the order of rounding in 32 bits.
  if (beside !== undefined && Math.abs(sum / beside.sum - 1) > 1e-6) throw new Error(`${sum} V, numpy ${beside.sum} V`);
  const began = performance.now();
  const pyramid = await waveformPyramid(folder, waveform);
  pyramid.columns(0, points, screenColumns);
  const firstDrawingMs = performance.now() - began;
  const zooms = Array.from({ length: 200 }, (_, index) => {
    const width = points / 1.05 ** index;
    return timed(() => pyramid.columns(points / 3, points / 3 + width, screenColumns)).ms;
  });
  report({
    points,
    ...transfer,
    megabytesASecond: waveform.samples.bytes / 1e6 / transfer.seconds,
    firstDrawingMs,
    zoomMs: median(zooms),
    slowestZoomMs: Math.max(...zooms),
    toVoltsMs: Math.min(...conversions),
    numpyMs: beside?.ms ?? null,
    rounds,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
