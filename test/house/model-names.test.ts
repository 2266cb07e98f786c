import { expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import { modelText } from '../../station/texts/model-text.ts';

/** Three words in a row that no maker would print on a case. */
const sentence = /\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/;

it('a model that is a description and no trade name is described in every language', () => {
  const described = catalogue
    .flatMap(({ manifest }) => manifest.models.map(({ make, model }) => `${make} ${model}`))
    .filter((name) => sentence.test(name));
  expect(described.length).toBeGreaterThan(0);
  for (const name of described)
    for (const language of ['zh-CN', 'zh-TW'] as const) expect(modelText(name, language)).not.toBe(name);
});
