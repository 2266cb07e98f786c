import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { koradDriver } from './driver.ts';
import { command, parseAmps, parseName, parseStatus, parseVolts, rating, textOf } from './protocol.ts';
import { simulateKorad } from './simulator.ts';

async function bench(name?: string) {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const random = seededRandom(5);
  const unit = createUnit({ clock, startLevel: 40 });
  const { transport, wire } = simulatedPipe({ clock, random, faults, address: 'sim:korad', msPerByte: 1.04 });
  const heard: { text: string; at: number }[] = [];
  wire.onData((chunk) => heard.push({ text: textOf(chunk), at: clock.now() }));
  simulateKorad(unit, { clock, random, faults }, name === undefined ? {} : { name }).attach(wire);
  const supply = await clock.run(koradDriver.open(transport, { clock }));
  const call = (verb: string, args: unknown = {}, deadlineMs = 5_000) =>
    clock.run(supply.call(verb, args, { deadlineMs }));
  return { clock, faults, unit, heard, supply, call, wire };
}

describe('the language', () => {
  it.each([
    ['KORADKA3005PV2.0\u0001', { make: 'KORAD', model: 'KA3005P', firmware: '2.0' }],
    ['KORADKA3005PV2.0\u00bc', { make: 'KORAD', model: 'KA3005P', firmware: '2.0' }],
    ['TENMA72-2540V2.1', { make: 'TENMA', model: '72-2540', firmware: '2.1' }],
    ['VELLEMANPS3005DV2.0', { make: 'VELLEMAN', model: 'PS3005D', firmware: '2.0' }],
    ['RND 320-KA3005P V5.5 SN:12345', { make: 'RND', model: '320-KA3005P', firmware: '5.5', serial: '12345' }],
  ])('knows %j by its name', (name, identity) => {
    expect(parseName(command(name))).toEqual(identity);
    expect(rating(identity.model)).toEqual({ volts: 30, amps: 5 });
  });

  it('takes numbers only in the shape they have', () => {
    expect(parseVolts(command('05.00'))).toBe(5);
    for (const broken of ['5.00', '05.0', '05,00', '05.000', '', '0 5.0']) {
      expect(parseVolts(command(broken))).toBeUndefined();
    }
    expect(parseAmps(command('1.000'))).toBe(1);
    expect(parseAmps(command('1.000K'))).toBe(1);
    for (const broken of ['1.00', '1.000KK', '1.0000', '.1000']) expect(parseAmps(command(broken))).toBeUndefined();
    expect(parseStatus(Uint8Array.of(0x51))).toEqual({ output: true, constantVoltage: true });
    expect(parseStatus(Uint8Array.of(0x10))).toEqual({ output: false, constantVoltage: false });
    expect(parseStatus(Uint8Array.of(0x51, 0x51))).toBeUndefined();
  });
});

describe('what a model can give', () => {
  // From the makers' own names and pages, not from our table.
  it.each([
    ['KA3005P', 30, 5],
    ['KA3003P', 30, 3],
    ['KD3005P', 30, 5],
    ['KA6003P', 60, 3],
    ['PS3005D', 30, 5],
    ['320-KA3005P', 30, 5],
    ['72-2535', 30, 3],
    ['72-2540', 30, 5],
    ['72-2545', 60, 2],
    ['72-2550', 60, 3],
    ['S-LS-31', 30, 3],
  ])('%s: %i V and %i A', (model, volts, amps) => {
    expect(rating(model)).toEqual({ volts, amps });
  });
});

describe('the words on the wire', () => {
  const between = (heard: readonly { readonly text: string }[], from: number) =>
    new Set(heard.slice(from).map(({ text }) => text));

  it('are those of the maker, without an end, two digits behind the point of volts and three of amperes', async () => {
    const { heard, call } = await bench();
    expect(between(heard, 0)).toEqual(new Set(['*IDN?']));
    for (const [verb, args, words] of [
      ['set', { volts: 5.1, amps: 2.5 }, ['VSET1:05.10', 'VSET1?', 'ISET1:2.500', 'ISET1?']],
      ['set', { volts: 12.34 }, ['VSET1:12.34', 'VSET1?', 'ISET1?']],
      ['output', { on: true }, ['OUT1', 'STATUS?']],
      ['measure', {}, ['VOUT1?', 'IOUT1?']],
      ['state', {}, ['STATUS?']],
      ['output', { on: false }, ['OUT0', 'STATUS?']],
    ] as const) {
      const from = heard.length;
      await call(verb, args);
      expect(between(heard, from)).toEqual(new Set(words));
    }
    expect(koradDriver.safeState.frames.map(textOf)).toEqual(['OUT0', 'OUT0']);
  });
});

