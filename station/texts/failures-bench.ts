/** The bench process, leases, discovery with its cures, and the simulated bench. */
import { type FailureTexts, three } from './three.ts';

export const benchFailures: FailureTexts = {
  'bench/bad-address': three(
    '"{address}" is no address; write /dev/… (behind it ?baud=9600&bits=8&parity=n&stop=1, or some of that, for another line), tcp:HOST:PORT, usb:VID:PID, hid:VID:PID, adb:SERIAL, iphone:UDID or sim:NAME.',
    '“{address}”不是地址；请写成 /dev/…（线路设置不同时，其后加 ?baud=9600&bits=8&parity=n&stop=1 或其中几项）、tcp:HOST:PORT、usb:VID:PID、hid:VID:PID、adb:SERIAL、iphone:UDID 或 sim:NAME。',
    '「{address}」不是位址；請寫成 /dev/…（傳輸線設定不同時，其後加 ?baud=9600&bits=8&parity=n&stop=1 或其中幾項）、tcp:HOST:PORT、usb:VID:PID、hid:VID:PID、adb:SERIAL、iphone:UDID 或 sim:NAME。',
  ),
  'bench/address-form': three(
    '"{address}" is no address of the station; nothing was opened; write {suggestion} (the port is the instrument\'s own: Rigol 5555, Keysight and Siglent 5025, Tektronix 4000).',
    '“{address}”不是本站的地址写法；未打开任何仪器；请写成 {suggestion}（端口以仪器为准：Rigol 5555，Keysight 和 Siglent 5025，Tektronix 4000）。',
    '「{address}」不是本站的位址寫法；未開啟任何儀器；請寫成 {suggestion}（連接埠以儀器為準：Rigol 5555，Keysight 與 Siglent 5025，Tektronix 4000）。',
  ),
  'hid/no-bridge': three(
    '{address} is none of the USB leads of meters that are known (CH9325, CP2110, CH9329); nothing was opened; see the list of instruments.',
    '{address} 不是已知的万用表 USB 线缆（CH9325、CP2110、CH9329）；未打开；请查看仪器列表。',
    '{address} 不是已知的電表 USB 傳輸線（CH9325、CP2110、CH9329）；未開啟；請查看儀器清單。',
  ),
  'hid/lead-of-a-meter': three(
    '{address} is the USB lead of a meter, which the chosen driver does not speak through; nothing was opened; choose the driver of that meter.',
    '{address} 是万用表的 USB 线缆，所选驱动不经由它通信；未打开；请选择该表的驱动。',
    '{address} 是電表的 USB 傳輸線，所選驅動程式不經由它通訊；未開啟；請選擇該電表的驅動程式。',
  ),
  'hid/line-not-possible': three(
    'The USB lead with the {bridge} cannot be set to what this meter needs ({setting}); nothing was read; use the lead that came with the meter.',
    '带 {bridge} 的 USB 线缆无法设置成该仪表所需（{setting}）；未读取；请使用仪表原配线缆。',
    '帶 {bridge} 的 USB 傳輸線無法設定成該電表所需（{setting}）；未讀取；請使用電表原廠傳輸線。',
  ),
  'hid/no-feature-reports': three(
    'The lead at {path} has to be set up, which is not possible there; nothing was read; write hid:VID:PID instead.',
    '{path} 处的线缆需要设置，但在此无法进行；未读取；请改写为 hid:VID:PID。',
    '{path} 處的傳輸線需要設定，但在此無法進行；未讀取；請改寫為 hid:VID:PID。',
  ),
  'simulation/unknown-model': three(
    'There is no simulated model "{model}"; nothing was started; choose one of {known}.',
    '没有模拟型号“{model}”；未启动；请选择：{known}。',
    '沒有模擬型號「{model}」；未啟動；請選擇：{known}。',
  ),
  'simulation/one-model': three(
    'The simulator of {driver} plays one model only; nothing was started; leave --model out.',
    '{driver} 的模拟器只模拟一种型号；未启动；请去掉 --model。',
    '{driver} 的模擬器只模擬一種型號；未啟動；請去掉 --model。',
  ),
  'bench/wrong-link': three(
    '{driver} cannot be reached through {address}; nothing was opened; choose another address.',
    '{driver} 不能通过 {address} 连接；未打开；请换地址。',
    '{driver} 不能透過 {address} 連接；未開啟；請換位址。',
  ),
  'bench/no-line-settings': three(
    '{driver} is not on a serial line; nothing was opened; write tcp:HOST:PORT.',
    '{driver} 不是串口仪器；未打开；请写成 tcp:HOST:PORT。',
    '{driver} 不是序列埠儀器；未開啟；請寫成 tcp:HOST:PORT。',
  ),
  'bench/unknown-driver': three(
    'There is no driver "{driver}"; see: ohmstead drivers.',
    '没有驱动“{driver}”；请看 ohmstead drivers。',
    '沒有驅動程式「{driver}」；請看 ohmstead drivers。',
  ),
  'bench/bad-file': three(
    'The bench file {path} cannot be understood; the run did not begin; correct it.',
    '无法理解工作台文件 {path}；运行未开始；请改正。',
    '無法理解工作台檔案 {path}；執行未開始；請改正。',
  ),
  'bench/bad-input': three(
    'The bench process was asked for "{verb}" in a wrong way ({where}); nothing was done.',
    '对工作台进程的“{verb}”请求有误（{where}）；未执行。',
    '對工作台行程的「{verb}」請求有誤（{where}）；未執行。',
  ),
  'bench/already-open': three(
    '{address} is open already; it was left as it is.',
    '{address} 已打开；保持原状。',
    '{address} 已開啟；保持原狀。',
  ),
  'bench/not-simulated': three(
    'That is possible on a simulated bench only; nothing was done.',
    '仅可在模拟工作台上使用；未执行。',
    '僅可在模擬工作台上使用；未執行。',
  ),
  'bench/lost': three(
    'The process that owns the instruments died; the outputs are made safe and it is started again.',
    '管理仪器的进程已终止；正在使输出安全并重新启动。',
    '管理儀器的行程已終止；正在使輸出安全並重新啟動。',
  ),
  'bench/exited': three(
    'The process that owns the instruments ended; the outputs are made safe and it is started again.',
    '管理仪器的进程已退出；正在使输出安全并重新启动。',
    '管理儀器的行程已結束；正在使輸出安全並重新啟動。',
  ),
  'bench/killed': three(
    'The process that owns the instruments did not answer and was ended; the outputs are made safe.',
    '管理仪器的进程无响应，已被结束；正在使输出安全。',
    '管理儀器的行程無回應，已被結束；正在使輸出安全。',
  ),
  'bench/silent': three(
    'The process that owns the instruments gave no sign of life and was ended; it is started again.',
    '管理仪器的进程没有心跳，已被结束；正在重新启动。',
    '管理儀器的行程沒有心跳，已被結束；正在重新啟動。',
  ),
  'bench/no-answer': three(
    'The process that owns the instruments did not answer within {afterMs} ms; the call was given up.',
    '管理仪器的进程在 {afterMs} 毫秒内没有应答；该调用已放弃。',
    '管理儀器的行程在 {afterMs} 毫秒內沒有應答；該呼叫已放棄。',
  ),
  'bench/stopped': three('The bench is closed; nothing was done.', '工作台已关闭；未执行。', '工作台已關閉；未執行。'),
  'bench/made-safe': three(
    'The outputs were made safe; open the instruments again to go on.',
    '输出已置于安全状态；请重新打开仪器以继续。',
    '輸出已置於安全狀態；請重新開啟儀器以繼續。',
  ),
  'bench/unavailable': three(
    'The process that owns the instruments died {restarts} times; it is not started again; look for the instrument that makes it die.',
    '管理仪器的进程已终止 {restarts} 次；不再重启；请找出导致故障的仪器。',
    '管理儀器的行程已終止 {restarts} 次；不再重新啟動；請找出導致故障的儀器。',
  ),
  'lease/taken': three(
    '{instrument} is used by {owner}; it was left to it; wait, or end it there.',
    '{instrument} 正由 {owner} 使用；未争用；请等待，或在那里结束它。',
    '{instrument} 正由 {owner} 使用；未爭用；請等待，或在那裡結束它。',
  ),
  'lease/timeout': three(
    '{instrument} was not free in time (used by {owner}); the run did not begin; stop the other run.',
    '{instrument} 未能及时空闲（由 {owner} 使用）；运行未开始；请停止另一运行。',
    '{instrument} 未能及時空出（由 {owner} 使用）；執行未開始；請停止另一執行。',
  ),
  'lease/released': three(
    '{instrument} was given back by {owner} already; nothing was sent.',
    '{owner} 已归还 {instrument}；未发送任何命令。',
    '{owner} 已歸還 {instrument}；未傳送任何命令。',
  ),
  'lease/none': three(
    'Nobody holds {instrument}; nothing was sent.',
    '没有人持有 {instrument}；未发送任何命令。',
    '沒有人持有 {instrument}；未傳送任何命令。',
  ),
  'discovery/unknown-device': three(
    'Nobody knows what is plugged in there; it was left alone; if it is an instrument, name its driver.',
    '不认识该设备；未对其操作；若为仪器，请指定驱动。',
    '不認識該裝置；未對其操作；若為儀器，請指定驅動程式。',
  ),
  'cure/allow-usb-debugging': three(
    'Unlock the phone and allow USB debugging.',
    '请解锁手机并允许 USB 调试。',
    '請解鎖手機並允許 USB 偵錯。',
  ),
  'cure/choose-driver': three(
    'If it is an instrument, say which one: choose its driver.',
    '若为仪器，请选择它的驱动。',
    '若為儀器，請選擇它的驅動程式。',
  ),
  'cure/close-program': three(
    'Close the program that uses the port.',
    '请关闭占用端口的程序。',
    '請關閉占用連接埠的程式。',
  ),
  'cure/correct-address': three('Correct the address.', '请更正地址。', '請更正位址。'),
  'cure/install-adb': three(
    'Install adb (on Debian: apt install adb).',
    '请安装 adb（Debian：apt install adb）。',
    '請安裝 adb（Debian：apt install adb）。',
  ),
  'cure/join-this-group': three(
    'Add this user to the group {group} (as root: usermod -aG {group} USER) and log in again.',
    '请将用户加入 {group} 组（以 root 执行：usermod -aG {group} 用户名）并重新登录。',
    '請將使用者加入 {group} 群組（以 root 執行：usermod -aG {group} 使用者名稱）並重新登入。',
  ),
  'cure/find-program': three(
    'Close the other programs that use instruments; as root, lsof tells which one has it.',
    '请关闭其他使用仪器的程序；以 root 执行 lsof 可查出是哪一个。',
    '請關閉其他使用儀器的程式；以 root 執行 lsof 可查出是哪一個。',
  ),
  'cure/join-group': three(
    'Add this user to the group that owns the port (dialout or uucp) and log in again.',
    '请将用户加入端口所属的组（dialout 或 uucp）并重新登录。',
    '請將使用者加入連接埠所屬的群組（dialout 或 uucp）並重新登入。',
  ),
  'cure/plug-in': three('Plug the instrument in.', '请接上仪器。', '請接上儀器。'),
  'cure/replug-phone': three('Unplug the phone and plug it in again.', '请重新插拔手机。', '請重新插拔手機。'),
  'cure/start-phone-normally': three('Start the phone normally.', '请正常启动手机。', '請正常啟動手機。'),
  'cure/stop-other-adb-server': three(
    'Stop the other adb server (adb kill-server).',
    '请停止另一个 adb 服务（adb kill-server）。',
    '請停止另一個 adb 服務（adb kill-server）。',
  ),
  'cure/udev-rule': three(
    'Install the device rules, which name every phone with USB debugging (ohmstead doctor --write-udev /etc/udev/rules.d/60-ohmstead.rules, as root), and plug the phone in again.',
    '请以 root 身份安装设备规则（ohmstead doctor --write-udev /etc/udev/rules.d/60-ohmstead.rules），其中包括所有开启 USB 调试的手机，然后重新插拔手机。',
    '請以 root 身分安裝裝置規則（ohmstead doctor --write-udev /etc/udev/rules.d/60-ohmstead.rules），其中包括所有開啟 USB 偵錯的手機，然後重新插拔手機。',
  ),
  'simulation/state-unreadable': three(
    'The saved simulated unit {path} cannot be read; it was left as it is; remove it to begin with a new unit.',
    '无法读取保存的模拟设备 {path}；保持原样；删除后可从新设备开始。',
    '無法讀取儲存的模擬裝置 {path}；保持原樣；刪除後可從新裝置開始。',
  ),
  'simulator/port-busy': three(
    'The simulator cannot listen on port {port}: {message}; choose another one.',
    '模拟器无法监听端口 {port}：{message}；请换一个。',
    '模擬器無法監聽連接埠 {port}：{message}；請換一個。',
  ),
  'unit/unknown-scenario': three(
    'There is no scenario "{scenario}"; see: ohmstead scenarios.',
    '没有场景“{scenario}”；请看 ohmstead scenarios。',
    '沒有情境「{scenario}」；請看 ohmstead scenarios。',
  ),
  'unit/unreadable-state': three(
    'The saved simulated unit cannot be read; it was left as it is; remove it to begin with a new unit.',
    '无法读取保存的模拟设备；保持原样；删除后可从新设备开始。',
    '無法讀取儲存的模擬裝置；保持原樣；刪除後可從新裝置開始。',
  ),
  'bench/unreadable-file': three(
    'The bench file {path} cannot be read ({why}); the run did not begin; correct it.',
    '无法读取工作台文件 {path}（{why}）；运行未开始；请改正。',
    '無法讀取工作台檔案 {path}（{why}）；執行未開始；請改正。',
  ),
  'bench/speed-needs-simulation': three(
    'Real instruments cannot run {speed} times faster; the run did not begin; leave --speed out.',
    '真实仪器不能以 {speed} 倍速运行；运行未开始；请去掉 --speed。',
    '真實儀器不能以 {speed} 倍速執行；執行未開始；請去掉 --speed。',
  ),
  'bench/none-for-role': three(
    'The procedure needs an instrument for "{role}" ({capability}) and none is there; the run did not begin; plug one in; the list of instruments says why one cannot be used.',
    '流程需要用于“{role}”的仪器（{capability}），但没有找到；运行未开始；请接上仪器，仪器列表会说明不能使用的原因。',
    '流程需要用於「{role}」的儀器（{capability}），但沒有找到；執行未開始；請接上儀器，儀器清單會說明不能使用的原因。',
  ),
  'bench/lacks-reading': three(
    'The instrument for "{role}" ({driver}) does not tell what the procedure must know: {readings}; the run did not begin; use a model that tells it.',
    '用作“{role}”的仪器（{driver}）不提供流程必需的读数：{readings}；运行未开始；请换用能提供的型号。',
    '用作「{role}」的儀器（{driver}）不提供流程必需的讀值：{readings}；執行未開始；請換用能提供的型號。',
  ),
  'bench/which-one': three(
    'Several instruments can be "{role}" ({capability}): {addresses}. The station does not guess and the run did not begin; say which one is meant.',
    '有多台仪器可作为“{role}”（{capability}）：{addresses}。本站不作猜测，运行未开始；请指明用哪一台。',
    '有多台儀器可作為「{role}」（{capability}）：{addresses}。本站不作猜測，執行未開始；請指明用哪一台。',
  ),
  'bench/which-driver': three(
    'Several drivers fit what is at {address} for "{role}": {drivers}. The station does not guess and the run did not begin; connect it on the Instruments screen, or name its driver.',
    '“{role}”位于 {address}，有多个驱动适用：{drivers}。本站不作猜测，运行未开始；请在“仪器”画面连接它，或指明驱动。',
    '「{role}」位於 {address}，有多個驅動程式適用：{drivers}。本站不作猜測，執行未開始；請在「儀器」畫面連接它，或指明驅動程式。',
  ),
  'bench/not-there': three(
    '"{role}" was to be the instrument at {address}, and no fitting one is there; the run did not begin; plug it in or choose another.',
    '“{role}”指定为 {address} 处的仪器，但那里没有合适的仪器；运行未开始；请接上或另选。',
    '「{role}」指定為 {address} 處的儀器，但那裡沒有合適的儀器；執行未開始；請接上或另選。',
  ),
  'bench/no-such-role': three(
    'The procedure needs no "{role}"; the run did not begin; look at what the procedure needs.',
    '流程不需要“{role}”；运行未开始；请查看流程所需的仪器。',
    '流程不需要「{role}」；執行未開始；請查看流程所需的儀器。',
  ),
  'bench/not-enough': three(
    'The simulated bench has no second instrument for "{role}" ({capability}); the run did not begin.',
    '模拟工作台没有第二台仪器可用于“{role}”（{capability}）；运行未开始。',
    '模擬工作台沒有第二台儀器可用於「{role}」（{capability}）；執行未開始。',
  ),
  'station/not-built': three(
    'A part of the station is not built ({file}); nothing was done; run: npm run build.',
    '工作站的一部分尚未构建（{file}）；未执行；请运行 npm run build。',
    '工作站的一部分尚未建置（{file}）；未執行；請執行 npm run build。',
  ),
  'station/lost': three(
    'The station has ended; what runs is made safe; start it again.',
    '工作站已结束；正在运行的工作会被置于安全状态；请重新启动。',
    '工作站已結束；正在執行的工作會被置於安全狀態；請重新啟動。',
  ),
};
