/** What the Instruments screen makes of times, dates, bytes and absences. */
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { livePoints } from '../../parts/live-points.ts';
import { ChannelRing, keptPoints } from '../../state/telemetry.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { sayIn } from '../../words/words.ts';
import { calibrationState, dayTyped } from './calibration-state.ts';
import { bytesText, hexPairs, noteText } from './console-text.ts';
import { lettersOf, readoutText, silentAfterMs } from './readout-text.ts';

const say = sayIn(instrumentsWords, 'en');
const volts: Reading = { value: 4.2, unit: 'V', quantity: 'voltage', status: 'ok', resolution: 0.01, flags: [] };
const online = { state: 'online', lostSinceWall: null } as const;
const now = Date.parse('2026-01-05T08:00:00Z');

describe('a live readout', () => {
  it('shows the digits of the instrument while they are news', () => {
    expect(readoutText(online, { last: volts, lastTime: now - 500 }, now, say)).toEqual({
      text: '4.20 V',
      tone: 'live',
    });
  });

  it('shows OL as OL and a gap as a dash', () => {
    const over = { ...volts, value: null, status: 'overrange' as const };
    expect(readoutText(online, { last: over, lastTime: now }, now, say).text).toBe('OL');
    const stale = { ...volts, value: null, status: 'stale' as const };
    expect(readoutText(online, { last: stale, lastTime: now }, now, say).text).toBe('—');
  });

  it('never shows an old number of an instrument that fell silent, is in a run or is lost', () => {
    const heard = { last: volts, lastTime: now - silentAfterMs - 3_000 };
    expect(readoutText(online, heard, now, say).text).toBe('— nothing for 13 s');
    expect(readoutText({ ...online, state: 'in-run' }, { ...heard, lastTime: now }, now, say).text).toBe('—');
    const lost = { state: 'lost', lostSinceWall: '2026-01-05T07:59:48Z' } as const;
    expect(readoutText(lost, { ...heard, lastTime: now }, now, say).text).toBe('— lost 12 s');
  });
});

describe('the size of a readout', () => {
  it('makes room for Chinese, whose characters are wider than digits', () => {
    expect(lettersOf('4.2 V')).toBe(6);
    expect(lettersOf('-94.249 mA')).toBe(10);
    expect(lettersOf('— 断开 12 秒')).toBe(9 + 3 * 0.75);
  });
});

describe('statistics of what was heard', () => {
  it('counts numbers and absences apart, from the mark on, within what is kept', () => {
    const ring = new ChannelRing();
    ring.push(Float64Array.of(1, 2, 3), Float64Array.of(10, Number.NaN, 20), volts);
    expect(ring.statistics()).toEqual({ numbers: 2, absences: 1, min: 10, max: 20, mean: 15 });
    const mark = ring.count;
    expect(ring.statistics(mark)).toEqual({ numbers: 0, absences: 0, min: null, max: null, mean: null });
    ring.push(new Float64Array(keptPoints), new Float64Array(keptPoints).fill(1), volts);
    expect(ring.statistics()).toEqual({ numbers: keptPoints, absences: 0, min: 1, max: 1, mean: 1 });
  });
});

describe('the curve of a live channel', () => {
  it('begins again when the clock is set back, and only stands still when it is corrected', () => {
    const ring = new ChannelRing();
    ring.push(Float64Array.of(50_000, 60_000), Float64Array.of(1, 2), volts);
    ring.push(Float64Array.of(59_900, 61_000), Float64Array.of(3, 4), volts);
    expect([...ring.points().times]).toEqual([50_000, 60_000, 60_000, 61_000]);
    ring.push(Float64Array.of(10_000, 11_000), Float64Array.of(5, 6), volts);
    expect([...ring.points().times, ...ring.points().values]).toEqual([10_000, 11_000, 5, 6]);
    expect(ring.statistics()).toMatchObject({ numbers: 6, min: 1, max: 6 });
  });

  it('has no line through an absence, and the gap begins with the last number before it', () => {
    const points = livePoints(
      { times: Float64Array.of(1_000, 2_000, 3_000, 4_000), values: Float64Array.of(5, Number.NaN, Number.NaN, 6) },
      0,
      5_000,
    );
    expect(points).toEqual({ times: [1, 2, 3, 4], values: [5, null, null, 6], gaps: [[1, 4]] });
  });

  it('a gap that has not ended reaches to now', () => {
    const points = livePoints(
      { times: Float64Array.of(1_000, 2_000), values: Float64Array.of(5, Number.NaN) },
      0,
      9_000,
    );
    expect(points.gaps).toEqual([[1, 9]]);
  });

  it('leaves out what is older than the time shown, but for one point that leads the line in', () => {
    const times = Float64Array.from({ length: 100 }, (_, index) => index * 1_000);
    expect(livePoints({ times, values: times }, 90_500, 99_000).times).toEqual([
      90, 91, 92, 93, 94, 95, 96, 97, 98, 99,
    ]);
  });
});

describe('a calibration note', () => {
  const note = { date: '2025-01-05', due: '2026-01-05', certificate: '', by: '' };
  const at = (local: string) => new Date(local).getTime();

  it('is valid through its last day and overdue on the next', () => {
    expect(calibrationState(note, at('2026-01-05T23:59:00'))).toBe('soon');
    expect(calibrationState(note, at('2026-01-06T00:01:00'))).toBe('overdue');
    expect(calibrationState(note, at('2025-06-01T00:00:00'))).toBe('ok');
    expect(calibrationState(note, at('2025-01-05T00:01:00'))).toBe('ok');
    expect(calibrationState(null, 0)).toBe('none');
  });

  it('of a day that is still to come cannot be true: the note is wrong, or the clock is', () => {
    expect(calibrationState(note, at('2025-01-04T23:59:00'))).toBe('ahead');
    expect(calibrationState(note, at('2019-01-01T00:00:00'))).toBe('ahead');
  });

  it.each([
    ['2027-01-31', '2027-01-31'],
    ['２０２７／１／３１', '2027-01-31'],
    ['2027年1月31日', '2027-01-31'],
    ['2027-02-29', null],
    ['31.01.2027', null],
    ['', null],
  ])('the typed day %s is %s', (typed, day) => {
    expect(dayTyped(typed)).toBe(day);
  });
});

describe('a line of the console', () => {
  it('shows bytes in pairs and as text, control characters by their names', () => {
    expect(hexPairs('2a0d0aff')).toBe('2A 0D 0A FF');
    expect(bytesText('2a0d0aff7f')).toBe('*<CR><LF>·<DEL>');
    expect(noteText('e58f91')).toBe('发');
  });

  it('a very long line is cut and says by how much', () => {
    expect(hexPairs('00'.repeat(300))).toMatch(/00 … \+44$/);
  });
});
