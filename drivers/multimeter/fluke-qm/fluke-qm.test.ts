import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../foundation/failure.ts';
import { isSoundReading } from '../../../foundation/measurement/reading.ts';
import { askedRig } from '../asked-meter/asked-rig.ts';
import { latin1, textOf } from '../asked-meter/asked-simulator.ts';
import { identityIn, isWholeAnswer, lineOf } from './answer.ts';
import { displayed28x, isDisplayed } from './displayed-28x.ts';
import { flukeQmMeters } from './driver.ts';
import { simulateFluke } from './simulator.ts';
import { reading18x } from './text-18x.ts';
import { reading28x } from './text-28x.ts';

const [fluke18x, fluke28x] = flukeQmMeters;
if (fluke18x === undefined || fluke28x === undefined) throw new Error('there are two series');

describe('a line', () => {
  it.each([
    ['QM,+1.2345 V DC', { value: 1.2345, unit: 'V', flags: ['dc'], resolution: 0.0001 }],
    ['QM,-12.345 mV AC+DC', { value: -0.012345, unit: 'V', flags: [] }],
    ['QM,+4.7000 kOhms', { value: 4_700, unit: 'Ohm', resolution: 0.1 }],
    ['QM, Out of range. Ohms', { value: null, status: 'overrange', unit: 'Ohm' }],
  ])('of the 18x, %s, is read as it stands', (line, expected) => expect(reading18x(line)).toMatchObject(expected));

  it.each([
    ['2.4315E0,VDC,NORMAL,NONE', { value: 2.4315, unit: 'V', flags: ['dc'], resolution: 0.0001 }],
    ['-32.8E-6,ADC,NORMAL,NONE', { value: -32.8e-6, unit: 'A', resolution: 1e-7 }],
    ['9.99999999E+37,OHM,OL,NONE', { value: null, status: 'overrange', overloadSign: 1 }],
    ['0.123E0,OHM,NORMAL,SHORT_CIRCUIT', { value: 0.123, flags: ['continuity', 'short'] }],
    ['9.99999999E+37,CEL,OPEN_TC,NONE', { value: null, status: 'overrange' }],
    ['1.2345E3,HZ,NORMAL,NONE', { value: 1_234.5, unit: 'Hz' }],
    ['2.4315E0,VDC,BLANK,NONE', { value: null, status: 'invalid' }],
  ])('of the 28x, %s, is read as it stands', (line, expected) => expect(reading28x(line)).toMatchObject(expected));

  it.each([
    'QM,1.2345 V DC',
    'QM,+12345 V DC',
    'QM,+1.2345 V D',
    'QM,+1.2 V DC',
    'QM,+1.2345 toString',
    '+1.2345 V DC',
  ])('of the 18x, %s, is none', (line) => expect(reading18x(line)).toBeUndefined());

  it.each([
    '24315E0,VDC,NORMAL,NONE',
    '2.4315,VDC,NORMAL,NONE',
    '9.99999999E+37,VDC,NORMAL,NONE',
    '2.4315E0,VDC,NORMAL',
    '2.4315E0,SIE,NORMAL,NONE',
    '2.4315E0,constructor,NORMAL,NONE',
  ])('of the 28x, %s, is none', (line) => expect(reading28x(line)).toBeUndefined());
});

describe('an answer', () => {
  it('is whole with its line, or with a digit that refuses', () => {
    expect(isWholeAnswer(latin1('0\r'))).toBe(false);
    expect(isWholeAnswer(latin1('0\rQM,+1.2345 V DC\r'))).toBe(true);
    expect(isWholeAnswer(latin1('1\r'))).toBe(true);
    expect(lineOf(latin1('5\rQM,+1.2345 V DC\r'))).toBeUndefined();
  });

  it('tells who the meter is', () => {
    const answer = latin1('0\rFLUKE 187,V2.02,0095081087\r');
    expect(identityIn(answer)).toEqual({ make: 'Fluke', model: '187', firmware: 'V2.02', serial: '0095081087' });
  });
});

describe('what is on the display of a 28x', () => {
  const reading = (id: string, value: string) => `${id},${value},VAC,-3,2,5,NORMAL,NONE,1197309141.806`;
  const head = (modes: string) => `MV_AC,PEAK_MIN_MAX,AUTO,VAC,50,-3,OFF,1197309132.612,${modes}`;
  // After the two examples of the specification.
  const live = `MV_AC,NONE,AUTO,VAC,50,-3,OFF,0.000,0,2,${reading('LIVE', '0.005029')},${reading('PRIMARY', '0.005029')}`;
  const peaks = `${head('1,MIN_MAX_AVG')},2,${reading('LIVE', '0.00515')},${reading('PRIMARY', '0.00515')}`;

  it('is told by the answers that the specification shows', () => {
    expect(displayed28x(live)).toEqual({ flags: [] });
    expect(displayed28x(peaks)?.flags).toEqual(['max', 'min', 'peak-max', 'peak-min']);
    expect([live, peaks].map(isDisplayed)).toEqual([true, true]);
    expect(isDisplayed('2.4315E0,VDC,NORMAL,NONE')).toBe(false);
  });

  it('is not told by a line that has lost a field or names a mode nobody knows', () => {
    expect(displayed28x(live.replace(',-3,2,5', ',-3,5'))).toBeUndefined();
    expect(displayed28x(live.replace('0.000,0,2', '0.000,1,HELD,2'))).toBeUndefined();
    expect(displayed28x(live.replace('0.000,0,2', '0.000,1,2'))).toBeUndefined();
    expect(displayed28x('')).toBeUndefined();
  });
});

