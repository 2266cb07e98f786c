/** Somebody turns a knob while a record is read, at any moment and at any make: no wrong volts and no wrong seconds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import type { ByteDriver } from '../contract/driver.ts';
import type { SimulatedInstrument, SimulatorContext } from '../contract/simulator.ts';
import { keysightInfiniiVision } from './keysight-infiniivision/driver.ts';
import { simulateKeysight } from './keysight-infiniivision/simulator.ts';
import { rigolDs } from './rigol-ds/driver.ts';
import { simulateRigol } from './rigol-ds/simulator.ts';
import { fixedUnit, type ScopeTestBench, scopeTestBench } from './scpi-scope/test-bench.ts';
import { voltsOf } from './scpi-scope/volts.ts';
import { siglentSds } from './siglent-sds/driver.ts';
import { simulateSiglent } from './siglent-sds/simulator.ts';
import { rippleHertz, rippleVolts } from './simulated-scope/simulated-signal.ts';
import { tektronixTds } from './tektronix-tds/driver.ts';
import { simulateTektronix } from './tektronix-tds/simulator.ts';

const seed = 20_261_122;
const charger = 5.02;
type Knob = 'scale' | 'offset' | 'probe' | 'time' | 'delay' | 'channel' | 'coupling';

interface Make {
  readonly driver: ByteDriver;
  simulate(context: SimulatorContext): SimulatedInstrument;
  /** What the samples are asked with, and what arms a single shot. */
  readonly data: string;
  readonly single: string;
  /** The front panel in the words of the wire: what turning each knob comes to. */
  readonly knobs: Readonly<Partial<Record<Knob, string>>>;
}

const colons = (offset: string, delay: string, probe = ':CHAN1:PROB 1') => ({
  scale: ':CHAN1:SCAL 2',
  offset: `:CHAN1:OFFS ${offset}`,
  probe,
  coupling: ':CHAN1:COUP AC',
  time: ':TIM:SCAL 0.0002',
  delay: `:TIM:${delay} 0.0003`,
});
const tektronix = (probe: string) => ({
  scale: 'CH1:SCA 2',
  offset: 'CH1:POS -2',
  probe,
  coupling: 'CH1:COUP AC',
  time: 'HOR:SCA 0.0002',
  delay: 'HOR:POS 0.0003',
});

/** More than one chunk. */
const points = 250_100;
const makes: Readonly<Record<string, Make>> = {
  DS1054Z: {
    driver: rigolDs,
    simulate: (context) => simulateRigol(fixedUnit, context, { memoryPoints: points }),
    ...{ data: ':WAV:DATA?', single: ':SING', knobs: { ...colons('-2', 'OFFS'), channel: ':CHAN1:DISP OFF' } },
  },
  DHO824: {
    driver: rigolDs,
    simulate: (context) => simulateRigol(fixedUnit, context, { model: 'DHO824', memoryPoints: points }),
    ...{ data: ':WAV:DATA?', single: ':SING', knobs: { ...colons('-2', 'OFFS'), channel: ':CHAN1:DISP OFF' } },
  },
  'SDS1104X-E': {
    driver: siglentSds,
    simulate: (context) => simulateSiglent(fixedUnit, context, { memoryPoints: 1_000_100 }),
    ...{ data: 'C1:WF? DAT2', single: 'ARM' },
    knobs: {
      scale: 'C1:VDIV 2V',
      offset: 'C1:OFST -2V',
      probe: 'C1:ATTN 1',
      coupling: 'C1:CPL A1M',
      time: 'TDIV 0.0002S',
      delay: 'TRDL 0.0003S',
    },
  },
  'SDS824X HD': {
    driver: siglentSds,
    simulate: (context) => simulateSiglent(fixedUnit, context, { model: 'SDS824X HD', memoryPoints: 50_100 }),
    ...{ data: ':WAV:DATA?', single: ':TRIG:MODE SING', knobs: colons('-2', 'DEL', ':CHAN1:PROB VAL,1') },
  },
  DSOX2024A: {
    driver: keysightInfiniiVision,
    simulate: (context) => simulateKeysight(fixedUnit, context),
    ...{ data: ':WAV:DATA?', single: ':SING', knobs: colons('2', 'POS') },
  },
  TBS1202B: {
    driver: tektronixTds,
    simulate: (context) => simulateTektronix(fixedUnit, context),
    ...{ data: 'CURV?', single: 'ACQ:STOPA SEQ', knobs: tektronix('CH1:PRO 1') },
  },
  TBS2072: {
    driver: tektronixTds,
    simulate: (context) => simulateTektronix(fixedUnit, context, { model: 'TBS2072', recordPoints: points }),
    ...{ data: 'CURV?', single: 'ACQ:STOPA SEQ', knobs: tektronix('CH1:PRO 1') },
  },
};
const every = Object.entries(makes).flatMap(([model, make]) =>
  (Object.keys(make.knobs) as Knob[]).map((knob) => [model, knob, make] as const),
);

