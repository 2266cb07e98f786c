/**
 * P5, the other side of it: what a run has switched on or set is off at its end, and what it has only read stays as the
 * person had it, front panel and all. For every instrument of the catalogue that can energise something, over the real
 * leases, bench server, drivers and simulators, on virtual time.
 */
import { describe, expect, it } from 'vitest';
import type { SafeTarget } from '../../drivers/bench/bench-api.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import type { ByteDriver } from '../../drivers/contract/driver.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { leaseBench } from '../../station/bench/leased-bench.ts';
import { aloneOnBench } from '../../station/bench/leases.ts';
import type { EnergisedList } from '../../station/bench/run-outputs.ts';
import { simulatedStage } from '../../station/compose/simulated-stage.ts';

const simulated = { scenario: 'healthy', seed: 5 };
const address = 'sim:it';

/** What a procedure may do to an instrument of each kind, and how it undoes it. */
const work = {
  PowerSupply: [
    ['set', { volts: 3, amps: 0.5 }],
    ['output', { on: true }],
    ['output', { on: false }],
  ],
  ElectronicLoad: [
    ['set', { mode: 'constant-current', amps: 0.2 }],
    ['input', { on: true }],
    ['input', { on: false }],
  ],
  SolderingStation: [
    ['control', { on: true }],
    ['set', { celsius: 300 }],
    ['control', { on: false }],
  ],
} as const;

const energising = catalogue.flatMap((driver): [string, ByteDriver][] =>
  driver.link === 'bytes' && driver.manifest.energises ? [[driver.manifest.id, driver]] : [],
);

class Marks implements EnergisedList {
  readonly marked = new Map<string, SafeTarget>();
  /** What the store takes for it. */
  wait: Promise<void> = Promise.resolve();

  async mark(target: SafeTarget): Promise<void> {
    await this.wait;
    this.marked.set(target.key, target);
  }

  clear({ key }: SafeTarget): void {
    this.marked.delete(key);
  }

  isMarked({ key }: SafeTarget): boolean {
    return this.marked.has(key);
  }
}

/** An instrument that the person has set and switched on by hand, and a run that has it. */
async function rig(driver: ByteDriver) {
  const clock = new VirtualClock();
  const stage = simulatedStage(clock);
  const host = new InlineBench({ clock, parts: stage.parts });
  const first = await clock.run(stage.parts.open(driver, address, simulated));
  if (first.link === 'bytes') await clock.run(first.transport.close());
  const { unit } = stage.simulated;
  if (unit === undefined) throw new Error('opening makes a unit');
  unit.supply.set({ volts: 5, amps: 1 });
  unit.supply.output(true);
  unit.load.set({ mode: 'constant-current', setAmps: 0.3 });
  unit.load.input(true);
  const settings = () => {
    const { setVolts, setAmps, on } = unit.supply.state();
    const { on: isLoading, setAmps: loadAmps } = unit.load.state();
    const isRemote = stage.simulated.instrumentAt(address)?.isRemote?.() ?? false;
    return { setVolts, setAmps, on, isLoading, loadAmps, celsius: unit.iron.state().setCelsius, isRemote };
  };
  const marks = new Marks();
  const instruments = { it: { driver: driver.manifest.id, address, simulated } };
  const lease = async () => {
    const leaseOf = await aloneOnBench(clock, 'run-1', instruments);
    return leaseBench({ run: 'run-1', clock, host, leaseOf, energised: marks, instruments });
  };
  const bench = await clock.run(lease());
  const call = (verb: string, args: object) => clock.run(bench.call('it', verb, args, 20_000));
  const end = async (cause: 'end' | 'emergency' = 'end') => {
    const outcomes = await clock.run(bench.makeSafe(cause));
    const looks = await clock.run(bench.look());
    expect(looks).toEqual(outcomes.map(({ key }) => ({ key, seen: 'off' })));
    await clock.run(bench.release());
    await clock.advance(2_000);
    return outcomes;
  };
  return {
    clock,
    stage,
    host,
    unit,
    settings,
    marks,
    bench,
    call,
    end,
    kind: driver.manifest.capability as keyof typeof work,
  };
}

/** Of the instrument's own kind. */
function isOn({ settings, kind }: Awaited<ReturnType<typeof rig>>): boolean {
  const { on, isLoading, celsius } = settings();
  if (kind === 'SolderingStation') return celsius > 100;
  return kind === 'PowerSupply' ? on : isLoading;
}