describe('a Fluke on the bench', () => {
  it('shows the voltage at the probes and says who it is', async () => {
    const { read, instrument } = await askedRig(fluke28x, (unit, context) =>
      simulateFluke(unit, context, { series: '28x', model: '289' }),
    );
    expect(instrument.identity).toMatchObject({ make: 'Fluke', model: '289' });
    const reading = await read({ quantity: 'voltage', coupling: 'dc' });
    expect(reading).toMatchObject({ value: 3.8421, unit: 'V', flags: ['dc'] });
    expect(isSoundReading(reading)).toBe(true);
  });

  it('turned to another function refuses and names both', async () => {
    const { meter, read } = await askedRig(fluke18x, (unit, context) =>
      simulateFluke(unit, context, { series: '18x', model: '187' }),
    );
    meter.show('QM,+4.7000 kOhms');
    expect(await read({ quantity: 'voltage', coupling: 'dc' }).catch(failureOf)).toMatchObject({
      code: 'meter/wrong-mode',
      params: { expected: 'voltage dc', actual: 'resistance' },
    });
  });

  it.each(['5.0120E0,V,NORMAL,NONE', '1.5000E-3,A,NORMAL,NONE'])(
    'that catches peaks (%s) is not taken for live',
    async (line) => {
      const { meter, read } = await askedRig(fluke28x, (unit, context) =>
        simulateFluke(unit, context, { series: '28x', model: '289' }),
      );
      meter.show(line);
      expect(await read().catch(failureOf)).toMatchObject({ code: 'meter/not-live' });
    },
  );

  it.each([
    [['HOLD'], 'meter/hold', { shown: 'voltage dc' }],
    [['AUTO_HOLD'], 'meter/hold', { shown: 'voltage dc' }],
    [['REL'], 'meter/not-live', { shown: 'rel' }],
    [['MIN_MAX_AVG'], 'meter/not-live', { shown: 'max' }],
    [['PEAK_MIN_MAX', 'MIN_MAX_AVG'], 'meter/not-live', {}],
    [['REL_PERCENT'], 'meter/wrong-mode', { actual: 'REL %' }],
  ] as const)(
    'with %j on its display, which its answer to QM does not tell, is refused',
    async (modes, code, params) => {
      const { meter, read } = await askedRig(fluke28x, (unit, context) =>
        simulateFluke(unit, context, { series: '28x', model: '289' }),
      );
      meter.display(modes);
      expect(await read({ quantity: 'voltage' }).catch(failureOf)).toMatchObject({ code, params });
      meter.display([]);
      expect((await read({ quantity: 'voltage' })).value).toBe(3.8421);
    },
  );

  it('in a diode test without a diode is no voltage, and logging or behind its filter is one', async () => {
    const { meter, read } = await askedRig(fluke28x, (unit, context) =>
      simulateFluke(unit, context, { series: '28x', model: '287' }),
    );
    meter.display([], 'DIODE_TEST');
    expect(await read({ quantity: 'voltage' }).catch(failureOf)).toMatchObject({ code: 'meter/wrong-mode' });
    meter.display([], 'CONDUCTANCE');
    expect(await read().catch(failureOf)).toMatchObject({ code: 'meter/wrong-mode', params: { actual: 'nS' } });
    meter.display(['RECORD', 'LOW_PASS_FILTER']);
    expect((await read({ quantity: 'voltage' })).value).toBe(3.8421);
    meter.display(['REL']);
    expect((await read({ quantity: 'voltage', relative: true })).flags).toContain('rel');
  });

  it('of the other series is not taken for this one', async () => {
    const opening = askedRig(fluke18x, (unit, context) =>
      simulateFluke(unit, context, { series: '28x', model: '287' }),
    );
    expect(await opening.then(() => undefined, failureOf)).toMatchObject({ code: 'instrument/not-recognised' });
  });

  it.each([0, 2, 5, 9])(
    'never tells a number that has lost the same digit three times in a row, from answer %i on',
    async (from) => {
      let numbers = 0;
      const lossy = (text: string) => {
        if (!text.includes('VDC')) return text;
        numbers += 1;
        return numbers > from && numbers <= from + 3 ? text.replace('3.8421', '3.421') : text;
      };
      const { read } = await askedRig(fluke28x, (unit, context) => {
        const meter = simulateFluke(unit, context, { series: '28x', model: '289' });
        return {
          ...meter,
          attach: (wire) => meter.attach({ ...wire, send: (bytes) => wire.send(latin1(lossy(textOf(bytes)))) }),
        };
      });
      for (let round = 0; round < 4; round += 1) expect((await read()).value).toBe(3.8421);
      expect(numbers).toBeGreaterThan(from + 3);
    },
  );
});
