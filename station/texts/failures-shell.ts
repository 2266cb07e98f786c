/** The desktop's shell and the station's process in it. */
import { type FailureTexts, three } from './three.ts';

export const shellFailures: FailureTexts = {
  'station/taken': three(
    'Another window works with this data folder; this one started nothing; use the other window, or give this one a data folder of its own.',
    '另一个窗口正在使用这个数据文件夹；本窗口未启动任何东西；请使用那个窗口，或为本窗口另设数据文件夹。',
    '另一個視窗正在使用這個資料資料夾；本視窗未啟動任何東西；請使用那個視窗，或為本視窗另設資料資料夾。',
  ),
  'station/ended': three(
    "The station's process ended unexpectedly ({reason}, exit {exit}); outputs were made safe and it was started again; resume the interrupted runs or close them as inconclusive.",
    '工作站进程意外结束（{reason}，退出码 {exit}）；输出已置于安全状态并重新启动；请继续被中断的检测，或以“无法判定”结束。',
    '工作站行程意外結束（{reason}，結束碼 {exit}）；輸出已置於安全狀態並重新啟動；請繼續被中斷的檢測，或以「無法判定」結束。',
  ),
  'station/silent': three(
    "The station's process did not answer for ten seconds; it was ended, outputs were made safe, and it was started again; resume the interrupted runs or close them as inconclusive.",
    '工作站进程十秒没有应答；已将其终止、输出置于安全状态并重新启动；请继续被中断的检测，或以“无法判定”结束。',
    '工作站行程十秒沒有應答；已將其終止、輸出置於安全狀態並重新啟動；請繼續被中斷的檢測，或以「無法判定」結束。',
  ),
  'shell/bad-message': three(
    'The window asked the desktop for something in a way it does not understand; nothing was done; load the window again.',
    '窗口向桌面程序发出了无法理解的请求；未执行；请重新载入窗口。',
    '視窗向桌面程式發出了無法理解的請求；未執行；請重新載入視窗。',
  ),
  'shell/foreign-sender': three(
    'Something that is not the application asked the desktop for a service; it was refused and stands in the log.',
    '有非本应用的内容向桌面程序提出请求；已拒绝并记入日志。',
    '有非本應用程式的內容向桌面程式提出請求；已拒絕並寫入記錄檔。',
  ),
  'shell/not-opened': three(
    'The folder {path} could not be opened ({why}); nothing is lost; open it with a file manager.',
    '无法打开文件夹 {path}（{why}）；没有丢失任何内容；请用文件管理器打开。',
    '無法開啟資料夾 {path}（{why}）；沒有遺失任何內容；請用檔案管理員開啟。',
  ),
  'shell/disk-full': three(
    'The disk has no room for {file}; nothing of it is there, and what was there before is unchanged. Make room or choose another disk.',
    '磁盘空间不足，无法写入 {file}；没有留下不完整的文件，原有文件未变。请腾出空间或另选磁盘。',
    '磁碟空間不足，無法寫入 {file}；沒有留下不完整的檔案，原有檔案未變。請清出空間或另選磁碟。',
  ),
  'shell/place-refused': three(
    'The folder does not let {file} be written: it is protected or belongs to somebody else; nothing of it is there. Choose another folder, such as your own documents.',
    '该文件夹不允许写入 {file}：受保护或属于他人；没有留下不完整的文件。请另选文件夹，例如自己的文档文件夹。',
    '該資料夾不允許寫入 {file}：受保護或屬於他人；沒有留下不完整的檔案。請另選資料夾，例如自己的文件資料夾。',
  ),
  'shell/not-written': three(
    'The file {file} could not be written ({why}); nothing of it is there; choose another place or make room.',
    '文件 {file} 无法写入（{why}）；没有留下不完整的文件；请另选位置或腾出空间。',
    '檔案 {file} 無法寫入（{why}）；沒有留下不完整的檔案；請另選位置或清出空間。',
  ),
};
