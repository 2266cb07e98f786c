/** What a record knows of the calibration of an instrument when the run began, in a person's language. */
import type { Language } from '../../foundation/measurement/declaration.ts';
import { forceOf } from '../record/calibration.ts';
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
  ahead: three(
    'CALIBRATION DATED AFTER THIS RUN ({date}): the note or the clock of the station is wrong; due {due}, certificate {certificate}',
    '校准日期晚于本次运行（{date}）：记录有误或工作站时钟不准；有效期至 {due}，证书 {certificate}',
    '校正日期晚於本次執行（{date}）：記錄有誤或工作站時鐘不準；有效期至 {due}，證書 {certificate}',
  ),
};

const sentenceOf = { 'in-force': sentences.holds, 'past-due': sentences.pastDue, ahead: sentences.ahead };

export interface CalibrationText {
  readonly text: string;
  /** What was noted did not hold when the run began, or cannot be true. */
  readonly isDoubtful: boolean;
}

/** `startedWall`: when the run began. Undefined for a simulated instrument, which needs no calibration. */
export function calibrationText(
  { simulated, calibration }: BenchInstrument,
  startedWall: string,
  language: Language,
): CalibrationText | undefined {
  if (simulated) return undefined;
  if (calibration === undefined) return { text: sentences.none[language], isDoubtful: false };
  const force = forceOf(calibration, new Date(startedWall));
  const text = sentenceOf[force][language];
  const params: Readonly<Record<string, string>> = { ...calibration };
  return {
    text: text.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? ''),
    isDoubtful: force !== 'in-force',
  };
}
