/** Everything a shipped procedure says exists in three languages, each in its own characters and with the same parameters. */
import { describe, expect, it } from 'vitest';
import type { Texts } from '../../foundation/measurement/declaration.ts';
import { shippedBundle, shippedIds } from '../support/shipped.ts';

/** Characters of one writing whose word is written otherwise in the other; enough to catch a text in the wrong place. */
const simplified =
  /[电测压机时间应线显开关级数据读设备静载满环温断续过总带诊详质检终输运动视频灯贴换对内处后无气压连结断开们这为并进选项个该从两亚产仅价传伤体侧储光录归当态愿户报择护担拨拟]/u;
const traditional =
  /[電測壓機時間應線顯開關級數據讀設備靜載滿環溫斷續過總帶診詳質檢終輸運動視頻燈貼換對處後無氣連結們這為並進選項個該從兩亞產僅價傳傷體側儲錄歸當態願戶報擇護擔撥擬]/u;

interface Named {
  readonly where: string;
  readonly texts: Texts;
}

async function allTexts(id: (typeof shippedIds)[number]): Promise<Named[]> {
  const { declared } = await shippedBundle(id);
  const table = (name: string, texts: Readonly<Record<string, Texts>>): Named[] =>
    Object.entries(texts).map(([key, each]) => ({ where: `${name}.${key}`, texts: each }));
  const measures = Object.fromEntries(Object.entries(declared.measures).map(([key, { title }]) => [key, title]));
  const prompts = Object.fromEntries(Object.entries(declared.prompts).map(([key, { text }]) => [key, text]));
  const options = Object.values(declared.prompts).flatMap((prompt) =>
    prompt.kind === 'choose' ? table('option', prompt.options) : [],
  );
  const pictures = Object.entries(declared.prompts).flatMap(([key, { picture }]) =>
    picture === undefined ? [] : [{ where: `picture ${key}`, texts: picture.shows }],
  );
  return [
    ...pictures,
    { where: 'title', texts: declared.title },
    ...table('stages', declared.stages),
    ...table('measures', measures),
    ...table('prompts', prompts),
    ...options,
    ...table('findings', declared.findings),
  ];
}

const parametersOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe.each(shippedIds)('%s', (id) => {
  it('has every text in every language, with the same parameters', async () => {
    for (const { where, texts } of await allTexts(id)) {
      for (const language of ['zh-CN', 'zh-TW', 'en'] as const) {
        expect(texts[language].trim(), `${where} ${language}`).not.toBe('');
        expect(parametersOf(texts[language]), `${where} ${language}`).toEqual(parametersOf(texts.en));
      }
    }
  });

  it('writes each Chinese in its own characters, and English without any', async () => {
    for (const { where, texts } of await allTexts(id)) {
      const wrong = [...texts['zh-TW'].matchAll(all(simplified, traditional))].map(String);
      wrong.push(...[...texts['zh-CN'].matchAll(all(traditional, simplified))].map(String));
      expect({ where, wrong }).toEqual({ where, wrong: [] });
      expect(texts.en, where).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

/** Characters of `own` that the other list does not have as well. */
function all(own: RegExp, other: RegExp): RegExp {
  const characters = [...own.source].filter(
    (character) => !'[]'.includes(character) && !other.source.includes(character),
  );
  return new RegExp(`[${characters.join('')}]`, 'gu');
}
