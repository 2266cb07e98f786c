/** P9: unplug mid-run suspends; the same serial resumes; a different serial never does silently. */
import { describe, expect, it } from 'vitest';
import type { OpenedInstrument } from '../../drivers/bench/bench-api.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { BenchClient } from '../../station/bench/bench-client.ts';
import type { BenchHost } from '../../station/bench/bench-host.ts';
import { LeasedInstrument } from '../../station/bench/leased-instrument.ts';
import { Leases } from '../../station/bench/leases.ts';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { smallBundle } from '../support/small-bundle.ts';

const bundle = await smallBundle();

describe.each(['meter', 'supply'])('the %s', (role) => {
  it.each(['establish', 'step.start', 'soak.start', 'sample', 'measure'])(
    'unplugged at the first %s and put back a minute later does not change the verdict',
    async (kind) => {
      let done = false;
      const { record } = await rehearse({
        bundle,
        onEntry(entry, stage) {
          if (done || entry.kind !== kind) return;
          done = true;
          stage.setFault(role, 'unplug', true);
          stage.clock.after(60_000, () => stage.setFault(role, 'unplug', false));
        },
      });
      expect(record.verdict).toBe('PASS');
      for (const interruption of record.interruptions) {
        expect(interruption).toMatchObject({ cause: 'instrument-lost', role, ended: true });
        expect(interruption.gapMs).toBeGreaterThan(0);
      }
    },
  );

  it('that never comes back leaves the run undecided, never passed', async () => {
    const { record } = await rehearse({
      bundle,
      onEntry(entry, stage) {
        if (entry.kind === 'establish') stage.setFault(role, 'unplug', true);
      },
    });
    expect(record.verdict).toBe('INCONCLUSIVE');
    expect(record.reasons.map(({ code }) => code)).toContain('instrument/not-back');
  });
});

it('time without the instrument is not counted as soak time', async () => {
  const { record } = await rehearse({
    bundle,
    onEntry(entry, stage) {
      if (entry.kind !== 'sample' || entry.index !== 20) return;
      stage.setFault('meter', 'unplug', true);
      stage.clock.after(90_000, () => stage.setFault('meter', 'unplug', false));
    },
  });
  const soak = record.steps.find((step) => step.kind === 'soak');
  expect(soak).toMatchObject({ samples: 61 });
  expect((soak?.totalMs ?? 0) - (soak?.activeMs ?? 0)).toBeGreaterThan(70_000);
  expect(record.verdict).toBe('PASS');
});

function hostOf(serials: readonly string[]): { host: BenchHost; closed: string[] } {
  const closed: string[] = [];
  let opened = 0;
  const client = {
    call(verb: string, input: { key: string }) {
      if (verb === 'bench/close') closed.push(input.key);
      if (verb !== 'bench/open') return Promise.resolve({});
      const serial = serials[Math.min(opened, serials.length - 1)] as string;
      opened += 1;
      const identity = { make: 'Keysight Technologies', model: '34465A', serial };
      return Promise.resolve({
        key: input.key,
        identity,
        capability: 'Multimeter',
        driverVersion: '1',
      } satisfies OpenedInstrument);
    },
  } as unknown as BenchClient;
  const host = { client: () => Promise.resolve(client) } as unknown as BenchHost;
  return { host, closed };
}

async function leased(clock: VirtualClock, host: BenchHost): Promise<LeasedInstrument> {
  const lease = await new Leases(clock).acquire('tcp:10', 'run');
  const request = { key: 'run/meter', driver: 'scpi-multimeter', address: 'tcp:10' };
  return new LeasedInstrument({ role: 'meter', request }, host, clock, lease);
}

it('a meter with another serial number in the same place is closed again and never used', async () => {
  const clock = new VirtualClock();
  const { host, closed } = hostOf(['MY1', 'MY2']);
  const meter = await leased(clock, host);
  await meter.open();
  meter.lost({ code: 'transport/unplugged', params: {} });
  const back = meter.back(30_000, new AbortController().signal).then(
    () => 'back',
    (error: CodedError) => `${error.code} ${String(error.params.why)}`,
  );
  expect(await clock.run(back)).toBe('instrument/not-back instrument/other');
  expect(closed.length).toBeGreaterThan(0);
  await expect(meter.call('read', {}, 1_000)).rejects.toMatchObject({ code: 'instrument/lost' });
  await meter.release();
});

it('the right meter, plugged in after a wrong one, takes its place again', async () => {
  const clock = new VirtualClock();
  const { host } = hostOf(['MY1', 'MY2', 'MY2', 'MY1']);
  const meter = await leased(clock, host);
  await meter.open();
  meter.lost({ code: 'transport/unplugged', params: {} });
  await clock.run(meter.back(60_000, new AbortController().signal));
  expect(meter.opened.identity.serial).toBe('MY1');
  await meter.release();
});

it('waiting for an instrument never keeps a Stop waiting', async () => {
  const clock = new VirtualClock();
  const { host } = hostOf(['MY1', 'MY2']);
  const meter = await leased(clock, host);
  await meter.open();
  meter.lost({ code: 'transport/unplugged', params: {} });
  const stop = new AbortController();
  const waiting = meter.back(600_000, stop.signal).catch((error: Error) => error.message);
  clock.after(2_000, () => stop.abort(new CodedError('run/stop')));
  expect(await clock.run(waiting)).toContain('run/stop');
  expect(clock.now()).toBeLessThan(3_000);
  await meter.release();
});
