/**
 * A record of twelve million points: from a simulated oscilloscope over a TCP socket into the evidence, drawn for the
 * first time and zoomed into, and its bytes made into volts beside numpy in the same run. `N` points on the command line
 * for fewer.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { rigolDs } from '../../drivers/oscilloscope/rigol-ds/driver.ts';
import { simulateRigol } from '../../drivers/oscilloscope/rigol-ds/simulator.ts';
import { voltsOf } from '../../drivers/oscilloscope/scpi-scope/volts.ts';
import type { SimulatedUnit } from '../../drivers/simulated-unit/unit.ts';
import { openTcp } from '../../drivers/transport/tcp.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import type { Waveform } from '../../foundation/capability/oscilloscope.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { MinMaxPyramid } from '../../foundation/measurement/pyramid.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { KeptBlocks } from '../../station/evidence/kept-blocks.ts';
import { median, report } from './figures.ts';

const points = Number(process.argv[2] ?? 12_000_000);
const rounds = 7;
const screenColumns = 1_920;
const deadlineMs = 300_000;

const clock = new RealClock();
const unit = {
  vbus: () => ({ volts: 5.02 }),
  batteryTerminal: () => ({ volts: 3.842, amps: 0 }),
} as unknown as SimulatedUnit;

/** Captures over a socket; the waveform's file stands in the evidence of `folder` afterwards. */
async function captured(folder: string): Promise<{ waveform: Waveform; seconds: number; pieces: number }> {
  const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
  const instrument = simulateRigol(unit, context, { memoryPoints: points });
  const listener = await listenOnTcp({ ...context, instrument, port: 0 });
  const scope = await rigolDs.open(await openTcp({ host: '127.0.0.1', port: listener.port, clock }), { clock });
  const kept = new KeptBlocks(folder, 'bench');
  let pieces = 0;
  const began = performance.now();
  const waveform = (await scope.call(
    'capture',
    { channel: 1, record: 'memory' },
    {
      deadlineMs,
      blocks(piece) {
        pieces += 1;
        kept.take({ key: 'scope', verb: 'capture', ...piece });
      },
    },
  )) as Waveform;
  kept.claim('scope', 'samples', waveform.samples);
  const seconds = (performance.now() - began) / 1_000;
  kept.close();
  await scope.close();
  await listener.stop();
  if (waveform.count !== points) throw new Error(`${waveform.count} points of ${points}`);
  return { waveform, seconds, pieces };
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
print(1000 * sorted(times)[len(times) // 2], float(volts.sum(dtype=numpy.float64)))
`;

/** Median milliseconds and the sum of the volts; `undefined` where there is no numpy. */
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
  const { waveform, seconds, pieces } = await captured(folder);
  const file = path.join(folder, 'evidence', waveform.samples.sha256);
  const bytes = new Uint8Array(readFileSync(file));
  const volts = new Float32Array(points);
  const conversions = Array.from({ length: rounds }, () => timed(() => voltsOf(bytes, 'u8', waveform.scale, volts)));
  const beside = numpy(file, waveform.scale);
  const sum = conversions[0]?.value.reduce((total, volts) => total + volts, 0) ?? Number.NaN;
  // The same volts, but for the order of rounding in 32 bits.
  if (beside !== undefined && Math.abs(sum / beside.sum - 1) > 1e-6) throw new Error(`${sum} V, numpy ${beside.sum} V`);
  const first = timed(() => {
    const pyramid = new MinMaxPyramid(new Uint8Array(readFileSync(file)));
    return { pyramid, drawn: pyramid.columns(0, points, screenColumns) };
  });
  const { pyramid } = first.value;
  const zooms = Array.from({ length: 200 }, (_, index) => {
    const width = points / 1.05 ** index;
    return timed(() => pyramid.columns(points / 3, points / 3 + width, screenColumns)).ms;
  });
  report({
    points,
    seconds,
    pieces,
    megabytesASecond: waveform.samples.bytes / 1e6 / seconds,
    firstDrawingMs: first.ms,
    zoomMs: median(zooms),
    slowestZoomMs: Math.max(...zooms),
    toVoltsMs: median(conversions.map(({ ms }) => ms)),
    numpyMs: beside?.ms ?? null,
    rounds,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
