/**
 * Android's settings tables. Guarantees that a setting counts as put only after the phone has read it back, and that a
 * missing setting is `null` and not the word.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { CallOptions } from '../../contract/driver.ts';
import { refusalIn } from './parse/answer.ts';
import type { PhoneSession } from './phone-session.ts';
import { mustHaveWorked } from './refusal.ts';
import { type Answer, askAll, limited } from './shell-round.ts';
import { checked, quoted, settingKey } from './shell-words.ts';

export type SettingsTable = 'system' | 'global' | 'secure';

/** What the setting is now. */
export async function getSetting(
  session: PhoneSession,
  table: SettingsTable,
  key: string,
  options: CallOptions,
): Promise<{ readonly value: string | null }> {
  const command = limited(`settings get ${table} ${checked('key', key, settingKey)}`);
  const { get } = await askAll(session.link, { get: command }, { ...options, verbatim: true });
  return { value: settingIn(get) };
}

/** `null` deletes. Fails with `phone/setting-not-kept` when the phone says something else afterwards. */
export async function putSetting(
  session: PhoneSession,
  table: SettingsTable,
  key: string,
  value: string | null,
  options: CallOptions,
): Promise<void> {
  const name = `${table} ${checked('key', key, settingKey)}`;
  if (value !== null) checked('value', value, /^[^\r\n\0]{0,4000}$/);
  const { change, get } = await askAll(
    session.link,
    {
      change: limited(value === null ? `settings delete ${name}` : `settings put ${name} ${quoted(value)}`),
      get: limited(`settings get ${name}`),
    },
    { ...options, verbatim: true },
  );
  mustHaveWorked('setting', change);
  if (settingIn(get) !== value) throw new CodedError('phone/setting-not-kept', { table, key });
}

function settingIn(answer: Answer): string | null {
  const text = answer.text.replace(/\r?\n$/, '');
  if (answer.code !== 0 || refusalIn(text) !== undefined) mustHaveWorked('setting', answer);
  return text === 'null' ? null : text;
}
