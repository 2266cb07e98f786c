/**
 * P6, what a technician is told afterwards: of each output whether it was seen to be off, was sent its command and never seen
 * to obey, or could not be sent it. For every instrument of the catalogue that can energise something, over the real leases,
 * bench server, drivers and simulators, on virtual time.
 */
import { describe, expect, it } from 'vitest';
import type { SafeTarget } from '../../drivers/bench/bench-api.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import type { ByteDriver } from '../../drivers/contract/driver.ts';
import type { FaultName } from '../../drivers/contract/fault.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { leaseBench } from '../../station/bench/leased-bench.ts';
import { aloneOnBench } from '../../station/bench/leases.ts';
import { SafeState } from '../../station/bench/safe-state.ts';
import { simulatedStage } from '../../station/compose/simulated-stage.ts';

const simulated = { scenario: 'healthy', seed: 5 };
const address = 'sim:it';
const key = 'run-1/it';

const energising = catalogue.flatMap((driver): [string, ByteDriver][] =>
  driver.link === 'bytes' && driver.manifest.energises ? [[driver.manifest.id, driver]] : [],
);

async function rig(driver: ByteDriver) {
  const clock = new VirtualClock();
  const stage = simulatedStage(clock);
  const host = new InlineBench({ clock, parts: stage.parts });
  const marked = new Map<string, SafeTarget>();
  const energised = {
    mark: async (target: SafeTarget) => void marked.set(target.key, target),
    clear: (target: SafeTarget) => void marked.delete(target.key),
    isMarked: (target: SafeTarget) => marked.has(target.key),
  };
  const instruments = { it: { driver: driver.manifest.id, address, simulated } };
  const lease = async () => {
    const leaseOf = await aloneOnBench(clock, 'run-1', instruments);
    return leaseBench({ run: 'run-1', clock, host, leaseOf, energised, instruments });
  };
  const bench = await clock.run(lease());
  const { unit } = stage.simulated;
  if (unit === undefined) throw new Error('opening makes a unit');
  unit.supply.output(true);
  unit.load.set({ mode: 'constant-current', setAmps: 0.3 });
  unit.load.input(true);
  unit.iron.set({ celsius: 300 });
  const fault = async (name: FaultName, on: boolean) =>
    clock.run((await host.client()).call('bench/fault', { key, name, on }));
  /** The instrument hears everything and does nothing of it. */
  const stick = () => {
    Object.assign(unit.supply, { output: () => undefined });
    Object.assign(unit.load, { input: () => undefined });
    Object.assign(unit.iron, { set: () => undefined });
  };
  const emergency = async () => {
    const began = clock.now();
    const sent = await clock.run(bench.makeSafe('emergency'));
    const sentMs = clock.now() - began;
    const seen = await clock.run(bench.look());
    return { sent, sentMs, seen, seenMs: clock.now() - began - sentMs };
  };
  const isAnyOn = () => {
    const { capability } = driver.manifest;
    if (capability === 'SolderingStation') return unit.iron.state().setCelsius > 100;
    return capability === 'PowerSupply' ? unit.supply.state().on : unit.load.state().on;
  };
  return { clock, host, stage, bench, marked, fault, stick, emergency, isAnyOn };
}

