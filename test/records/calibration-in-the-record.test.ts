/** What was noted of a calibration goes into the journal with the instrument, and from there to whoever reads the record. */
import { describe, expect, it } from 'vitest';
import { Output } from '../../station/cli/output.ts';
import { printRecord } from '../../station/cli/record-output.ts';
import type { BenchInstrument } from '../../station/record/entry.ts';
import { fold } from '../../station/record/fold.ts';
import { jsonOfRecord } from '../../station/reports/export-json.ts';
import { calibrationText } from '../../station/texts/calibration-text.ts';
import { CaughtText } from '../support/fake-surroundings.ts';
import { journalOf } from '../support/sample-journal.ts';

const meter: BenchInstrument = {
  role: 'meter',
  capability: 'Multimeter',
  driver: 'scpi-multimeter',
  driverVersion: '1.2.0',
  address: 'tcp:192.0.2.7:5025',
  simulated: false,
  identity: { make: 'Keysight', model: '34461A', serial: 'MY1' },
};

function recordWith(instrument: BenchInstrument) {
  return fold(journalOf('RUN-1', [{ kind: 'bench.descriptor', instruments: [instrument] }]));
}
function printed(instrument: BenchInstrument): string {
  const stdout = new CaughtText();
  printRecord(recordWith(instrument), {
    output: new Output({ stdout, stderr: new CaughtText(), json: false, env: {} }),
    language: 'en',
  });
  return stdout.text;
}
const begun = new Date(recordWith(meter).startedWall);
const day = (days: number) => new Date(begun.getTime() + days * 86_400_000).toISOString().slice(0, 10);
const noted = (due: string) => ({ ...meter, calibration: { date: '2020-01-05', due, certificate: 'C-17' } });

describe('a record', () => {
  it('says of what measured whether its calibration held when the run began', () => {
    expect(printed(noted(day(2)))).toContain(`34461A MY1 · calibrated 2020-01-05, due ${day(2)}, certificate C-17`);
    expect(printed(noted(day(-2)))).toContain(`34461A MY1 · CALIBRATION OVERDUE since ${day(-2)}`);
    expect(printed(meter)).toContain('34461A MY1 · no calibration noted');
    expect(printed({ ...meter, simulated: true })).not.toMatch(/calibrat/i);
  });

  it('that began before the calibration, by the clock of the station, says that one of them is wrong', () => {
    const ahead = { ...meter, calibration: { date: day(3), due: day(300), certificate: 'C-17' } };
    expect(printed(ahead)).toContain(`34461A MY1 · CALIBRATION DATED AFTER THIS RUN (${day(3)})`);
    expect(printed(ahead)).not.toMatch(/· calibrated/);
  });

  it('keeps the note in what machines and archives get', () => {
    const kept = JSON.parse(jsonOfRecord(recordWith(noted('2021-01-05')), { oneLine: true }));
    expect(kept.bench[0].calibration).toEqual({ date: '2020-01-05', due: '2021-01-05', certificate: 'C-17' });
  });

  it.each(['en', 'zh-CN', 'zh-TW'] as const)('says it in %s, with both days', (language) => {
    const { text = '', isDoubtful } = calibrationText(noted('2021-01-05'), '2026-01-05T09:00:00Z', language) ?? {};
    expect(isDoubtful).toBe(true);
    expect(text).toContain('2021-01-05');
    expect(text).toContain('2020-01-05');
    expect(text).not.toContain('{');
  });
});
