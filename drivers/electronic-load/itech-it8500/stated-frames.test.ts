/**
 * The bytes on the wire, written out from the maker's frame format and from nothing of ours: driver and simulator share
 * their tables, so that only bytes from elsewhere can show a wrong one.
 */
import { describe, expect, it } from 'vitest';
import type { LoadSetting } from '../../../foundation/capability/electronic-load.ts';
import { loadedUnit } from '../loaded-unit.ts';
import { it8500Driver } from './driver.ts';
import { identityOf, refusalName, stateOf } from './frame.ts';
import { readingsOf } from './meaning.ts';
import { simulateIt8500 } from './simulator.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const data = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', '').padEnd(44, '0'), 'hex'));

/** AA, address 0, what is given, zeros, and the sum of it all. */
function frame(text: string): string {
  const bytes = Buffer.from(`aa00${text.replaceAll(' ', '')}`.padEnd(50, '0'), 'hex');
  const sum = bytes.reduce((all, byte) => all + byte, 0) % 256;
  return `${bytes.toString('hex')}${sum.toString(16).padStart(2, '0')}`;
}

async function bench() {
  const { clock, context, unit, transport, wire } = loadedUnit({ msPerByte: 1.04 });
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(hex(chunk)));
  simulateIt8500(unit, context).attach(wire);
  const load = await clock.run(it8500Driver.open(transport, { clock }));
  const call = (verb: string, args: unknown) => clock.run(load.call(verb, args, { deadlineMs: 6_000 }));
  return { clock, unit, load, call, heard };
}

const remote = frame('20 01');

describe('a setting', () => {
  it.each<[LoadSetting, string, string, string]>([
    [{ mode: 'constant-current', amps: 1.2345 }, '2a 39300000', '28 00', '2b'],
    [{ mode: 'constant-voltage', volts: 4.95 }, '2c 56130000', '28 01', '2d'],
    [{ mode: 'constant-power', watts: 3.5 }, '2e ac0d0000', '28 02', '2f'],
    [{ mode: 'constant-resistance', ohms: 66.051 }, '30 03020100', '28 03', '31'],
  ])('%j is said and read back in its own words', async (setting, value, mode, back) => {
    const { call, heard } = await bench();
    const from = heard.length;
    expect(await call('set', setting)).toEqual(setting);
    expect(heard.slice(from)).toEqual([remote, frame(value), frame(mode), frame('29'), frame(back)]);
  });

  it.each<[LoadSetting, number, number]>([
    [{ mode: 'constant-current', amps: 30.0001 }, 0, 30],
    [{ mode: 'constant-voltage', volts: 0.0999 }, 0.1, 120],
    [{ mode: 'constant-power', watts: 300.001 }, 0, 300],
    [{ mode: 'constant-resistance', ohms: 0.049 }, 0.05, 4_000],
  ])('%j is beyond what the load has told', async (setting, lowest, highest) => {
    const { call } = await bench();
    const refused = { code: 'load/out-of-range', params: { lowest, highest } };
    await expect(call('set', setting)).rejects.toMatchObject(refused);
  });
});

it('the input is switched by 21, and the safe frames take the load over first', async () => {
  const { call, heard } = await bench();
  const from = heard.length;
  await call('input', { on: true });
  await call('input', { on: false });
  const state = frame('5f');
  expect(heard.slice(from)).toEqual([remote, frame('21 01'), state, remote, frame('21 00'), state]);
  const off = frame('21 00');
  expect(it8500Driver.safeState.frames.map(hex)).toEqual([remote, off, remote, off]);
  expect(it8500Driver.safeState.handBack?.map(hex)).toEqual([frame('20 00')]);
});

it('the front panel that was taken is given back on closing', async () => {
  const { clock, load, call, heard } = await bench();
  await call('input', { on: false });
  await clock.run(load.close());
  expect(heard.at(-1)).toBe(frame('20 00'));
});

it('a load that was pulled out is told nothing on closing', async () => {
  const { clock, load, call, heard } = await bench();
  await call('input', { on: false });
  const from = heard.length;
  await clock.run(load.close());
  await clock.run(load.close());
  expect(heard.slice(from)).toEqual([frame('20 00')]);
});

describe('a state', () => {
  it('of 12.345 V, 0.9999 A and 12.343 W, on and remote, in constant power', () => {
    const state = stateOf(data('39300000 0f270000 37300000 0c 0001'));
    expect(state).toEqual({
      ...{ millivolts: 12_345, decimilliamps: 9_999, milliwatts: 12_343 },
      ...{ input: true, remote: true, mode: 'constant-power', tripped: false },
    });
    const { voltage, current, power } = readingsOf(state, { at: 7 });
    expect(voltage).toMatchObject({ value: 12.345, unit: 'V', resolution: 0.001, at: 7 });
    expect(current).toMatchObject({ value: 0.9999, unit: 'A', resolution: 0.0001 });
    expect(power).toMatchObject({ value: 12.343, unit: 'W', resolution: 0.001 });
  });

  it.each([
    ['40 00', 'constant-current', false],
    ['80 00', 'constant-voltage', false],
    ['00 01', 'constant-power', false],
    ['00 02', 'constant-resistance', false],
    ['20 00', 'unknown', false],
    ['41 00', 'constant-current', true],
    ['42 00', 'constant-current', true],
    ['44 00', 'constant-current', true],
    ['48 00', 'constant-current', true],
    ['50 00', 'constant-current', true],
  ])('%s: %s, tripped is %s', (demand, mode, tripped) => {
    expect(stateOf(data(`${'00'.repeat(12)} 00 ${demand}`))).toMatchObject({
      mode,
      tripped,
      input: false,
      remote: false,
    });
  });

  it.each([
    ['04', false, true],
    ['08', true, false],
    ['f3', false, false],
  ])('%s: input is %s, remote is %s', (operation, input, remotely) => {
    expect(stateOf(data(`${'00'.repeat(12)} ${operation} 40`))).toMatchObject({ input, remote: remotely });
  });
});

it('a name is five letters, a firmware and ten digits', () => {
  const named = data(`${Buffer.from('8512+').toString('hex')} 23 01 ${Buffer.from('6000001234').toString('hex')}`);
  expect(identityOf(named)).toEqual({ make: 'ITECH', model: 'IT8512+', firmware: '1.23', serial: '6000001234' });
});

it('a refusal says why', () => {
  expect([0x90, 0xa0, 0xb0, 0xc0].map(refusalName)).toEqual([
    'checksum',
    'parameter',
    'unknown command',
    'invalid command',
  ]);
});
