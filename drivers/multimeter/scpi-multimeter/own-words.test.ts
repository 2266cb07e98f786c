/** The dialects that have words of their own: GW Instek GDM-8250 and GDM-9060, Rigol DM3058. */
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../foundation/failure.ts';
import { askedRig } from '../asked-meter/asked-rig.ts';
import { latin1, textOf } from '../asked-meter/asked-simulator.ts';
import { numberOf } from './answer.ts';
import { dialectOf, dialects, functionNamed, readCommand } from './dialects.ts';
import { scpiMultimeter } from './driver.ts';
import { configureCommand } from './setting.ts';
import { simulateScpiMultimeter } from './simulator.ts';

const models = ['GDM8255A', 'GDM9061', 'DM3058'] as const;
const rig = (model: (typeof models)[number]) =>
  askedRig(scpiMultimeter, (unit, context) => simulateScpiMultimeter(unit, context, { model }));

describe.each(models)('a %s on the bench', (model) => {
  it('shows the voltage at the probes, and resistance when that is asked for', async () => {
    const { read, meter } = await rig(model);
    const volts = await read({ quantity: 'voltage', coupling: 'dc' });
    expect(volts.value).toBeCloseTo(3.8421, 3);
    expect(volts).toMatchObject({ unit: 'V', status: 'ok' });
    expect(volts.flags).toContain('dc');
    meter.show('ohms', 4_700);
    const ohms = await read({ quantity: 'resistance' });
    expect(ohms.value).toBeCloseTo(4_700, 0);
    expect(ohms.unit).toBe('Ohm');
  });

  it('whose function is changed at the front panel never gives a number of the wrong one', async () => {
    const { read, meter } = await rig(model);
    await read({ quantity: 'voltage', coupling: 'dc' });
    meter.show('ohms', 4_700);
    meter.turnTo('ohms');
    const again = await read({ quantity: 'voltage', coupling: 'dc' });
    expect(again).toMatchObject({ unit: 'V', quantity: 'voltage' });
    expect(again.value).toBeCloseTo(3.8421, 3);
  });

  it('that is overloaded says so and gives no number', async () => {
    const { read, faults } = await rig(model);
    faults.set('overload', true);
    expect(await read({ quantity: 'voltage', coupling: 'dc' })).toMatchObject({ value: null, status: 'overrange' });
  });

  it('asked for what it does not measure refuses', async () => {
    const { read } = await rig(model);
    expect(await read({ quantity: 'humidity' }).catch(failureOf)).toMatchObject({ code: 'meter/no-such-function' });
  });
});

describe.each([...models, 'XDM1241'] as const)('a %s on a line that loses bytes', (model) => {
  // What two of three answers had in common was once taken for the number.
  it.each([
    ['the same digit', (text: string) => text.replace(/(\d)(\D*)$/, '$2')],
    ['its sign', (text: string) => text.replace(/^[+-]/, '')],
    ['its first digit', (text: string) => text.replace(/\d/, '')],
  ])('never tells a number that has lost %s three times in a row', async (_, lossy) => {
    for (const from of [0, 1, 4]) {
      let numbers = 0;
      const { read, meter } = await askedRig(scpiMultimeter, (unit, context) => {
        const simulated = simulateScpiMultimeter(unit, context, { model });
        const spoilt = (text: string) => {
          if (!/^[+-]?\d+\.\d/.test(text)) return text;
          numbers += 1;
          return numbers > from && numbers <= from + 3 ? lossy(text) : text;
        };
        const attach: typeof simulated.attach = (wire) =>
          simulated.attach({ ...wire, send: (bytes) => wire.send(latin1(spoilt(textOf(bytes)))) });
        return { ...simulated, attach };
      });
      meter.show('dc-volts', -13.8421);
      for (let round = 0; round < 3; round += 1) {
        expect((await read({ quantity: 'voltage', coupling: 'dc' })).value).toBeCloseTo(-13.8421, 3);
      }
      expect(numbers).toBeGreaterThan(from + 3);
    }
  });
});

