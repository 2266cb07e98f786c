/**
 * From the last byte of a frame on the wire to its reading on disk: meters on TCP sockets in one process, the real bench
 * process with the real driver in another, and here the journal with the real store (`synchronous=FULL`), one run a meter.
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { benchesOf, forkedBench } from '../../station/compose/bench-host-for.ts';
import { Journal } from '../../station/journal/journal.ts';
import { quantile, report } from './figures.ts';
import type { MetersWritten } from './meters-on-tcp.ts';
import { temporaryStation } from './temporary-station.ts';

const [meters = 1, periodMs = 50, seconds = 10] = process.argv.slice(2).map(Number);
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

const wire = fork(path.join(path.dirname(fileURLToPath(import.meta.url)), 'meters-on-tcp.mjs'), [
  String(meters),
  String(periodMs),
]);
const told = <T>() => new Promise<T>((resolve) => wire.once('message', (message) => resolve(message as T)));
const { ports } = await told<{ readonly ports: readonly number[] }>();

const station = temporaryStation();
const clock = new RealClock();
const host = benchesOf(station.folder, forkedBench)(clock);
const bench = await host.client();
const journals = new Map<string, Journal>();
const committedMs = new Map<string, number[]>();
for (const [meter, port] of ports.entries()) {
  const key = String(meter);
  journals.set(
    key,
    new Journal({
      run: station.addRun(),
      store: station.journals,
      clock,
      runTime: () => clock.now(),
      schedule: setImmediate,
      onTrouble: (failure) => {
        if (failure !== undefined) throw new Error(failure.code);
      },
    }),
  );
  committedMs.set(key, []);
  await bench.call('bench/open', { key, driver: 'uni-t-ut61e', address: `tcp:127.0.0.1:${port}` });
}

let counting = true;
bench.on('instrument/reading', ({ key, reading }) => {
  const journal = journals.get(key);
  if (!counting || journal === undefined) return;
  const append = journal.append<'reading'>({
    kind: 'reading',
    role: 'meter',
    verb: 'read',
    args: {},
    value: reading,
    token: 0,
    ms: 0,
  });
  void append.then(() => {
    // Three decimals on this range: the digits shown are the value's thousandths.
    (committedMs.get(key) ?? [])[Math.round((reading.value ?? 0) * 1000)] = nowMs();
  });
});
await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
counting = false;
await Promise.all([...journals.values()].map((journal) => journal.settled()));

const written = told<MetersWritten>();
wire.send('stop');
const { writtenMs } = await written;
const latencies: number[] = [];
for (const [meter, times] of writtenMs.entries())
  for (const [digits, committed] of (committedMs.get(String(meter)) ?? []).entries()) {
    const sent = times[digits];
    if (committed !== undefined && typeof sent === 'number') latencies.push(committed - sent);
  }
await host.stop();
station.close();
if (latencies.length === 0) throw new Error('no reading came');
report({
  meters,
  framesASecondAMeter: 1000 / periodMs,
  seconds,
  readings: latencies.length,
  medianMs: quantile(latencies, 0.5),
  p99Ms: quantile(latencies, 0.99),
  mostMs: Math.max(...latencies),
});
