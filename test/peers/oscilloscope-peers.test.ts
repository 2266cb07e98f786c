/**
 * Other people's programs at our simulated oscilloscopes: what they read must be what our own drivers read. A handful; the
 * whole tables are `rigol-ds-peer`, `rigol-ds-settings-peer`, `siglent-sds-peer` and `scope-formulas-peer`.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { keysightInfiniiVision } from '../../drivers/oscilloscope/keysight-infiniivision/driver.ts';
import { rigolDs } from '../../drivers/oscilloscope/rigol-ds/driver.ts';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import { siglentSds } from '../../drivers/oscilloscope/siglent-sds/driver.ts';
import { tektronixTds } from '../../drivers/oscilloscope/tektronix-tds/driver.ts';
import { missing, run } from './peer-process.ts';
import { expectSameRecord as expectSameRigol, type RigolState, rigolScope, usualChannel } from './rigol-captures.ts';
import { scaled, usual } from './rigol-states.ts';
import { scopeOnTcp, withOurDriver } from './scope-on-tcp.ts';
import { expectSameRecord as expectSameSiglent, siglentScope } from './siglent-captures.ts';

const noSigrok = missing('sigrok-cli');

describe(`what our driver reads of a simulated oscilloscope over TCP, sigrok-cli reads as well${noSigrok}`, () => {
  const off = { ...usualChannel, isOn: false };
  const four = [0, 1, 2, 3].map((place) => scaled([0.001, 0.05, 2, 10][place] ?? 1, place * 1.4 - 2, 10, place));

  it.skipIf(noSigrok !== '').each([
    ['four channels of a DS1054Z', usual(rigolScope('DS1054Z'), four)],
    ['two of four channels of a MSO5074', usual(rigolScope('MSO5074'), [off, scaled(0.2, 3, 1, 0), off, usualChannel])],
    ['a DS2072A on a slow time base', { ...usual(rigolScope('DS2072A'), [usualChannel, off]), secondsPerDivision: 5 }],
    ['the memory of a DS4024', { ...usual(rigolScope('DS4024'), [usualChannel, off, off, off]), memoryPoints: 7_000 }],
  ] satisfies [string, RigolState][])('%s', (_name, state) => expectSameRigol(state), 90_000);

  // As far as it gets: see the list of its defects.
  it.skipIf(noSigrok !== '')(
    'one of four channels of a SDS1104X-E',
    () =>
      expectSameSiglent({
        ...{ scope: siglentScope('SDS1104X-E'), channel: 3, voltsPerDivision: 0.2, offsetVolts: -0.35 },
        ...{ probe: 10, coupling: 'D1M', secondsPerDivision: 200e-6 },
      }),
    150_000,
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
      const { port, stop } = await scopeOnTcp((context) => driver.simulate(fixedUnit, { ...context, model }));
      onTestFinished(stop);
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
      const { waveform, volts } = await withOurDriver(driver, port, ({ record }) =>
        record({ channel: 1, acquire: 'held' }),
      );
      expect(theirs.volts).toHaveLength(volts.length);
      const worst = Math.max(...volts.map((value, index) => Math.abs(value - (theirs.volts[index] ?? Number.NaN))));
      expect(worst).toBeLessThan(1e-5);
      expect(theirs.first).toBeCloseTo(waveform.scale.firstSeconds, 9);
      expect(theirs.step).toBeCloseTo(waveform.scale.secondsPerPoint, 12);
    },
    40_000,
  );
});
