/** The command's own words: headings, progress, notes. Sentences about failures are in `failures.ts`. */
import type { Language, Texts } from '../../../foundation/measurement/declaration.ts';

const three = (en: string, cn: string, tw: string): Texts => ({ en, 'zh-CN': cn, 'zh-TW': tw });

export const phrases = {
  usage: three('Usage', '用法', '用法'),
  commands: three('Commands', '命令', '命令'),
  options: three('Options', '选项', '選項'),
  id: three('ID', '编号', '編號'),
  models: three('MAKES AND MODELS', '厂家与型号', '廠牌與型號'),
  capability: three('CAPABILITY', '能力', '能力'),
  recognised: three('RECOGNISED BY', '识别方式', '辨識方式'),
  address: three('ADDRESS', '地址', '位址'),
  driver: three('DRIVER', '驱动', '驅動'),
  name: three('NAME', '名称', '名稱'),
  state: three('STATE', '状态', '狀態'),
  usable: three('ready', '可用', '可用'),
  notUsable: three('not usable', '不可用', '不可用'),
  noInstruments: three(
    'No instrument is connected. Plug one in, or try the simulated bench: ohmstead run PROCEDURE --ticket T --bench simulated',
    '没有连接任何仪器。请接上仪器，或用模拟工作台试一试：ohmstead run PROCEDURE --ticket T --bench simulated',
    '沒有連接任何儀器。請接上儀器，或用模擬工作台試一試：ohmstead run PROCEDURE --ticket T --bench simulated',
  ),
  counted: three(
    '{readings} readings, {discarded} bytes discarded',
    '{readings} 个读数，丢弃 {discarded} 字节',
    '{readings} 個讀數，丟棄 {discarded} 位元組',
  ),
  simulating: three(
    'Simulating {driver} on {address}; Ctrl-C ends it.',
    '正在 {address} 上模拟 {driver}；按 Ctrl-C 结束。',
    '正在 {address} 上模擬 {driver}；按 Ctrl-C 結束。',
  ),
  scenario: three('SCENARIO', '场景', '情境'),
  describes: three('WHAT IS WRONG', '问题', '問題'),
  expected: three('SHOULD END IN', '应得结论', '應得結論'),
  run: three('RUN', '运行', '執行'),
  procedure: three('PROCEDURE', '流程', '流程'),
  version: three('VERSION', '版本', '版本'),
  ticket: three('TICKET', '工单', '工單'),
  started: three('STARTED', '开始', '開始'),
  verdict: three('VERDICT', '结论', '結論'),
  measure: three('MEASUREMENT', '测量', '量測'),
  value: three('VALUE', '数值', '數值'),
  limits: three('LIMITS', '限值', '限值'),
  attempt: three('ATTEMPT', '次数', '次數'),
  reason: three('REASON', '原因', '原因'),
  step: three('STEP', '步骤', '步驟'),
  attempts: three('ATTEMPTS', '尝试', '嘗試'),
  duration: three('TIME', '用时', '用時'),
  instrument: three('INSTRUMENT', '仪器', '儀器'),
  fault: three('FAULT', '故障', '故障'),
  lasting: three('FOR', '持续', '持續'),
  forEver: three('ever', '一直', '一直'),
  oneMinute: three('1 min', '1 分钟', '1 分鐘'),
  none: three('(none)', '（无）', '（無）'),
  unit: three('UNIT', '设备', '裝置'),
  priority: three('PRIORITY', '优先级', '優先級'),
  warranty: three('WARRANTY', '保修', '保固'),
  opened: three('OPENED', '登记', '登記'),
  runs: three('RUNS', '运行数', '執行數'),
  before: three('BEFORE', '维修前', '維修前'),
  after: three('AFTER', '维修后', '維修後'),
  contact: three('CONTACT', '联系方式', '聯絡方式'),
  timeline: three('TIMELINE', '时间线', '時間軸'),
  title: three('TITLE', '名称', '名稱'),
  needs: three('NEEDS', '所需仪器', '所需儀器'),
  simulated: three('simulated bench', '模拟工作台', '模擬工作台'),
  interruptions: three('INTERRUPTIONS', '中断', '中斷'),
  interrupted: three('{cause}, {gap}', '{cause}，{gap}', '{cause}，{gap}'),
  lengthUnknown: three('length unknown', '时长未知', '時長未知'),
  timeLeft: three('{time} left', '还剩 {time}', '還剩 {time}'),
  recordAt: three('Record: ohmstead show {run}', '记录：ohmstead show {run}', '記錄：ohmstead show {run}'),
  ticketOpened: three('Ticket {ticket} opened.', '已登记工单 {ticket}。', '已登記工單 {ticket}。'),
  saved: three('Saved.', '已保存。', '已儲存。'),
  stopping: three(
    'Stopping: everything is being switched back in order. Press Ctrl-C again for Emergency.',
    '正在停止：按顺序恢复各项状态。再按一次 Ctrl-C 为急停。',
    '正在停止：按順序恢復各項狀態。再按一次 Ctrl-C 為急停。',
  ),
  emergency: three('Emergency: outputs off now.', '急停：立即关闭所有输出。', '急停：立即關閉所有輸出。'),
  yesOrNo: three('y/n', 'y/n', 'y/n'),
  answerAgain: three('That is not one of the possible answers.', '这不是可选的答案。', '這不是可選的答案。'),
  chainHolds: three(
    '{run}: {entries} entries, the chain holds and every verdict follows from the record.',
    '{run}：{entries} 条记录，哈希链完整，所有结论均可由记录重新得出。',
    '{run}：{entries} 筆記錄，雜湊鏈完整，所有結論均可由記錄重新得出。',
  ),
  chainBroken: three(
    '{run}: the chain breaks at entry {entry}; nothing from there on can be trusted.',
    '{run}：哈希链在第 {entry} 条断开，其后的内容不可信。',
    '{run}：雜湊鏈在第 {entry} 筆斷開，其後的內容不可信。',
  ),
  differs: three(
    '{key}: recorded {recorded}, recomputed {recomputed}',
    '{key}：记录为 {recorded}，重新计算为 {recomputed}',
    '{key}：記錄為 {recorded}，重新計算為 {recomputed}',
  ),
  rehearsed: three(
    '{outcomes} faulty runs rehearsed; {passed} passed by absence, {blamed} blamed the unit for a broken instrument.',
    '已演练 {outcomes} 次故障运行；{passed} 次因缺失而误判通过，{blamed} 次把仪器故障归咎于设备。',
    '已演練 {outcomes} 次故障執行；{passed} 次因缺失而誤判通過，{blamed} 次把儀器故障歸咎於裝置。',
  ),
  checked: three('{file}: {findings} findings.', '{file}：{findings} 个问题。', '{file}：{findings} 個問題。'),
  suggestion: three('Did you mean "{words}"?', '您是想输入“{words}”吗？', '您是想輸入「{words}」嗎？'),
  seeHelp: three('See: ohmstead help {words}', '请看：ohmstead help {words}', '請看：ohmstead help {words}'),
} as const satisfies Readonly<Record<string, Texts>>;

export type Phrase = keyof typeof phrases;

/** A phrase in the person's language; `{name}` stands for the parameter of that name. */
export function phrase(
  key: Phrase,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return phrases[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
