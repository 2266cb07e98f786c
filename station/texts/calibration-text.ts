/** What a record knows of the calibration of an instrument when the run began, in a person's language. */
import type { Language } from '../../foundation/measurement/declaration.ts';
import { isPastDue } from '../record/calibration.ts';
import type { BenchInstrument } from '../record/entry.ts';
import { three } from './three.ts';

const sentences = {
  none: three('no calibration noted', '无校准记录', '無校正記錄'),
  holds: three(
    'calibrated {date}, due {due}, certificate {certificate}',
    '校准于 {date}，有效期至 {due}，证书 {certificate}',
    '校正於 {date}，有效期至 {due}，證書 {certificate}',
  ),
  pastDue: three(
    'CALIBRATION OVERDUE since {due}: calibrated {date}, certificate {certificate}',
    '校准已过期（{due} 到期）：校准于 {date}，证书 {certificate}',
    '校正已過期（{due} 到期）：校正於 {date}，證書 {certificate}',
  ),
};

export interface CalibrationText {
  readonly text: string;
  readonly isPastDue: boolean;
}

/** `startedWall`: when the run began. Undefined for a simulated instrument, which needs no calibration. */
export function calibrationText(
  { simulated, calibration }: BenchInstrument,
  startedWall: string,
  language: Language,
): CalibrationText | undefined {
  if (simulated) return undefined;
  if (calibration === undefined) return { text: sentences.none[language], isPastDue: false };
  const past = isPastDue(calibration, new Date(startedWall));
  const text = (past ? sentences.pastDue : sentences.holds)[language];
  const params: Readonly<Record<string, string>> = { ...calibration };
  return { text: text.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? ''), isPastDue: past };
}
