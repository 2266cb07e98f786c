/** The station itself: room on the disk, links of tickets, procedures by version, copies of the store. */
import { type FailureTexts, three } from './three.ts';

export const deskFailures: FailureTexts = {
  'station/disk-low': three(
    'Only {freeMb} MB are free on the disk and a run needs {neededMb} MB; the run did not begin; free some space.',
    '磁盘仅剩 {freeMb} MB，运行需要 {neededMb} MB；运行未开始；请腾出空间。',
    '磁碟僅剩 {freeMb} MB，執行需要 {neededMb} MB；執行未開始；請騰出空間。',
  ),
  'run/unknown-series': three(
    'The run {run} has no curve {series}; nothing is drawn; choose one from its list.',
    '运行 {run} 没有曲线 {series}；未绘制；请从列表中选择。',
    '執行 {run} 沒有曲線 {series}；未繪製；請從清單中選擇。',
  ),
  'procedure/unknown-version': three(
    'No version of a procedure has the hash {hash}; nothing was compared; choose versions from the list.',
    '没有哈希值为 {hash} 的流程版本；未作比较；请从列表中选择版本。',
    '沒有雜湊值為 {hash} 的流程版本；未作比較；請從清單中選擇版本。',
  ),
  'rehearsal/job-taken': three(
    'A rehearsal named {job} is under way already; no second one was begun; wait for it or cancel it.',
    '名为 {job} 的演练正在进行；未开始新的演练；请等待或取消它。',
    '名為 {job} 的演練正在進行；未開始新的演練；請等待或取消它。',
  ),
  'rehearsal/too-many': three(
    'The station checks and rehearses {most} procedures at a time, to leave room for runs; this one was not begun; wait for one to end.',
    '为保证运行，工作站最多同时检查或演练 {most} 个流程；此项未开始；请等其中一个结束。',
    '為保證執行，工作站最多同時檢查或演練 {most} 個流程；此項未開始；請等其中一個結束。',
  ),
  'rehearsal/cancelled': three(
    'The rehearsal {job} was cancelled; nothing real was touched; begin it again when it is wanted.',
    '演练 {job} 已取消；未触及真实仪器；需要时请重新开始。',
    '演練 {job} 已取消；未觸及真實儀器；需要時請重新開始。',
  ),
  'rehearsal/too-long': three(
    'The rehearsal {job} took too long and was ended; nothing real was touched; look for a loop in the procedure that never ends.',
    '演练 {job} 用时过长，已被终止；未触及真实仪器；请检查流程中是否有不会结束的循环。',
    '演練 {job} 用時過長，已被終止；未觸及真實儀器；請檢查流程中是否有不會結束的迴圈。',
  ),
  'rehearsal/thread-lost': three(
    'The rehearsal ended without an answer ({why}); nothing real was touched; try again, and report it when it happens again.',
    '演练未给出结果便结束（{why}）；未触及真实仪器；请重试，再次出现请报告。',
    '演練未給出結果便結束（{why}）；未觸及真實儀器；請重試，再次出現請回報。',
  ),
  'backup/exists': three(
    'There is something at {path} already; nothing was written; choose another name.',
    '{path} 已存在；未写入任何内容；请换一个名称。',
    '{path} 已存在；未寫入任何內容；請換一個名稱。',
  ),
  'backup/inside': three(
    '{path} lies inside the data folder and would be lost with it; nothing was written; choose a place on another disk.',
    '{path} 位于数据文件夹内，会随之丢失；未写入任何内容；请选择其他磁盘上的位置。',
    '{path} 位於資料夾內，會隨之遺失；未寫入任何內容；請選擇其他磁碟上的位置。',
  ),
  'backup/no-room': three(
    'The copy needs {neededMb} MB and {freeMb} MB are free there; nothing was written; free some space or choose another disk.',
    '副本需要 {neededMb} MB，目标仅剩 {freeMb} MB；未写入任何内容；请腾出空间或更换磁盘。',
    '副本需要 {neededMb} MB，目標僅剩 {freeMb} MB；未寫入任何內容；請騰出空間或更換磁碟。',
  ),
  'backup/not-written': three(
    'The copy at {path} could not be written ({why}); what was begun was removed; check the place and try again.',
    '无法写入副本 {path}（{why}）；已移除未完成的部分；请检查该位置后重试。',
    '無法寫入副本 {path}（{why}）；已移除未完成的部分；請檢查該位置後重試。',
  ),
  'backup/not-whole': three(
    'The copy that was made is not whole ({why}); it was removed and the store left as it is; run the self-check.',
    '生成的副本不完整（{why}）；已移除，数据库保持原样；请运行自检。',
    '產生的副本不完整（{why}）；已移除，資料庫保持原樣；請執行自檢。',
  ),
  'restore/no-copy': three(
    '{path} is no copy of a store; nothing was changed; choose the folder that a backup has made.',
    '{path} 不是数据库副本；未作更改；请选择由备份生成的文件夹。',
    '{path} 不是資料庫副本；未作變更；請選擇由備份產生的資料夾。',
  ),
  'restore/not-finished': three(
    'The restored store could not take its place in {folder} ({why}); the station did not start and nothing was lost; correct it and start again.',
    '恢复的数据库无法放入 {folder}（{why}）；工作站未启动，没有丢失数据；请排除问题后重新启动。',
    '還原的資料庫無法放入 {folder}（{why}）；工作站未啟動，沒有遺失資料；請排除問題後重新啟動。',
  ),
  'restore/damaged': three(
    'The copy at {path} is damaged ({why}); the store was left as it is; choose another copy.',
    '副本 {path} 已损坏（{why}）；数据库保持原样；请选择其他副本。',
    '副本 {path} 已損壞（{why}）；資料庫保持原樣；請選擇其他副本。',
  ),
  'ticket/already-linked': three(
    'The run {run} is on ticket {ticket} already; nothing was changed; take it off that ticket first.',
    '运行 {run} 已关联到工单 {ticket}；未作更改；请先取消该关联。',
    '執行 {run} 已連結到工單 {ticket}；未作變更；請先取消該連結。',
  ),
  'ticket/not-linked': three(
    'The run {run} is not on ticket {ticket}; nothing was changed; open the ticket again to see its runs.',
    '运行 {run} 不在工单 {ticket} 上；未作更改；请重新打开工单查看其运行。',
    '執行 {run} 不在工單 {ticket} 上；未作變更；請重新開啟工單查看其執行。',
  ),
  'input/hash': three(
    'The field {field} must be the hash of a procedure: 64 digits and letters; nothing was done; choose a version from the list.',
    '字段 {field} 必须是流程的哈希值（64 位字符）；未作任何操作；请从列表中选择版本。',
    '欄位 {field} 必須是流程的雜湊值（64 位字元）；未作任何操作；請從清單中選擇版本。',
  ),
};
