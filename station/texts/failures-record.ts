/** The store, the journal, and why a measurement was judged as it was. */
import { type FailureTexts, three } from './three.ts';

export const recordFailures: FailureTexts = {
  'evidence/not-whole': three(
    'The block "{block}" did not arrive whole; the answer that names it was not taken; ask for it again.',
    '数据块“{block}”未完整到达；引用它的应答未被采用；请重新请求。',
    '資料區塊「{block}」未完整到達；引用它的應答未被採用；請重新請求。',
  ),
  'evidence/not-there': three(
    'The samples are not in the evidence of this station any more ({cause}); nothing is drawn; put the evidence back from a copy.',
    '本站的证据中已没有这些采样数据（{cause}）；未绘制；请从备份恢复证据。',
    '本站的證據中已沒有這些取樣資料（{cause}）；未繪製；請從備份還原證據。',
  ),
  'evidence/changed': three(
    'The samples in the evidence are not those that were captured; nothing is drawn; verify the run, and put the evidence back from a copy.',
    '证据中的采样数据与采集时不一致；未绘制；请核对该运行，并从备份恢复证据。',
    '證據中的取樣資料與擷取時不一致；未繪製；請核對該執行，並從備份還原證據。',
  ),
  'run/no-waveform': three(
    'Entry {entry} of {run} stands for no waveform; nothing is drawn; choose one from the list.',
    '{run} 的第 {entry} 条记录不是波形；未绘制；请从列表中选择。',
    '{run} 的第 {entry} 筆記錄不是波形；未繪製；請從清單中選擇。',
  ),
  'evidence/not-kept': three(
    'A block of evidence could not be written ({cause}); the answer that names it was not taken; make room on the disk and ask again.',
    '证据数据块无法写入（{cause}）；引用它的应答未被采用；请腾出磁盘空间后重新请求。',
    '證據資料區塊無法寫入（{cause}）；引用它的應答未被採用；請騰出磁碟空間後重新請求。',
  ),
  'store/full': three(
    'The disk is full; the run waits and has lost nothing; free some space.',
    '磁盘已满；运行已暂停，没有丢失数据；请腾出空间。',
    '磁碟已滿；執行已暫停，沒有遺失資料；請騰出空間。',
  ),
  'store/read-only': three(
    "The station's folder cannot be written ({file}); nothing was changed; make it writable.",
    '无法写入工作站文件夹（{file}）；未作任何更改；请使其可写。',
    '無法寫入工作站資料夾（{file}）；未作任何更改；請使其可寫。',
  ),
  'store/no-access': three(
    "The station's store {file} cannot be opened; nothing was changed; check its owner, or choose another folder with --data.",
    '无法打开工作站数据库 {file}；未作任何更改；请检查权限，或用 --data 另选文件夹。',
    '無法開啟工作站資料庫 {file}；未作任何更改；請檢查權限，或用 --data 另選資料夾。',
  ),
  'store/damaged': three(
    "The station's store {file} is damaged; nothing was written to it; put back a copy.",
    '工作站数据库 {file} 已损坏；未再写入；请恢复备份。',
    '工作站資料庫 {file} 已損壞；未再寫入；請還原備份。',
  ),
  'store/busy': three(
    'Another program holds the store {file} for too long; nothing was changed; close it and try again.',
    '其他程序长时间占用数据库 {file}；未作任何更改；请关闭后重试。',
    '其他程式長時間占用資料庫 {file}；未作任何更改；請關閉後重試。',
  ),
  'store/newer': three(
    'The store was written by a newer station (schema {found}, this one knows {known}); it was left untouched; update this station.',
    '数据库由更新版本的工作站写入（版本 {found}，本机支持 {known}）；未作改动；请升级。',
    '資料庫由較新版本的工作站寫入（版本 {found}，本機支援 {known}）；未作改動；請升級。',
  ),
  'store/failed': three(
    'The store {file} refused the work: {message}; nothing was changed.',
    '数据库 {file} 拒绝操作：{message}；未作任何更改。',
    '資料庫 {file} 拒絕操作：{message}；未作任何更改。',
  ),
  'journal/damaged': three(
    'The journal of {run} is damaged at entry {entry}; what stands before it is shown and nothing after it is believed; put back a copy of the store.',
    '运行 {run} 的日志在第 {entry} 条损坏；只显示此前的内容，其后不可信；请恢复数据库备份。',
    '執行 {run} 的記錄在第 {entry} 條損壞；只顯示此前的內容，其後不可信；請還原資料庫備份。',
  ),
  'journal/not-json': three(
    'A value that JSON cannot hold ({value}) was to be recorded; it was refused.',
    '要记录的值无法用 JSON 表示（{value}）；已拒绝。',
    '要記錄的值無法用 JSON 表示（{value}）；已拒絕。',
  ),
  'transcript/write-failed': three(
    'The transcript {path} cannot be written: {message}; the run goes on without it; free some space.',
    '无法写入通信记录 {path}：{message}；运行继续，但不再记录；请腾出空间。',
    '無法寫入通訊記錄 {path}：{message}；執行繼續，但不再記錄；請騰出空間。',
  ),
  'export/not-written': three(
    'The file {file} could not be written ({why}); the record is untouched; choose another path.',
    '无法写入文件 {file}（{why}）；记录未受影响；请另选路径。',
    '無法寫入檔案 {file}（{why}）；記錄未受影響；請另選路徑。',
  ),
  'internal/error': three(
    'Something unexpected happened: {message}; what was running was ended safely; please report it.',
    '发生意外错误：{message}；正在进行的工作已安全结束；请报告此问题。',
    '發生意外錯誤：{message}；正在進行的工作已安全結束；請回報此問題。',
  ),
  'limit/over': three('above the limit', '高于上限', '高於上限'),
  'limit/under': three('below the limit', '低于下限', '低於下限'),
  'limit/none': three(
    'no limit is declared, so it cannot pass',
    '未声明限值，不能判为通过',
    '未宣告限值，不能判為通過',
  ),
  'limit/warning': three('good, but beyond the warning limit', '合格，但超过警戒值', '合格，但超過警戒值'),
  'limit/within-guard-band': three(
    'so near the limit that the uncertainty lets nobody decide',
    '离限值太近，测量不确定度使其无法判定',
    '離限值太近，量測不確定度使其無法判定',
  ),
  'reading/missing': three('no reading was taken', '没有读数', '沒有讀數'),
  'reading/overrange': three('the instrument showed overload', '仪器显示过载', '儀器顯示過載'),
  'reading/underrange': three(
    'the value was below what the instrument can show',
    '数值低于仪器可显示的范围',
    '數值低於儀器可顯示的範圍',
  ),
  'reading/invalid': three('the instrument had no valid value', '仪器没有有效数值', '儀器沒有有效數值'),
  'reading/stale': three('the value was too old to stand for now', '数值已过时', '數值已過時'),
  'reading/not-finite': three('the value is no finite number', '数值不是有限数', '數值不是有限數'),
  'reading/unit': three('the value has another unit than declared', '数值单位与声明不符', '數值單位與宣告不符'),
  'reading/uncertainty': three('the stated uncertainty makes no sense', '给出的不确定度不合理', '給出的不確定度不合理'),
  'reading/no-uncertainty': three(
    'a guarded decision needs an uncertainty, and there is none',
    '带保护带的判定需要不确定度，但没有给出',
    '帶保護帶的判定需要不確定度，但沒有給出',
  ),
  'reading/no-provenance': three(
    'the value does not follow from the journaled readings',
    '数值不能由已记录的读数得出',
    '數值不能由已記錄的讀數得出',
  ),
  'measure/fail': three('{key} failed ({why})', '{key} 不合格（{why}）', '{key} 不合格（{why}）'),
  'measure/conditional-fail': three(
    '{key} is just beyond its limit ({why})',
    '{key} 略超出限值（{why}）',
    '{key} 略超出限值（{why}）',
  ),
  'measure/conditional-pass': three(
    '{key} is just within its limit ({why})',
    '{key} 勉强在限值内（{why}）',
    '{key} 勉強在限值內（{why}）',
  ),
  'measure/inconclusive': three(
    '{key} could not be decided ({why})',
    '{key} 无法判定（{why}）',
    '{key} 無法判定（{why}）',
  ),
  'measure/passed-after-failing': three(
    'good in the last attempt, after an earlier one had failed',
    '最后一次合格，但此前有不合格的尝试',
    '最後一次合格，但先前有不合格的嘗試',
  ),
  'run/passed-after-failing': three(
    '{key} was good only in the last of {attempts} attempts, after an earlier one had failed.',
    '{key} 共尝试 {attempts} 次，此前有不合格，最后一次才合格。',
    '{key} 共嘗試 {attempts} 次，先前有不合格，最後一次才合格。',
  ),
  'run/constant-added': three(
    'A number of the procedure itself, {value} {unit}, is added in the judged value of {key}.',
    '{key} 的判定值中加入了流程自带的数 {value} {unit}。',
    '{key} 的判定值中加入了流程自帶的數 {value} {unit}。',
  ),
  'run/counted-by-procedure': three(
    '{key} was counted by the procedure; no reading stands behind it.',
    '{key} 由流程自行计数，没有对应的读数。',
    '{key} 由流程自行計數，沒有對應的讀數。',
  ),
  'reading/low-battery': three(
    'The instrument for "{role}" showed that its own battery is low; its readings were kept as they are, and no maker vouches for them; change its battery and measure again.',
    '用作“{role}”的仪器显示自身电池电量低；读数照原样保存，但厂家不保证其准确；请更换电池后重测。',
    '用作「{role}」的儀器顯示自身電池電量低；讀值照原樣保留，但原廠不保證其準確；請更換電池後重測。',
  ),
  'instrument/cannot-tell': three(
    '"{role}" was measured with {name}, which does not tell the station when {modes} is on: a held or relative display would have been taken for the present value. Look at its display, and measure again if one of these is lit.',
    '“{role}”由 {name} 测量，该仪器不会告知工作站 {modes} 已打开：被保持或相对显示的数值会被当作当前值。请查看其显示屏，若亮有其中之一，请关闭后重测。',
    '「{role}」由 {name} 量測，該儀器不會告知工作站 {modes} 已開啟：被保持或相對顯示的數值會被當作目前值。請查看其顯示幕，若亮有其中之一，請關閉後重測。',
  ),
  'run/guard-recalled': three(
    'The guard band of {key} rests on an accuracy table of the maker that was written down from memory and never held against the document; look it up before this decides anything of weight.',
    '{key} 的保护带所依据的厂家精度表凭记忆写下，从未与原件核对；作重要判定前请先查证。',
    '{key} 的保護帶所依據的原廠精度表憑記憶寫下，從未與原件核對；作重要判定前請先查證。',
  ),
  'measure/unset': three('{key} was never measured', '{key} 从未测量', '{key} 從未量測'),
  'store/no-bundle': three(
    'The code that the run ran is not in the store any more ({hash}); the run was left as it is; put back a copy of the store.',
    '数据库中已没有该运行的代码（{hash}）；保持原状；请恢复数据库备份。',
    '資料庫中已沒有該執行的程式碼（{hash}）；保持原狀；請還原資料庫備份。',
  ),
  'store/bundle-changed': three(
    'The stored code of the run {run} does not fit its hash; it was not run; put back a copy of the store.',
    '运行 {run} 的代码与其哈希不符；未执行；请恢复数据库备份。',
    '執行 {run} 的程式碼與其雜湊不符；未執行；請還原資料庫備份。',
  ),
};