/** Lines of the driver on their way to the instrument; in front of the one that `isWhen` tells, a hand turns the knob. */
function touched(inner: SimulatedInstrument, knob: string, isWhen: (line: string) => boolean): SimulatedInstrument {
  return {
    ...{ detach: () => inner.detach() },
    attach: (wire) =>
      inner.attach({
        send: (bytes) => wire.send(bytes),
        onClose: (listener) => wire.onClose(listener),
        hangUp: () => wire.hangUp(),
        onData: (listener) =>
          wire.onData((chunk) => {
            const lines = new TextDecoder().decode(chunk).split('\n').filter(Boolean);
            const turns = lines.filter(isWhen).map(() => `${knob}\n`);
            listener(new TextEncoder().encode(turns.join('')));
            listener(chunk);
          }),
      }),
  };
}

/** A capture of the whole memory on a bench where a knob is turned once; `refused` where it says so. */
async function captureWhile(make: Make, knob: Knob, isWhen: (line: string) => boolean, acquire: 'new' | 'held') {
  let isArmed = false;
  const bench = await scopeTestBench(make.driver, (context) =>
    touched(make.simulate(context), make.knobs[knob] ?? '', (line) => isArmed && isWhen(line)),
  );
  isArmed = true;
  const began = bench.sent.length;
  const waveform = await bench
    .call('capture', { channel: 1, record: 'memory', acquire }, 120_000)
    .catch((error: unknown) => error);
  return { bench, waveform, sent: bench.sent.slice(began) };
}

function expectTrue(bench: ScopeTestBench, waveform: Awaited<ReturnType<typeof captured>>): void {
  const { scale, code, count, input } = waveform;
  const volts = voltsOf(bench.block('samples'), code, scale);
  expect(volts).toHaveLength(count);
  if (scale.zero === 'first-sample') return;
  for (let index = 0; index < count; index += Math.floor(count / 200)) {
    const seconds = scale.firstSeconds + index * scale.secondsPerPoint;
    const truth = (input.coupling === 'dc' ? charger : 0) + rippleVolts * Math.sin(2 * Math.PI * rippleHertz * seconds);
    const off = Math.abs((volts[index] ?? Number.NaN) - truth);
    expect(off, `point ${index}`).toBeLessThanOrEqual(scale.voltsPerStep / 2 + 1e-3);
  }
}
const captured = (bench: ScopeTestBench) => bench.call('capture', { channel: 1 });

describe.each(every)('at a %s the knob "%s" turned', (_model, knob, make) => {
  it('in the middle of the transfer makes another record, and its volts and seconds are true', async () => {
    let reads = 0;
    const inTransfer = (line: string) => line === make.data && ++reads === 1;
    const { bench, waveform, sent } = await captureWhile(make, knob, inTransfer, 'new');
    if (knob === 'channel')
      return expect(waveform).toMatchObject({ code: 'scope/channel-off', params: { channel: 1 } });
    expect(sent.filter((line) => line === make.single)).toHaveLength(2);
    expectTrue(bench, waveform as never);
  });

  it('while a held record is read refuses it, for there is no other', async () => {
    let reads = 0;
    const inTransfer = (line: string) => line === make.data && ++reads === 1;
    const { waveform, sent } = await captureWhile(make, knob, inTransfer, 'held');
    expect(waveform).toMatchObject({ code: 'scope/changed', params: { channel: 1 } });
    expect(sent.filter((line) => line === make.data).length).toBeGreaterThan(0);
    expect(sent).not.toContain(make.single);
  });
});

describe.each(Object.entries(makes))('at a %s any knob turned at any moment', (_model, make) => {
  it('gives a true record or none', async () => {
    const calm = await captureWhile(make, 'scale', () => false, 'new');
    expectTrue(calm.bench, calm.waveform as never);
    const knobs = Object.keys(make.knobs) as Knob[];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...knobs), fc.nat(calm.sent.length - 1), async (knob, place) => {
        let line = 0;
        const { bench, waveform } = await captureWhile(make, knob, () => line++ === place, 'new');
        if (waveform instanceof CodedError) {
          expect(waveform.code).toMatch(
            /^(scope\/(changed|short-record|channel-off|other-record|probe-factor)|instrument\/timeout)$/,
          );
        } else expectTrue(bench, waveform as never);
      }),
      { seed, numRuns: 5 },
    );
  });
});
