/** What may be changed of the station itself. Errors are `input/…` codes that name the field. */
import * as v from 'valibot';
import { languages } from '../../foundation/measurement/declaration.ts';
import type { Validators } from '../../foundation/port/contract.ts';
import { filePath, finite, line, oneOf, validator } from './input-rules.ts';
import type { StationVerbs } from './station-api.ts';

export const themes = ['bright', 'dark', 'contrast'] as const;
export const sounds = ['off', 'low', 'high'] as const;

/** The fastest a simulated bench may run; beyond it timers lose their meaning. */
export const highestSpeed = 100_000;
const yesOrNo = v.boolean('input/invalid');
const nothing = v.strictObject({});
const onePath = v.strictObject({ path: filePath() });

/** Of each setting by itself, so that one damaged setting in the store does not take the others with it. */
export const settingRules = {
  name: line(),
  operator: v.nullable(line()),
  language: v.nullable(oneOf(languages)),
  theme: oneOf(themes),
  sound: oneOf(sounds),
  simulation: v.strictObject({ on: yesOrNo, speed: finite(0.001, highestSpeed), scenario: line() }),
  welcomed: yesOrNo,
} as const;

export const stationVerbValidators: Validators<StationVerbs> = {
  'station/settings': validator(nothing),
  'station/change': validator(
    v.strictObject({
      name: v.exactOptional(settingRules.name),
      operator: v.exactOptional(settingRules.operator),
      language: v.exactOptional(settingRules.language),
      theme: v.exactOptional(settingRules.theme),
      sound: v.exactOptional(settingRules.sound),
      simulation: v.exactOptional(settingRules.simulation),
      welcomed: v.exactOptional(settingRules.welcomed),
    }),
  ),
  'station/check': validator(nothing),
  'station/status': validator(nothing),
  'station/about': validator(nothing),
  'station/backup': validator(onePath),
  'station/restore': validator(onePath),
  'station/power': validator(v.strictObject({ event: oneOf(['suspend', 'resume']) })),
};
