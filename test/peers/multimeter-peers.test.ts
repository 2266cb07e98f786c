import { afterEach, describe, expect, it } from 'vitest';
import type { Instrument } from '../../drivers/contract/driver.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { SimulatedInstrument } from '../../drivers/contract/simulator.ts';
import { scpiMultimeter } from '../../drivers/multimeter/scpi-multimeter/driver.ts';
import { simulateScpiMultimeter } from '../../drivers/multimeter/scpi-multimeter/simulator.ts';
import { uniTUt61e } from '../../drivers/multimeter/uni-t-ut61e/driver.ts';
import { simulateUt61e } from '../../drivers/multimeter/uni-t-ut61e/simulator.ts';
import type { SimulatedUnit } from '../../drivers/simulated-unit/unit.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import { openTcp } from '../../drivers/transport/tcp.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { missing, run } from './peer-process.ts';
import { sigrokBench } from './sigrok-bench.ts';
import { sigrokReading } from './sigrok-text.ts';

const clock = new RealClock();
const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
const unit = { batteryTerminal: () => ({ volts: 3.842_13, amps: -0.5 }) } as unknown as SimulatedUnit;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function onTcp(instrument: SimulatedInstrument): Promise<number> {
  const listener = await listenOnTcp({ ...context, instrument, port: 0 });
  cleanUps.push(() => listener.stop());
  return listener.port;
}
async function readVolts(instrument: Instrument): Promise<Reading> {
  const args = { quantity: 'voltage', coupling: 'dc' };
  const reading = (await instrument.call('read', args, { deadlineMs: 8_000 })) as Reading;
  await instrument.close();
  return reading;
}
const ourDriverOnTcp = async (port: number) =>
  readVolts(await scpiMultimeter.open(await openTcp({ host: '127.0.0.1', port, clock }), { clock }));

describe('SCPI multimeters over TCP', () => {
  const noSigrok = missing('sigrok-cli');
  it.skipIf(noSigrok !== '').each(['34401A', '34405A', '34465A'] as const)(
    `sigrok-cli reads our simulated %s as our own driver does${noSigrok}`,
    async (model) => {
      const port = await onTcp(simulateScpiMultimeter(unit, context, { model }));
      const ours = await ourDriverOnTcp(port);
      const args = ['-d', `scpi-dmm:conn=tcp-raw/127.0.0.1/${port}`, '--samples', '3', '-O', 'analog'];
      const { out, err } = await run('sigrok-cli', args);
      const lines = out.split('\n').filter((line) => line.startsWith('P1: '));
      expect(lines, err).toHaveLength(3);
      for (const line of lines) {
        const theirs = sigrokReading(line.slice(4));
        expect(theirs).toMatchObject({ unit: 'V', flags: ['DC'] });
        expect(Math.abs(theirs.value - (ours.value ?? Number.NaN))).toBeLessThanOrEqual(ours.resolution ?? 0);
      }
    },
  );

  const noLxi = missing('lxi');
  it.skipIf(noLxi !== '')(`lxi-tools reads our simulated meter${noLxi}`, async () => {
    const port = await onTcp(simulateScpiMultimeter(unit, context));
    const ask = async (text: string) => {
      const args = ['scpi', '--address', '127.0.0.1', '--port', String(port), '--raw', text];
      return (await run('lxi', args)).out.trim();
    };
    expect(await ask('*IDN?')).toMatch(/^Keysight Technologies,34465A,/);
    expect(Number(await ask('MEASure:VOLTage:DC?'))).toBeCloseTo(3.84213, 5);
  });

  const python = '/usr/bin/python3';
  const noPyvisa = missing(python);
  it.skipIf(noPyvisa !== '')(`pyvisa reads our simulated meter${noPyvisa}`, async ({ skip }) => {
    const has = await run(python, ['-c', 'import pyvisa, pyvisa_py; print("yes")']);
    if (has.out.trim() !== 'yes') skip('pyvisa and pyvisa-py are not installed');
    const port = await onTcp(simulateScpiMultimeter(unit, context, { model: '34405A' }));
    const program = `
import pyvisa
meter = pyvisa.ResourceManager('@py').open_resource('TCPIP::127.0.0.1::${port}::SOCKET')
meter.read_termination = meter.write_termination = '\\n'
print(meter.query('*IDN?'))
print(meter.query_ascii_values('MEAS:VOLT:DC? 10')[0])
meter.write('CONF:RES')
print(meter.query('CONF?'), meter.query('READ?'), meter.query('SYST:ERR?'), sep='|')
`;
    const { out, err } = await run(python, ['-c', program]);
    const [identity, volts, resistance] = out.trim().split('\n');
    expect(identity, err).toMatch(/^Agilent Technologies,34405A,/);
    expect(Number(volts)).toBeCloseTo(3.8421, 4);
    expect(resistance).toMatch(/^"RES \+1\.000000E\+08,.*"\|\+9\.90000000E\+37\|\+0,"No error"$/);
  });
});

describe('the UT61E on a pseudo-terminal', () => {
  const without = missing('sigrok-cli', 'socat', 'gcc');

  const sigrok = () => sigrokBench('uni-t-ut61e-ser', (cleanUp) => cleanUps.push(cleanUp));

  it.skipIf(without !== '')(`is read by our driver through serialport and by sigrok-cli alike${without}`, async () => {
    const { pair, start, asked } = await sigrok();
    const { line } = uniTUt61e.manifest;
    if (line === undefined) throw new Error('the UT61E has a line');
    const instrument = simulateUt61e(unit, context);
    const listener = await listenOnPty({ ...context, path: pair.far, line, instrument });
    cleanUps.push(() => listener.stop());
    const transport = await openSerial({ path: pair.near, line, clock });
    const ours = await readVolts(await uniTUt61e.open(transport, { clock }));
    expect(ours).toMatchObject({ value: 3.842, unit: 'V', flags: ['dc', 'auto'] });
    const stream = start();
    await stream.until(2, 12_000);
    expect(stream.lines.slice(0, 2)).toEqual(['3.842 V DC AUTO', '3.842 V DC AUTO']);
    // Speed, seven bits with parity and the control lines are what our manifest says. The peer means odd parity and
    // hands the kernel even (its constants are swapped), so which of the two is no business of this test.
    expect(asked().some((entry) => /^line 19200 7 (odd|even) 1$/.test(entry))).toBe(true);
    expect(
      asked()
        .filter((entry) => /^(dtr|rts)/.test(entry))
        .slice(-2),
    ).toEqual(['dtr 1', 'rts 0']);
    expect(line).toMatchObject({ baudRate: 19_200, dataBits: 7, parity: 'odd', stopBits: 1, dtr: true, rts: false });
  });
});
