/** P5 and P6 with a whole run: its script loops on a real thread, its bench process stands still or is dead. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { forkBench } from '../../station/bench/bench-child.ts';
import { BenchProcess } from '../../station/bench/bench-process.ts';
import { leaseBench } from '../../station/bench/leased-bench.ts';
import { aloneOnBench } from '../../station/bench/leases.ts';
import { runStart } from '../../station/compose/run-start.ts';
import { MemoryJournalStore } from '../../station/journal/journal-store.ts';
import type { Entry } from '../../station/record/entry.ts';
import { Run } from '../../station/runs/run.ts';
import { bundleProcedure, type ProcedureBundle } from '../../station/runs/script/bundle.ts';
import { openWorkerLane } from '../../station/runs/script/quickjs-lane-worker.ts';
import { bundledForTest } from '../support/bundle.ts';
import { heardCable } from '../support/heard-cable.ts';
import { noPtys } from '../support/pty-pair.ts';

const clock = new RealClock();
/** Milliseconds in which the first safe frame must be on the wire on a busy test machine. */
const bound = 5_000;

const text = (words: string) => `{ 'zh-CN': '${words}', 'zh-TW': '${words}', en: '${words}' }`;
const source = `import { limit, procedure, sec } from 'ohmstead/language';
export default procedure({
  id: 'looping', version: '1.0.0', title: ${text('Looping')},
  needs: { supply: 'PowerSupply' },
  stages: { on: ${text('on')}, loop: ${text('loop')} },
  measures: { a: limit.volts(${text('a')}).between(3, 5) },
  async run(t, { supply }) {
    await t.establish('on', () => supply.output({ on: true }), () => supply.output({ on: false }));
    await t.step('loop', async () => { for (;;) {} }, { timeout: sec(60) });
  },
});
`;

/** Refuses everything from the moment it is told to. */
class RefusingStore extends MemoryJournalStore {
  refuses = false;

  override commit(entries: readonly Entry[]): void {
    if (this.refuses) throw new CodedError('store/full', { file: 'station.sqlite' });
    super.commit(entries);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-looping-'));
const cleanUp: (() => Promise<unknown> | unknown)[] = [];
let entry = '';
let bundle: ProcedureBundle;

beforeAll(async () => {
  entry = await bundledForTest('test/support/stubborn-bench-main.ts');
  const file = path.join(folder, 'looping.ts');
  writeFileSync(file, source);
  bundle = await bundleProcedure(file);
}, 30_000);
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A run that has switched its supply on over a real port and whose script has begun to loop. */
async function loopingRun() {
  const { near, wire, remove } = await heardCable(clock);
  cleanUp.push(remove);
  const host = new BenchProcess({ spawn: () => forkBench({ entry }), clock });
  cleanUp.push(() => host.stop());
  const instruments = { supply: { driver: 'stubborn-supply', address: near } };
  const leaseOf = await aloneOnBench(clock, 'run-1', instruments);
  const energised = { mark: () => Promise.resolve(), clear: () => undefined, isMarked: () => false };
  const bench = await leaseBench({ run: 'run-1', clock, host, leaseOf, energised, instruments });
  const store = new RefusingStore();
  const run = new Run({
    run: 'run-1',
    clock,
    store,
    schedule: setImmediate,
    procedure: bundle.declared,
    start: runStart(bundle, clock, { ticket: null, unit: {}, operator: null, simulated: false }),
    lane: await openWorkerLane(bundle),
    bench,
    answers: { prepared: {}, simulated: false },
  });
  const looping = new Promise<void>((resolve) => {
    run.journal.onEntry((one) => {
      if (one.kind === 'step.start') resolve();
    });
  });
  const ended = run.execute();
  await looping;
  // The byte may still be on its way when the answer was already journaled.
  for (let tries = 0; tries < 100 && heard(wire) === ''; tries += 1) await clock.sleep(2);
  expect(heard(wire)).toBe('OUT1');
  return { run, host, wire, store, ended };
}

const heard = (wire: readonly { text: string }[]) => wire.map((note) => note.text).join('');

async function firstOff(wire: readonly { at: number; text: string }[], since: number): Promise<number> {
  const giveUpAt = clock.now() + bound;
  while (!heard(wire).endsWith('OUT0OUT0') && clock.now() < giveUpAt) await clock.sleep(5);
  return (wire.find((note) => note.text.includes('OUT0'))?.at ?? Number.NaN) - since;
}

const ways = {
  'stands still': (pid: number) => process.kill(pid, 'SIGSTOP'),
  'was killed': (pid: number) => process.kill(pid, 'SIGKILL'),
} as const;

describe.skipIf(noPtys !== '')(`a looping script and a bench that is gone, on a real port ${noPtys}`, () => {
  for (const [state, strike] of Object.entries(ways)) {
    it.each(['stop', 'emergency'] as const)(
      `%s while the bench process ${state}: the outputs go off over fresh handles, and the run ends as STOPPED`,
      async (how) => {
        const { run, host, wire } = await loopingRun();
        strike(host.pid ?? 0);
        const since = clock.now();
        const verdict = how === 'stop' ? run.stop('operator') : run.emergency('operator');
        expect(await firstOff(wire, since)).toBeLessThan(bound);
        expect(await verdict).toBe('STOPPED');
        // A bench that came back may have been replaced between two frames; nothing but "off" follows the first "on".
        expect(heard(wire)).toMatch(/^OUT1(OUT0){2,}$/);
        const said = [...run.journal.entries()];
        expect(said.find(({ kind }) => kind === 'stop')).toMatchObject({ how });
        // A Stop may find that the bench was replaced while the undo of the dead script was given up.
        const outcomes = said.flatMap((one) => (one.kind === 'safe' ? one.targets.map(({ outcome }) => outcome) : []));
        expect(outcomes).not.toEqual([]);
        expect(outcomes.filter((outcome) => !['existing', 'fresh'].includes(outcome))).toEqual([]);
        if (how === 'emergency') expect(outcomes[0]).toBe('fresh');
      },
      20_000,
    );
  }

  it('emergency while the store refuses everything: the frames are out, and the record is closed when it is back', async () => {
    const { run, wire, store, ended } = await loopingRun();
    store.refuses = true;
    const since = clock.now();
    void run.emergency('operator');
    expect(await firstOff(wire, since)).toBeLessThan(1_000);
    expect(store.last('run-1')?.kind).toBe('step.start');
    store.refuses = false;
    expect(await ended).toBe('STOPPED');
    expect(heard(wire)).toMatch(/^OUT1(OUT0){2,}$/);
    expect([...store.entries('run-1')].map(({ kind }) => kind)).toEqual(expect.arrayContaining(['stop', 'safe']));
  }, 20_000);
});
