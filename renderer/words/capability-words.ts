/** The kinds of instruments that procedures ask for. */
import { three } from '../../station/texts/three.ts';
import type { Words } from './words.ts';

export const capabilityWords = {
  Multimeter: three('multimeter', '万用表', '三用電表'),
  PowerSupply: three('power supply', '可调电源', '電源供應器'),
  Phone: three('phone', '手机', '手機'),
  Oscilloscope: three('oscilloscope', '示波器', '示波器'),
  UsbMeter: three('USB meter', 'USB 电表', 'USB 電表'),
  SolderingStation: three('soldering station', '焊台', '焊台'),
  Thermometer: three('thermometer', '温度计', '溫度計'),
  ElectronicLoad: three('electronic load', '电子负载', '電子負載'),
} as const satisfies Words;
