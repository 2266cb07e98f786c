/**
 * The benchmarks of `npm run bench` that drive the real application in a real Electron under a virtual display. Where
 * there is none the table says so; one that cannot do its work fails. The application is built from the present sources.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));

/** For esbuild: name of the bundle, source. One folder deeper than the others, so that they find the checkout. */
export const desktopEntries = {
  ...Object.fromEntries(
    ['start', 'wire-to-pixel', 'stored-curve', 'streaming-memory'].map((name) => [
      `desktop/${name}`,
      `test/electron/benchmarks/${name}.ts`,
    ]),
  ),
  // Beside the benchmarks that fork it.
  'desktop/meters-on-tcp': 'test/benchmarks/meters-on-tcp.ts',
};

/** Files of the screens: what the window loads first, and everything. Bytes as a server would send them. */
export function sizeOfScreens(folder = path.join(root, 'dist/renderer')) {
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const files = readdirSync(path.join(folder, 'assets')).filter((name) => /\.(js|css)$/.test(name));
  const sizes = files.map((name) => {
    const bytes = readFileSync(path.join(folder, 'assets', name));
    return { name, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, first: page.includes(name) };
  });
  const sum = (of, key) => of.reduce((all, one) => all + one[key], 0);
  const first = sizes.filter((one) => one.first);
  return {
    files: sizes.length,
    bytes: sum(sizes, 'bytes'),
    gzipBytes: sum(sizes, 'gzip'),
    firstBytes: sum(first, 'bytes'),
    firstGzipBytes: sum(first, 'gzip'),
  };
}

/** @param {{ figuresOf: Function, n: Function, ms: Function, times: Function }} tools of `bench.mjs` */
export function desktopBenchmarks({ figuresOf, n, ms, times }) {
  /** Rows where it ran, one row that says why where it did not. */
  const told = (what, figures, rows) => ({
    figures,
    rows: figures.notHere === undefined ? rows(figures) : [[what, 'not measured here', figures.notHere]],
  });
  return {
    async start() {
      const figures = await figuresOf('desktop/start');
      return told('start to usable window', figures, ({ rounds, usableMs, emptyMs, ratio, ...more }) => [
        [
          'start to usable window',
          `${times(ratio)} of an empty Electron window`,
          `median of ${rounds} pairs in turn: ${ms(usableMs)} and ${ms(emptyMs)}; bar, Bench screen and the station's own state stand; aim at most 1.5 ×`,
        ],
        [
          'the same in processor time',
          times(more.processorRatio),
          `all processes of each: ${ms(more.processorMs)} and ${ms(more.emptyProcessorMs)}`,
        ],
      ]);
    },

    async pixel() {
      const figures = await figuresOf('desktop/wire-to-pixel');
      return told(
        'byte on the wire to pixel',
        figures,
        ({ meters, framesASecondAMeter: rate, written, seen, ...more }) => [
          [
            `byte on the wire to pixel, ${meters} meters`,
            `${n(more.medianMs)} ms; 99 %: ${n(more.p99Ms)} ms`,
            `${seen} of ${written} readings seen, ${n(rate)} /s a meter; to the picture after the one with the digits; slowest ${n(more.mostMs)} ms; aim 99 % under 100 ms`,
          ],
        ],
      );
    },

    async curve() {
      const figures = await figuresOf('desktop/stored-curve');
      return told('a stored curve', figures, ({ curves, rounds }) =>
        curves.flatMap(({ hours, ...curve }) => [
          [
            `stored curve of ${hours} h under keys`,
            `${n(curve.framesASecond, 1)} pictures/s`,
            `a key at each picture: zoom and cursor; 99 % within ${n(curve.p99GapMs)} ms, longest ${n(curve.longestGapMs)} ms; aim 60`,
          ],
          [
            `stored curve of ${hours} h, first picture`,
            ms(curve.fromFrameMs),
            `from the chart's frame, median of ${rounds}; from the press that opens the record: ${ms(curve.fromPressMs)}; aim 150 ms`,
          ],
        ]),
      );
    },

    async streaming() {
      const figures = await figuresOf('desktop/streaming-memory');
      return told('memory of all processes', figures, ({ meters, readings, early, late, grownMiB, ...more }) => [
        [
          "memory of all processes after an hour's readings",
          `${n(more.proportionalMiB)} MiB`,
          `${readings} readings of ${meters} meters at ${n(more.framesASecondAMeter)} /s each instead of 2; shared pages once`,
        ],
        [
          'growth from a tenth of them',
          `${n(grownMiB, 1)} MiB`,
          `Electron's own figures, shared pages in each process: ${n(early.allMiB)} and ${n(late.allMiB)} MiB`,
        ],
      ]);
    },

    screens() {
      const figures = sizeOfScreens();
      const kilo = (bytes) => `${n(bytes / 1_000)} kB`;
      return {
        figures,
        rows: [
          [
            'screens, gzip',
            kilo(figures.gzipBytes),
            `${figures.files} files of scripts and styles, ${kilo(figures.bytes)}; loaded at the start: ${kilo(figures.firstGzipBytes)} (${kilo(figures.firstBytes)})`,
          ],
        ],
      };
    },
  };
}
