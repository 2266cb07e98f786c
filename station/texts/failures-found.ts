/** What discovery and the live readings find in the way of an instrument, and what to do about it. */
import { type FailureTexts, three } from './three.ts';

export const foundFailures: FailureTexts = {
  'input/date': three(
    '{field} is no day of the calendar; nothing was kept; write it as 2026-11-30.',
    '{field} 不是有效日期；未保存；请写成 2026-11-30。',
    '{field} 不是有效日期；未儲存；請寫成 2026-11-30。',
  ),
  'doctor/cannot-write': three(
    'The device rules could not be written to {path} ({message}); nothing was changed; choose another place or be root.',
    '无法将设备规则写入 {path}（{message}）；未作更改；请换位置或使用 root。',
    '無法將裝置規則寫入 {path}（{message}）；未作變更；請換位置或使用 root。',
  ),
  'check/rules-installed': three(
    'The device rules of the station are installed.',
    '工作站的设备规则已安装。',
    '工作站的裝置規則已安裝。',
  ),
  'check/rules-missing': three(
    'The device rules of the station are not installed; instruments may be refused or disturbed.',
    '工作站的设备规则未安装；仪器可能无权访问或受干扰。',
    '工作站的裝置規則未安裝；儀器可能無權存取或受干擾。',
  ),
  'check/rules-other': three(
    'The device rules that are installed are not those of this release; instruments that it knows may be refused.',
    '已安装的设备规则与本版本不符；本版本认识的仪器可能无权访问。',
    '已安裝的裝置規則與此版本不符；此版本認識的儀器可能無權存取。',
  ),
  'discovery/modem-manager': three(
    'ModemManager runs here and may talk to instruments on serial ports; nothing was changed; keep it away from them.',
    'ModemManager 正在运行，可能会向串口上的仪器发送数据；未作更改；请让它避开仪器。',
    'ModemManager 正在執行，可能會向序列埠上的儀器傳送資料；未作變更；請讓它避開儀器。',
  ),
  'discovery/slow': three(
    '{program} does not answer; what it would list is left out and everything else is shown; end that program, or start the computer again.',
    '{program} 没有应答；由它列出的设备未显示，其余照常显示；请结束该程序或重启电脑。',
    '{program} 沒有回應；由它列出的裝置未顯示，其餘照常顯示；請結束該程式或重新啟動電腦。',
  ),
  'discovery/no-port': three(
    'The cable {usb} is plugged in and has no serial port; nothing can be opened; see what to do.',
    'USB 线 {usb} 已接入，但没有对应串口；无法打开；请看处理办法。',
    'USB 線 {usb} 已接上，但沒有對應的序列埠；無法開啟；請看處理方式。',
  ),
  'cure/install-rules': three(
    'Install the device rules (ohmstead doctor --write-udev /etc/udev/rules.d/60-ohmstead.rules, as root), then plug the cable in again.',
    '请以 root 身份安装设备规则（ohmstead doctor --write-udev /etc/udev/rules.d/60-ohmstead.rules），然后重新插拔。',
    '請以 root 身分安裝裝置規則（ohmstead doctor --write-udev /etc/udev/rules.d/60-ohmstead.rules），然後重新插拔。',
  ),
  'cure/rules-take-effect': three(
    'The device rules are installed and take effect when the cable is plugged in again, for whoever is logged in at this computer; over a remote login, join the group instead.',
    '设备规则已安装，重新插拔后对本机登录的用户生效；若为远程登录，请改为加入相应用户组。',
    '裝置規則已安裝，重新插拔後對在本機登入的使用者生效；若為遠端登入，請改為加入相應群組。',
  ),
  'cure/stop-modem-manager': three(
    'Stop ModemManager (systemctl stop ModemManager) or install the device rules, then plug the cable in again.',
    '请停止 ModemManager（systemctl stop ModemManager）或安装设备规则，然后重新插拔。',
    '請停止 ModemManager（systemctl stop ModemManager）或安裝裝置規則，然後重新插拔。',
  ),
  'cure/remove-brltty': three(
    'The braille service brltty has taken the cable; if nobody needs it here, remove it (apt remove brltty) and plug the cable in again.',
    '盲文服务 brltty 占用了该线；若此处无人使用，请卸载它（apt remove brltty）并重新插拔。',
    '點字服務 brltty 占用了該線；若此處無人使用，請移除它（apt remove brltty）並重新插拔。',
  ),
  'cure/load-kernel-driver': three(
    "Load the kernel's driver for it (for example: modprobe ch341, cp210x or ftdi_sio) and plug the cable in again.",
    '请加载内核驱动（例如 modprobe ch341、cp210x 或 ftdi_sio）并重新插拔。',
    '請載入核心驅動程式（例如 modprobe ch341、cp210x 或 ftdi_sio）並重新插拔。',
  ),
  'cure/install-port-driver': three(
    "Install the driver of the cable's maker (CH340, CP210x, FTDI, Prolific) and plug it in again.",
    '请安装线缆厂商的驱动（CH340、CP210x、FTDI、Prolific）并重新插拔。',
    '請安裝線材廠商的驅動程式（CH340、CP210x、FTDI、Prolific）並重新插拔。',
  ),
  'cure/port-renumbered': three(
    'Ports are numbered as they are plugged in: look for the instrument under another number in the list, and forget this address.',
    '端口号按插入顺序分配：请在列表中用新的端口号找到仪器，并删除此地址。',
    '連接埠編號依插入順序分配：請在清單中以新的編號找到儀器，並刪除此位址。',
  ),
  'usb/no-driver': three(
    'The instrument {usb} is plugged in and the system lets no program in to it; it was left alone; see what to do.',
    '仪器 {usb} 已接入，但系统不允许程序访问；未对其操作；请看处理办法。',
    '儀器 {usb} 已接上，但系統不允許程式存取；未對其操作；請看處理方式。',
  ),
  'cure/hid-elsewhere': three(
    'macOS keeps HID leads and meters to itself: use this one on Linux, or another lead with a serial port.',
    'macOS 不开放 HID 线缆和仪表：请在 Linux 上使用，或换用带串口的线缆。',
    'macOS 不開放 HID 線材和電表：請在 Linux 上使用，或改用有序列埠的線材。',
  ),
  'cure/usb-driver': three(
    'Plug the device in again; on Windows give it the WinUSB driver first (with Zadig), which takes it away from VISA programs.',
    '请重新插拔设备；在 Windows 上请先为其安装 WinUSB 驱动（用 Zadig），此后 VISA 程序将无法使用它。',
    '請重新插拔裝置；在 Windows 上請先為其安裝 WinUSB 驅動程式（用 Zadig），此後 VISA 程式將無法使用它。',
  ),
  'cure/check-network-address': three(
    'Check that the instrument is on, on this network, and that host and port are right.',
    '请检查仪器是否开机、是否在同一网络，以及主机和端口是否正确。',
    '請檢查儀器是否開機、是否在同一網路，以及主機和連接埠是否正確。',
  ),
  'cure/one-client-only': three(
    'Many instruments take one connection only (Rigol does): close the other program or station that is connected, then try again; else check host and port.',
    '许多仪器只接受一个连接（如 Rigol）：请关闭另一个已连接的程序或工作站后重试；否则请检查主机和端口。',
    '許多儀器只接受一個連線（如 Rigol）：請關閉另一個已連線的程式或工作站後重試；否則請檢查主機和連接埠。',
  ),
  'cure/check-remote-control': three(
    'See that the instrument is on, that remote control over the network is switched on in its menu, that the port is its own (Rigol 5555, Keysight and Siglent 5025, Tektronix 4000), and that no other program is connected to it.',
    '请确认仪器已开机、菜单中已开启网络远程控制、端口正确（Rigol 5555，Keysight 和 Siglent 5025，Tektronix 4000），且没有其他程序与它相连。',
    '請確認儀器已開機、選單中已開啟網路遠端控制、連接埠正確（Rigol 5555，Keysight 與 Siglent 5025，Tektronix 4000），且沒有其他程式與它相連。',
  ),
  'cure/check-usb-mode': three(
    'See that the instrument is on and its USB port set to USBTMC (not to a printer), close VISA programs, and plug the cable in again.',
    '请确认仪器已开机、其 USB 端口设为 USBTMC（而非打印机），关闭 VISA 程序，并重新插拔线缆。',
    '請確認儀器已開機、其 USB 埠設為 USBTMC（而非印表機），關閉 VISA 程式，並重新插拔線材。',
  ),
  'cure/switch-on-data-output': three(
    'Switch the meter on and its data output too (often by holding REL, HOLD or PC-LINK); seat the optical head; use a cable that gives the head power (DTR).',
    '请打开万用表及其数据输出（常为长按 REL、HOLD 或 PC-LINK）；对正光电头；使用能为其供电（DTR）的线。',
    '請開啟三用電表及其資料輸出（常為長按 REL、HOLD 或 PC-LINK）；對正光電頭；使用能為其供電（DTR）的線。',
  ),
  'cure/check-line': three(
    "Switch the instrument on; see that its plug or optical head sits; its own menu must have this interface switched on, with its driver's speed and address.",
    '请打开仪器；确认插头或光电头已接好；仪器菜单中应启用该接口，且波特率和地址与驱动一致。',
    '請開啟儀器；確認插頭或光電頭已接好；儀器選單中應啟用該介面，且鮑率和位址與驅動程式一致。',
  ),
  'cure/choose-other-driver': three(
    'Choose the driver that names this instrument, or the port it is really on.',
    '请选择与该仪器相符的驱动，或它实际所在的端口。',
    '請選擇與該儀器相符的驅動程式，或它實際所在的連接埠。',
  ),
  'cure/plug-in-the-first': three(
    'Plug the first one in again; to use the new one, disconnect this and connect it anew.',
    '请接回原来的仪器；若要使用新的，请先断开再重新连接。',
    '請接回原來的儀器；若要使用新的，請先中斷再重新連接。',
  ),
  'cure/turn-dial': three('Turn the dial to that function.', '请将旋钮转到该功能。', '請將旋鈕轉到該功能。'),
  'cure/wait-for-run': three(
    'Wait until that run or reading has ended, or stop it.',
    '请等待该次运行或读取结束，或停止它。',
    '請等待該次執行或讀取結束，或停止它。',
  ),
};
