/** What the procedure `fast-charge` says. */
import type { Texts } from '../language/index.ts';
import { phoneFindings, phoneStages, preflightFindings } from './preflight.ts';

export const title: Texts = {
  'zh-CN': '快充测试（30 分钟）',
  'zh-TW': '快充測試（30 分鐘）',
  en: 'Fast charge, 30 minutes',
};

export const stages = {
  ...phoneStages,
  before: { 'zh-CN': '记录插入前的读数', 'zh-TW': '記錄插入前的讀值', en: 'Readings before plugging in' },
  negotiation: { 'zh-CN': '观察快充握手', 'zh-TW': '觀察快充交握', en: 'Watch the charger negotiate' },
  charge: { 'zh-CN': '充电 30 分钟', 'zh-TW': '充電 30 分鐘', en: 'Charge for 30 minutes' },
} as const satisfies Record<string, Texts>;

export const measures = {
  negotiated: { 'zh-CN': '握手后的最大功率', 'zh-TW': '交握後的最大功率', en: 'Highest power while negotiating' },
  gained: { 'zh-CN': '充入电量', 'zh-TW': '充入電量', en: 'Percent gained' },
  gainedOfReference: {
    'zh-CN': '充入电量（相对该功率的参考值）',
    'zh-TW': '充入電量（相對該功率的參考值）',
    en: 'Percent gained against the reference of the class',
  },
  interruptions: {
    'zh-CN': '充电中断次数（超过 2 秒）',
    'zh-TW': '充電中斷次數（超過 2 秒）',
    en: 'Interruptions over 2 s',
  },
  hottest: { 'zh-CN': '电池最高温度', 'zh-TW': '電池最高溫度', en: 'Hottest battery' },
  temperatureRise: { 'zh-CN': '电池温升', 'zh-TW': '電池溫升', en: 'Battery temperature rise' },
  energy: { 'zh-CN': '电表记录的能量', 'zh-TW': '電表記錄的能量', en: 'Energy at the USB meter' },
  energyBalance: {
    'zh-CN': '电池得到的能量（相对电表）',
    'zh-TW': '電池得到的能量（相對電表）',
    en: 'Energy into the battery against the meter',
  },
} as const satisfies Record<string, Texts>;

export const prompts = {
  chargerClass: {
    'zh-CN': '手机和充电器共同支持的功率？（使用店内基准充电器和标记数据线）',
    'zh-TW': '手機與充電器共同支援的功率？（使用店內基準充電器與標記傳輸線）',
    en: 'Power that both the phone and the charger support? (Use the house reference charger and the marked cable.)',
  },
  plugCharger: {
    'zh-CN': '把充电器经 USB 电表接到手机，熄屏，开飞行模式。已插好？',
    'zh-TW': '將充電器經 USB 電表接到手機，關閉螢幕，開啟飛航模式。已插好？',
    en: 'Plug the charger through the USB meter into the phone, screen off, airplane mode on. Done?',
  },
  unplugCharger: {
    'zh-CN': '拔下充电器。已拔下？',
    'zh-TW': '拔下充電器。已拔下？',
    en: 'Take the charger off. Done?',
  },
} as const satisfies Record<string, Texts>;

export const pictures = {
  chargerThroughMeter: {
    'zh-CN': '从左到右：1 充电器，2 USB 电表，3 熄屏并开启飞行模式的手机。不要绕过电表直接连接。',
    'zh-TW': '由左至右：1 充電器，2 USB 電表，3 已關閉螢幕並開啟飛航模式的手機。不可繞過電表直接連接。',
    en: 'From left to right: 1 the charger, 2 the USB meter, 3 the phone with its screen off and in airplane mode. No cable goes past the meter.',
  },
} as const satisfies Record<string, Texts>;

export const classes = {
  w10: { 'zh-CN': '10 W（5 V）', 'zh-TW': '10 W（5 V）', en: '10 W (5 V)' },
  w20: { 'zh-CN': '18–20 W', 'zh-TW': '18–20 W', en: '18 to 20 W' },
  w30: { 'zh-CN': '25–30 W', 'zh-TW': '25–30 W', en: '25 to 30 W' },
  w45: { 'zh-CN': '45 W', 'zh-TW': '45 W', en: '45 W' },
  w65: { 'zh-CN': '65 W 及以上', 'zh-TW': '65 W 以上', en: '65 W and more' },
} as const satisfies Record<string, Texts>;

export const findings = {
  ...preflightFindings,
  ...phoneFindings,
  'not-plugged': {
    'zh-CN': '充电器没有插上，充电没有测。',
    'zh-TW': '充電器未插上，充電未測。',
    en: 'The charger was not plugged in; charging was not tested.',
  },
  'meter-counts-no-energy': {
    'zh-CN': '这台 USB 电表不累计能量：能量及其平衡不作记录，其余照常判定。',
    'zh-TW': '這台 USB 電表不累計能量：能量及其平衡不予記錄，其餘照常判定。',
    en: 'This USB meter counts no energy: energy and its balance are left out, everything else is judged.',
  },
  'meter-stands-still': {
    'zh-CN': 'USB 电表的电压和电流一位不变：它没有在测量，中断次数不作判定。检查电表后重测。',
    'zh-TW': 'USB 電表的電壓與電流一位不變：它並未量測，中斷次數不予判定。檢查電表後重測。',
    en: 'Voltage and current of the USB meter never changed by a digit: it did not measure, so interruptions are not decided. Look at the meter and run again.',
  },
  'nothing-flows': {
    'zh-CN': '电表上有 {volts} V 但没有电流。检查数据线是否插到底，换线后重测；仍然没有电流就查尾插。',
    'zh-TW': '電表上有 {volts} V 但沒有電流。檢查傳輸線是否插到底，換線後重測；仍無電流就檢查充電孔。',
    en: 'The meter shows {volts} V and no current. Push the cable home, swap it and run again; if it stays so, look at the port.',
  },
  'no-negotiation': {
    'zh-CN': '快充没有握手成功：最高 {volts} V、{watts} W。换充电器和线各测一次，仍如此则查充电芯片。',
    'zh-TW': '快充交握失敗：最高 {volts} V、{watts} W。更換充電器與線各測一次，仍如此則檢查充電晶片。',
    en: 'Fast charging was not negotiated: {volts} V and {watts} W at best. With a second charger and cable the same, suspect the charging IC.',
  },
  'too-hot': {
    'zh-CN': '电池达到 48 °C，已停止充电测试。',
    'zh-TW': '電池達到 48 °C，已停止充電測試。',
    en: 'The battery reached 48 °C; the test was stopped.',
  },
  'heating-too-fast': {
    'zh-CN': '电池升温超过每分钟 3 K，已停止充电测试。',
    'zh-TW': '電池升溫超過每分鐘 3 K，已停止充電測試。',
    en: 'The battery heated by more than 3 K a minute; the test was stopped.',
  },
  rebooted: {
    'zh-CN': '充电时手机自行重启。',
    'zh-TW': '充電時手機自行重新開機。',
    en: 'The phone restarted by itself while charging.',
  },
  'stopped-early': {
    'zh-CN': '充电 {minutes} 分钟后停止，不足 30 分钟，充入电量不作判定。',
    'zh-TW': '充電 {minutes} 分鐘後停止，不足 30 分鐘，充入電量不予判定。',
    en: 'Stopped after {minutes} minutes of 30, so what was gained is not judged.',
  },
} as const satisfies Record<string, Texts>;
