/** Has the supply until a person lets it go on; for tests of who waits for whom. */
import { limit, procedure, prompt } from '../../procedures/language/index.ts';
import { text } from './small-procedures.ts';

export default procedure({
  id: 'held-supply',
  version: '1.0.0',
  title: text('Held supply'),
  needs: { supply: 'PowerSupply' },
  stages: { read: text('read') },
  measures: { volts: limit.volts(text('Volts')).between(0, 40) },
  prompts: { go: prompt.confirm(text('Go on?')) },
  async run(t, { supply }) {
    await t.confirm('go');
    const { voltage } = await t.step('read', () => supply.measure());
    await t.measure('volts', voltage);
  },
});
