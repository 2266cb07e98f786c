/** Meters on a function that the station does not read: they are known as what they are, and say what they are set to. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { askedRig } from './asked-meter/asked-rig.ts';
import { latin1 } from './asked-meter/asked-simulator.ts';
import { brymenBm25x } from './bm25x/driver.ts';
import { encodeFrame as encodeBm25x } from './bm25x/frame.ts';
import { eevblog121gw } from './eevblog-121gw/driver.ts';
import { encodeFrame as encodeEev121gw } from './eevblog-121gw/frame.ts';
import { uniTUt60g } from './es519xx/driver.ts';
import { encodeFrame as encodeEs519xx } from './es519xx/frame.ts';
import { fastVariant } from './es519xx/variants.ts';
import { fluke45 } from './fluke-45/driver.ts';
import { simulateFluke45 } from './fluke-45/simulator.ts';
import { keysightU12xx } from './keysight-u12xx/driver.ts';
import { simulateU12xx } from './keysight-u12xx/simulator.ts';
import { metexMeters } from './metex-14/driver.ts';
import { encodeFrame as encodeMetex } from './metex-14/frame.ts';
import { longDialect, shortDialect } from './uni-t-abcd/frame.ts';
import { uniTUt61e } from './uni-t-ut61e/driver.ts';
import { blankFrame, encodeFrame as encodeUt61e } from './uni-t-ut61e/frame.ts';
import { uniTUt61ePlus } from './uni-t-ut61e-plus/driver.ts';
import { simulateUt61ePlus } from './uni-t-ut61e-plus/simulator.ts';
import { uniTUt181a } from './uni-t-ut181a/driver.ts';
import { encodePacket } from './uni-t-ut181a/measurement.ts';
import { uniTUt8803e } from './uni-t-ut8803e/driver.ts';
import { encodePayload } from './uni-t-ut8803e/payload.ts';

const inductance = { mode: 11, range: 1, text: '3.842', overload: false, error: false, flags: [] };
const admittance = {
  ...({ mode: 0x5311, format: 'normal', hold: false, auto: true, leadError: false } as const),
  ...{ value: 12.34, places: 2, overload: undefined, unit: 'nS' },
};
const voltAmperes = { mode: 13, range: 1, digits: 1_234, overload: false, negative: false, lit: [] };
const temperature = { range: 0, digits: 235, functionCode: 0x34, overload: false, lit: [] };
const withoutUnit = { digits: 500, overload: false, places: 1, lit: ['auto'] } as const;

const streaming = [
  [uniTUt8803e, shortDialect.encode(encodePayload(inductance)), 'L'],
  [uniTUt181a, longDialect.encode(encodePacket(admittance)), 'nS'],
  [eevblog121gw, encodeEev121gw(voltAmperes), 'VA'],
  [uniTUt61e, encodeUt61e({ ...blankFrame, functionCode: 0x3e, digits: 1_234 }), 'ADP'],
  [uniTUt60g, encodeEs519xx(temperature, fastVariant.optionBits), 'temperature'],
  [brymenBm25x, encodeBm25x(withoutUnit), 'unsupported'],
] as const;

describe.each(streaming.map((each) => [each[0].manifest.id, ...each] as const))('%s', (id, driver, frame, actual) => {
  it('on a function that is not read is recognised, and says what it is set to instead of timing out', async () => {
    const clock = new VirtualClock();
    const options = {
      clock,
      random: seededRandom(11),
      faults: new FaultSwitch(),
      address: 'sim:meter',
      msPerByte: 0.5,
    };
    const { transport, wire } = simulatedPipe(options);
    const speak = () => {
      wire.send(frame);
      // Those of its kind send every frame twice.
      if (id === 'uni-t-ut60g') clock.after(46, () => wire.send(frame));
      clock.after(500, speak);
    };
    clock.after(100, speak);
    const instrument = await clock.run(driver.open(transport, { clock }));
    const askedMs = clock.now();
    const reading = clock.run(instrument.call('read', { quantity: 'voltage' }, { deadlineMs: 10_000 }));
    expect(await reading.catch(failureOf)).toMatchObject({
      code: 'meter/wrong-mode',
      params: { expected: 'voltage', actual },
    });
    expect(clock.now() - askedMs).toBeLessThan(2_000);
  });
});

describe('a meter that is asked', () => {
  const refused = (actual: string) => ({ code: 'meter/wrong-mode', params: { expected: 'any', actual } });

  it('as a UT61E+ on NCV says so', async () => {
    const { read, meter } = await askedRig(uniTUt61ePlus, (unit, context) =>
      simulateUt61ePlus(unit, context, 'UT61E+'),
    );
    meter.show({ mode: 20, range: 0, text: 'EF', flags: [] });
    expect(await read().catch(failureOf)).toMatchObject(refused('NCV'));
    meter.show(undefined);
    expect((await read()).unit).toBe('V');
  });

  it.each([
    [{ func: 'CONT', auto: '0', modifiers: '0', value: '+0.5123E+0' }, 'continuity'],
    [{ func: 'VDC', auto: '0', modifiers: '8', value: '+0.5123E+0' }, 'dB'],
  ])('as a Fluke 45 on %j is no short and no volts, and says so', async (shown, actual) => {
    const { read, meter } = await askedRig(fluke45, (unit, context) =>
      simulateFluke45(unit, context, { model: '45', prompts: true }),
    );
    meter.show(shown);
    expect(await read().catch(failureOf)).toMatchObject(refused(actual));
  });

  it('as a Metex in a mode that is none of ours is opened, and says so', async () => {
    const [driver] = metexMeters;
    if (driver === undefined) throw new Error('there are four of them');
    const logic = encodeMetex({ mode: 'WT', digits: 1_234, places: 1, negative: false, overload: false, unit: '' });
    const { read } = await askedRig(driver, () => ({
      attach: (wire) => void wire.onData(() => wire.send(logic)),
      detach: () => undefined,
    }));
    expect(await read().catch(failureOf)).toMatchObject(refused('WT'));
  });

  it('as a U1242B that measures pulse widths says so', async () => {
    const { read } = await askedRig(keysightU12xx, (unit, context) => {
      const meter = simulateU12xx(unit, context, 'U1242B');
      const told = (bytes: Uint8Array) =>
        /^"VOLT/.test(String.fromCharCode(...bytes)) ? latin1('"PWID +1.0E-03,+1.000000E-06"\r\n') : bytes;
      return { ...meter, attach: (wire) => meter.attach({ ...wire, send: (bytes) => wire.send(told(bytes)) }) };
    });
    expect(await read().catch(failureOf)).toMatchObject(refused('PWID'));
  });
});
