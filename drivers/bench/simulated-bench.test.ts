import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { ByteDriver } from '../contract/driver.ts';
import type { Transport } from '../contract/transport.ts';
import type { SimulatedBenchSettings } from './bench-api.ts';
import { msPerByte, SimulatedBench } from './simulated-bench.ts';
import { simulationParts } from './simulation-parts.ts';

/** Tells the battery's millivolts when asked. */
function voltmeter(id = 'voltmeter'): ByteDriver {
  return {
    link: 'bytes',
    manifest: {
      id,
      models: [],
      capability: 'Multimeter',
      recognised: { by: 'nothing' },
      minGapMs: 0,
      energises: false,
      version: '1',
    },
    open: () => Promise.reject(new CodedError('test/not-used')),
    safeState: { frames: [], gapMs: 0 },
    simulate: (unit) => {
      let asked = 0;
      return {
        attach(wire) {
          wire.onData(() => {
            asked += 1;
            const text = `${asked}:${Math.round(unit.batteryTerminal().volts * 1000)}`;
            wire.send(new TextEncoder().encode(text));
          });
        },
        detach: () => undefined,
      };
    },
  };
}

const settings: SimulatedBenchSettings = { scenario: 'healthy', seed: 4, startLevel: 50 };
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function wireTo(
  bench: SimulatedBench,
  address: string,
  driver = voltmeter(),
  wanted = settings,
): Promise<Transport> {
  const link = await bench.open(driver, address, wanted);
  if (link.link !== 'bytes') throw new Error('a voltmeter talks bytes');
  return link.transport;
}

async function ask(clock: VirtualClock, transport: Transport): Promise<string> {
  const answer = new Promise<string>((resolve) => {
    const stop = transport.onData((chunk) => {
      stop();
      resolve(new TextDecoder().decode(chunk));
    });
  });
  await transport.write(Uint8Array.of(63));
  return clock.run(answer);
}

it('instruments of the same settings see the same unit, other settings put another unit on the bench', async () => {
  const clock = new VirtualClock();
  const bench = new SimulatedBench(simulationParts(clock));
  const [one, two] = [await wireTo(bench, 'sim:one'), await wireTo(bench, 'sim:two')];
  const unit = bench.unit;
  expect((await ask(clock, one)).split(':')[1]).toBe((await ask(clock, two)).split(':')[1]);
  const other = await wireTo(bench, 'sim:one', voltmeter(), { ...settings, startLevel: 95 });
  expect(bench.unit).not.toBe(unit);
  expect([one.closed, two.closed, other.closed]).toEqual([true, true, false]);
  expect(bench.unit?.phone.snapshot().battery.level).toBe(95);
});

it('an address keeps its instrument and its faults when it is closed and opened again', async () => {
  const clock = new VirtualClock();
  const bench = new SimulatedBench(simulationParts(clock));
  const first = await wireTo(bench, 'sim:one');
  expect(await ask(clock, first)).toMatch(/^1:/);
  await expect(wireTo(bench, 'sim:one')).rejects.toMatchObject({ code: 'port/busy' });
  bench.faultsAt('sim:one')?.set('unplug', true);
  expect(first.closed).toBe(true);
  await expect(wireTo(bench, 'sim:one')).rejects.toMatchObject({ code: 'port/not-found' });
  bench.faultsAt('sim:one')?.set('unplug', false);
  expect(await ask(clock, await wireTo(bench, 'sim:one'))).toMatch(/^2:/);
  await expect(wireTo(bench, 'sim:one', voltmeter('other'))).rejects.toMatchObject({
    code: 'instrument/not-recognised',
  });
});

it('the unit goes on from its file after its process has died, and the file is never half written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-unit-'));
  folders.push(folder);
  const stateFile = join(folder, 'unit.json');
  const clock = new VirtualClock();
  const bench = new SimulatedBench(simulationParts(clock));
  await wireTo(bench, 'sim:one', voltmeter(), { ...settings, stateFile });
  bench.unit?.phone.putSetting('system', 'screen_brightness', '11');
  bench.unit?.phone.load(100);
  await clock.advance(600_000);
  // A change is in the file at once, without waiting for the second to pass.
  bench.unit?.phone.putSetting('system', 'screen_brightness', '17');
  await new Promise((resolve) => setImmediate(resolve));
  expect(readdirSync(folder)).toEqual(['unit.json']);
  const left = bench.unit?.phone.snapshot();

  // A crash: nobody closes the first bench. A later process with another clock opens the same settings.
  const later = new VirtualClock({ startMs: 5 });
  const again = new SimulatedBench(simulationParts(later));
  await wireTo(again, 'sim:one', voltmeter(), { ...settings, stateFile });
  const found = again.unit?.phone.snapshot();
  expect(found?.settings.system.screen_brightness).toBe('17');
  expect(found?.bootId).toBe(left?.bootId);
  expect(found?.uptimeMs).toBe(left?.uptimeMs);
  expect(found?.battery.chargeCounterAh).toBe(left?.battery.chargeCounterAh);
  again.close();
  bench.close();
});

it('once a real second the file is written although nothing changed but time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-unit-'));
  folders.push(folder);
  const stateFile = join(folder, 'unit.json');
  const clock = new RealClock({ speed: 60 });
  const bench = new SimulatedBench(simulationParts(clock));
  await wireTo(bench, 'sim:one', voltmeter(), { ...settings, stateFile });
  const before = readFileSync(stateFile, 'utf8');
  await new RealClock().sleep(1_150);
  expect(readFileSync(stateFile, 'utf8')).not.toBe(before);
  bench.close();
  const last = readFileSync(stateFile, 'utf8');
  await new RealClock().sleep(1_150);
  expect(readFileSync(stateFile, 'utf8')).toBe(last);
});

it('a damaged file is told and not taken for a new unit', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-unit-'));
  folders.push(folder);
  const stateFile = join(folder, 'unit.json');
  writeFileSync(stateFile, '{"settings":');
  const bench = new SimulatedBench(simulationParts(new VirtualClock()));
  const opening = wireTo(bench, 'sim:one', voltmeter(), { ...settings, stateFile });
  await expect(opening).rejects.toMatchObject({ code: 'simulation/state-unreadable' });
  expect(existsSync(stateFile)).toBe(true);
});

it('a byte takes the time of its bits on the line', () => {
  expect(msPerByte({ baudRate: 19200, dataBits: 7, parity: 'odd', stopBits: 1 })).toBeCloseTo(0.5208, 4);
  expect(msPerByte({ baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 })).toBeCloseTo(1.0417, 4);
  expect(msPerByte(undefined)).toBe(0);
});
