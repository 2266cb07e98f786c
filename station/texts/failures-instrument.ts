/** Instruments: what they answer, refuse or do not say, and who has them. */
import { type FailureTexts, three } from './three.ts';

export const instrumentFailures: FailureTexts = {
  'instrument/timeout': three(
    'The instrument did not answer within {deadlineMs} ms; the question was given up; check cable, power and settings.',
    '仪器在 {deadlineMs} 毫秒内没有应答；已放弃该次询问；请检查线缆、电源和设置。',
    '儀器在 {deadlineMs} 毫秒內沒有應答；已放棄該次詢問；請檢查線纜、電源和設定。',
  ),
  'instrument/silent': three(
    'Nothing came from the instrument; it was waited for in vain; see that it is on and set to talk to a computer.',
    '仪器没有发来任何数据；等待无果；请确认其已开机并设为与计算机通信。',
    '儀器沒有送來任何資料；等待無果；請確認其已開機並設為與電腦通訊。',
  ),
  'instrument/no-answer': three(
    'Nothing at {address} answered; it was given up; switch the instrument on and check its cable and its interface settings.',
    '{address} 没有任何应答；已放弃；请打开仪器，检查连接线及其接口设置。',
    '{address} 沒有任何應答；已放棄；請開啟儀器，檢查連接線及其介面設定。',
  ),
  'instrument/not-to-be-asked': three(
    'What is at {address} is not asked who it is: that is done over the network and USBTMC only, never on a serial port; nothing was sent; choose its driver.',
    '不会询问 {address} 的身份：仅对网络和 USBTMC 仪器询问，绝不对串口询问；未发送任何内容；请自行选择驱动。',
    '不會詢問 {address} 的身分：僅對網路和 USBTMC 儀器詢問，絕不對序列埠詢問；未傳送任何內容；請自行選擇驅動程式。',
  ),
  'instrument/no-name': three(
    'What is at {address} did not say who it is (*IDN?) within {deadlineMs} ms; nothing else was sent; see that its remote control is on, or choose its driver.',
    '{address} 在 {deadlineMs} 毫秒内未应答身份询问（*IDN?）；未发送其他内容；请确认其远程控制已开启，或自行选择驱动。',
    '{address} 在 {deadlineMs} 毫秒內未應答身分詢問（*IDN?）；未傳送其他內容；請確認其遠端控制已開啟，或自行選擇驅動程式。',
  ),
  'instrument/other-service': three(
    'What answers at {address} is no instrument that says its name (“{answer}”); only *IDN? was sent; check host and port.',
    '{address} 的应答不是仪器名称（“{answer}”）；只发送了 *IDN?；请检查主机和端口。',
    '{address} 的回應不是儀器名稱（「{answer}」）；只傳送了 *IDN?；請檢查主機和連接埠。',
  ),
  'instrument/open-already': three(
    'The instrument at {address} is connected and known; it was not asked again; disconnect it first.',
    '{address} 的仪器已连接且身份已知；未再询问；如需询问请先断开。',
    '{address} 的儀器已連線且身分已知；未再詢問；如需詢問請先中斷連線。',
  ),
  'instrument/not-recognised': three(
    'What answers is not this kind of instrument; it was left alone; choose another driver or port.',
    '应答者不是这种仪器；未对其操作；请换驱动或端口。',
    '應答者不是這種儀器；未對其操作；請換驅動程式或連接埠。',
  ),
  'instrument/unknown-verb': three(
    'This instrument cannot do "{verb}"; nothing was sent.',
    '该仪器不支持“{verb}”；未发送任何命令。',
    '該儀器不支援「{verb}」；未傳送任何命令。',
  ),
  'instrument/bad-arguments': three(
    'The instrument was asked with a wrong "{argument}"; nothing was sent; correct the procedure.',
    '对仪器的请求中“{argument}”有误；未发送任何命令；请修正流程。',
    '對儀器的請求中「{argument}」有誤；未傳送任何命令；請修正流程。',
  ),
  'instrument/bad-args': three(
    'The instrument was asked for "{verb}" with wrong values; nothing was sent; correct the procedure.',
    '对仪器“{verb}”的请求参数有误；未发送任何命令；请修正流程。',
    '對儀器「{verb}」的請求參數有誤；未傳送任何命令；請修正流程。',
  ),
  'instrument/lost': three(
    'The instrument is gone ({why}); the run waits for it; plug it in again.',
    '仪器已断开（{why}）；运行正在等待；请重新接上。',
    '儀器已中斷（{why}）；執行正在等待；請重新接上。',
  ),
  'instrument/not-back': three(
    'The instrument "{role}" did not come back in time; the step was given up; check its cable and resume.',
    '仪器“{role}”未能及时恢复；该步骤已放弃；请检查线缆后继续。',
    '儀器「{role}」未能及時恢復；該步驟已放棄；請檢查線纜後繼續。',
  ),
  'instrument/other': three(
    'Another instrument than before came back as "{role}"; it was not used; plug in the one the run began with, into the same socket if it has no serial number.',
    '以“{role}”恢复的不是原来的仪器；未使用；请接回开始时的那台，若无序列号则须接回同一插口。',
    '以「{role}」恢復的不是原來的儀器；未使用；請接回開始時的那台，若無序號則須接回同一插孔。',
  ),
  'instrument/not-plugged-in': three(
    'The instrument {instrument} is not connected (it was {address}); nothing was sent to any other; plug it in again, into the same socket if it has no serial number.',
    '仪器 {instrument} 未连接（原为 {address}）；未向其他仪器发送任何内容；请重新接上，若无序列号则须接回同一插口。',
    '儀器 {instrument} 未連接（原為 {address}）；未向其他儀器傳送任何內容；請重新接上，若無序號則須接回同一插孔。',
  ),
  'instrument/none': three(
    'No instrument is there for "{role}"; the run did not begin; plug one in, see: ohmstead instruments.',
    '没有可用于“{role}”的仪器；运行未开始；请接上仪器，见 ohmstead instruments。',
    '沒有可用於「{role}」的儀器；執行未開始；請接上儀器，見 ohmstead instruments。',
  ),
  'instrument/not-open': three(
    'The instrument is not open; nothing was sent.',
    '仪器未打开；未发送任何命令。',
    '儀器未開啟；未傳送任何命令。',
  ),
  'instrument/open-timeout': three(
    'The instrument could not be opened within {afterMs} ms; it was given up; unplug it and plug it in again.',
    '在 {afterMs} 毫秒内未能打开仪器；已放弃；请重新插拔。',
    '在 {afterMs} 毫秒內未能開啟儀器；已放棄；請重新插拔。',
  ),
  'instrument/lease-revoked': three(
    'The right to command the instrument was taken back; the command was not sent.',
    '对仪器的操作权已收回；命令未发送。',
    '對儀器的操作權已收回；命令未傳送。',
  ),
  'instrument/released': three(
    'The instrument was given back already; the command was not sent.',
    '仪器已归还；命令未发送。',
    '儀器已歸還；命令未傳送。',
  ),
  'instrument/hung': three(
    'The driver of the instrument hangs; its process was ended and the outputs were made safe; the instrument is opened anew.',
    '仪器驱动失去响应；其进程已结束，输出已置于安全状态；将重新打开仪器。',
    '儀器驅動程式失去回應；其行程已結束，輸出已置於安全狀態；將重新開啟儀器。',
  ),
  'instrument/made-safe': three(
    'The outputs were made safe, and the instrument takes no commands until it is opened again.',
    '输出已置于安全状态；重新打开前仪器不接受命令。',
    '輸出已置於安全狀態；重新開啟前儀器不接受命令。',
  ),
  'instrument/out-of-step': three(
    'The conversation with {address} is out of step; the line was closed so that no answer is taken for another; open it again.',
    '与 {address} 的会话已错位；为避免应答张冠李戴已关闭线路；请重新打开。',
    '與 {address} 的會話已錯位；為避免應答張冠李戴已關閉線路；請重新開啟。',
  ),
  'supply/not-confirmed': three(
    'The power supply did not confirm {question} (wanted {wanted}, says {actual}); it was taken as not done; check the supply.',
    '电源未确认 {question}（要求 {wanted}，回报 {actual}）；视为未执行；请检查电源。',
    '電源未確認 {question}（要求 {wanted}，回報 {actual}）；視為未執行；請檢查電源。',
  ),
  'supply/out-of-range': three(
    '{what} {value} is more than the supply can give ({highest}); nothing was set; choose less.',
    '{what} {value} 超过电源上限（{highest}）；未作设置；请减小。',
    '{what} {value} 超過電源上限（{highest}）；未作設定；請減小。',
  ),
  'supply/no-channel': three(
    'The power supply has no channel {channel} (only 1 to {most}); nothing was sent; choose another channel.',
    '电源没有通道 {channel}（只有 1 至 {most}）；未发送任何命令；请另选通道。',
    '電源沒有通道 {channel}（只有 1 至 {most}）；未傳送任何命令；請另選通道。',
  ),
  'modbus/refused': three(
    'The instrument refused register {register} ({exception}); nothing was changed; it may be another model or firmware.',
    '仪器拒绝寄存器 {register}（{exception}）；未作更改；可能是其他型号或固件。',
    '儀器拒絕暫存器 {register}（{exception}）；未作更改；可能是其他型號或韌體。',
  ),
  'scpi/indefinite-block': three(
    'The instrument answered with a block of unknown length; the answer was not used.',
    '仪器返回了长度不定的数据块；未使用该应答。',
    '儀器傳回了長度不定的資料區塊；未使用該應答。',
  ),
  'scpi/not-a-block': three(
    'The instrument answered with something else than a data block; the answer was not used.',
    '仪器返回的不是数据块；未使用该应答。',
    '儀器傳回的不是資料區塊；未使用該應答。',
  ),
  'scpi/reply-too-long': three(
    'The answer of the instrument is longer than any should be; it was cut off and not used.',
    '仪器应答过长；已截断且未使用。',
    '儀器應答過長；已截斷且未使用。',
  ),
  'instrument/unreadable': three(
    'The answer "{answer}" of the instrument cannot be understood; it was not used; check that the right driver is chosen.',
    '无法理解仪器的应答“{answer}”；未使用；请确认选对了驱动。',
    '無法理解儀器的應答「{answer}」；未使用；請確認選對了驅動程式。',
  ),
  'instrument/refused': three(
    'The instrument refused {command}: {message} ({error}); it was left as it is; check its settings.',
    '仪器拒绝 {command}：{message}（{error}）；保持原状；请检查其设置。',
    '儀器拒絕 {command}：{message}（{error}）；保持原狀；請檢查其設定。',
  ),
  'instrument/changed': three(
    'Another instrument answers than before ({actual} instead of {expected}); its answer was not used; plug in the one that was there.',
    '应答的不是原来的仪器（应为 {expected}，实为 {actual}）；未使用；请接回原来的仪器。',
    '應答的不是原來的儀器（應為 {expected}，實為 {actual}）；未使用；請接回原來的儀器。',
  ),
};
