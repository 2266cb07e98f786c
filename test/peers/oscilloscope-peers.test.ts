/** Other people's programs at our simulated oscilloscopes: what they read must be what our own drivers read. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ByteDriver } from '../../drivers/contract/driver.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import { keysightInfiniiVision } from '../../drivers/oscilloscope/keysight-infiniivision/driver.ts';
import { rigolDs } from '../../drivers/oscilloscope/rigol-ds/driver.ts';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import { voltsOf } from '../../drivers/oscilloscope/scpi-scope/volts.ts';
import { siglentSds } from '../../drivers/oscilloscope/siglent-sds/driver.ts';
import { tektronixTds } from '../../drivers/oscilloscope/tektronix-tds/driver.ts';
import { openTcp } from '../../drivers/transport/tcp.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import type { CaptureArgs, Waveform } from '../../foundation/capability/oscilloscope.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { missing, run } from './peer-process.ts';

const clock = new RealClock();
const context = { clock, random: seededRandom(1), faults: new FaultSwitch() };
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** The driver's simulator on a free port that no adb server looks at. */
async function onTcp(driver: ByteDriver, model: string): Promise<number> {
  const instrument = driver.simulate(fixedUnit, { ...context, model });
  const listener = await listenOnTcp({ ...context, instrument, port: 0 });
  cleanUps.push(() => listener.stop());
  return listener.port;
}

/** What our own driver reads there. */
async function ours(
  driver: ByteDriver,
  port: number,
  args: CaptureArgs,
): Promise<{ waveform: Waveform; volts: number[] }> {
  const scope = await driver.open(await openTcp({ host: '127.0.0.1', port, clock }), { clock });
  const pieces: Uint8Array[] = [];
  const options = { deadlineMs: 20_000, blocks: ({ bytes }: { readonly bytes: Uint8Array }) => pieces.push(bytes) };
  const waveform = (await scope.call('capture', args, options)) as Waveform;
  await scope.close();
  const bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
  return { waveform, volts: [...voltsOf(bytes, waveform.code, waveform.scale)] };
}

describe('a simulated Rigol over TCP', () => {
  const noSigrok = missing('sigrok-cli');
  it.skipIf(noSigrok !== '')(
    `sigrok-cli reads the volts our driver reads${noSigrok}`,
    async () => {
      const port = await onTcp(rigolDs, 'DS1054Z');
      const { volts } = await ours(rigolDs, port, { channel: 1 });
      const args = ['-d', `rigol-ds:conn=tcp-raw/127.0.0.1/${port}`, '--frames', '1', '-C', 'CH1', '-O', 'analog'];
      const { out, err } = await run('sigrok-cli', args, 30_000);
      const theirs = out.split('\n').flatMap((line) => {
        const [, number, prefix] = /^CH1: (-?[\d.]+) (m?)V/.exec(line) ?? [];
        return number === undefined ? [] : [Number(number) * (prefix === 'm' ? 1e-3 : 1)];
      });
      expect(theirs.length, err || out.slice(0, 400)).toBe(1_200);
      // The signal is the same in every frame, counted from its trigger; they print two decimals.
      expect(volts).toHaveLength(1_200);
      const worst = Math.max(...volts.map((value, index) => Math.abs(value - (theirs[index] ?? Number.NaN))));
      expect(worst).toBeLessThanOrEqual(0.005 + 1e-6);
    },
    40_000,
  );
});

const python = '/usr/bin/python3';
const noPython = missing(python);

