/**
 * The makers' formulas, written down once more in Python (`scope-formulas.py`) and read through pyvisa, against our drivers
 * on the same simulated oscilloscopes, with ramps on their inputs that go through every code: of the families that libsigrok
 * does not know (Keysight, Tektronix, the newer Siglent, DHO), and of the others where it does not get at the samples. Whole:
 * each family's V/div at offsets of both signs, its time bases, and every form of samples it has (bytes and words, signed and
 * unsigned, both orders of bytes, a zero of its own). Where the form has as many bits as ours it is the same code; where it
 * has more or fewer, within the step of the coarser one.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missing, run } from './peer-process.ts';
import { type ScopeFamily, type ScopeSetting, scopeFamilies } from './scope-families.ts';
import { scopeOnTcp, told, withOurDriver } from './scope-on-tcp.ts';

const python = '/usr/bin/python3';
const without = missing(python);
const limitMs = 300_000;
const probes = [1, 10, 0.1, 100, 1_000];

interface Case {
  readonly setting: ScopeSetting;
  readonly form: string;
  /** Of our step. */
  readonly within: number;
}

/** Every form with one setting; then every V/div with two offsets and every time base, with probes and forms in turn. */
function casesOf({ scales, bases, forms }: ScopeFamily): Case[] {
  const setting = (turn: number, perDivision: number, divisions: number, secondsPerDivision: number): ScopeSetting => {
    const probe = probes[turn % probes.length] ?? 1;
    const voltsPerDivision = perDivision * probe;
    return { voltsPerDivision, probe, offsetVolts: divisions * voltsPerDivision, secondsPerDivision };
  };
  const settings = [
    ...scales.flatMap((scale, turn) => [setting(turn, scale, -3.7, 1e-6), setting(turn + 2, scale, 1.9, 1e-6)]),
    ...bases.map((base, turn) => setting(turn, 0.1, 0, base)),
  ];
  const all = Object.entries(forms);
  return [
    ...all.map(([form, within]) => ({ form, within, setting: setting(1, 0.5, 0.6, 2e-6) })),
    ...settings.map((each, turn): Case => {
      const [form = '', within = 0] = all[turn % all.length] ?? [];
      return { setting: each, form, within };
    }),
  ];
}

interface Theirs {
  readonly volts: readonly number[];
  /** Seconds of the first sample, and between two. */
  readonly first: number;
  readonly step: number;
}

async function readInPython(port: number, { formulas, set }: ScopeFamily, cases: readonly Case[]): Promise<Theirs[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-peer-'));
  try {
    const file = join(folder, 'task.json');
    const task = cases.map(({ setting, form }) => ({ set: set(setting), form }));
    writeFileSync(file, JSON.stringify({ port, family: formulas, cases: task }));
    const { out, err } = await run(python, [join(import.meta.dirname, 'scope-formulas.py'), file], limitMs / 2);
    expect(out.slice(0, 1), err).toBe('[');
    return JSON.parse(out) as Theirs[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function expectSame({ driver, record, set }: ScopeFamily, port: number, one: Case, theirs: Theirs | undefined) {
  await told(port, set(one.setting));
  const { waveform, volts } = await withOurDriver(driver, port, (scope) =>
    scope.record({ channel: 1, acquire: 'held', record }),
  );
  const { voltsPerStep, voltsAtZero, secondsPerPoint, firstSeconds, lowest, highest } = waveform.scale;
  const about = JSON.stringify(one);
  expect(theirs?.volts.length, about).toBe(volts.length);
  let most = 0;
  const codes = new Set<number>();
  for (const [index, ours] of volts.entries()) {
    const code = Math.round((ours - voltsAtZero) / voltsPerStep);
    codes.add(code);
    // At an end of the converter ours is no voltage; a form with more bits goes a little further.
    const isEnd = code <= lowest || code >= highest;
    if (!isEnd || one.within < 0.1) most = Math.max(most, Math.abs(ours - (theirs?.volts[index] ?? Number.NaN)));
  }
  expect(most / voltsPerStep, about).toBeLessThanOrEqual(one.within);
  expect(codes.size, about).toBeGreaterThan(250);
  expect((theirs?.step ?? 0) / secondsPerPoint, about).toBeCloseTo(1, 5);
  expect(Math.abs((theirs?.first ?? Number.NaN) - firstSeconds), about).toBeLessThan(secondsPerPoint * 0.01);
}

// Each waits for its wire most of the time.
describe.concurrent(`the maker's formula in Python, through pyvisa, tells what our driver tells${without}`, () => {
  it.skipIf(without !== '').each(scopeFamilies)(
    'of a simulated $name',
    async (family) => {
      const { out } = await run(python, ['-c', 'import pyvisa, pyvisa_py; print("yes")'], limitMs / 2);
      expect(out.trim(), 'pyvisa and pyvisa-py are needed').toBe('yes');
      const onTcp = await scopeOnTcp(family.simulate);
      try {
        const cases = casesOf(family);
        const theirs = await readInPython(onTcp.port, family, cases);
        for (const [place, one] of cases.entries()) await expectSame(family, onTcp.port, one, theirs[place]);
      } finally {
        await onTcp.stop();
      }
    },
    limitMs,
  );
});
