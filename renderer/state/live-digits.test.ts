import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { TelemetryFrame } from '../../station/api/instruments.ts';
import type { StationLink } from '../shell/station-link.ts';
import { agesMs, LiveDigits } from './live-digits.ts';
import { Telemetry } from './telemetry.ts';

/** Milliseconds between two pictures of the screen. */
const pictureMs = 16;

let tell: (frame: TelemetryFrame) => void;
let telemetry: Telemetry;
let digits: LiveDigits;
let pending: boolean;
let seq = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  pending = false;
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => {
    pending = true;
    return setTimeout(() => {
      pending = false;
      draw();
    }, pictureMs);
  });
  vi.stubGlobal('cancelAnimationFrame', (picture: ReturnType<typeof setTimeout>) => {
    pending = false;
    clearTimeout(picture);
  });
  const link = {
    on: (_name: string, listener: (frame: TelemetryFrame) => void) => (tell = listener),
    call: () => Promise.resolve({}),
  };
  telemetry = new Telemetry(link as unknown as StationLink);
  digits = new LiveDigits(telemetry);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const volts = (value: number): Reading => ({
  ...{ value, unit: 'V', quantity: 'voltage', status: 'ok', resolution: 0.001, flags: [] },
});
const reads = (address: string, value: number) => {
  seq += 1;
  const [times, values] = [Float64Array.of(seq), Float64Array.of(value)];
  tell({ seq, dropped: 0, channels: [{ address, channel: 'main', times, values, last: volts(value) }] });
};
/** What a readout shows, with the time of each change. */
const watch = (address: string) => {
  const shown: { at: number; value: number | null }[] = [];
  const stop = digits.on(address, 'main', () => {
    const value = telemetry.ring(address, 'main')?.last?.value ?? null;
    if (value !== shown.at(-1)?.value) shown.push({ at: performance.now(), value });
  });
  return { shown, stop, values: () => shown.map(({ value }) => value) };
};
const pass = (ms: number) => vi.advanceTimersByTime(ms);

describe('live digits', () => {
  it('a reading stands in the next picture when nothing was drawn before it', () => {
    const { values } = watch('a');
    pass(1_000);
    reads('a', 1);
    pass(pictureMs);
    expect(values()).toEqual([null, 1]);
  });

  it('one readout that has just changed does not keep another from changing', () => {
    const [a, b] = [watch('a'), watch('b')];
    pass(1_000);
    reads('a', 1);
    pass(pictureMs);
    reads('b', 2);
    pass(pictureMs);
    expect(a.values()).toEqual([null, 1]);
    expect(b.values()).toEqual([null, 2]);
  });

  it('a hundred readings a second are at most ten changes, and the newest is shown at the end', () => {
    const { shown, stop } = watch('a');
    pass(pictureMs);
    const from = shown.length;
    // Before the first slow beat, which draws whatever is there.
    for (let value = 1; value <= 40; value += 1) {
      reads('a', value);
      pass(10);
    }
    expect(shown.length - from).toBeLessThanOrEqual(5);
    pass(agesMs);
    expect(shown.at(-1)?.value).toBe(40);
    stop();
  });

  it('what grows old without news is drawn by the slow beat', () => {
    const draw = vi.fn();
    digits.on('a', 'main', draw);
    pass(pictureMs);
    const before = draw.mock.calls.length;
    pass(agesMs * 4);
    expect(draw.mock.calls.length - before).toBe(4);
  });

  it('nothing runs while nobody listens, and who comes again is served', () => {
    const { stop } = watch('a');
    stop();
    reads('a', 1);
    expect(pending).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
    const { values } = watch('a');
    reads('a', 2);
    pass(pictureMs);
    expect(values()).toEqual([1, 2]);
  });
});
