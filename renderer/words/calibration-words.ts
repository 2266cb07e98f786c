/** What is said of a calibration that cannot be as it is noted. */
import { three } from '../../station/texts/three.ts';
import type { Words } from './words.ts';

export const calibrationWords = {
  ahead: three('CALIBRATION DATE STILL TO COME ({date})', '校准日期尚未到来（{date}）', '校正日期尚未到來（{date}）'),
  aheadInstruments: three(
    'Calibrated on a day still to come: {names}. Check the note and the clock; the run can start, and its record will say so.',
    '校准日期尚未到来：{names}。请检查记录和时钟；仍可开始，但记录会注明。',
    '校正日期尚未到來：{names}。請檢查記錄和時鐘；仍可開始，但記錄會註明。',
  ),
  aheadOne: three('{name} ({date})', '{name}（{date}）', '{name}（{date}）'),
  dateAhead: three(
    'That day is still to come: check it, and the clock of this computer.',
    '该日期尚未到来：请检查日期和本机时钟。',
    '該日期尚未到來：請檢查日期和本機時鐘。',
  ),
} satisfies Words;
