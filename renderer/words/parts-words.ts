/** Words of the parts that several screens share: measurements, steps, charts. */
import { three } from '../../station/texts/three.ts';
import type { Words } from './words.ts';

export const partsWords = {
  measure: three('Measurement', '测量项', '量測項目'),
  value: three('Value', '数值', '數值'),
  limits: three('Limits', '限值', '限值'),
  verdict: three('Verdict', '结论', '結論'),
  margin: three('margin {percent} %', '余量 {percent} %', '餘裕 {percent} %'),
  aboveBy: three('+{by} above {limit}', '比 {limit} 高 {by}', '比 {limit} 高 {by}'),
  belowBy: three('−{by} below {limit}', '比 {limit} 低 {by}', '比 {limit} 低 {by}'),
  notYet: three('not yet', '尚未', '尚未'),
  warning: three('warning', '预警', '警示'),
  attempts: three('{n} attempts', '共 {n} 次', '共 {n} 次'),
  steps: three('Steps', '步骤', '步驟'),
  stepWaiting: three('waiting', '等待', '等待'),
  stepRunning: three('running', '进行中', '進行中'),
  stepDone: three('done', '完成', '完成'),
  stepFailed: three('failed', '失败', '失敗'),
  stepUndone: three('put back', '已恢复', '已復原'),
  stepNotReached: three('not reached', '未到达', '未進行'),
  followAgain: three('Follow the run again', '重新跟随运行', '重新跟隨執行'),
  tries: three('try {n}', '第 {n} 次', '第 {n} 次'),
  holes: three('{n} gaps', '{n} 处空缺', '{n} 處空缺'),
  chartOf: three('{name} over time', '{name}随时间变化', '{name}隨時間變化'),
  chartKeys: three(
    'Arrow keys move the line, + and − zoom, 0 shows everything',
    '方向键移动光标，+ 和 − 缩放，0 显示全部',
    '方向鍵移動游標，+ 和 − 縮放，0 顯示全部',
  ),
  zoomIn: three('Zoom in', '放大', '放大'),
  zoomOut: three('Zoom out', '缩小', '縮小'),
  zoomAll: three('Everything', '全部', '全部'),
  atCursor: three('at {time}: {value}', '{time} 处：{value}', '{time} 處：{value}'),
  gapHere: three('gap, nothing was measured', '空缺，没有测量', '空缺，沒有量測'),
  chartEmpty: three('No samples yet', '尚无采样', '尚無取樣'),
  gaps: three('gaps', '空缺', '空缺'),
} as const satisfies Words;
