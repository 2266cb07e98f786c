/**
 * What a meter is set to, in the person's words. Guarantees: what a driver calls by the trade's words (`voltage dc`) is
 * said in the person's language; what only the maker has a name for stays as it is.
 */
import type { Language, Texts } from '../../foundation/measurement/declaration.ts';
import type { Quantity } from '../../foundation/measurement/unit.ts';
import { three } from './three.ts';

const quantities: Readonly<Record<Quantity, Texts>> = {
  voltage: three('voltage', '电压', '電壓'),
  current: three('current', '电流', '電流'),
  resistance: three('resistance', '电阻', '電阻'),
  capacitance: three('capacitance', '电容', '電容'),
  frequency: three('frequency', '频率', '頻率'),
  'duty-cycle': three('duty cycle', '占空比', '工作週期'),
  temperature: three('temperature', '温度', '溫度'),
  'temperature-difference': three('temperature difference', '温差', '溫差'),
  time: three('time', '时间', '時間'),
  power: three('power', '功率', '功率'),
  charge: three('charge', '电荷量', '電荷量'),
  energy: three('energy', '电能', '電能'),
  ratio: three('ratio', '比率', '比率'),
  'signal-level': three('signal level', '信号强度', '訊號強度'),
  'loop-current': three('loop current', '环路电流', '迴路電流'),
  'rotation-rate': three('rotation rate', '转速', '轉速'),
  humidity: three('humidity', '湿度', '濕度'),
  gain: three('gain', '增益', '增益'),
  count: three('count', '计数', '計數'),
};

/** Said before the quantity, as in "DC voltage". */
const couplings: Readonly<Record<string, Texts>> = {
  dc: three('DC', '直流', '直流'),
  ac: three('AC', '交流', '交流'),
};

const others: Readonly<Record<string, Texts>> = {
  ...couplings,
  ...quantities,
  diode: three('diode test', '二极管', '二極體'),
  continuity: three('continuity', '通断', '通斷'),
  rel: three('REL', 'REL', 'REL'),
  any: three('any function', '任意功能', '任意功能'),
  unknown: three('a function that this driver does not know', '本驱动不认识的功能', '本驅動程式不認得的功能'),
  unsupported: three('a function that is not read', '不读取的功能', '不讀取的功能'),
};

/** `mode` as drivers write it: a quantity and its marks, `voltage dc diode`. */
export function modeText(mode: string, language: Language): string {
  const words = mode.split(' ').filter((word) => word !== '');
  const couplingFirst = [...words.filter(isCoupling), ...words.filter((word) => !isCoupling(word))];
  const said = couplingFirst.map(
    (word) => (Object.hasOwn(others, word) ? others[word]?.[language] : undefined) ?? word,
  );
  // Chinese words stand side by side; foreign ones keep their distance.
  return said.join(' ').replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

function isCoupling(word: string): boolean {
  return Object.hasOwn(couplings, word);
}
