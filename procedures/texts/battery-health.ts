/** What the procedure `battery-health` says. */
import type { Texts } from '../language/index.ts';
import { phoneFindings, phoneStages, preflightFindings } from './preflight.ts';

export const title: Texts = { 'zh-CN': '电池健康检测', 'zh-TW': '電池健康檢測', en: 'Battery health' };

export const stages = {
  ...phoneStages,
  sources: {
    'zh-CN': '读取手机自带的健康数据',
    'zh-TW': '讀取手機自帶的健康資料',
    en: "Read the phone's own health data",
  },
  'charger-off': { 'zh-CN': '断开充电电源', 'zh-TW': '切斷充電電源', en: 'Charger off' },
  rest: { 'zh-CN': '静置后测开路电压', 'zh-TW': '靜置後測開路電壓', en: 'Rest, then open-circuit voltage' },
  load: { 'zh-CN': '处理器满载', 'zh-TW': '處理器滿載', en: 'Full processor load' },
  loaded: { 'zh-CN': '带载测电压和电流', 'zh-TW': '帶載測電壓與電流', en: 'Voltage and current under load' },
  warm: { 'zh-CN': '带载后测温升', 'zh-TW': '帶載後測溫升', en: 'Temperature after the load' },
} as const satisfies Record<string, Texts>;

export const measures = {
  health: {
    'zh-CN': '剩余容量（相对设计容量）',
    'zh-TW': '剩餘容量（相對設計容量）',
    en: 'Full charge against design',
  },
  openVoltage: { 'zh-CN': '开路电压', 'zh-TW': '開路電壓', en: 'Open-circuit voltage' },
  sag: { 'zh-CN': '满载压降', 'zh-TW': '滿載壓降', en: 'Sag under full load' },
  resistance: { 'zh-CN': '内阻', 'zh-TW': '內阻', en: 'Internal resistance' },
  temperatureRise: { 'zh-CN': '满载温升', 'zh-TW': '滿載溫升', en: 'Temperature rise under load' },
  cycles: { 'zh-CN': '充电循环次数', 'zh-TW': '充電循環次數', en: 'Charge cycles' },
  temperature: { 'zh-CN': '静置电池温度', 'zh-TW': '靜置電池溫度', en: 'Battery temperature at rest' },
  voltageDifference: {
    'zh-CN': '手机读数与万用表之差',
    'zh-TW': '手機讀值與三用電表之差',
    en: "Phone's voltage against the multimeter",
  },
} as const satisfies Record<string, Texts>;

export const prompts = {
  placeProbes: {
    'zh-CN': '把万用表表笔接到电池连接器（红正黑负），拨到直流电压档，并拔掉所有充电器。已接好？',
    'zh-TW': '把三用電表探棒接到電池連接器（紅正黑負），轉到直流電壓檔，並拔除所有充電器。已接好？',
    en: 'Put the multimeter probes on the battery connector (red +, black −), dial on DC volts, every charger off. Done?',
  },
} as const satisfies Record<string, Texts>;

export const pictures = {
  probesOnBattery: {
    'zh-CN': '拆开的手机，主板与电池之间是电池连接器：红表笔接正极，黑表笔接负极，万用表旋钮在直流电压档。',
    'zh-TW': '拆開的手機，主機板與電池之間是電池連接器：紅色探棒接正極，黑色探棒接負極，三用電表旋鈕在直流電壓檔。',
    en: 'The open phone with the battery connector between board and battery: red probe on plus, black probe on minus, the dial of the multimeter on DC volts.',
  },
} as const satisfies Record<string, Texts>;

