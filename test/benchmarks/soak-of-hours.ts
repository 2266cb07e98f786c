/** The sampling of the video soak for as many hours as one asks for, on a plugged phone that would be empty otherwise. */
import { hour, limit, procedure, prompt, type SoakMoment, sec, type Texts } from '../../procedures/language/index.ts';

const text = (words: string): Texts => ({ 'zh-CN': words, 'zh-TW': words, en: words });

export default procedure({
  id: 'soak-of-hours',
  version: '1.0.0',
  title: text('Soak of hours'),
  needs: { phone: 'Phone' },
  stages: { start: text('start'), watch: text('watch') },
  measures: { samples: limit.count(text('Samples')).infoOnly(), hottest: limit.celsius(text('Hottest')).infoOnly() },
  prompts: {
    'plug-charger': prompt.confirm(text('Plug in')),
    hours: prompt.number(text('Hours'), { unit: '1', low: 1, high: 100 }),
  },
  async run(t, { phone }) {
    await t.confirm('plug-charger');
    const hours = await t.ask('hours');
    const path = '/sdcard/Movies/bench-2160p30.mp4';
    const { package: player } = await t.step('start', () => phone.playVideo({ path }));
    const sample = async ({ index }: SoakMoment) => {
      const { media, uptime } = await phone.sample({ media: { package: player } });
      const slow = index % 6 === 0 ? await phone.sample({ battery: true, thermal: true }) : null;
      const { framesTotal, framesDropped, state } = media;
      return { uptime, framesTotal, framesDropped, state, temperature: slow?.battery.temperature ?? null };
    };
    const watch = await t.soak('watch', { for: hour(hours.value ?? 1), every: sec(5) }, sample);
    await t.measure('samples', await watch.framesTotal.count());
    await t.measure('hottest', await watch.temperature.max());
  },
});
