/** Instruments that are reached through USB itself. */
import { type FailureTexts, three } from './three.ts';

export const usbFailures: FailureTexts = {
  'usb/unavailable': three(
    'This computer has no USB that could be used ({cause}); nothing was opened; use the network or a serial port.',
    '本机没有可用的 USB（{cause}）；未打开任何设备；请使用网络或串口。',
    '本機沒有可用的 USB（{cause}）；未開啟任何裝置；請使用網路或序列埠。',
  ),
  'usb/not-found': three(
    'No such USB instrument is connected ({address}); nothing was opened; plug it in and switch it on.',
    '未连接该 USB 仪器（{address}）；未打开任何设备；请接上并开机。',
    '未連接該 USB 儀器（{address}）；未開啟任何裝置；請接上並開機。',
  ),
  'usb/several': three(
    '{address} may be one of several devices; none was opened; take the full address, see: ohmstead instruments.',
    '{address} 可能指多台设备中的任意一台；均未打开；请使用 ohmstead instruments 显示的完整地址。',
    '{address} 可能指多台裝置中的任一台；均未開啟；請使用 ohmstead instruments 顯示的完整位址。',
  ),
  'usb/no-usbtmc': three(
    'This USB device is no measuring instrument of the usual kind ({address}); it was left alone; choose another.',
    '该 USB 设备不是通用测量仪器（{address}）；未对其操作；请选择其他设备。',
    '該 USB 裝置不是通用量測儀器（{address}）；未對其操作；請選擇其他裝置。',
  ),
  'usb/no-permission': three(
    'This user may not open the USB instrument ({address}); it was left alone; install the udev rules: ohmstead doctor.',
    '当前用户无权打开该 USB 仪器（{address}）；未对其操作；请安装 udev 规则：ohmstead doctor。',
    '目前使用者無權開啟該 USB 儀器（{address}）；未對其操作；請安裝 udev 規則：ohmstead doctor。',
  ),
  'usb/busy': three(
    'The program {program} (process {pid}) has the USB instrument ({address}); it was left alone; close that program.',
    '程序 {program}（进程 {pid}）占用该 USB 仪器（{address}）；未对其操作；请关闭该程序。',
    '程式 {program}（行程 {pid}）占用該 USB 儀器（{address}）；未對其操作；請關閉該程式。',
  ),
  'usb/busy-unseen': three(
    'Something has the USB instrument ({address}) that this user may not see: a program of another user, or the system itself; it was left alone; end that.',
    'USB 仪器（{address}）被当前用户看不到的程序占用（其他用户的程序或系统本身）；未对其操作；请结束它。',
    'USB 儀器（{address}）被目前使用者看不到的程式占用（其他使用者的程式或系統本身）；未對其操作；請結束它。',
  ),
  'usb/cannot-open': three(
    'The USB instrument could not be opened ({address}: {cause}); it was left alone; unplug it and plug it in again. On Windows it needs a WinUSB driver.',
    '无法打开该 USB 仪器（{address}：{cause}）；未对其操作；请重新插拔。在 Windows 上需要 WinUSB 驱动。',
    '無法開啟該 USB 儀器（{address}：{cause}）；未對其操作；請重新插拔。在 Windows 上需要 WinUSB 驅動程式。',
  ),
  'usb/transfer': three(
    'A transfer on USB failed ({cause}); the connection was closed; check the cable and plug the instrument in again.',
    'USB 传输失败（{cause}）；连接已关闭；请检查线缆并重新接上仪器。',
    'USB 傳輸失敗（{cause}）；連線已關閉；請檢查線纜並重新接上儀器。',
  ),
  'usbtmc/bad-reply': three(
    'What the instrument sent over USB is no answer to the question ({why}); it was thrown away; ask again.',
    '仪器经 USB 发来的不是该询问的应答（{why}）；已丢弃；请重新询问。',
    '儀器經 USB 送來的不是該詢問的應答（{why}）；已丟棄；請重新詢問。',
  ),
  'usbtmc/not-cleared': three(
    'The instrument did not let its USB interface be cleared ({status}); the connection was closed; switch it off and on.',
    '仪器未能清除其 USB 接口（{status}）；连接已关闭；请关机后重新开机。',
    '儀器未能清除其 USB 介面（{status}）；連線已關閉；請關機後重新開機。',
  ),
};
