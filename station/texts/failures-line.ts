/** Ports and the lines to instruments: opening, writing, and how they end. */
import { type FailureTexts, three } from './three.ts';

export const lineFailures: FailureTexts = {
  'port/busy': three(
    'The port {path} is in use by {program} (process {pid}); it was left alone; close that program.',
    '端口 {path} 正被 {program}（进程 {pid}）占用；未对其操作；请关闭该程序。',
    '連接埠 {path} 正被 {program}（行程 {pid}）占用；未對其操作；請關閉該程式。',
  ),
  'port/not-serial': three(
    '{path} is there and is no serial port; nothing was sent; correct the address.',
    '{path} 存在，但不是串口；未发送任何内容；请更正地址。',
    '{path} 存在，但不是序列埠；未傳送任何內容；請更正位址。',
  ),
  'port/no-permission': three(
    'This user may not open {path}; it was left alone; it needs the right to that.',
    '当前用户无权打开 {path}；未对其操作；请先取得权限。',
    '目前使用者無權開啟 {path}；未對其操作；請先取得權限。',
  ),
  'port/not-found': three(
    'There is no port {path}; nothing was opened; plug the instrument in and look again.',
    '没有端口 {path}；未打开任何仪器；请接上仪器后重新查找。',
    '沒有連接埠 {path}；未開啟任何儀器；請接上儀器後重新搜尋。',
  ),
  'port/open-failed': three(
    'The port {path} could not be opened: {message}; unplug the instrument and plug it in again.',
    '无法打开端口 {path}：{message}；请重新插拔仪器。',
    '無法開啟連接埠 {path}：{message}；請重新插拔儀器。',
  ),
  'port/open-timeout': three(
    'Opening {path} took too long; it was given up; unplug the instrument and plug it in again.',
    '打开 {path} 超时；已放弃；请重新插拔仪器。',
    '開啟 {path} 逾時；已放棄；請重新插拔儀器。',
  ),
  'port/unknown-verb': three(
    '"{verb}" was asked for, which nobody here knows; nothing was done.',
    '请求了未知的“{verb}”；未执行任何操作。',
    '請求了未知的「{verb}」；未執行任何操作。',
  ),
  'transport/closed': three(
    'The connection is closed; nothing was sent.',
    '连接已关闭；未发送任何数据。',
    '連線已關閉；未傳送任何資料。',
  ),
  'transport/unplugged': three(
    'The cable was pulled; the instrument counts as lost; plug it in again.',
    '线缆被拔出；仪器视为断开；请重新接上。',
    '線纜被拔出；儀器視為中斷；請重新接上。',
  ),
  'transport/peer-closed': three(
    'The other end closed the connection; the instrument counts as lost; many take one connection only: close other programs, then open it again.',
    '对方关闭了连接；仪器视为断开；许多仪器只接受一个连接：请关闭其他程序后重新打开。',
    '對方關閉了連線；儀器視為中斷；許多儀器只接受一個連線：請關閉其他程式後重新開啟。',
  ),
  'transport/io': three(
    'The connection broke ({cause}); the instrument counts as lost; check cable and power.',
    '连接中断（{cause}）；仪器视为断开；请检查线缆和电源。',
    '連線中斷（{cause}）；儀器視為中斷；請檢查線纜和電源。',
  ),
  'transport/write-timeout': three(
    'Nothing could be sent to {address} in time; the connection was closed; check cable and power.',
    '未能及时向 {address} 发送数据；连接已关闭；请检查线缆和电源。',
    '未能及時向 {address} 傳送資料；連線已關閉；請檢查線纜和電源。',
  ),
  'transport/connect-timeout': three(
    '{address} did not take the connection in time; it was given up; check address and network.',
    '{address} 未及时接受连接；已放弃；请检查地址和网络。',
    '{address} 未及時接受連線；已放棄；請檢查位址和網路。',
  ),
  'transport/refused': three(
    'Nothing listens at {address}; nothing was opened; switch the instrument on, or check the address.',
    '{address} 没有服务在监听；未打开；请开机或检查地址。',
    '{address} 沒有服務在監聽；未開啟；請開機或檢查位址。',
  ),
  'transport/host-not-found': three(
    'There is no host at {address}; nothing was opened; check the name.',
    '找不到主机 {address}；未打开；请检查名称。',
    '找不到主機 {address}；未開啟；請檢查名稱。',
  ),
  'transport/unreachable': three(
    '{address} cannot be reached; nothing was opened; check the network.',
    '无法到达 {address}；未打开；请检查网络。',
    '無法到達 {address}；未開啟；請檢查網路。',
  ),
  'transport/port-reserved': three(
    'adb servers talk to port {port} by themselves; nothing was opened; choose a port outside 5555 to 5585.',
    'adb 服务会自行连接端口 {port}；未打开；请选择 5555–5585 以外的端口。',
    'adb 服務會自行連到連接埠 {port}；未開啟；請選擇 5555–5585 以外的連接埠。',
  ),
  'transport/port-in-use': three(
    'Another program listens on port {port}; nothing was opened; choose another port.',
    '端口 {port} 已被其他程序占用；未打开；请换一个端口。',
    '連接埠 {port} 已被其他程式占用；未開啟；請換一個連接埠。',
  ),
  'transport/cannot-listen': three(
    'Nothing can listen on port {port}; nothing was opened; choose another address.',
    '无法监听端口 {port}；未打开；请换一个地址。',
    '無法監聽連接埠 {port}；未開啟；請換一個位址。',
  ),
};
