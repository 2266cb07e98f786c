import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedUnit, scopeTestBench } from '../scpi-scope/test-bench.ts';
import { voltsOf } from '../scpi-scope/volts.ts';
import { descriptorBytes, parseDescriptor } from './descriptor.ts';
import { siglentSds } from './driver.ts';
import { type SiglentModel, simulateSiglent } from './simulator.ts';

const seed = 0x148;
const probeAt = 0x148;
const open = (model: SiglentModel, named: string = model) =>
  scopeTestBench(siglentSds, (context) => simulateSiglent(fixedUnit, context, { model, named }));

/** One volt a division, 30 codes a division, a nanosecond, no delay; the probe's field as `write` leaves it. */
function description(write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(descriptorBytes);
  const view = new DataView(bytes.buffer);
  view.setFloat32(0x9c, 1, true);
  view.setFloat32(0xa4, 30, true);
  view.setInt16(0xac, 8, true);
  view.setFloat32(0xb0, 1e-9, true);
  write(view);
  return bytes;
}

describe("the probe's factor in the description of a newer Siglent", () => {
  it.each([0.1, 1, 10, 1_000, 0.01, 1e5])('of %d is what volts are multiplied by', (factor) => {
    const { voltsPerStep } = parseDescriptor(description((view) => view.setFloat32(probeAt, factor, true)));
    expect(voltsPerStep).toBeCloseTo(factor / 30, 6);
  });

  it('that is the index of a table instead is refused, and no record becomes 0 V', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), (index) => {
        const bytes = description((view) => view.setUint32(probeAt, index, true));
        expect(() => parseDescriptor(bytes)).toThrow(expect.objectContaining({ code: 'instrument/unreadable' }));
      }),
      { seed },
    );
  });

  it.each([0.0099, 1.1e5, -10, Number.NaN, Number.POSITIVE_INFINITY])('of %d is refused', (factor) => {
    const bytes = description((view) => view.setFloat32(probeAt, factor, true));
    expect(() => parseDescriptor(bytes)).toThrow(expect.objectContaining({ code: 'instrument/unreadable' }));
  });
});

describe.each(['SDS2104X Plus', 'SDS824X HD'] as const)('a record of a %s', (model) => {
  it('is refused where its description has the factor of the probe twice: every volt would be tenfold', async () => {
    const bench = await scopeTestBench(siglentSds, (context) =>
      simulateSiglent(fixedUnit, context, { model, scaleHasFactor: true }),
    );
    const captured = bench.call('capture', { channel: 1 });
    await expect(captured).rejects.toMatchObject({
      code: 'scope/probe-factor',
      params: { channel: 1, described: 10, shown: 1 },
    });
    await bench.turn(':CHAN1:PROB VAL,1');
    expect((await bench.call('capture', { channel: 1 })).mean.value).toBeCloseTo(5.02, 1);
  });

  it.each([0.1, 1, 2, 47, 1_000])('with a factor of %d is in the volts of the screen', async (factor) => {
    const bench = await open(model);
    await bench.turn(`:CHAN1:PROB VAL,${factor}`);
    const { mean, input } = await bench.call('capture', { channel: 1 });
    expect(mean.value).toBeCloseTo(5.02, 1);
    expect(input.probe).toBe(factor);
  });

  it('counts from the trigger while there is no delay', async () => {
    const { scale } = await (await open(model)).call('capture', { channel: 1 });
    expect(scale.firstSeconds).toBeCloseTo(-5 * 500e-6, 9);
    expect(scale.zero).toBeUndefined();
  });

  it.each([300e-6, -300e-6])(
    'with a delay of %d s says that second 0 is its first sample and not the trigger',
    async (delaySeconds) => {
      const bench = await open(model);
      await bench.call('timebase', { delaySeconds });
      const { scale, code, mean, count } = await bench.call('capture', { channel: 1 });
      expect([scale.firstSeconds, scale.zero]).toEqual([0, 'first-sample']);
      expect(mean.value).toBeCloseTo(5.02, 1);
      expect(voltsOf(bench.block('samples'), code, scale)).toHaveLength(count);
    },
  );
});

it('a record of the older set counts from the trigger with a delay too, by the sign its guide gives an example of', async () => {
  // TRDL -5 ns, TDIV 5 ns, 14 divisions: the first point is at -40 ns (programming guide PG01-E02D, p. 143).
  const bench = await open('SDS1104X-E');
  await bench.call('timebase', { secondsPerDivision: 5e-9, delaySeconds: -5e-9 });
  const { scale } = await bench.call('capture', { channel: 1 });
  expect(scale.firstSeconds).toBeCloseTo(-40e-9, 15);
  expect(scale.zero).toBeUndefined();
});

describe('a Siglent with a plus in its name', () => {
  it.each([
    ['SDS1102X+', 'SDS1104X-E', 14],
    ['SDS1052DL+', 'SDS1072CML', 18],
    ['SDS1102CNL+', 'SDS1072CML', 18],
  ] as const)('that is none of the newer ones (%s) is read with the older set', async (named, model, divisions) => {
    const bench = await open(model, named);
    const { mean, scale } = await bench.call('capture', { channel: 1 });
    expect(mean.value).toBeCloseTo(5.02, 1);
    expect(scale.firstSeconds).toBeCloseTo((-divisions * 500e-6) / 2, 9);
    expect(bench.sent).toContain('C1:WF? DAT2');
  });

  it.each(['SDS2104X Plus', 'SDS2104X+'])('that is one of them (%s) is read with the newer set', async (named) => {
    const bench = await open('SDS2104X Plus', named);
    expect((await bench.call('capture', { channel: 1 })).mean.value).toBeCloseTo(5.02, 1);
    expect(bench.sent).toContain(':WAV:DATA?');
  });
});

it('letters of its number are not taken for those of its model', async () => {
  const bench = await open('SDS1104X-E', 'SDS1104X-E,SDSMMDLX4R0001');
  const { scale } = await bench.call('capture', { channel: 1 });
  expect(scale.firstSeconds).toBeCloseTo(-7 * 500e-6, 9);
});

it('an older Siglent leaves the units out of its answers when it is told to, and nothing else', async () => {
  const { sent, instrument, call } = await open('SDS1104X-E');
  expect(instrument.identity.model).toBe('SDS1104X-E');
  expect(await call('vertical', { channel: 1, voltsPerDivision: 0.5 })).toMatchObject({ voltsPerDivision: 0.5 });
  const { scale, count } = await call('capture', { channel: 1, record: 'memory' });
  expect(sent).toContain('CHDR OFF');
  expect([count, scale.secondsPerPoint]).toEqual([70_000, expect.closeTo((14 * 500e-6) / 70_000, 15)]);
});