describe('a supply', () => {
  it('is set, switched on, measured and switched off, each confirmed', async () => {
    const { unit, supply, call } = await bench();
    expect(supply.identity).toEqual({ make: 'KORAD', model: 'KA3005P', firmware: '2.0' });
    expect(await call('set', { volts: 5.1, amps: 2.5 })).toEqual({ volts: 5.1, amps: 2.5 });
    expect(await call('output', { on: true })).toEqual({ output: true, mode: 'constant-voltage' });
    const measured = (await call('measure')) as { voltage: { value: number }; current: { value: number } };
    expect(measured.voltage).toMatchObject({ unit: 'V', status: 'ok', resolution: 0.01 });
    expect(measured.current.value).toBeCloseTo(unit.supply.state().amps, 2);
    expect(measured.current.value).toBeGreaterThan(1);
    expect(await call('output', { on: false })).toEqual({ output: false, mode: 'unknown' });
    expect(unit.supply.state().on).toBe(false);
  });

  it('says when it limits the current', async () => {
    const { call } = await bench();
    await call('set', { volts: 5, amps: 0.5 });
    expect(await call('output', { on: true })).toEqual({ output: true, mode: 'constant-current' });
  });

  it('that changes from limiting to not limiting between two answers is asked a third time', async () => {
    const { heard, unit, call } = await bench();
    await call('output', { on: true });
    const { state } = unit.supply;
    const from = heard.length;
    unit.supply.state = () => ({ ...state(), mode: heard.length === from + 1 ? 'cc' : 'cv' });
    expect(await call('state')).toEqual({ output: true, mode: 'constant-voltage' });
    expect(heard.slice(from).map(({ text }) => text)).toEqual(['STATUS?', 'STATUS?', 'STATUS?']);
  });

  it.each([
    // Two of three within one percent of each other, or two digits: the middle one. Else five.
    ['a hundredth', [5, 5.04, 5.09], 5.04],
    ['a tenth', [5, 5.4, 5.85, 6.4, 7], 5.85],
    ['two digits', [0.1, 0.12, 0.17], 0.12],
    ['three digits', [0.1, 0.13, 0.16, 0.19, 0.22], 0.16],
  ] as const)('whose voltage moves by %s from answer to answer gives the middle one', async (_step, shown, middle) => {
    const { heard, unit, call } = await bench();
    await call('output', { on: true });
    const { state } = unit.supply;
    const from = heard.length;
    unit.supply.state = () => ({ ...state(), volts: shown[heard.length - from - 1] ?? 9 });
    const { voltage } = (await call('measure')) as { voltage: { value: number } };
    expect(voltage.value).toBe(middle);
    expect(heard.slice(from).filter(({ text }) => text === 'VOUT1?')).toHaveLength(shown.length);
  });

  it('is never spoken to faster than it listens', async () => {
    const { heard, call } = await bench();
    await call('set', { volts: 5.1, amps: 2.5 });
    await call('measure');
    const gaps = heard.slice(1).map(({ at }, index) => at - (heard[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60);
  });

  it('refuses values it cannot give, before it says anything', async () => {
    const { heard, call } = await bench();
    const before = heard.length;
    await expect(call('set', { volts: 31 })).rejects.toMatchObject({ code: 'supply/out-of-range' });
    await expect(call('set', { amps: Number.NaN })).rejects.toMatchObject({ code: 'supply/out-of-range' });
    await expect(call('set', { volts: -1 })).rejects.toMatchObject({ code: 'supply/out-of-range' });
    expect(heard.length).toBe(before);
  });

  it('that does not switch is not said to have switched', async () => {
    const { unit, call } = await bench();
    const stuck = unit.supply.output;
    unit.supply.output = () => undefined;
    await expect(call('output', { on: true })).rejects.toMatchObject({ code: 'supply/not-confirmed' });
    unit.supply.output = stuck;
    expect(await call('output', { on: true })).toMatchObject({ output: true });
  });

  it('that answers late never gives an old number for a new one', async () => {
    const { clock, faults, unit, call } = await bench();
    await call('output', { on: true });
    faults.set('late-answer', true);
    await expect(call('measure', {}, 3_000)).rejects.toMatchObject({ code: 'instrument/timeout' });
    unit.supply.set({ volts: 4.6 });
    faults.set('late-answer', false);
    // The late answers arrive while the next ones are being asked for.
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await clock.advance(700);
      const got = await call('measure', {}, 3_000).catch(() => undefined);
      if (got !== undefined) expect((got as { voltage: { value: number } }).voltage.value).toBeLessThan(4.7);
    }
    expect(await call('measure')).toMatchObject({ voltage: { status: 'ok' } });
  });

  it('that is something else is not recognised', async () => {
    await expect(bench('RIGOL TECHNOLOGIES,DP832')).rejects.toMatchObject({ code: 'instrument/not-recognised' });
  });
});
