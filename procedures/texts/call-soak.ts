/** What the procedure `call-soak` says. */
import type { Texts } from '../language/index.ts';
import { phoneFindings, phoneStages, preflightFindings } from './preflight.ts';

export const title: Texts = {
  'zh-CN': '通话测试（30 分钟）',
  'zh-TW': '通話測試（30 分鐘）',
  en: 'Call soak, 30 minutes',
};

export const stages = {
  ...phoneStages,
  line: {
    'zh-CN': '接管通话（结束时挂断）',
    'zh-TW': '接管通話（結束時掛斷）',
    en: 'Take the line (hung up at the end)',
  },
  dial: { 'zh-CN': '拨号并接通', 'zh-TW': '撥號並接通', en: 'Dial and connect' },
  talk: { 'zh-CN': '通话 30 分钟', 'zh-TW': '通話 30 分鐘', en: 'Talk for 30 minutes' },
  'dial-again': { 'zh-CN': '掉线后重拨', 'zh-TW': '斷線後重撥', en: 'Dial again after a drop' },
  'talk-again': {
    'zh-CN': '第二次通话 30 分钟',
    'zh-TW': '第二次通話 30 分鐘',
    en: 'Talk for 30 minutes, second time',
  },
} as const satisfies Record<string, Texts>;

export const measures = {
  setUp: { 'zh-CN': '接通用时', 'zh-TW': '接通用時', en: 'Call set-up' },
  talkTime: { 'zh-CN': '连续通话时间', 'zh-TW': '連續通話時間', en: 'Continuous talk time' },
  outOfService: { 'zh-CN': '无服务时间', 'zh-TW': '無服務時間', en: 'Time out of service' },
  hottest: { 'zh-CN': '电池最高温度', 'zh-TW': '電池最高溫度', en: 'Hottest battery' },
  signal: { 'zh-CN': '信号强度 RSRP（中位数）', 'zh-TW': '訊號強度 RSRP（中位數）', en: 'Signal, median RSRP' },
  levelUsed: { 'zh-CN': '耗电', 'zh-TW': '耗電', en: 'Charge used' },
} as const satisfies Record<string, Texts>;

export const prompts = {
  peerNumber: {
    'zh-CN': '对端（自动应答的测试机或回声线路）的号码？',
    'zh-TW': '對端（自動接聽的測試機或回音線路）的號碼？',
    en: 'Number of the peer (auto-answering bench phone or echo line)?',
  },
} as const satisfies Record<string, Texts>;

export const findings = {
  ...preflightFindings,
  ...phoneFindings,
  'number-unusable': {
    'zh-CN': '填写的号码不能拨打（只允许数字、+、*、#），通话没有测。',
    'zh-TW': '填寫的號碼無法撥打（只允許數字、+、*、#），通話未測。',
    en: 'The number given cannot be dialled (digits, +, * and # only); no call was made.',
  },
  'radio-off': {
    'zh-CN': '拨号时射频关闭（原因 17）。',
    'zh-TW': '撥號時射頻關閉（原因 17）。',
    en: 'The radio switched off while dialling (cause 17).',
  },
  'not-connected': {
    'zh-CN': '30 秒内没有接通（挂断原因 {cause}）。检查对端是否自动应答、手机是否停在选卡界面。',
    'zh-TW': '30 秒內未接通（掛斷原因 {cause}）。檢查對端是否自動接聽、手機是否停在選卡畫面。',
    en: 'Not connected within 30 s (disconnect cause {cause}). Does the peer answer by itself? Does the phone ask which SIM?',
  },
  'dropped-once': {
    'zh-CN': '第 {seconds} 秒掉线（原因 {cause}），按规定重拨一次。',
    'zh-TW': '第 {seconds} 秒斷線（原因 {cause}），依規定重撥一次。',
    en: 'The call dropped after {seconds} s (cause {cause}); it is repeated once.',
  },
  'call-dropped': {
    'zh-CN':
      '两次通话都掉线：{first} 秒（原因 {firstCause}）和 {second} 秒（原因 {secondCause}）。检查天线、射频和供电。',
    'zh-TW':
      '兩次通話都斷線：{first} 秒（原因 {firstCause}）與 {second} 秒（原因 {secondCause}）。檢查天線、射頻與供電。',
    en: 'Both calls dropped: after {first} s (cause {firstCause}) and {second} s (cause {secondCause}). Look at antenna, radio and supply.',
  },
  intermittent: {
    'zh-CN': '第一次掉线（{seconds} 秒，原因 {cause}），第二次正常：间歇性故障，由质检决定。',
    'zh-TW': '第一次斷線（{seconds} 秒，原因 {cause}），第二次正常：間歇性故障，由品管決定。',
    en: 'The first call dropped ({seconds} s, cause {cause}), the second held: intermittent, quality assurance decides.',
  },
  'hung-up-there': {
    'zh-CN': '对端在第 {seconds} 秒挂断（原因 2），不能算本机问题。查看对端记录后重测。',
    'zh-TW': '對端在第 {seconds} 秒掛斷（原因 2），不能算本機問題。查看對端紀錄後重測。',
    en: "The other end hung up after {seconds} s (cause 2), which is not this phone's fault. See the peer's log and run again.",
  },
  'hung-up-here': {
    'zh-CN': '第 {seconds} 秒有人在本机挂断（原因 3）。重测，期间不要碰手机。',
    'zh-TW': '第 {seconds} 秒有人在本機掛斷（原因 3）。重測，期間勿碰手機。',
    en: 'Someone hung up on this phone after {seconds} s (cause 3). Run again and leave the phone alone.',
  },
  'ended-otherwise': {
    'zh-CN': '通话在第 {seconds} 秒结束，原因 {cause} 说明不了谁的问题。重测。',
    'zh-TW': '通話在第 {seconds} 秒結束，原因 {cause} 無法說明是誰的問題。重測。',
    en: 'The call ended after {seconds} s with cause {cause}, which tells nothing about whose fault it is. Run again.',
  },
  'service-not-told': {
    'zh-CN': '通话中 {percent} % 的时间手机没有给出网络服务状态，无服务时间不作判定。',
    'zh-TW': '通話中 {percent} % 的時間手機沒有回報網路服務狀態，無服務時間不予判定。',
    en: 'For {percent} % of the call the phone did not tell whether it had service; the time out of service is not decided.',
  },
  'signal-too-weak': {
    'zh-CN': '工位信号太弱（RSRP 中位数 {dbm} dBm，低于 −115），不能判定通话。换到信号好的位置重测。',
    'zh-TW': '工位訊號太弱（RSRP 中位數 {dbm} dBm，低於 −115），無法判定通話。換到訊號好的位置重測。',
    en: 'Reception at the bench is too weak (median RSRP {dbm} dBm, under −115) to judge a call. Run again where it is better.',
  },
  'cannot-tell': {
    'zh-CN': '一分钟内无法确认是否在通话（三个见证中不足两个可用）。',
    'zh-TW': '一分鐘內無法確認是否通話中（三個見證中不足兩個可用）。',
    en: 'For a minute nobody could tell whether the call was up (fewer than two of three witnesses).',
  },
  'too-hot': {
    'zh-CN': '电池超过 48 °C，已停止通话测试。',
    'zh-TW': '電池超過 48 °C，已停止通話測試。',
    en: 'The battery went over 48 °C; the test was stopped.',
  },
  rebooted: {
    'zh-CN': '通话中手机自行重启。',
    'zh-TW': '通話中手機自行重新開機。',
    en: 'The phone restarted by itself during the call.',
  },
} as const satisfies Record<string, Texts>;
