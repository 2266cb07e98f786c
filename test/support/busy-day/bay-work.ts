/** Work at one bay of a busy bench: a soak of the phone and of every instrument that the bay was given. */
import {
  limit,
  min,
  optional,
  procedure,
  prompt,
  type SoakMoment,
  sec,
  type Texts,
} from '../../../procedures/language/index.ts';

const text = (words: string): Texts => ({ 'zh-CN': words, 'zh-TW': words, en: words });

export default procedure({
  id: 'bay-work',
  version: '1.0.0',
  title: text('Work at a bay'),
  needs: {
    phone: 'Phone',
    meter: optional('Multimeter'),
    second: optional('Multimeter'),
    supply: optional('PowerSupply'),
    load: optional('ElectronicLoad'),
    usb: optional('UsbMeter'),
    iron: optional('SolderingStation'),
    seenIron: optional('SolderingStation'),
    seenLoad: optional('ElectronicLoad'),
    tip: optional('Thermometer'),
    scope: optional('Oscilloscope'),
  },
  stages: { supplied: text('supplied'), loaded: text('loaded'), heated: text('heated'), watch: text('watch') },
  measures: { samples: limit.count(text('Samples')).atLeast(1) },
  prompts: {
    minutes: prompt.number(text('Minutes'), { unit: '1', low: 1, high: 1440 }),
    seconds: prompt.number(text('Seconds'), { unit: '1', low: 1, high: 3600 }),
  },
  async run(t, { phone, meter, second, supply, load, usb, iron, seenIron, seenLoad, tip, scope }) {
    const minutes = (await t.ask('minutes')).value ?? 1;
    const seconds = (await t.ask('seconds')).value ?? 1;
    if (supply !== null) {
      const on = () => supply.set({ volts: 5, amps: 1 }).then(() => supply.output({ on: true }));
      await t.establish('supplied', on, () => supply.output({ on: false }));
    }
    if (load !== null) {
      const on = () => load.set({ mode: 'constant-current', amps: 0.3 }).then(() => load.input({ on: true }));
      await t.establish('loaded', on, () => load.input({ on: false }));
    }
    if (iron !== null) {
      const on = () => iron.control({ on: true }).then(() => iron.set({ celsius: 330 }));
      await t.establish('heated', on, () => iron.control({ on: false }));
    }
    const sample = async (_moment: SoakMoment) => {
      const { uptime, bootId } = await phone.sample({});
      const plug = usb === null ? null : await usb.read();
      const output = supply === null ? null : await supply.measure();
      const input = load === null ? null : await load.measure();
      const heat = iron === null ? null : await iron.measure();
      const seenHeat = seenIron === null ? null : await seenIron.measure();
      const seenInput = seenLoad === null ? null : await seenLoad.measure();
      const probe = tip === null ? null : await tip.read({ channel: 'T1' });
      return {
        bootId,
        uptime,
        meter: meter === null ? null : await meter.read({ quantity: 'voltage' }),
        second: second === null ? null : await second.read({ quantity: 'voltage' }),
        plug: plug?.voltage ?? null,
        output: output?.voltage ?? null,
        input: input?.current ?? null,
        heat: heat?.temperature ?? null,
        seenHeat: seenHeat?.temperature ?? null,
        seenInput: seenInput?.current ?? null,
        probe: probe?.T1 ?? null,
        scope: scope === null ? null : await scope.measure({ channel: 1, what: 'mean' }),
      };
    };
    const watch = await t.soak('watch', { for: min(minutes), every: sec(seconds), hole: sec(300) }, sample);
    await t.measure('samples', await watch.uptime.count());
  },
});
