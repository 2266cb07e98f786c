/** A small procedure for the tests of the language and the lanes: one of everything. */
import { limit, min, procedure, prompt, q, sec, type Texts } from '../../procedures/language/index.ts';

const text = (en: string): Texts => ({ 'zh-CN': `${en}(简)`, 'zh-TW': `${en}(繁)`, en });

export default procedure({
  id: 'example',
  version: '1.0.0',
  title: text('Example'),
  needs: { phone: 'Phone', meter: 'Multimeter' },
  stages: { load: text('Full load'), idle: text('Idle voltage'), loaded: text('Under load'), watch: text('Watch') },
  measures: {
    sag: limit.volts(text('Sag')).atMost(0.25).guarded(),
    hottest: limit.celsius(text('Hottest')).atMost(45),
    samples: limit.count(text('Samples')).atLeast(5),
  },
  prompts: { ready: prompt.confirm(text('Probes placed?')) },
  findings: { 'not-ready': text('The probes were not placed.') },
  async run(t, { phone, meter }) {
    if (!(await t.confirm('ready'))) return t.fault('not-ready');
    const idle = await t.step('idle', () => meter.read({ quantity: 'voltage' }), { timeout: sec(30), retries: 1 });
    await t.establish(
      'load',
      () => phone.load({ percent: 100 }),
      () => phone.load({ percent: 0 }),
    );
    const loaded = await t.step('loaded', async () => {
      await t.sleep(sec(10));
      return meter.read({ quantity: 'voltage' });
    });
    await t.measure('sag', q.minus(idle, loaded));
    const soak = await t.soak('watch', { for: min(60), every: sec(5) }, async () => {
      const { battery } = await phone.sample({ battery: true });
      const voltage = await meter.read({ quantity: 'voltage' });
      return { temperature: battery.temperature, level: battery.level, voltage };
    });
    await t.measure('hottest', await soak.temperature.max());
    await t.measure('samples', await soak.voltage.count());
  },
});
