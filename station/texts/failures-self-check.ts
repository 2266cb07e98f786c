/** What the self-check finds, good or bad; one sentence for each finding of each step. */
import { type FailureTexts, three } from './three.ts';

export const selfCheckFailures: FailureTexts = {
  'check/folder-writable': three(
    'The data folder {folder} can be written.',
    '数据文件夹 {folder} 可以写入。',
    '資料夾 {folder} 可以寫入。',
  ),
  'check/folder-not-writable': three(
    'The data folder {folder} cannot be written ({why}); nothing can be recorded; check its owner and its disk.',
    '数据文件夹 {folder} 无法写入（{why}）；无法保存记录；请检查其权限和磁盘。',
    '資料夾 {folder} 無法寫入（{why}）；無法儲存記錄；請檢查其權限和磁碟。',
  ),
  'check/disk-room': three('{freeMb} MB are free on the disk.', '磁盘剩余 {freeMb} MB。', '磁碟剩餘 {freeMb} MB。'),
  'check/disk-soon-low': three(
    '{freeMb} MB are free on the disk; below {neededMb} MB no run begins; free some space soon.',
    '磁盘剩余 {freeMb} MB；低于 {neededMb} MB 时无法开始运行；请尽快腾出空间。',
    '磁碟剩餘 {freeMb} MB；低於 {neededMb} MB 時無法開始執行；請儘快騰出空間。',
  ),
  'check/disk-low': three(
    'Only {freeMb} MB are free on the disk and a run needs {neededMb} MB; no run begins; free some space.',
    '磁盘仅剩 {freeMb} MB，运行需要 {neededMb} MB；无法开始运行；请腾出空间。',
    '磁碟僅剩 {freeMb} MB，執行需要 {neededMb} MB；無法開始執行；請騰出空間。',
  ),
  'check/disk-untold': three(
    'The system does not tell how much space is free; runs begin all the same; look at the disk yourself.',
    '系统没有提供剩余空间；运行仍可开始；请自行查看磁盘。',
    '系統沒有提供剩餘空間；執行仍可開始；請自行檢視磁碟。',
  ),
  'check/database-whole': three(
    'The store is whole: {runs} runs, {tickets} tickets.',
    '数据库完好：{runs} 次运行，{tickets} 张工单。',
    '資料庫完好：{runs} 次執行，{tickets} 張工單。',
  ),
  'check/database-damaged': three(
    'The store is damaged: {why}; it was left as it is; make a backup now and restore an older one.',
    '数据库已损坏：{why}；保持原样；请立即备份并恢复较早的备份。',
    '資料庫已損壞：{why}；保持原樣；請立即備份並還原較早的備份。',
  ),
  'check/clock-good': three('The clock shows {now}.', '时钟显示 {now}。', '時鐘顯示 {now}。'),
  'check/clock-stepped': three(
    'Somebody has set the clock lately; it shows {now}; durations are right all the same; check the date.',
    '时钟最近被调整过，现显示 {now}；时长不受影响；请核对日期。',
    '時鐘最近被調整過，現顯示 {now}；時間長度不受影響；請核對日期。',
  ),
  'check/clock-behind': three(
    'The clock shows {now}, before the last record of {saved}; records will stand in a wrong order; set the clock.',
    '时钟显示 {now}，早于最后一条记录 {saved}；记录次序会出错；请校准时钟。',
    '時鐘顯示 {now}，早於最後一筆記錄 {saved}；記錄次序會出錯；請校正時鐘。',
  ),
  'check/clock-wrong': three(
    'The clock shows {now}, which cannot be; records will have wrong dates; set the clock.',
    '时钟显示 {now}，不可能正确；记录的日期会出错；请校准时钟。',
    '時鐘顯示 {now}，不可能正確；記錄的日期會出錯；請校正時鐘。',
  ),
  'check/adb-found': three('adb is {binary}.', 'adb 位于 {binary}。', 'adb 位於 {binary}。'),
  'check/usb-found': three(
    'USB works; devices: {devices}.',
    'USB 可用；设备数：{devices}。',
    'USB 可用；裝置數：{devices}。',
  ),
  'check/usb-missing': three(
    'This computer shows no USB; instruments on the network work; nothing is to be done where that is meant.',
    '此计算机没有 USB；网络仪器仍可使用；若本来如此则无需处理。',
    '此電腦沒有 USB；網路儀器仍可使用；若本來如此則無需處理。',
  ),
  'check/serial-open': three(
    'All serial ports can be used: {ports}.',
    '所有串口均可使用：{ports} 个。',
    '所有連接埠均可使用：{ports} 個。',
  ),
  'check/serial-closed': three(
    'This user may not use {ports}; instruments there cannot be read; install the device rules, or join the group dialout and log in again.',
    '当前用户无权使用 {ports}；其上的仪器无法读取；请安装设备规则，或加入 dialout 组后重新登录。',
    '目前使用者無權使用 {ports}；其上的儀器無法讀取；請安裝裝置規則，或加入 dialout 群組後重新登入。',
  ),
  'check/serial-none': three(
    'No serial port is there now; plug an instrument in and check again.',
    '当前没有串口；请插入仪器后再检查。',
    '目前沒有連接埠；請插入儀器後再檢查。',
  ),
  'check/bench-answers': three(
    'The process that holds the instruments answers after {ms} ms.',
    '仪器进程在 {ms} 毫秒后应答。',
    '儀器處理程序在 {ms} 毫秒後應答。',
  ),
  'check/no-answer': three(
    'This step had no answer after {seconds} s and was given up; the other steps stand; check again when the computer is less busy.',
    '此步骤 {seconds} 秒内无应答，已放弃；其他步骤有效；请在计算机空闲时重试。',
    '此步驟 {seconds} 秒內無回應，已放棄；其他步驟有效；請在電腦閒置時重試。',
  ),
};
