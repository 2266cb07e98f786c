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
