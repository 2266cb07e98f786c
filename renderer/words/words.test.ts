import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../foundation/measurement/declaration.ts';
import type { Words } from './words.ts';
import { sayIn } from './words.ts';

const folder = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const renderer = path.join(folder, '..');

async function wordTables(): Promise<readonly (readonly [string, string, Words])[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('-words.ts'));
  const tables = await Promise.all(
    files.map(async (file) => {
      const module = (await import(path.join(folder, file))) as Record<string, Words>;
      return Object.entries(module).map(([name, words]) => [file, name, words] as const);
    }),
  );
  return tables.flat();
}

function sources(from: string): string[] {
  return readdirSync(from, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(from, entry.name);
    if (entry.isDirectory()) return sources(name);
    return /\.tsx?$/.test(name) && !/\.test\.tsx?$|-words\.ts$/.test(name) ? [name] : [];
  });
}

/** Words that are the same in a Chinese text: names, codes and signs of the trade. */
const untranslated = /^[\dA-Z{}\s./:…—·×±≤≥%+-]*$|^(IMEI|Ohmstead|PDF|JSON|CSV|USB|adb|Node)$/;
const onlySimplified = /[仪电压识别历运档选设备号机请检错误据为应过这还网络软硬盘导图标记录单击]/;
const onlyTraditional = /[儀電壓識別歷檔選設備號機請檢錯誤據為應過這還網絡軟硬盤導圖標記錄單擊]/;
/** Characters that both have. */
const both = new Set([...'別備硬']);

describe('the words of the screens', async () => {
  const tables = await wordTables();
  const all = tables.flatMap(([file, , words]) => Object.entries(words).map(([key, texts]) => ({ file, key, texts })));

  it('are there at all', () => expect(all.length).toBeGreaterThan(100));

  it('carry the same placeholders in each language', () => {
    for (const { file, key, texts } of all) {
      const found = languages.map((language) => (texts[language].match(/\{\w+\}/g) ?? []).sort().join());
      expect(new Set(found).size, `${file} ${key}`).toBe(1);
    }
  });

  it('are not left in English', () => {
    const left = all.filter(({ texts }) =>
      (['zh-CN', 'zh-TW'] as const).some((language) => texts[language] === texts.en && !untranslated.test(texts.en)),
    );
    expect(left.map(({ file, key }) => `${file} ${key}`)).toEqual([]);
  });

  it('do not mix the two kinds of Chinese', () => {
    const mixed = (language: Language, foreign: RegExp) =>
      all
        .filter(({ texts }) =>
          [...texts[language]].some((character) => foreign.test(character) && !both.has(character)),
        )
        .map(({ file, key, texts }) => `${file} ${key}: ${texts[language]}`);
    expect(mixed('zh-CN', new RegExp(onlyTraditional.source.replace(/[别备]/g, '')))).toEqual([]);
    expect(mixed('zh-TW', onlySimplified)).toEqual([]);
  });

  it('are all used by some screen', () => {
    const text = sources(renderer)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    // Names that instruments give their values are looked up as they come.
    const listed = all.filter(({ file }) => file !== 'value-words.ts');
    const unused = listed.filter(({ key }) => !new RegExp(`['"\`.]${key}\\b|\\b${key}:`).test(text));
    expect(unused.map(({ file, key }) => `${file} ${key}`)).toEqual([]);
  });

  it('show a parameter from outside as text, with control characters as numbers', () => {
    const say = sayIn({ hello: { en: 'Hello {name}', 'zh-CN': '{name}', 'zh-TW': '{name}' } }, 'en');
    expect(say('hello', { name: '\u202eevil' })).toBe('Hello \\u{202e}evil');
  });
});
