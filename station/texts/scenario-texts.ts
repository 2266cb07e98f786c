/** What each scenario does to the simulated unit, in Chinese; the English sentence stands with the scenario itself. */
import type { Language } from '../../foundation/measurement/declaration.ts';

type Translated = Readonly<Record<Exclude<Language, 'en'>, string>>;

const two = (cn: string, tw: string): Translated => ({ 'zh-CN': cn, 'zh-TW': tw });

/** By the scenario's name; a test finds what is missing. */
export const scenarioTexts: Readonly<Record<string, Translated>> = {
  healthy: two(
    '正常手机：312 次循环后电池容量剩 92 %，内阻约 90 mΩ',
    '正常手機：312 次循環後電池容量剩 92 %，內阻約 90 mΩ',
  ),
  'aged-battery': two('电池容量仅为设计值的 71 %，带载时电压明显下降', '電池容量僅為設計值的 71 %，帶載時電壓明顯下降'),
  'gauge-reset': two(
    '电量计被重置，报出的是设计容量；没有任何可信的来源',
    '電量計被重設，報出的是設計容量；沒有任何可信的來源',
  ),
  'borderline-battery': two('电池容量为 80 %，正处于无法判定的保护带内', '電池容量為 80 %，正處於無法判定的保護帶內'),
  'dropped-call': two('每次通话 12 分钟后中断（原因 14，信号丢失）', '每次通話 12 分鐘後中斷（原因 14，訊號遺失）'),
  'remote-hangup': two('对方 10 分钟后挂断（原因 2）', '對方 10 分鐘後掛斷（原因 2）'),
  'weak-signal': two('工位处于信号盲区：RSRP 约 -118 dBm', '工位處於訊號盲區：RSRP 約 -118 dBm'),
  'link-loss': two(
    '耐久测试十分钟时数据线断开 60 秒：是一段空缺，不是结束',
    '耐久測試十分鐘時資料線斷開 60 秒：是一段空缺，不是結束',
  ),
  'long-link-loss': two('数据线断开 200 秒，超过运行所能等待的时间', '資料線斷開 200 秒，超過執行所能等待的時間'),
  reboot: two('耐久测试八分钟时手机自行重启', '耐久測試八分鐘時手機自行重新啟動'),
  'weak-charger': two('充电始终停在 5 V、7.5 W', '充電始終停在 5 V、7.5 W'),
  'charge-limit-on': two('机主开启了充电上限：不具备充电测试条件', '機主開啟了充電上限：不具備充電測試條件'),
  'loose-port': two('USB 接口三次接触不良', 'USB 連接埠三次接觸不良'),
  'gauge-lies': two('电量上升比充入的能量快三分之一', '電量上升比充入的能量快三分之一'),
  'stalled-video': two('15 分钟后画面停住，而播放器以为仍在播放', '15 分鐘後畫面停住，而播放器以為仍在播放'),
  'dropped-frames': two('每百帧丢失四帧', '每百幀遺失四幀'),
  overheating: two('某个部件多耗 4 W，热量散不出去：电池超过 45 °C', '某個零件多耗 4 W，熱量散不出去：電池超過 45 °C'),
};

/** A scenario that nobody has translated yet is described in English. */
export function scenarioText(
  { name, describes }: { readonly name: string; readonly describes: string },
  language: Language,
): string {
  return language === 'en' ? describes : (scenarioTexts[name]?.[language] ?? describes);
}
