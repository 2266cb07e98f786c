/**
 * From the byte on the wire to the digits on the screen: meters on TCP sockets in a process of their own, the bench and
 * the station in theirs, and the list of instruments in the window. The end is the start of the picture after the one in
 * which the digits stand. Both ends read the wall clock of one computer.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { valueText } from '../../../station/texts/value-text.ts';
import { quantile, report } from '../../benchmarks/figures.ts';
import { cannotLaunch } from '../support/launch.ts';
import { streamingDesktop } from './streaming.ts';

const [meters = 32, periodMs = 500, seconds = 20] = process.argv.slice(2).map(Number);

async function measure(): Promise<object> {
  const { desktop, ports, stopMeters, close } = await streamingDesktop(meters, periodMs);
  try {
    const { page } = desktop;
    await page.evaluate(() => window.benchmark.watchList());
    const from = Date.now();
    await pause(seconds * 1_000);
    const to = Date.now() - 1_000;
    const shown = await page.evaluate(() => window.benchmark.shown);
    const { writtenMs } = await stopMeters();
    const seen = new Map(shown.map(({ address, text, at }) => [`${address} ${text}`, at]));
    const latencies: number[] = [];
    let written = 0;
    for (const [meter, times] of writtenMs.entries())
      for (const [digits, sent] of times.entries()) {
        if (typeof sent !== 'number' || sent < from || sent > to) continue;
        written += 1;
        const at = seen.get(`tcp:127.0.0.1:${ports[meter]} ${valueText(digits / 1_000, 'V', 0.001)}`);
        if (at !== undefined) latencies.push(at - sent);
      }
    if (latencies.length < written / 2) throw new Error(`${latencies.length} of ${written} readings were seen`);
    const [medianMs, p99Ms] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
    const framesASecondAMeter = 1_000 / periodMs;
    return {
      meters,
      framesASecondAMeter,
      seconds,
      written,
      seen: latencies.length,
      medianMs,
      p99Ms,
      mostMs: Math.max(...latencies),
    };
  } finally {
    await close();
  }
}

report(cannotLaunch === undefined ? await measure() : { notHere: cannotLaunch });
