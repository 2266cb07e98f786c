/** Phones and adb. */
import { type FailureTexts, three } from './three.ts';

export const phoneFailures: FailureTexts = {
  'phone/unauthorized': three(
    'The phone does not trust this station yet; it was left alone; unlock it and allow USB debugging.',
    '手机尚未信任本工作站；未对其操作；请解锁并允许 USB 调试。',
    '手機尚未信任本工作站；未對其操作；請解鎖並允許 USB 偵錯。',
  ),
  'phone/offline': three(
    'The phone is offline for adb; it was left alone; unplug it and plug it in again.',
    '手机在 adb 中处于离线状态；未对其操作；请重新插拔。',
    '手機在 adb 中處於離線狀態；未對其操作；請重新插拔。',
  ),
  'phone/no-permissions': three(
    'This user may not open the phone on USB; it was left alone; install the udev rules for phones and plug it in again.',
    '当前用户无权访问该手机的 USB；未对其操作；请安装 udev 规则后重新插拔。',
    '目前使用者無權存取該手機的 USB；未對其操作；請安裝 udev 規則後重新插拔。',
  ),
  'phone/wrong-mode': three(
    'The phone is not started normally; it was left alone; start it normally.',
    '手机未处于正常启动状态；未对其操作；请正常启动。',
    '手機未處於正常啟動狀態；未對其操作；請正常啟動。',
  ),
  'phone/not-ready': three(
    'The phone {serial} is not ready ({state}); it was left alone; unlock it and look at its screen.',
    '手机 {serial} 未就绪（{state}）；未对其操作；请解锁并查看屏幕。',
    '手機 {serial} 未就緒（{state}）；未對其操作；請解鎖並查看螢幕。',
  ),
  'phone/not-found': three(
    'The phone {serial} is not connected; plug it in and allow USB debugging.',
    '手机 {serial} 未连接；请接上并允许 USB 调试。',
    '手機 {serial} 未連接；請接上並允許 USB 偵錯。',
  ),
  'phone/several-devices': three(
    'Several phones are connected; none was touched; name one by its serial number.',
    '连接了多部手机；均未操作；请用序列号指定一部。',
    '連接了多部手機；均未操作；請用序號指定一部。',
  ),
  'phone/link-lost': three(
    'The connection to the phone is gone ({why}); the run waits for it; check the cable.',
    '与手机的连接已断开（{why}）；运行正在等待；请检查线缆。',
    '與手機的連線已中斷（{why}）；執行正在等待；請檢查線纜。',
  ),
  'phone/link-closed': three(
    'The connection to the phone is closed; nothing was sent.',
    '与手机的连接已关闭；未发送任何命令。',
    '與手機的連線已關閉；未傳送任何命令。',
  ),
  'phone/command-timeout': three(
    'The phone did not finish in time ({what}); the command was given up; look whether the phone still reacts.',
    '手机未及时完成（{what}）；该命令已放弃；请查看手机是否仍有反应。',
    '手機未及時完成（{what}）；該命令已放棄；請查看手機是否仍有反應。',
  ),
  'phone/too-much-output': three(
    'The phone answered with more than {maxBytes} bytes; the answer was cut off and not used.',
    '手机应答超过 {maxBytes} 字节；已截断且未使用。',
    '手機應答超過 {maxBytes} 位元組；已截斷且未使用。',
  ),
  'phone/incomplete-answer': three(
    'The answer of the phone to {command} is incomplete; it was not used.',
    '手机对 {command} 的应答不完整；未使用。',
    '手機對 {command} 的應答不完整；未使用。',
  ),
  'phone/unreadable': three(
    'What the phone says about {what} cannot be understood; it was not used.',
    '无法理解手机关于 {what} 的信息；未使用。',
    '無法理解手機關於 {what} 的資訊；未使用。',
  ),
  'phone/refused': three(
    'The phone refuses {what}; nothing was changed; allow it on the phone.',
    '手机拒绝 {what}；未作更改；请在手机上允许。',
    '手機拒絕 {what}；未作更改；請在手機上允許。',
  ),
  'phone/service-refused': three(
    'The phone refuses this kind of connection; nothing was changed.',
    '手机拒绝这种连接；未作更改。',
    '手機拒絕這種連線；未作更改。',
  ),
  'phone/file-refused': three(
    'The phone refuses the file {path}: {message}; nothing was changed.',
    '手机拒绝文件 {path}：{message}；未作更改。',
    '手機拒絕檔案 {path}：{message}；未作更改。',
  ),
  'phone/no-such-file': three(
    'There is no file {path} on the phone.',
    '手机上没有文件 {path}。',
    '手機上沒有檔案 {path}。',
  ),
  'phone/no-such-video': three(
    'There is no video {path} on the phone; nothing was played; copy it there first.',
    '手机上没有视频 {path}；未播放；请先复制。',
    '手機上沒有影片 {path}；未播放；請先複製。',
  ),
  'phone/no-player': three(
    'No app on the phone plays the video; nothing was played; install a player.',
    '手机上没有可播放该视频的应用；未播放；请安装播放器。',
    '手機上沒有可播放該影片的應用；未播放；請安裝播放器。',
  ),
  'phone/not-supported': three(
    'The phone cannot do {what}; it was left as it is.',
    '手机不支持 {what}；保持原状。',
    '手機不支援 {what}；保持原狀。',
  ),
  'phone/action-failed': three(
    'The phone did not do {what} (exit code {exitCode}); look at its screen.',
    '手机未能执行 {what}（退出码 {exitCode}）；请查看屏幕。',
    '手機未能執行 {what}（結束碼 {exitCode}）；請查看螢幕。',
  ),
  'phone/setting-not-kept': three(
    'The phone did not keep the setting {table}/{key}; change it by hand.',
    '手机未保留设置 {table}/{key}；请手动更改。',
    '手機未保留設定 {table}/{key}；請手動更改。',
  ),
  'phone/bad-argument': three(
    'The phone was asked with a wrong "{argument}"; nothing was sent; correct the procedure.',
    '对手机的请求中“{argument}”有误；未发送；请修正流程。',
    '對手機的請求中「{argument}」有誤；未傳送；請修正流程。',
  ),
  'phone/connect-failed': three(
    'adb could not connect to {address}: {message}; check address and network.',
    'adb 无法连接 {address}：{message}；请检查地址和网络。',
    'adb 無法連接 {address}：{message}；請檢查位址和網路。',
  ),
  'phone/adb-missing': three(
    'The program adb is not installed; phones cannot be reached; install it (on Debian: apt install adb).',
    '未安装 adb；无法连接手机；请安装（Debian：apt install adb）。',
    '未安裝 adb；無法連接手機；請安裝（Debian：apt install adb）。',
  ),
  'phone/adb-refused': three(
    'The adb server refused: {message}; nothing was changed.',
    'adb 服务拒绝：{message}；未作更改。',
    'adb 服務拒絕：{message}；未作更改。',
  ),
  'phone/adb-server-died': three(
    'The adb server died; it is started again.',
    'adb 服务已终止；正在重新启动。',
    'adb 服務已終止；正在重新啟動。',
  ),
  'phone/adb-server-failed': three(
    'The adb server does not start on port {port}: {message}; end what uses that port.',
    'adb 服务无法在端口 {port} 启动：{message}；请结束占用该端口的程序。',
    'adb 服務無法在連接埠 {port} 啟動：{message}；請結束占用該連接埠的程式。',
  ),
  'phone/adb-server-gone': three(
    'The adb server on port {port} is gone; phones are not seen until it is back.',
    '端口 {port} 上的 adb 服务已消失；恢复前无法看到手机。',
    '連接埠 {port} 上的 adb 服務已消失；恢復前無法看到手機。',
  ),
  'phone/adb-server-silent': three(
    'The adb server on port {port} did not answer within {deadlineMs} ms; it was given up.',
    '端口 {port} 上的 adb 服务在 {deadlineMs} 毫秒内没有应答；已放弃。',
    '連接埠 {port} 上的 adb 服務在 {deadlineMs} 毫秒內沒有應答；已放棄。',
  ),
  'phone/not-an-adb-server': three(
    'What listens on port {port} is no adb server; it was left alone; end it or choose another port.',
    '端口 {port} 上的程序不是 adb 服务；未对其操作；请结束它或换端口。',
    '連接埠 {port} 上的程式不是 adb 服務；未對其操作；請結束它或換連接埠。',
  ),
  'phone/other-adb-server': three(
    'Another adb server runs on this computer and holds the phones; it was left alone; stop it with adb kill-server.',
    '本机另有 adb 服务占用手机；未对其操作；请用 adb kill-server 停止它。',
    '本機另有 adb 服務占用手機；未對其操作；請用 adb kill-server 停止它。',
  ),
  'phone/damaged-answer': three(
    'The answer of the phone arrived damaged; it was not used; check the cable.',
    '手机的应答在传输中损坏；未使用；请检查线缆。',
    '手機的應答在傳輸中損壞；未使用；請檢查線纜。',
  ),
};
