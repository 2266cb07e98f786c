/**
 * How a channel of an oscilloscope took its signal in, for people beside the curve. Guarantees: whatever makes the curve
 * another than the signal (AC, grounded, inverted) is told apart from what is only good to know (DC, the probe).
 */
import type { ScopeInput } from '../../foundation/capability/oscilloscope.ts';
import type { Language, Texts } from '../../foundation/measurement/declaration.ts';
import { three } from './three.ts';

export interface InputRemark {
  readonly text: string;
  /** The curve is not the signal itself. */
  readonly care: boolean;
}

const couplings: Readonly<Record<ScopeInput['coupling'], { readonly full: Texts; readonly short: Texts }>> = {
  dc: { full: three('DC coupling', '直流耦合', '直流耦合'), short: three('DC', '直流', '直流') },
  ac: {
    full: three('AC coupling: without the mean', '交流耦合：已隔除直流分量', '交流耦合：已隔除直流成分'),
    short: three('AC', '交流', '交流'),
  },
  ground: {
    full: three('input grounded: nothing of the signal', '输入接地：未接入信号', '輸入接地：未接入訊號'),
    short: three('grounded', '接地', '接地'),
  },
};
const inverted = {
  full: three('inverted: shown upside down', '反相显示：正负颠倒', '反相顯示：正負顛倒'),
  short: three('inverted', '反相', '反相'),
};
const probe = three('probe {factor}×', '探头 {factor}×', '探棒 {factor}×');
const noProbe = three('probe factor not known', '探头倍率未知', '探棒倍率不明');
const unknown = three('coupling and probe are not on record', '未记录耦合方式与探头倍率', '未記錄耦合方式與探棒倍率');

/** Coupling first, then inversion, then the factor of the probe that is set. */
export function inputRemarks(input: ScopeInput | undefined, language: Language): readonly InputRemark[] {
  if (input === undefined) return [{ text: unknown[language], care: true }];
  return [
    { text: couplings[input.coupling].full[language], care: input.coupling !== 'dc' },
    ...(input.inverted ? [{ text: inverted.full[language], care: true }] : []),
    { text: probeText(input.probe, language), care: false },
  ];
}

/** The same in a few words, for a list of several: `AC, inverted, probe 10×`. */
export function inputText(input: ScopeInput | undefined, language: Language): string {
  if (input === undefined) return unknown[language];
  const words = [couplings[input.coupling].short[language], ...(input.inverted ? [inverted.short[language]] : [])];
  return [...words, probeText(input.probe, language)].join(language === 'en' ? ', ' : '、');
}

function probeText(factor: number | undefined, language: Language): string {
  if (factor === undefined) return noProbe[language];
  return probe[language].replace('{factor}', String(Number(factor.toPrecision(6))));
}
