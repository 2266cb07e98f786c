/** A procedure that captures waveforms, which none of the shipped ones does: for what a record with one looks like. */
import { limit, procedure, prompt, sec } from '../../../procedures/language/index.ts';

export default procedure({
  id: 'charger-ripple',
  version: '1.0.0',
  title: { en: 'Charger ripple', 'zh-CN': '充电器纹波', 'zh-TW': '充電器漣波' },
  needs: { scope: 'Oscilloscope' },
  stages: { look: { en: 'Ripple of the charger', 'zh-CN': '充电器的纹波', 'zh-TW': '充電器的漣波' } },
  measures: {
    ripple: limit.volts({ en: 'Ripple', 'zh-CN': '纹波', 'zh-TW': '漣波' }).atMost(0.5),
  },
  prompts: {
    'plug-charger': prompt.confirm({
      en: 'Plug the charger in.',
      'zh-CN': '请插上充电器。',
      'zh-TW': '請插上充電器。',
    }),
  },
  async run(t, { scope }) {
    await t.ask('plug-charger');
    const { peakToPeak } = await t.step('look', () => scope.capture({ channel: 1 }));
    await t.measure('ripple', peakToPeak);
    await t.step('look', () => scope.capture({ channel: 2, record: 'memory' }), { timeout: sec(120) });
  },
});
