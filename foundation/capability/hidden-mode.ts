/**
 * What a person may have switched on at a meter's front panel, so that its number is not the present value, while nothing
 * that the meter sends says so. Pure.
 */

export type HiddenMode = 'hold' | 'relative' | 'min-max' | 'peak';

/** As the keys are marked, in every language. */
export const panelWords: Readonly<Record<HiddenMode, string>> = {
  hold: 'HOLD',
  relative: 'REL',
  'min-max': 'MIN MAX',
  peak: 'PEAK',
};

export const hiddenModes = Object.keys(panelWords) as readonly HiddenMode[];
