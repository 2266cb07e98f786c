/** Verdicts of runs and of measurements. The four words of a run stay as they are in every language and are explained. */
import { three } from '../../station/texts/three.ts';
import type { Words } from './words.ts';

export const verdictWords = {
  PASS: three('PASS', '通过', '通過'),
  FAIL: three('FAIL', '不通过', '不通過'),
  INCONCLUSIVE: three('INCONCLUSIVE', '无法判定', '無法判定'),
  STOPPED: three('STOPPED', '已停止', '已停止'),
  INTERRUPTED: three('INTERRUPTED', '已中断', '已中斷'),
  RUNNING: three('RUNNING', '进行中', '進行中'),
  CONDITIONAL_PASS: three('PASS?', '条件通过', '有條件通過'),
  CONDITIONAL_FAIL: three('FAIL?', '条件不通过', '有條件不通過'),
  UNSET: three('NOT MEASURED', '未测量', '未量測'),
  INFO: three('INFO', '仅记录', '僅記錄'),
} as const satisfies Words;
