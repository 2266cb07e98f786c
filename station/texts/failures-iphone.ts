/** iPhones and the tools they are reached through. */
import { type FailureTexts, three } from './three.ts';

export const iphoneFailures: FailureTexts = {
  'phone/not-on-iphone': three(
    'An iPhone gives a computer no way to do this ({what}); nothing was sent to it; do it by hand, or take a procedure that does without.',
    'iPhone 不允许电脑执行此项（{what}）；未向其发送任何内容；请手动完成，或选用不需要此项的流程。',
    'iPhone 不允許電腦執行此項（{what}）；未向其傳送任何內容；請手動完成，或選用不需要此項的流程。',
  ),
  'phone/iphone-locked': three(
    'The iPhone is locked and tells nothing ({message}); it was left alone; unlock it and leave it unlocked.',
    'iPhone 已锁定，不提供信息（{message}）；未对其操作；请解锁并保持解锁状态。',
    'iPhone 已鎖定，不提供資訊（{message}）；未對其操作；請解鎖並保持解鎖狀態。',
  ),
  'phone/iphone-not-found': three(
    'The iPhone {serial} is not connected; nothing was read; plug it in, unlock it and trust this computer.',
    'iPhone {serial} 未连接；未读取任何内容；请接上、解锁并信任此电脑。',
    'iPhone {serial} 未連接；未讀取任何內容；請接上、解鎖並信任這部電腦。',
  ),
  'phone/iphone-untrusted': three(
    'The iPhone {serial} does not trust this computer yet; it was left alone; unlock it and choose Trust on its screen.',
    'iPhone {serial} 尚未信任本机；未对其操作；请解锁并在屏幕上选择“信任”。',
    'iPhone {serial} 尚未信任本機；未對其操作；請解鎖並在螢幕上選擇「信任」。',
  ),
  'phone/iphone-tools-missing': three(
    'The program {tool} is not installed, so iPhones cannot be reached; nothing was done; install it ({install}).',
    '未安装 {tool}，无法连接 iPhone；未执行操作；请安装（{install}）。',
    '未安裝 {tool}，無法連接 iPhone；未執行操作；請安裝（{install}）。',
  ),
  'phone/iphone-service-missing': three(
    'An iPhone is on the cable, and no service of this computer sees it; it was left alone; see what to do.',
    'iPhone 已接上，但本机没有服务识别到它；未对其操作；请看处理办法。',
    'iPhone 已接上，但本機沒有服務識別到它；未對其操作；請看處理方式。',
  ),
  'phone/iphone-tool-failed': three(
    '{tool} did not succeed (exit code {exitCode}): {message}; its answer was not used; unlock the phone and plug it in again.',
    '{tool} 未成功（退出码 {exitCode}）：{message}；其结果未使用；请解锁手机并重新插拔。',
    '{tool} 未成功（結束碼 {exitCode}）：{message}；其結果未使用；請解鎖手機並重新插拔。',
  ),
  'cure/install-iphone-tools': three(
    'Install the tools for iPhones (on Debian: apt install libimobiledevice-utils usbmuxd) and plug the phone in again.',
    '请安装 iPhone 工具（Debian：apt install libimobiledevice-utils usbmuxd），然后重新插拔手机。',
    '請安裝 iPhone 工具（Debian：apt install libimobiledevice-utils usbmuxd），然後重新插拔手機。',
  ),
  'cure/start-iphone-service': three(
    'Unlock the phone and plug it in again; the service is usbmuxd (apt install usbmuxd), on Windows Apple Mobile Device Service.',
    '请解锁手机并重新插拔；所需服务是 usbmuxd（apt install usbmuxd），Windows 上是 Apple Mobile Device Service。',
    '請解鎖手機並重新插拔；所需服務是 usbmuxd（apt install usbmuxd），Windows 上是 Apple Mobile Device Service。',
  ),
  'cure/trust-this-computer': three(
    'Unlock the phone, choose Trust when it asks, and enter its passcode; if it does not ask, plug it in again.',
    '请解锁手机，在提示时选择“信任”并输入密码；若无提示，请重新插拔。',
    '請解鎖手機，在提示時選擇「信任」並輸入密碼；若無提示，請重新插拔。',
  ),
  'cure/unlock-iphone': three(
    'Unlock the phone; one that was locked for an hour gives no data over USB until then.',
    '请解锁手机；锁定超过一小时后，在解锁前不会通过 USB 提供数据。',
    '請解鎖手機；鎖定超過一小時後，在解鎖前不會透過 USB 提供資料。',
  ),
};