export const findings = {
  ...preflightFindings,
  ...phoneFindings,
  'source-believed': {
    'zh-CN': '{source}（可信度 {confidence}）：{percent} %，采信，原文“{raw}”。',
    'zh-TW': '{source}（可信度 {confidence}）：{percent} %，採信，原文「{raw}」。',
    en: '{source} (confidence {confidence}): {percent} %, believed, raw "{raw}".',
  },
  'source-rejected': {
    'zh-CN': '{source}（可信度 {confidence}）：不采信（{why}），原文“{raw}”。',
    'zh-TW': '{source}（可信度 {confidence}）：不採信（{why}），原文「{raw}」。',
    en: '{source} (confidence {confidence}): not believed ({why}), raw "{raw}".',
  },
  'source-refused': {
    'zh-CN': '{source}（可信度 {confidence}）：手机拒绝读取，原文“{raw}”。',
    'zh-TW': '{source}（可信度 {confidence}）：手機拒絕讀取，原文「{raw}」。',
    en: '{source} (confidence {confidence}): refused by the phone, raw "{raw}".',
  },
  'source-absent': {
    'zh-CN': '{source}（可信度 {confidence}）：手机没有提供，原文“{raw}”。',
    'zh-TW': '{source}（可信度 {confidence}）：手機沒有提供，原文「{raw}」。',
    en: '{source} (confidence {confidence}): not told by the phone, raw "{raw}".',
  },
  'health-from': {
    'zh-CN': '采用 {source}，可信度 {confidence}。',
    'zh-TW': '採用 {source}，可信度 {confidence}。',
    en: 'The verdict uses {source}, confidence {confidence}.',
  },
  'sources-disagree': {
    'zh-CN': '{lowest} 说 {low} %，{highest} 说 {high} %，相差超过 7 点，不能判定。请做充放电实测。',
    'zh-TW': '{lowest} 說 {low} %，{highest} 說 {high} %，相差超過 7 點，無法判定。請做充放電實測。',
    en: '{lowest} says {low} %, {highest} says {high} %: more than 7 points apart, so nobody can decide. Measure a full charge.',
  },
  'no-source': {
    'zh-CN': '没有可信的健康数据（电量计被重置或手机拒绝提供）。请做充放电实测。',
    'zh-TW': '沒有可信的健康資料（電量計遭重置或手機拒絕提供）。請做充放電實測。',
    en: 'No health source can be believed (gauge reset, or the phone refuses). Measure a full charge.',
  },
  'probes-not-placed': {
    'zh-CN': '表笔未接好，电压和内阻没有测。',
    'zh-TW': '探棒未接好，電壓與內阻未測。',
    en: 'The probes were not placed; voltage and resistance were not measured.',
  },
  'probes-elsewhere': {
    'zh-CN': '万用表 {meter} V，手机 {phone} V，相差太大：表笔不在电池上，或其中一个读错了。',
    'zh-TW': '三用電表 {meter} V，手機 {phone} V，相差太大：探棒不在電池上，或其中一個讀錯了。',
    en: 'The multimeter shows {meter} V, the phone {phone} V: the probes are not on the battery, or one of the two is wrong.',
  },
  'voltages-differ': {
    'zh-CN': '手机电压与万用表相差 {millivolts} mV，超过 50 mV。',
    'zh-TW': '手機電壓與三用電表相差 {millivolts} mV，超過 50 mV。',
    en: "The phone's voltage and the multimeter differ by {millivolts} mV, more than 50 mV.",
  },
  'still-powered': {
    'zh-CN': '关断电源后手机仍显示有电源（{plugged}）。拔掉后重测。',
    'zh-TW': '關閉電源後手機仍顯示有電源（{plugged}）。拔除後重測。',
    en: 'With the charger off the phone still has power ({plugged}). Unplug it and measure again.',
  },
  'meter-without-uncertainty': {
    'zh-CN': '没有厂家精度数据适用于这台万用表的这个读数，带保护带的判定无法进行。',
    'zh-TW': '沒有原廠精度資料適用於這台三用電表的這個讀值，無法進行含保護帶的判定。',
    en: 'No accuracy that a maker has published holds for this reading of the multimeter, so a guarded decision is not possible.',
  },
  'meter-battery-low': {
    'zh-CN': '万用表显示自身电池电量低，厂家不再保证其读数，不予判定。更换万用表电池后重测。',
    'zh-TW': '三用電表顯示自身電池電量低，原廠不再保證其讀值，不予判定。更換電表電池後重測。',
    en: 'The multimeter shows that its own battery is low, and no maker vouches for its readings then: not decided. Change its battery and measure again.',
  },
  'load-too-small': {
    'zh-CN': '满载时电流只变化了 {amps} A，压降和内阻都说明不了问题，不作判定。',
    'zh-TW': '滿載時電流只變化 {amps} A，壓降與內阻都不具意義，不予判定。',
    en: 'The load changed the current by {amps} A only, too little for a sag or a resistance; neither is decided.',
  },
  'no-load-no-heat': {
    'zh-CN': '没有真正加上负载，温升不作判定。',
    'zh-TW': '未真正加上負載，溫升不予判定。',
    en: 'There was no real load, so the temperature rise is not decided.',
  },
  'meter-stands-still': {
    'zh-CN':
      '电流变化 {amps} A 时，手机测得电压下降 {phone} mV，万用表只降了 {meter} mV：万用表显示没有跟随电池（保持、相对或极值模式，或表笔脱落）。其读数不作判定；退出这些模式后重测。',
    'zh-TW':
      '電流變化 {amps} A 時，手機測得電壓下降 {phone} mV，三用電表只降了 {meter} mV：電表顯示未跟隨電池（保持、相對或極值模式，或探棒脫落）。其讀值不予判定；關閉這些模式後重測。',
    en: "With {amps} A more the phone's own voltage fell by {phone} mV and the multimeter's by {meter} mV: its display does not follow the battery (HOLD, REL or MIN/MAX, or a probe has slipped). Nothing it showed is decided; switch that off and measure again.",
  },
  'resistance-not-guarded': {
    'zh-CN': '手机电流没有标称精度，内阻按读数直接判定，不加保护带。',
    'zh-TW': '手機電流沒有標稱精度，內阻依讀值直接判定，不加保護帶。',
    en: "The phone's current has no stated accuracy: resistance is judged by its value alone, without a guard band.",
  },
} as const satisfies Record<string, Texts>;
