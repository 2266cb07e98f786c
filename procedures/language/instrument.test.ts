import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Capabilities } from '../../foundation/capability/capability.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { type Instruments, type ReadingName, telling, type UnitOfField } from './instrument.ts';
import { limit } from './limit.ts';
import { procedure } from './procedure.ts';
import type { Measured } from './quantity.ts';
import { describeProcedure } from './script/describe.ts';

/** Names of all fields in `T` that hold a reading. */
type ReadingFields<T> = T extends Reading
  ? never
  : T extends readonly (infer Element)[]
    ? ReadingFields<Element>
    : T extends Record<string, never>
      ? never
      : T extends object
        ? { [P in keyof T]-?: NonNullable<T[P]> extends Reading ? P : ReadingFields<NonNullable<T[P]>> }[keyof T]
        : never;
type Outputs<Verbs> = { [V in keyof Verbs]: Verbs[V] extends { readonly out: infer Out } ? Out : never }[keyof Verbs];
type AllFields = { [C in keyof Capabilities]: ReadingFields<Outputs<Capabilities[C]>> }[keyof Capabilities];

type Bench = Instruments<{
  readonly phone: 'Phone';
  readonly meter: 'Multimeter';
  readonly usb: 'UsbMeter';
  readonly probes: 'Thermometer';
  readonly scope: 'Oscilloscope';
  readonly spare: { readonly capability: 'PowerSupply'; readonly optional: true };
}>;

describe('instruments as the compiler sees them (checked by the type check, not at run time)', () => {
  it('know the unit of every field of every capability that holds a reading', () => {
    expectTypeOf<Exclude<AllFields, keyof UnitOfField>>().toEqualTypeOf<never>();
    expectTypeOf<'voltage' | 'temperature' | 'framesDropped'>().toExtend<AllFields>();
  });

  it('give typed readings, and of a sample exactly what was asked for', () => {
    const use = async ({ phone, meter, usb, probes, scope, spare }: Bench) => {
      const sample = await phone.sample({ battery: true });
      expectTypeOf(sample.battery.temperature).toEqualTypeOf<Measured<'Cel'>>();
      expectTypeOf(sample.battery.status).toExtend<string>();
      expectTypeOf(sample).not.toHaveProperty('media');
      expectTypeOf(await meter.read({ quantity: 'voltage' })).toEqualTypeOf<Measured<'V'>>();
      expectTypeOf(await scope.measure({ channel: 1, what: 'period' })).toEqualTypeOf<Measured<'s'>>();
      expectTypeOf((await scope.capture({ channel: 2 })).peakToPeak).toEqualTypeOf<Measured<'V'>>();
      expectTypeOf((await usb.read()).energy).toEqualTypeOf<Measured<'W.h'>>();
      expectTypeOf((await probes.read()).T4).toEqualTypeOf<Measured<'Cel'>>();
      expectTypeOf(await probes.read({ channel: 'T2' })).toEqualTypeOf<{ readonly T2: Measured<'Cel'> }>();
      expectTypeOf(spare).toBeNullable();
    };
    expectTypeOf(use).toBeFunction();
  });
});

it('a need for certain readings names only such as its kind of instrument has, and stands in the declaration', async () => {
  expectTypeOf<ReadingName<'UsbMeter'>>().toEqualTypeOf<
    'voltage' | 'current' | 'power' | 'temperature' | 'charge' | 'energy' | 'dPlus' | 'dMinus'
  >();
  expectTypeOf<ReadingName<'Thermometer'>>().toEqualTypeOf<'T1' | 'T2' | 'T3' | 'T4'>();
  const words = { en: 'Charge', 'zh-CN': '充电', 'zh-TW': '充電' };
  const charge = procedure({
    id: 'charge',
    version: '1.0.0',
    title: words,
    needs: { usb: telling('UsbMeter', 'energy', 'current') },
    stages: { look: words },
    measures: { energy: limit.wattHours(words).atLeast(1) },
    run: async (t, { usb }) => void (await t.measure('energy', (await t.step('look', () => usb.read())).energy)),
  });
  expect(describeProcedure(charge).needs).toEqual({
    usb: { capability: 'UsbMeter', optional: false, tells: ['energy', 'current'] },
  });
});
