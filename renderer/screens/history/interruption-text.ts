/** Why a run stood still, in words. */
import type { Language, Texts } from '../../../foundation/measurement/declaration.ts';
import type { InterruptionRecord } from '../../../station/record/record.ts';
import { printable } from '../../../station/texts/printable.ts';
import { three } from '../../../station/texts/three.ts';

const causes: Readonly<Record<string, Texts>> = {
  crash: three('The station was gone', '本站进程中断', '本站行程中斷'),
  hole: three('Samples are missing', '缺少采样', '缺少取樣'),
  'instrument-lost': three('An instrument was gone', '仪器失去连接', '儀器失去連線'),
  store: three('Nothing could be saved', '无法保存数据', '無法儲存資料'),
  'late-clock': three('The computer stood still', '电脑曾停顿', '電腦曾停頓'),
};

/** With the role of the instrument where it is known; a cause of a later station keeps its own word. */
export function interruptionText({ cause, role }: InterruptionRecord, language: Language): string {
  const words = Object.hasOwn(causes, cause) ? causes[cause]?.[language] : undefined;
  return printable([words ?? cause, role === undefined ? undefined : `(${role})`].filter(Boolean).join(' '));
}
