/** Small procedures that tests of the engine share. */
import { limit, min, procedure, prompt, q, sec, type Texts } from '../../procedures/language/index.ts';

/** One text for all languages; only tests may be so lazy. */
export const text = (words: string): Texts => ({ 'zh-CN': words, 'zh-TW': words, en: words });

/** Supply off, a rest reading, a prompt, a ten-minute soak, three measures. */
export const smallProcedure = procedure({
  id: 'small',
  version: '1.0.0',
  title: text('Small'),
  needs: { meter: 'Multimeter', supply: 'PowerSupply' },
  stages: { off: text('off'), rest: text('rest'), soak: text('soak') },
  measures: {
    open: limit.volts(text('Open')).between(3.5, 4.4).guarded(),
    sag: limit.volts(text('Sag')).atMost(0.3),
    lowest: limit.volts(text('Lowest')).atLeast(3.4),
    samples: limit.count(text('Samples')).atLeast(60),
  },
  prompts: { ready: prompt.confirm(text('Ready?')) },
  async run(t, { meter, supply }) {
    await t.establish(
      'off',
      () => supply.output({ on: false }),
      () => supply.output({ on: false }),
    );
    await t.confirm('ready');
    const open = await t.step(
      'rest',
      async () => {
        await t.sleep(min(1));
        return meter.read({ quantity: 'voltage' });
      },
      { timeout: min(3), retries: 1 },
    );
    await t.measure('open', open);
    const soak = await t.soak(
      'soak',
      { for: min(10), every: sec(10), onGap: { shorterThan: min(5), policy: 'extend' } },
      async () => ({ v: await meter.read({ quantity: 'voltage' }) }),
    );
    await t.measure('sag', q.minus(open, await soak.v.min()));
    await t.measure('lowest', await soak.v.min());
    await t.measure('samples', await soak.v.count());
  },
});
