/** A record of an oscilloscope on its way over a slow socket: real bench process, real store, a run of a real procedure. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { SimulatedInstrument } from '../../drivers/contract/simulator.ts';
import { rigolDs } from '../../drivers/oscilloscope/rigol-ds/driver.ts';
import { simulateRigol } from '../../drivers/oscilloscope/rigol-ds/simulator.ts';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import { openTcp } from '../../drivers/transport/tcp.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { LongCall } from '../../station/api/instruments.ts';
import { type HeadlessStation, openStation } from '../../station/compose/headless.ts';

const points = 800_000;
const pieceBytes = 16_384;
/** So that the record takes a second and a half at the least. */
const pieceMs = 30;
const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-transfer-'));
const procedure = path.join(folder, 'record.ts');
const benchFile = path.join(folder, 'bench.json');
const clock = new RealClock();

const source = `
import { limit, procedure } from 'ohmstead/language';
const text = (en) => ({ en, 'zh-CN': en, 'zh-TW': en });
export default procedure({
  id: 'record',
  version: '1.0.0',
  title: text('Record'),
  needs: { scope: 'Oscilloscope' },
  stages: { look: text('Record') },
  measures: { ripple: limit.volts(text('Ripple')).atMost(0.5) },
  async run(t, { scope }) {
    const { peakToPeak } = await t.step('look', () => scope.capture({ channel: 1, record: 'memory' }), { timeout: '5 min' });
    await t.measure('ripple', peakToPeak);
  },
});
`;

/** Sends what the instrument says in small pieces with time between them. */
function slowed(instrument: SimulatedInstrument): SimulatedInstrument {
  return {
    attach(wire) {
      let before: Promise<unknown> = Promise.resolve();
      const send = (bytes: Uint8Array) => {
        for (let at = 0; at < bytes.length; at += pieceBytes) {
          const piece = bytes.slice(at, at + pieceBytes);
          before = before
            .then(() => clock.sleep(piece.length === pieceBytes ? pieceMs : 0))
            .then(() => wire.send(piece));
        }
      };
      instrument.attach({ ...wire, send, onData: (listener) => wire.onData(listener), hangUp: () => wire.hangUp() });
    },
    detach: () => instrument.detach(),
  };
}

describe('a record that takes long', () => {
  let station: HeadlessStation;
  const told: (readonly LongCall[])[] = [];
  const faults = new FaultSwitch();
  let scope: Awaited<ReturnType<typeof listenOnTcp>>;

  beforeAll(async () => {
    const context = { clock, faults, random: seededRandom(1) };
    const instrument = slowed(simulateRigol(fixedUnit, context, { memoryPoints: points }));
    scope = await listenOnTcp({ ...context, instrument, port: 0 });
    writeFileSync(procedure, source);
    const instruments = [{ driver: 'rigol-ds', address: `tcp:127.0.0.1:${scope.port}` }];
    writeFileSync(benchFile, JSON.stringify({ instruments }));
    station = openStation(path.join(folder, 'station'));
    station.on('progress', (calls) => told.push(calls));
  });
  afterAll(async () => {
    await station.close();
    await scope.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const begin = async () => {
    const bench = { kind: 'file' as const, path: benchFile, speed: 1 };
    const request = { procedure, ticket: null, bench, operator: null, answers: {} };
    return (await station.call('run/start', request)).run;
  };

  it('is seen on its way, stands whole in the evidence, and can be drawn; then nothing is on its way', async () => {
    const run = await begin();
    expect(await station.call('run/wait', { run })).toEqual({ verdict: 'PASS' });
    await expect.poll(() => told.at(-1), { timeout: 10_000 }).toEqual([]);
    const shown = told.flat();
    expect(shown[0]).toMatchObject({ run, role: 'scope', verb: 'capture', total: points, unit: 'points' });
    const done = shown.map((call) => call.done);
    expect(done.length).toBeGreaterThan(2);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    const [waveform] = await station.call('run/waveforms', { run });
    expect(waveform).toMatchObject({ role: 'scope', count: points, samples: { bytes: points } });
    const question = { run, entry: waveform?.entry ?? -1, from: 0, to: points, columns: 500 };
    const { max } = await station.call('run/waveform', question);
    expect(Math.max(...max)).toBeCloseTo(5.08, 1);
    expect(readdirSync(path.join(folder, 'station', 'evidence'))).toContain(waveform?.samples.sha256);
  }, 60_000);

  it('is given up by Stop, nothing of it is kept, and the oscilloscope goes on running', async () => {
    told.length = 0;
    const run = await begin();
    await expect.poll(() => told.at(-1)?.length, { timeout: 20_000 }).toBe(1);
    await station.call('run/stop', { run, by: 'Q' });
    expect(await station.call('run/wait', { run })).toEqual({ verdict: 'STOPPED' });
    await expect.poll(() => told.at(-1), { timeout: 10_000 }).toEqual([]);
    expect(await station.call('run/waveforms', { run })).toEqual([]);
    expect(readdirSync(path.join(folder, 'station'))).not.toContain('incoming');
    const ours = await rigolDs.open(await openTcp({ host: '127.0.0.1', port: scope.port, clock }), { clock });
    const { state } = (await ours.call('state', {}, { deadlineMs: 5_000 })) as { readonly state: string };
    await ours.close();
    expect(state).not.toBe('stopped');
  }, 60_000);

  it('whose cable is pulled leaves nothing on its way, also when the run is stopped afterwards', async () => {
    told.length = 0;
    const run = await begin();
    await expect.poll(() => told.at(-1)?.length, { timeout: 20_000 }).toBe(1);
    faults.set('unplug', true);
    await expect.poll(() => told.at(-1), { timeout: 10_000 }).toEqual([]);
    await station.call('run/stop', { run, by: 'Q' });
    expect(await station.call('run/wait', { run })).toEqual({ verdict: 'STOPPED' });
    expect(told.at(-1)).toEqual([]);
    expect(await station.call('run/waveforms', { run })).toEqual([]);
  }, 60_000);
});