/** Asks who it is and reads one record by each maker's own words and formula, written down once more in Python. */
const programs: Readonly<Record<string, string>> = {
  'rigol-ds': `
scope.write(':STOP'); scope.write(':WAV:SOUR CHAN1'); scope.write(':WAV:MODE NORM'); scope.write(':WAV:FORM BYTE')
scope.write(':WAV:STAR 1'); scope.write(':WAV:STOP 1200')
p = [float(x) for x in scope.query(':WAV:PRE?').split(',')]
raw = scope.query_binary_values(':WAV:DATA?', datatype='B')
volts = [(r - p[8] - p[9]) * p[7] for r in raw]; first = p[5]; step = p[4]`,
  'keysight-infiniivision': `
scope.write(':STOP'); scope.write(':WAV:SOUR CHAN1'); scope.write(':WAV:FORM BYTE'); scope.write(':WAV:POIN:MODE NORM'); scope.write(':WAV:POIN 1000')
p = [float(x) for x in scope.query(':WAV:PRE?').split(',')]
raw = scope.query_binary_values(':WAV:DATA?', datatype='B')
volts = [(r - p[9]) * p[7] + p[8] for r in raw]; first = p[5]; step = p[4]`,
  'tektronix-tds': `
scope.write('HEAD OFF'); scope.write('ACQ:STATE STOP'); scope.write('DAT:SOU CH1'); scope.write('DAT:STAR 1'); scope.write('DAT:STOP 2500')
q = lambda w: float(scope.query('WFMP:' + w + '?'))
raw = scope.query_binary_values('CURV?', datatype='b')
volts = [(r - q_off) * q_mul + q_zero for q_off, q_mul, q_zero in [(q('YOF'), q('YMU'), q('YZE'))] for r in raw]; first = q('XZE'); step = q('XIN')`,
  'siglent-sds': `
scope.write('CHDR OFF'); scope.write('STOP'); scope.write('WFSU SP,50,NP,1400,FP,0')
unit = lambda q: float(''.join(c for c in scope.query(q) if c in '0123456789.-+E'))
vdiv, ofst, tdiv = unit('C1:VDIV?'), unit('C1:OFST?'), unit('TDIV?')
raw = scope.query_binary_values('C1:WF? DAT2', datatype='b')
volts = [r * vdiv / 25 - ofst for r in raw]; first = -tdiv * 7; step = tdiv * 14 / 1400`,
};

describe.each([
  ['DS1054Z', rigolDs],
  ['DSOX2024A', keysightInfiniiVision],
  ['TBS1202B', tektronixTds],
  ['SDS1104X-E', siglentSds],
] as const)('a simulated %s over TCP', (model, driver) => {
  it.skipIf(noPython !== '')(
    `pyvisa reads its identity and the very samples our driver reads${noPython}`,
    async ({ skip }) => {
      const has = await run(python, ['-c', 'import pyvisa, pyvisa_py; print("yes")']);
      if (has.out.trim() !== 'yes') skip('pyvisa and pyvisa-py are not installed');
      const port = await onTcp(driver, model);
      const program = `
import json, pyvisa
scope = pyvisa.ResourceManager('@py').open_resource('TCPIP::127.0.0.1::${port}::SOCKET')
scope.read_termination = scope.write_termination = '\\n'
scope.timeout = 8000
idn = scope.query('*IDN?')
${programs[driver.manifest.id] ?? ''}
print(json.dumps({'idn': idn, 'volts': volts, 'first': first, 'step': step}))
`;
      const { out, err } = await run(python, ['-c', program], 30_000);
      expect(out.trim(), err).toMatch(/^\{/);
      const theirs = JSON.parse(out) as { idn: string; volts: number[]; first: number; step: number };
      expect(theirs.idn.replace(/[- ]/g, '')).toContain(model.replace(/[- ]/g, ''));
      // It stands still now, so we read the same record.
      const { waveform, volts } = await ours(driver, port, { channel: 1, acquire: 'held' });
      expect(theirs.volts).toHaveLength(volts.length);
      const worst = Math.max(...volts.map((value, index) => Math.abs(value - (theirs.volts[index] ?? Number.NaN))));
      expect(worst).toBeLessThan(1e-5);
      expect(theirs.first).toBeCloseTo(waveform.scale.firstSeconds, 9);
      expect(theirs.step).toBeCloseTo(waveform.scale.secondsPerPoint, 12);
    },
    40_000,
  );
});
