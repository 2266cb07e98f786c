/** Names of models in the person's language, where a driver's own name of them is a description and no trade name. */
import type { Language, Texts } from '../../foundation/measurement/declaration.ts';
import { three } from './three.ts';

const described: Readonly<Record<string, Texts>> = {
  'Any Android 8 to 16 with USB debugging': three(
    'Any phone with Android 8 to 16 (USB debugging on)',
    'Android 8 至 16 的任意手机（已开启 USB 调试）',
    'Android 8 至 16 的任何手機（已開啟 USB 偵錯）',
  ),
  'Apple iPhone and iPad, as far as libimobiledevice tells': three(
    'Apple iPhone and iPad (as far as libimobiledevice tells)',
    'Apple iPhone 和 iPad（限 libimobiledevice 可读的内容）',
    'Apple iPhone 和 iPad（限 libimobiledevice 可讀的內容）',
  ),
};

/** What is known by its trade name alone stays as it is. */
export function modelText(name: string, language: Language): string {
  return described[name]?.[language] ?? name;
}