describe.each(energising)('%s', (_id, driver) => {
  it('that goes off says so, and is on no list any more', async () => {
    const { emergency, marked, isAnyOn } = await rig(driver);
    const { sent, seen } = await emergency();
    expect(sent).toEqual([{ key: 'it', outcome: 'existing' }]);
    expect(seen).toEqual([{ key: 'it', seen: 'off' }]);
    expect(isAnyOn()).toBe(false);
    expect(marked.size).toBe(0);
  });

  it('that hears and says nothing is sent its frames as soon, is not seen off, and stays on the list', async () => {
    const { emergency, fault, marked, isAnyOn } = await rig(driver);
    await fault('silence', true);
    const { sent, sentMs, seen, seenMs } = await emergency();
    expect(sent).toEqual([{ key: 'it', outcome: 'existing' }]);
    expect(sentMs).toBeLessThan(1_000);
    expect(seen).toMatchObject([{ key: 'it', seen: 'unknown', failure: { code: expect.stringContaining('/') } }]);
    expect(seenMs).toBeLessThan(6_000);
    expect(isAnyOn()).toBe(false);
    expect([...marked.keys()]).toEqual([key]);
  });

  it('that does not obey is said to be on, and stays on the list', async () => {
    const { emergency, stick, marked, isAnyOn } = await rig(driver);
    stick();
    const { sent, seen } = await emergency();
    expect(sent).toEqual([{ key: 'it', outcome: 'existing' }]);
    expect(seen).toEqual([{ key: 'it', seen: 'on' }]);
    expect(isAnyOn()).toBe(true);
    expect([...marked.keys()]).toEqual([key]);
  });

  it('is seen off by a bench that never had it open, and given back', async () => {
    const { clock, bench, host, marked, isAnyOn } = await rig(driver);
    await clock.run(bench.makeSafe('emergency'));
    const target = marked.get(key);
    if (target === undefined) throw new Error('it is on the list');
    await clock.run(host.stop());
    const again = simulatedStage(clock);
    const fresh = new InlineBench({ clock, parts: again.parts });
    const safe = new SafeState({ host: fresh, clock });
    safe.register(target);
    expect(await clock.run(safe.makeSafe('recovery'))).toMatchObject([{ outcome: 'fresh' }]);
    expect(await clock.run(safe.look([target]))).toEqual([{ key, address, seen: 'off' }]);
    expect(again.simulated.instrumentAt(address)?.isRemote?.() ?? false).toBe(false);
    expect(isAnyOn()).toBe(false);
    await clock.run(fresh.stop());
  });

  it('that was lost could not be sent anything, and that is said', async () => {
    const { clock, bench, marked } = await rig(driver);
    await clock.run(bench.makeSafe('emergency'));
    const target = { ...marked.get(key), key, address: 'sim:nowhere', simulated: undefined } as unknown as SafeTarget;
    const { simulated: _none, ...elsewhere } = target;
    const host = new InlineBench({
      clock,
      parts: { ...simulatedStage(clock).parts, open: () => Promise.reject(new Error('nothing is there')) },
    });
    const safe = new SafeState({ host, clock });
    safe.register(elsewhere);
    expect(await clock.run(safe.makeSafe('recovery'))).toMatchObject([{ outcome: 'failed' }]);
    expect(await clock.run(safe.look([elsewhere]))).toMatchObject([{ seen: 'unknown' }]);
  });
});

describe('while it is looked', () => {
  const [korad] = energising.filter(([id]) => id === 'korad-ka3005p');

  it('a call that hung before is given up, nothing switches on again, and the door is shut afterwards', async () => {
    const { clock, bench, emergency, fault, isAnyOn, host } = await rig((korad as [string, ByteDriver])[1]);
    await fault('silence', true);
    const hanging = bench.call('it', 'output', { on: true }, 60_000).catch((error: { code: string }) => error.code);
    await clock.advance(400);
    const { seen } = await emergency();
    expect(seen).toMatchObject([{ seen: 'unknown' }]);
    await fault('silence', false);
    expect(await clock.run(hanging)).toMatch(/lease-revoked|lost|made-safe/);
    await clock.advance(30_000);
    expect(isAnyOn()).toBe(false);
    const lease = { key, lease: `look ${key}` };
    const late = (await host.client()).call('bench/call', {
      ...lease,
      verb: 'output',
      args: { on: true },
      deadlineMs: 900,
    });
    await expect(clock.run(late)).rejects.toMatchObject({ code: expect.stringMatching(/lease-revoked|not-open/) });
  });
});
