/** Runs: their steps, soaks and ends. */
import { type FailureTexts, three } from './three.ts';

export const runFailures: FailureTexts = {
  'station/closing': three(
    'The station is being closed; the run was not begun; start it again when the station is open.',
    '本站正在关闭；运行未开始；请在本站打开后重新启动。',
    '本站正在關閉；執行未開始；請在本站開啟後重新啟動。',
  ),
  'run/unknown': three(
    'There is no run {run}; see: ohmstead runs.',
    '没有运行 {run}；请看 ohmstead runs。',
    '沒有執行 {run}；請看 ohmstead runs。',
  ),
  'emergency/still-on': three(
    'Could not be switched off: {outputs} ({why}). It may have voltage on it still: switch the instrument off by its own switch, or take its mains plug out.',
    '未能关闭：{outputs}（{why}）。输出可能仍带电：请用仪器自身的开关关闭，或拔下其电源插头。',
    '未能關閉：{outputs}（{why}）。輸出可能仍帶電：請用儀器自身的開關關閉，或拔下其電源插頭。',
  ),
  'run/no-verdict': three(
    'The run {run} has no verdict yet, so nobody can have seen it; nothing was noted; wait for its end.',
    '运行 {run} 尚无结论，不可能已被查看；未作记录；请等待其结束。',
    '執行 {run} 尚無結論，不可能已被查看；未作記錄；請等待其結束。',
  ),
  'run/ended': three(
    'The run {run} has ended already; it was left as it is.',
    '运行 {run} 已结束；保持原状。',
    '執行 {run} 已結束；保持原狀。',
  ),
  'run/not-begun': three(
    'The run {run} never began, because its bench was not ready; nothing was recorded; begin it with: ohmstead resume {run}.',
    '运行 {run} 从未开始，因为当时工作台未就绪；没有记录；可用 ohmstead resume {run} 开始。',
    '執行 {run} 從未開始，因為當時工作台未就緒；沒有記錄；可用 ohmstead resume {run} 開始。',
  ),
  'run/interrupted': three(
    'The run was interrupted at entry {entry}; nothing after it was judged; resume it with: ohmstead resume RUN.',
    '运行在第 {entry} 条记录处中断；其后未作判定；可用 ohmstead resume RUN 继续。',
    '執行在第 {entry} 筆記錄處中斷；其後未作判定；可用 ohmstead resume RUN 繼續。',
  ),
  'run/answer-missing': three(
    'The question "{text}" has no answer and nobody is here to give one; the run is being stopped; add --answer {key}=VALUE.',
    '问题“{text}”没有答案，也无人可答；运行正在停止；请加 --answer {key}=VALUE。',
    '問題「{text}」沒有答案，也無人可答；執行正在停止；請加 --answer {key}=VALUE。',
  ),
  'read/stopped': three('Reading was ended.', '读取已结束。', '讀取已結束。'),
  'step/timeout': three(
    'A step took longer than allowed; it was ended; look at the instrument it waited for.',
    '步骤超时；已结束；请查看所等待的仪器。',
    '步驟逾時；已結束；請查看所等待的儀器。',
  ),
  'step/not-open': three(
    'The step has ended already; what it still asked for was refused.',
    '步骤已结束；其后的请求已拒绝。',
    '步驟已結束；其後的請求已拒絕。',
  ),
  'step/ended': three(
    'The step "{name}" has ended; what it still asked for was refused.',
    '步骤“{name}”已结束；其后的请求已拒绝。',
    '步驟「{name}」已結束；其後的請求已拒絕。',
  ),
  'soak/gap': three(
    'The soak "{name}" stood still for too long; it was ended as its gap policy says; run it again.',
    '“{name}”停顿过久；已按中断策略结束；请重新运行。',
    '「{name}」停頓過久；已按中斷策略結束；請重新執行。',
  ),
  'soak/hole-too-long': three(
    'The soak "{name}" had no sample for too long ({why}); it was ended; check the instrument and run it again.',
    '“{name}”过久没有采样（{why}）；已结束；请检查仪器后重新运行。',
    '「{name}」過久沒有取樣（{why}）；已結束；請檢查儀器後重新執行。',
  ),
  'soak/no-field': three(
    'The soak "{name}" has no samples of "{field}"; correct the procedure.',
    '“{name}”没有“{field}”的采样；请修正流程。',
    '「{name}」沒有「{field}」的取樣；請修正流程。',
  ),
  'soak/unknown': three(
    'There was no soak "{name}"; correct the procedure.',
    '没有名为“{name}”的持续测试；请修正流程。',
    '沒有名為「{name}」的持續測試；請修正流程。',
  ),
  'soak/unknown-function': three(
    'Samples cannot be summed up by "{fn}"; correct the procedure.',
    '不能用“{fn}”汇总采样；请修正流程。',
    '不能用「{fn}」彙總取樣；請修正流程。',
  ),
  'soak/wrong-index': three(
    'A sample came out of order ({index}); it was refused; correct the procedure.',
    '采样顺序错误（{index}）；已拒绝；请修正流程。',
    '取樣順序錯誤（{index}）；已拒絕；請修正流程。',
  ),
  'setting/not-restored': three(
    'A setting of the phone could not be given back; it is in the record; change it by hand.',
    '手机的一项设置未能恢复；已记录；请手动更改。',
    '手機的一項設定未能還原；已記錄；請手動更改。',
  ),
  'run/nothing-judged': three(
    'No measurement of this run was judged; a run passes only when at least one measurement passed.',
    '本次运行没有任何测量经过判定；至少一项测量合格才算通过。',
    '本次執行沒有任何量測經過判定；至少一項量測合格才算通過。',
  ),
  'run/closed': three(
    'The interrupted run was closed without going on; the bench was made safe.',
    '中断的运行未继续而被关闭；工作台已置于安全状态。',
    '中斷的執行未繼續而被關閉；工作台已置於安全狀態。',
  ),
  'run/not-here': three(
    'No run {run} is going on in this process; nothing was done.',
    '本进程中没有正在进行的运行 {run}；未执行。',
    '本行程中沒有正在進行的執行 {run}；未執行。',
  ),
  'run/taken': three(
    'Another process works on the run {run}; it was left to it; stop it there.',
    '另一进程正在处理运行 {run}；未干预；请在那里停止。',
    '另一行程正在處理執行 {run}；未干預；請在那裡停止。',
  ),
  'run/given-up': three(
    '{run} was given up by {by} before it had its instruments; nothing was done to the unit.',
    '{by} 在 {run} 取得仪器之前放弃了它；未对设备做任何操作。',
    '{by} 在 {run} 取得儀器之前放棄了它；未對裝置做任何操作。',
  ),
  'run/abandoned': three(
    'The run was left without its end; resume it with: ohmstead resume RUN.',
    '运行未结束即被放弃；可用 ohmstead resume RUN 继续。',
    '執行未結束即被放棄；可用 ohmstead resume RUN 繼續。',
  ),
  'procedure/no-library': three(
    'The folder of procedures was not found ({looked}); nothing was run; install the station again.',
    '找不到流程文件夹（{looked}）；未运行；请重新安装工作站。',
    '找不到流程資料夾（{looked}）；未執行；請重新安裝工作站。',
  ),
  'reading/not-told': three(
    '{what} was not told ({status}); the sample is a hole.',
    '未获得 {what}（{status}）；该采样记为空缺。',
    '未取得 {what}（{status}）；該取樣記為空缺。',
  ),
  'unit/differs': three(
    'The phone says it is "{measured}", the ticket says "{ticket}"; the run went on; look whether it is the right unit.',
    '手机自报为“{measured}”，工单上是“{ticket}”；运行照常进行；请核对是否为同一台设备。',
    '手機自報為「{measured}」，工單上是「{ticket}」；執行照常進行；請核對是否為同一台裝置。',
  ),
};