describe.each(energising)('%s', (_id, driver) => {
  it('that was only read is as it was, and its panel is the person’s', async () => {
    const it = await rig(driver);
    const before = { ...it.settings(), isRemote: false };
    await it.call('measure', {});
    await it.call('state', {});
    expect(await it.end()).toEqual([]);
    expect(it.settings()).toEqual(before);
  });

  it('that was only read is as it was also when the whole bench is stopped', async () => {
    const it = await rig(driver);
    const before = { ...it.settings(), isRemote: false };
    await it.call('measure', {});
    await it.clock.run(it.host.stop());
    await it.clock.advance(2_000);
    expect(it.settings()).toEqual(before);
  });

  it('that was switched on or set and not undone is off at the end, and its panel is the person’s', async () => {
    for (const steps of [1, 2]) {
      const it = await rig(driver);
      for (const [verb, args] of work[it.kind].slice(0, steps)) await it.call(verb, args);
      expect(it.marks.marked.size).toBe(1);
      expect(await it.end()).toEqual([{ key: 'it', outcome: 'existing' }]);
      expect(isOn(it)).toBe(false);
      expect(it.settings().isRemote).toBe(false);
      expect(it.marks.marked.size).toBe(0);
    }
  });

  it('that was undone is left as the undo left it', async () => {
    const it = await rig(driver);
    const { celsius } = it.settings();
    for (const [verb, args] of work[it.kind]) await it.call(verb, args);
    expect(it.marks.marked.size).toBe(0);
    expect(await it.end()).toEqual([]);
    expect(it.settings()).toMatchObject({ celsius, isRemote: false });
    if (it.kind !== 'SolderingStation') expect(isOn(it)).toBe(false);
  });

  it('is off after an Emergency, whoever has switched it on, and its panel is the person’s', async () => {
    const it = await rig(driver);
    await it.call('measure', {});
    expect(await it.end('emergency')).toEqual([{ key: 'it', outcome: 'existing' }]);
    expect(isOn(it)).toBe(false);
    expect(it.settings().isRemote).toBe(false);
  });
});

const korad = energising.find(([id]) => id === 'korad-ka3005p')?.[1];
const dp800 = energising.find(([id]) => id === 'rigol-dp800')?.[1];

describe.runIf(korad && dp800)('what a run has switched', () => {
  it('one of two outputs that is off again does not take the other off the list', async () => {
    const it = await rig(dp800 as ByteDriver);
    await it.call('output', { channel: 1, on: true });
    await it.call('output', { channel: 2, on: true });
    await it.call('output', { channel: 2, on: false });
    expect(it.marks.marked.size).toBe(1);
    await it.end();
    expect(it.settings().on).toBe(false);
  });

  it('a call that still waits for the store when everything is made safe switches nothing on any more', async () => {
    for (const cause of ['emergency', 'end'] as const) {
      const it = await rig(korad as ByteDriver);
      it.unit.supply.output(false);
      let stored: () => void = () => undefined;
      it.marks.wait = new Promise((resolve) => {
        stored = resolve;
      });
      const late = it.bench.call('it', 'output', { on: true }, 5_000).catch((error: { code: string }) => error.code);
      await it.clock.run(it.bench.makeSafe(cause));
      stored();
      expect(await it.clock.run(late)).toBe('instrument/made-safe');
      await it.clock.run(it.bench.release());
      await it.clock.advance(2_000);
      expect(it.settings().on).toBe(false);
    }
  });

  it('an earlier life of the run has left on is made safe at the end', async () => {
    const it = await rig(korad as ByteDriver);
    await it.clock.run(it.bench.makeSafe('emergency').then(() => it.bench.look()));
    expect(it.marks.marked.size).toBe(0);
    await it.clock.run(it.bench.release());
    it.unit.supply.output(true);
    it.marks.isMarked = () => true;
    const leaseOf = await aloneOnBench(it.clock, 'run-1', { it: { address } });
    const instruments = { it: { driver: 'korad-ka3005p', address, simulated } };
    const options = { run: 'run-1', clock: it.clock, host: it.host, leaseOf, energised: it.marks, instruments };
    const again = await it.clock.run(leaseBench(options));
    expect(await it.clock.run(again.makeSafe('end'))).toEqual([{ key: 'it', outcome: 'existing' }]);
    expect(it.settings().on).toBe(false);
  });
});
