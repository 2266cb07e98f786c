/**
 * `npm run bench`: what the station costs, as a table and as `.cache/bench.json`. Nothing here passes or fails by the
 * clock; a benchmark that cannot do its work fails. A loop of plain arithmetic runs beside each, because figures of a
 * busy or slow computer mean something only in proportion to it. `npm run bench -- NAME …` runs only some.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { desktopBenchmarks, desktopEntries } from './bench-desktop.mjs';
import { buildAll } from './build.mjs';
import { bundleTestPrograms } from './test-programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}.cache/bench`;
const entries = [
  'rehearsed-soak',
  'decoding',
  'journal-commits',
  'memory-after-hours',
  'wire-to-disk',
  'meters-on-tcp',
  'oscilloscope-record',
  'scope-on-tcp',
];

/** All of them, and beside the benchmark that forks it the bench process, so that it is of the same sources. */
const entryPoints = {
  ...Object.fromEntries(entries.map((name) => [name, `test/benchmarks/${name}.ts`])),
  'bench-main': 'drivers/bench/bench-main.ts',
  ...desktopEntries,
};

/** Runs one in a process of its own; resolves with the figures it printed. */
function figuresOf(name, args = [], nodeArgs = []) {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] };
    const child = spawn(process.execPath, [...nodeArgs, `${folder}/${name}.mjs`, ...args.map(String)], options);
    let printed = '';
    child.stdout.on('data', (data) => (printed += data));
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${name} ${args.join(' ')} ended with ${code}`));
      resolve(JSON.parse(printed.trim().split('\n').at(-1)));
    });
  });
}

/** Milliseconds for ten million steps of integer arithmetic: 13 on a quiet core of 3 GHz. The best of many. */
function yardstickMs() {
  const spin = (steps) => {
    let x = 0;
    for (let i = 0; i < steps; i += 1) x = (Math.imul(x, 31) + i) | 0;
    return x;
  };
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 20; time += 1) {
    const began = performance.now();
    spin(1e7);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

const n = (value, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const ms = (value) => `${n(value)} ms`;
const times = (value) => `${n(value, 2)} ×`;

const benchmarks = {
  async decoding() {
    const figures = await figuresOf('decoding');
    const how = `in memory, chunks of 23 bytes, median of ${figures.rounds} rounds`;
    return {
      figures,
      rows: [
        ['UT61E frames decoded', `${n(figures.ut61eFramesASecond)} /s`, `${how}; the meter sends 2 /s`],
        ['SCPI numbers read', `${n(figures.scpiNumbersASecond)} /s`, `in memory, median of ${figures.rounds} rounds`],
      ],
    };
  },

  async journal() {
    const figures = await figuresOf('journal-commits');
    const ratio = (ours, raw) => `${times(ours / raw)} of raw SQLite (${n(raw)} /s)`;
    const how = `WAL, synchronous=FULL, temporary folder, median of ${figures.rounds} rounds`;
    return {
      figures,
      rows: [
        [
          'journal commits, one at a time',
          `${n(figures.singleASecond)} /s`,
          `${ratio(figures.singleASecond, figures.rawSingleASecond)}; ${how}`,
        ],
        [
          `journal entries, ${figures.groupSize} together`,
          `${n(figures.groupedASecond)} /s`,
          `${ratio(figures.groupedASecond, figures.rawGroupedASecond)}; ${how}`,
        ],
      ],
    };
  },

  async rehearsal() {
    const video = await figuresOf('rehearsed-soak', ['video-soak', 'quickjs', 9]);
    const plain = await figuresOf('rehearsed-soak', ['video-soak', 'module', 9]);
    const call = await figuresOf('rehearsed-soak', ['call-soak', 'quickjs', 9]);
    const how = ({ times: count, entries: written, medianProcessorMs, firstWallMs }) =>
      `median of ${count} in one process, ${written} entries; processor ${ms(medianProcessorMs)}; the first, cold: ${ms(firstWallMs)}`;
    return {
      figures: { video, plain, call },
      rows: [
        ['1-hour video soak rehearsed, QuickJS', ms(video.medianWallMs), `${how(video)}; aim 600 ms`],
        [
          'the same, script as a plain module',
          ms(plain.medianWallMs),
          `${how(plain)}; the sandbox costs ${times(video.medianProcessorMs / plain.medianProcessorMs)}`,
        ],
        ['30-minute call soak rehearsed, QuickJS', ms(call.medianWallMs), how(call)],
      ],
    };
  },

  async memory() {
    const one = await figuresOf('memory-after-hours', [1], ['--expose-gc']);
    const day = await figuresOf('memory-after-hours', [24], ['--expose-gc']);
    const grown = day.rssMiB - one.rssMiB;
    const heap = `JavaScript heap ${n(one.heapMiB, 1)} and ${n(day.heapMiB, 1)} MiB`;
    return {
      figures: { one, day },
      rows: [
        [
          'resident memory after 1 virtual hour',
          `${n(one.rssMiB, 1)} MiB`,
          `own process, SQLite store, collected; ${one.samples} samples`,
        ],
        [
          'resident memory after 24 virtual hours',
          `${n(day.rssMiB, 1)} MiB`,
          `own process, SQLite store, collected; ${day.samples} samples`,
        ],
        ['growth from 1 to 24 hours', `${n(grown, 1)} MiB`, `aim within 10 MB; ${heap}`],
      ],
    };
  },

  async latency() {
    const one = await figuresOf('wire-to-disk', [1, 50, 10]);
    const many = await figuresOf('wire-to-disk', [32, 500, 12]);
    const how = ({ readings, framesASecondAMeter: rate }) =>
      `${readings} readings, ${n(rate)} frames/s a meter; TCP sockets, bench process, SQLite store`;
    const row = (name, figures) => [
      name,
      `${n(figures.medianMs, 1)} ms; 99 %: ${n(figures.p99Ms, 1)} ms`,
      how(figures),
    ];
    return {
      figures: { one, many },
      rows: [row('bytes to committed reading, 1 meter', one), row('bytes to committed reading, 32 meters', many)],
    };
  },

  async oscilloscope() {
    const figures = await figuresOf('oscilloscope-record');
    const { points, seconds, pieces, told, rounds, numpyMs, toVoltsMs, benchMiB, benchPeakMiB } = figures;
    const million = `${n(points / 1e6)} million points`;
    const beside =
      numpyMs === null
        ? 'no numpy here'
        : `${times(toVoltsMs / numpyMs)} of numpy (${n(numpyMs, 1)} ms); aim not slower`;
    return {
      figures,
      rows: [
        [
          `${million} from the oscilloscope into the evidence`,
          `${n(seconds, 1)} s`,
          `${n(figures.megabytesASecond, 1)} MB/s, ${pieces} pieces, progress told ${told} times; simulated Rigol in a process of its own on a TCP socket, bench process, SHA-256 on both sides, fsync`,
        ],
        [
          'the bench process during that transfer',
          benchPeakMiB === null ? 'not told here' : `${n(benchPeakMiB - benchMiB, 1)} MiB more`,
          benchPeakMiB === null ? 'no /proc' : `from ${n(benchMiB, 1)} MiB to ${n(benchPeakMiB, 1)} MiB at its most`,
        ],
        [
          `${million} drawn for the first time`,
          ms(figures.firstDrawingMs),
          'read from the evidence and its hash proved, pyramid built a megabyte at a time, 1920 columns; cold code',
        ],
        [
          `${million}, one step of zoom`,
          `${n(figures.zoomMs, 1)} ms`,
          `median of 200 widths down to ${n(points / 1.05 ** 199)} points; slowest ${n(figures.slowestZoomMs, 1)} ms`,
        ],
        [
          `${million}, bytes to volts`,
          `${n(toVoltsMs, 1)} ms`,
          `the best of ${rounds}, 32-bit floats into an array that is there, on both sides; ${beside}`,
        ],
      ],
    };
  },

  /** What the last run of the USB lab left: only its guest has a USB bus. */
  async usb() {
    const file = `${root}.cache/usb-lab/throughput.json`;
    const name = 'USBTMC record, node usb and kernel driver';
    if (!existsSync(file)) return { figures: {}, rows: [[name, 'usb-lab: not run here', 'npm run usb-lab']] };
    const figures = JSON.parse(readFileSync(file, 'utf8'));
    const rate = (bytesASecond) => `${n(bytesASecond / 1_000, 1)} kB/s`;
    const { libusbBytes, libusbBytesPerSecond: ours, kernelBytesPerSecond: kernel, tcpBytesPerSecond: wire } = figures;
    const how = `last run of npm run usb-lab, ${n(libusbBytes)} bytes, emulated processor, USB/IP on loopback; over TCP without USB: ${rate(wire)}`;
    return { figures, rows: [[name, `${rate(ours)} and ${rate(kernel)}`, how]] };
  },
};

const desktop = desktopBenchmarks({ figuresOf, n, ms, times });
Object.assign(benchmarks, desktop);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are: ${Object.keys(benchmarks).join(', ')}`);
  process.exit(64);
}
await bundleTestPrograms(root, folder, entryPoints);
if (wanted.length === 0 || wanted.some((name) => name in desktop)) await buildAll();
const computer = { node: process.version, processor: cpus()[0]?.model ?? 'unknown', processors: cpus().length };
const results = { computer, benchmarks: {} };
const rows = [];
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const yardstick = yardstickMs();
  const load = loadavg()[0];
  const result = await run();
  results.benchmarks[name] = { ...result.figures, yardstickMs: yardstick, load };
  const beside = `yardstick ${n(yardstick)} ms, load ${n(load, 1)}`;
  rows.push(...result.rows.map(([what, figure, how]) => [what, figure, `${how} (${beside})`]));
  console.error(`${name} done`);
}
console.log(`\nNode ${computer.node}, ${computer.processors} × ${computer.processor}\n`);
console.log('| What | Figure | How it was measured |\n|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
writeFileSync(`${root}.cache/bench.json`, `${JSON.stringify(results, null, 2)}\n`);
console.log(
  '\nYardstick: ten million integer steps, best of 20; 13 ms on a quiet 3 GHz core. Also in .cache/bench.json.',
);
