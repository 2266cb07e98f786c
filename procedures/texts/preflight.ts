/** What is said when a phone is not ready, and what every phone procedure may find. */
import type { Texts } from '../language/index.ts';

/** Items of the preflight, each with its instruction. */
export const preflightFindings = {
  'values-overridden': {
    'zh-CN': '未就绪：电池读数被人为改写（dumpsys battery set）。执行 dumpsys battery reset 后重试。',
    'zh-TW': '未就緒：電池讀數遭人為改寫（dumpsys battery set）。執行 dumpsys battery reset 後再試。',
    en: 'Not ready: someone has overridden the battery readings (dumpsys battery set). Run dumpsys battery reset and start again.',
  },
  'temperature-unknown': {
    'zh-CN': '未就绪：手机没有给出电池温度。重新连接后重试。',
    'zh-TW': '未就緒：手機沒有回報電池溫度。重新連接後再試。',
    en: 'Not ready: the phone tells no battery temperature. Reconnect it and start again.',
  },
  'temperature-out-of-range': {
    'zh-CN': '未就绪：电池 {celsius} °C，应在 {coldest}–{hottest} °C。放置到室温后重试。',
    'zh-TW': '未就緒：電池 {celsius} °C，應在 {coldest}–{hottest} °C。靜置到室溫後再試。',
    en: 'Not ready: the battery is at {celsius} °C, it must be within {coldest} to {hottest} °C. Let it come to room temperature.',
  },
  'level-unknown': {
    'zh-CN': '未就绪：手机没有给出电量。重新连接后重试。',
    'zh-TW': '未就緒：手機沒有回報電量。重新連接後再試。',
    en: 'Not ready: the phone tells no battery level. Reconnect it and start again.',
  },
  'level-out-of-range': {
    'zh-CN': '未就绪：电量 {level} %，本流程需要 {low}–{high} %。先充电或放电。',
    'zh-TW': '未就緒：電量 {level} %，本流程需要 {low}–{high} %。請先充電或放電。',
    en: 'Not ready: the battery is at {level} %, this procedure needs {low} to {high} %. Charge or discharge it first.',
  },
  'charge-limit-on': {
    'zh-CN': '未就绪：手机开启了充电上限或自适应充电（{words}）。关闭后重试，交机前恢复。',
    'zh-TW': '未就緒：手機開啟了充電上限或最適化充電（{words}）。關閉後再試，交機前恢復。',
    en: 'Not ready: a charge limit or adaptive charging is on ({words}). Switch it off, start again, and switch it back on before handing out.',
  },
  'already-powered': {
    'zh-CN': '未就绪：手机已经在供电（{plugged}）。拔掉所有充电器后重试。',
    'zh-TW': '未就緒：手機已接上電源（{plugged}）。拔除所有充電器後再試。',
    en: 'Not ready: the phone already has power ({plugged}). Take off every charger and start again.',
  },
  'screen-locked': {
    'zh-CN': '未就绪：屏幕已锁定。解锁并保持在桌面后重试。',
    'zh-TW': '未就緒：螢幕已鎖定。解鎖並停在主畫面後再試。',
    en: 'Not ready: the screen is locked. Unlock it, leave it on the home screen and start again.',
  },
  'storage-full': {
    'zh-CN': '未就绪：手机剩余空间不足。腾出空间后重试。',
    'zh-TW': '未就緒：手機剩餘空間不足。清出空間後再試。',
    en: 'Not ready: there is too little free space on the phone. Make room and start again.',
  },
  'no-sim': {
    'zh-CN': '未就绪：没有可用的 SIM 卡。插入测试卡后重试。',
    'zh-TW': '未就緒：沒有可用的 SIM 卡。插入測試卡後再試。',
    en: 'Not ready: there is no usable SIM. Insert the bench SIM and start again.',
  },
  'no-service': {
    'zh-CN': '未就绪：手机没有注册到网络（{state}）。检查飞行模式和信号后重试。',
    'zh-TW': '未就緒：手機沒有註冊到網路（{state}）。檢查飛航模式與訊號後再試。',
    en: 'Not ready: the phone is not registered on a network ({state}). Check airplane mode and reception and start again.',
  },
} as const satisfies Record<string, Texts>;

export type PreflightCode = keyof typeof preflightFindings;

/** What any phone procedure may note or find. */
export const phoneFindings = {
  unit: {
    'zh-CN': '被测设备：{brand} {model}，序列号 {serial}，Android {android}。',
    'zh-TW': '受測裝置：{brand} {model}，序號 {serial}，Android {android}。',
    en: 'Unit under test: {brand} {model}, serial {serial}, Android {android}.',
  },
  'software-modified': {
    'zh-CN': '系统软件被修改过（引导加载程序已解锁或校验未通过）。',
    'zh-TW': '系統軟體遭修改（開機載入程式已解鎖或驗證未通過）。',
    en: 'The system software has been modified (boot loader unlocked or not verified).',
  },
  'no-value': {
    'zh-CN': '没有得到可用的读数（{status}），无法判定。检查仪器连接后重测。',
    'zh-TW': '沒有取得可用的讀值（{status}），無法判定。檢查儀器連接後重測。',
    en: 'No usable reading was obtained ({status}), so this cannot be decided. Check the instrument and measure again.',
  },
  'not-told': {
    'zh-CN': '手机没有给出此项（{what}），不作判定。',
    'zh-TW': '手機沒有回報此項（{what}），不予判定。',
    en: 'The phone does not tell this ({what}); it is not judged.',
  },
  'temperature-stands-still': {
    'zh-CN': '整个过程中电池温度一直是 {celsius} °C，一位不变：传感器可能是固定电阻，或读数没有更新，不作判定。',
    'zh-TW': '整個過程中電池溫度一直是 {celsius} °C，一位不變：感測器可能是固定電阻，或讀值未更新，不予判定。',
    en: "The battery's temperature stayed at {celsius} °C all the time, to the last digit: its sensor may be a fixed resistor, or the reading is not renewed. It is not decided.",
  },
  'too-many-holes': {
    'zh-CN': '{percent} % 的采样缺失，超过 10 %，无法判定。检查数据线后重测。',
    'zh-TW': '{percent} % 的取樣缺失，超過 10 %，無法判定。檢查傳輸線後重測。',
    en: '{percent} % of the samples are missing, more than a tenth, so this cannot be decided. Check the cable and run again.',
  },
} as const satisfies Record<string, Texts>;

/** Stages that every phone procedure begins with. */
export const phoneStages = {
  claim: { 'zh-CN': '核对设备', 'zh-TW': '核對裝置', en: 'Identify the unit' },
  preflight: { 'zh-CN': '检查测试条件', 'zh-TW': '檢查測試條件', en: 'Check the conditions' },
} as const satisfies Record<string, Texts>;