describe.each(['34401A', '34405A', '34461A', 'SDM3055', 'GDM8255A', 'GDM9061', 'DM3058'] as const)(
  'a %s whose Null key was pressed',
  (model) => {
    it('gives no absolute reading of a difference, and the difference to who wants that', async () => {
      const { read, meter } = await askedRig(scpiMultimeter, (unit, context) =>
        simulateScpiMultimeter(unit, context, { model }),
      );
      expect((await read({ quantity: 'voltage' })).value).toBeCloseTo(3.842_1, 3);
      meter.calculate({ subtract: 3.8 });
      for (const args of [{ quantity: 'voltage' }, {}]) {
        const failure = await read(args).catch(failureOf);
        expect(failure).toMatchObject({ code: 'meter/not-live', params: { shown: 'rel' } });
      }
      const difference = await read({ quantity: 'voltage', relative: true });
      expect(difference.value).toBeCloseTo(0.042_1, 3);
      expect(difference.flags).toContain('rel');
      expect(difference.u95).toBeUndefined();
      meter.calculate('decibels');
      expect(await read({ quantity: 'voltage' }).catch(failureOf)).toMatchObject({ code: 'meter/not-live' });
      meter.calculate('statistics');
      expect((await read({ quantity: 'voltage' })).value).toBeCloseTo(3.842_1, 3);
      meter.calculate(undefined);
      expect(await read({ relative: true }).catch(failureOf)).toMatchObject({ code: 'meter/wrong-mode' });
    });
  },
);

describe.each(['34405A', '34465A', 'SDM3055', 'XDM1041', 'GDM9061'] as const)(
  'a %s that measures a temperature',
  (model) => {
    const warm = async () => {
      const { read, meter } = await askedRig(scpiMultimeter, (unit, context) =>
        simulateScpiMultimeter(unit, context, { model }),
      );
      meter.show('celsius', 25);
      return { read, meter };
    };

    it('set to degrees Fahrenheit at its front panel says so, and never calls them Celsius', async () => {
      const { read, meter } = await warm();
      const celsius = await read({ quantity: 'temperature' });
      expect(celsius.unit).toBe('Cel');
      expect(celsius.value).toBeCloseTo(25, 2);
      meter.showDegrees('F');
      const fahrenheit = await read({ quantity: 'temperature' });
      expect(fahrenheit.unit).toBe('[degF]');
      expect(fahrenheit.value).toBeCloseTo(77, 2);
    });

    it('in kelvin is refused, as no reading has that unit', async () => {
      const { read, meter } = await warm();
      meter.showDegrees('K');
      expect(await read({ quantity: 'temperature' }).catch(failureOf)).toMatchObject({ code: 'meter/wrong-mode' });
      meter.showDegrees('C');
      expect((await read({ quantity: 'temperature' })).value).toBeCloseTo(25, 2);
    });
  },
);

describe('the words of a dialect', () => {
  const named = (identity: string) => {
    const dialect = dialectOf(identity);
    if (dialect === undefined) throw new Error(identity);
    return dialect;
  };
  const gdm = named('GW.Inc,GDM8255A,GEQ000001,1.07');
  const rigol = named('RIGOL TECHNOLOGIES,DM3058,DM3A000001,01.01.00.02.02.00');

  it('name every function it has once, and none of another dialect', () => {
    for (const dialect of dialects.filter(({ names }) => names !== undefined)) {
      const all = Object.values(dialect.names ?? {}).flat();
      expect(new Set(all).size, dialect.id).toBe(all.length);
      for (const key of Object.keys(dialect.ranges))
        expect(Object.keys(dialect.names ?? {}), dialect.id).toContain(key);
    }
    expect(functionNamed('07', gdm)).toBe('ohms');
    expect(functionNamed('07', rigol)).toBeUndefined();
    expect(functionNamed('2WR', rigol)).toBe('ohms');
    expect(functionNamed('VOLT', gdm)).toBeUndefined();
  });

  it('set and read a function as it is done there', () => {
    expect(configureCommand({ function: 'ohms' }, rigol)).toBe(':FUNC:RES');
    expect(readCommand(rigol, 'ac-volts')).toBe(':MEAS:VOLT:AC?');
    expect(configureCommand({ function: 'ohms' }, gdm)).toBe('CONF:RES');
    expect(readCommand(gdm, 'ohms')).toBe('VAL1?');
  });

  it('tells an overload of ohms of a GDM-8251A from one of a GDM-8255A', () => {
    const smaller = named('GW.Inc,GDM8251A,GEQ000001,1.07');
    expect(numberOf('+1.2000E+08', smaller, 'ohms')).toMatchObject({ kind: 'overrange' });
    expect(numberOf('+1.2000E+08', gdm, 'ohms')).toMatchObject({ kind: 'value' });
  });

  it.each([
    ['ohms', '+1.99999E+08'],
    ['continuity', '+1.2000E+03'],
    ['diode', '+1.0000E+00'],
    ['dc-volts', '+9.9000E+37'],
  ] as const)('tell an overload of %s by %s, and the same number elsewhere by itself', (name, text) => {
    expect(numberOf(text, gdm, name)).toMatchObject({ kind: 'overrange' });
    if (name !== 'dc-volts') expect(numberOf(text, gdm, 'hertz')).toMatchObject({ kind: 'value' });
  });
});
