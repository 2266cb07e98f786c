/** Reads a supply for a second and a half; for tests of who has the instrument. */
import { limit, procedure, sec } from '../../procedures/language/index.ts';
import { text } from './small-procedures.ts';

export default procedure({
  id: 'supply-reading',
  version: '1.0.0',
  title: text('Supply'),
  needs: { supply: 'PowerSupply' },
  stages: { read: text('read') },
  measures: { volts: limit.volts(text('Volts')).between(0, 40) },
  async run(t, { supply }) {
    const { voltage } = await t.step(
      'read',
      async () => {
        await t.sleep(sec(1.5));
        return supply.measure();
      },
      { timeout: sec(20) },
    );
    await t.measure('volts', voltage);
  },
});
