/** What the text-speaking loads are told and what they can keep, written out from their guides and from nothing of ours. */
import { describe, expect, it } from 'vitest';
import type { LoadSetting } from '../../../foundation/capability/electronic-load.ts';
import type { ByteDriver } from '../../contract/driver.ts';
import { et54Driver } from '../east-tester-et54/driver.ts';
import { simulateEt54 } from '../east-tester-et54/simulator.ts';
import { loadedUnit } from '../loaded-unit.ts';
import { dl3000Driver } from '../rigol-dl3000/driver.ts';
import { simulateDl3000 } from '../rigol-dl3000/simulator.ts';

async function bench(driver: ByteDriver, name?: string) {
  const { clock, context, unit, transport, wire } = loadedUnit({ msPerByte: 0.1 });
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(String.fromCharCode(...chunk).trim()));
  const simulate = driver === dl3000Driver ? simulateDl3000 : simulateEt54;
  simulate(unit, context, name === undefined ? {} : { name }).attach(wire);
  const load = await clock.run(driver.open(transport, { clock }));
  const call = (verb: string, args: unknown) => clock.run(load.call(verb, args, { deadlineMs: 12_000 }));
  return { heard, call };
}

/** Each word once, in the order in which it was first said. */
const words = (heard: readonly string[]) => [...new Set(heard)];
const text = (frame: Uint8Array) => String.fromCharCode(...frame);

const amps: LoadSetting = { mode: 'constant-current', amps: 1.5 };
const volts: LoadSetting = { mode: 'constant-voltage', volts: 4.5 };
const watts: LoadSetting = { mode: 'constant-power', watts: 3 };
const ohms: LoadSetting = { mode: 'constant-resistance', ohms: 8 };

describe.each<[string, ByteDriver, readonly (readonly [string, unknown, readonly string[]])[]]>([
  [
    'a DL3000',
    dl3000Driver,
    [
      ['set', amps, [':SOUR:CURR:LEV 1.5000', ':SOUR:FUNC CURR', ':SOUR:CURR:LEV?', ':SOUR:FUNC?']],
      ['set', volts, [':SOUR:VOLT:LEV 4.5000', ':SOUR:FUNC VOLT', ':SOUR:VOLT:LEV?', ':SOUR:FUNC?']],
      ['set', watts, [':SOUR:POW:LEV 3.0000', ':SOUR:FUNC POW', ':SOUR:POW:LEV?', ':SOUR:FUNC?']],
      ['set', ohms, [':SOUR:RES:LEV 8.0000', ':SOUR:FUNC RES', ':SOUR:RES:LEV?', ':SOUR:FUNC?']],
      ['input', { on: true }, [':SOUR:INP ON', ':SOUR:INP?', ':SOUR:FUNC?']],
      ['measure', {}, [':MEAS:VOLT?', ':MEAS:CURR?', ':MEAS:POW?']],
      ['input', { on: false }, [':SOUR:INP OFF', ':SOUR:INP?', ':SOUR:FUNC?']],
    ],
  ],
  [
    'an ET54',
    et54Driver,
    [
      ['set', amps, ['CURR1:CC 1.5000', 'CH1:MODE CC', 'CURR1:CC?', 'CH1:MODE?']],
      ['set', volts, ['VOLT1:CV 4.5000', 'CH1:MODE CV', 'VOLT1:CV?', 'CH1:MODE?']],
      ['set', watts, ['POWE1:CP 3.0000', 'CH1:MODE CP', 'POWE1:CP?', 'CH1:MODE?']],
      ['set', ohms, ['RESI1:CR 8.0000', 'CH1:MODE CR', 'RESI1:CR?', 'CH1:MODE?']],
      ['input', { on: true }, ['CH1:SW ON', 'CH1:SW?', 'CH1:MODE?']],
      ['measure', {}, ['MEAS1:ALL?']],
      ['input', { on: false }, ['CH1:SW OFF', 'CH1:SW?', 'CH1:MODE?']],
    ],
  ],
])('%s', (_name, driver, conversation) => {
  it('is told in its own words', async () => {
    const { heard, call } = await bench(driver);
    for (const [verb, args, said] of conversation) {
      const from = heard.length;
      await call(verb, args);
      expect(words(heard.slice(from))).toEqual(said);
    }
  });
});

it('the safe frames end a half command first, and switch the input off twice', () => {
  expect(dl3000Driver.safeState.frames.map(text)).toEqual(['\n', ':SOUR:INP OFF\n', ':SOUR:INP OFF\n']);
  expect(et54Driver.safeState.frames.map(text)).toEqual(['CH1:SW OFF\n', 'CH1:SW OFF\n', 'CH2:SW OFF\n']);
  expect(et54Driver.safeState.handBack?.map(text)).toEqual(['SYST:LOCA\n']);
});

describe('what a load can keep', () => {
  const dl = (model: string) => `RIGOL TECHNOLOGIES,${model},DL3A000000001,00.01.05.00.01`;

  it.each([
    ['DL3021', 150, 40, 200],
    ['DL3021A', 150, 40, 200],
    ['DL3031', 150, 60, 350],
    ['DL3031A', 150, 60, 350],
  ])('%s: %i V, %i A, %i W', async (model, mostVolts, mostAmps, mostWatts) => {
    const { call } = await bench(dl3000Driver, dl(model));
    for (const [setting, highest] of [
      [{ mode: 'constant-voltage', volts: 1e6 }, mostVolts],
      [{ mode: 'constant-current', amps: 1e6 }, mostAmps],
      [{ mode: 'constant-power', watts: 1e6 }, mostWatts],
    ] as const)
      await expect(call('set', setting)).rejects.toMatchObject({ code: 'load/out-of-range', params: { highest } });
  });

  it('an ET5410A+ goes to what it says itself: 150 V, 40 A, 400 W', async () => {
    const { heard, call } = await bench(et54Driver);
    expect(words(heard)).toEqual(['*IDN?', 'VOLT1:VMAX?', 'CURR1:IMAX?', 'POWE1:PMAX?']);
    for (const [setting, highest] of [
      [{ mode: 'constant-voltage', volts: 1e6 }, 150],
      [{ mode: 'constant-current', amps: 1e6 }, 40],
      [{ mode: 'constant-power', watts: 1e6 }, 400],
    ] as const)
      await expect(call('set', setting)).rejects.toMatchObject({ code: 'load/out-of-range', params: { highest } });
    await expect(call('set', { ...amps, amps: -0.001 })).rejects.toMatchObject({ code: 'load/out-of-range' });
    await expect(call('set', { ...amps, amps: 0 })).resolves.toMatchObject({ amps: 0 });
  });
});
