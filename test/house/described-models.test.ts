/** A model whose name is an English description is said in the person's language. */
import { expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import { modelText } from '../../station/texts/model-text.ts';

/** Words that no trade name has: it is a description then. */
const description = /\b(any|with|to|and|other)\b/i;

it('every described model of the catalogue has words in both kinds of Chinese', () => {
  const names = catalogue.flatMap(({ manifest }) => manifest.models.map(({ make, model }) => `${make} ${model}`));
  const descriptions = names.filter((name) => /^Any\b/.test(name) && description.test(name));
  expect(descriptions).not.toEqual([]);
  for (const name of descriptions)
    for (const language of ['zh-CN', 'zh-TW'] as const)
      expect(modelText(name, language), `${name} ${language}`).toMatch(/\p{Script=Han}/u);
  expect(modelText('UNI-T UT61E', 'zh-CN')).toBe('UNI-T UT61E');
});
