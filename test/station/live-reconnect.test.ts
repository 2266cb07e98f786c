/** Instruments on real pseudo-terminals that are pulled, plugged elsewhere, exchanged, and taken by runs. */
import { realpathSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { DiscoveredInstrument } from '../../drivers/bench/bench-api.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { serveSimulator } from '../../station/cli/serve-simulator.ts';
import { instrumentRoom } from '../support/instrument-room.ts';
import { noPtys, type PtyPair, ptyPair } from '../support/pty-pair.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const line = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const;

async function simulator(pair: PtyPair, id: string, model?: string) {
  const driver = catalogue.find(({ manifest }) => manifest.id === id);
  if (driver === undefined) throw new Error(`no driver ${id}`);
  const running = await serveSimulator({
    ...{ driver, address: pair.far, faults: [], scenario: 'healthy', speed: 1, seed: 1 },
    ...(model === undefined ? {} : { model }),
  });
  cleanUps.push(() => running.stop());
  return running;
}

async function cable(): Promise<PtyPair> {
  const pair = await ptyPair();
  cleanUps.push(() => pair.remove());
  return pair;
}

function station(lookMs = 0) {
  const made = instrumentRoom({ lookMs });
  cleanUps.push(() => made.close());
  return made;
}

const at = (address: string, stableId: string): DiscoveredInstrument => ({
  ...{ address, stableId, kind: 'serial', candidates: ['korad-ka3005p'], state: 'usable' },
});

describe.skipIf(noPtys !== '')(`instruments that come and go${noPtys && ` (skipped: ${noPtys})`}`, () => {
  it('one that is plugged into another port is read on under its new address, and nothing is shown in between', async () => {
    const [first, second] = [await cable(), await cable()];
    await simulator(first, 'korad-ka3005p');
    const { window, plugged } = station();
    plugged([at(first.near, '0416:5011:A')]);
    await window.call('instrument/overview', { look: true });
    const heard = window.frame(({ channels }) => channels.some(({ values }) => values.length > 0));
    await window.call('instrument/connect', { address: first.near, driver: 'korad-ka3005p' });
    await heard;

    const hole = window.frame(({ channels }) => channels.some(({ last }) => last.status === 'stale'));
    plugged([]);
    await first.pull();
    const [lost] = await window.until((views) => views[0]?.state === 'lost');
    expect(lost).toMatchObject({
      address: first.near,
      problem: { code: expect.stringMatching(/^(transport|port|instrument)\//) },
    });
    expect(Math.abs(Date.parse(lost?.lostSinceWall ?? '') - Date.now())).toBeLessThan(30_000);
    const { channels } = await hole;
    for (const { values, last } of channels) {
      expect(values.at(-1)).toBeNaN();
      expect(last.value).toBeNull();
    }

    await simulator(second, 'korad-ka3005p');
    plugged([at(second.near, '0416:5011:A')]);
    const views = await window.until((told) => told.some(({ state }) => state === 'online'));
    expect(views).toMatchObject([{ address: second.near, id: '0416:5011:A', state: 'online', lostSinceWall: null }]);
    const console = await window.call('instrument/console', { address: second.near, after: 0, count: 1_000 });
    const notes = console
      .filter(({ direction }) => direction === 'note')
      .map(({ hex }) => Buffer.from(hex, 'hex').toString());
    expect(notes).toContain(`moved ${first.near} -> ${second.near}`);
  });

  it('two that are lost at once are looked for with growing pauses, and do not wake each other', async () => {
    const cables = [await cable(), await cable()];
    const made = station(300);
    made.plugged(cables.map(({ near }, index) => at(near, `0416:5011:${index}`)));
    await made.window.call('instrument/overview', { look: true });
    for (const pair of cables) {
      await simulator(pair, 'korad-ka3005p');
      await made.window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' });
    }
    made.plugged([]);
    for (const pair of cables) await pair.pull();
    await made.window.until((views) => views.filter(({ state }) => state === 'lost').length === 2);
    const before = made.looks;
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    // Each after 0.5, 1.5, 3.5 and 7.5 s, and the slow look every five seconds.
    expect(made.looks - before).toBeLessThanOrEqual(14);
  }, 30_000);

  it('another one of the same kind in the same port does not take the place: lost, and it says so', async () => {
    const pair = await cable();
    const before = await simulator(pair, 'korad-ka3005p');
    const { window, plugged } = station();
    plugged([at(pair.near, '0416:5011:A')]);
    await window.call('instrument/overview', { look: true });
    await window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' });
    await before.stop();
    await pair.pull();
    plugged([at(pair.near, '0416:5011:B')]);
    await pair.plug();
    await simulator(pair, 'korad-ka3005p');
    const [view] = await window.until((views) => views[0]?.problem?.code === 'instrument/other');
    expect(view).toMatchObject({
      state: 'lost',
      problem: { params: { expected: '0416:5011:A', found: '0416:5011:B', cure: expect.stringMatching(/^cure\//) } },
    });
  });

  it('without a serial number in the cable the instrument itself is asked who it is', async () => {
    const pair = await cable();
    const before = await simulator(pair, 'scpi-multimeter', '34401A');
    const { window } = station();
    await window.call('instrument/connect', { address: pair.near, driver: 'scpi-multimeter' });
    await before.stop();
    await pair.pull();
    await pair.plug();
    const other = await simulator(pair, 'scpi-multimeter', '34461A');
    const [view] = await window.until((views) => views[0]?.problem?.code === 'instrument/other', 25_000);
    expect(view?.state).toBe('lost');
    expect(view?.problem?.params.found).toContain('34461A');
    await other.stop();
    await pair.pull();
    await pair.plug();
    await simulator(pair, 'scpi-multimeter', '34401A');
    await window.until((views) => views[0]?.state === 'online', 25_000);
  }, 60_000);

  it('a run takes it: our handle is given back before, it is in that run, and read again afterwards', async () => {
    const pair = await cable();
    await simulator(pair, 'korad-ka3005p');
    const { window, room } = station();
    await window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' });
    // By another name of the same port, as bench files have it.
    const name = realpathSync(pair.near);
    await room.lend('R-1', [name]);
    const transport = await openSerial({ path: name, line, clock: new RealClock() });
    const [view] = await window.until((views) => views.some(({ state }) => state === 'in-run'));
    expect(view).toMatchObject({ address: pair.near, run: 'R-1', problem: null, lostSinceWall: null });
    await expect(
      window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' }),
    ).rejects.toMatchObject({
      code: 'lease/taken',
      params: { owner: 'R-1' },
    });
    await transport.close();
    room.giveBack('R-1', [name]);
    await window.until((views) => views[0]?.state === 'online');
  });

  it('a run that begins while it is being opened gets it', async () => {
    const pair = await cable();
    await simulator(pair, 'korad-ka3005p');
    const { window, room } = station();
    const connecting = window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' });
    const refused = expect(connecting).rejects.toMatchObject({ code: 'lease/taken' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await room.lend('R-1', [pair.near]);
    const transport = await openSerial({ path: pair.near, line, clock: new RealClock() });
    await refused;
    await transport.close();
    room.giveBack('R-1', [pair.near]);
  });

  it('what failed is not said any more once the place is seen to be another one than it was then', async () => {
    const pair = await cable();
    const { window, plugged } = station();
    const connect = () => window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' });
    const look = () => window.call('instrument/overview', { look: true });
    plugged([at(pair.near, '0416:5011:A')]);
    await look();
    await expect(connect()).rejects.toMatchObject({ code: 'instrument/no-answer' });
    expect(await look()).toMatchObject([{ state: 'unusable', problem: { code: 'instrument/no-answer' } }]);
    plugged([]);
    expect(await look()).toEqual([]);
    plugged([at(pair.near, '0416:5011:A')]);
    expect(await look()).toMatchObject([{ state: 'found', problem: null }]);
  }, 20_000);

  it('what cannot be opened says why and what to do, and can be tried again', async () => {
    const pair = await cable();
    const { window } = station();
    await expect(
      window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' }),
    ).rejects.toMatchObject({
      code: 'instrument/no-answer',
    });
    const [view] = await window.until((views) => views[0]?.state === 'unusable');
    expect(view).toMatchObject({
      problem: { code: 'instrument/no-answer', params: { cure: expect.any(String) } },
    });
    await simulator(pair, 'korad-ka3005p');
    await window.call('instrument/connect', { address: pair.near, driver: 'korad-ka3005p' });
    await window.until((views) => views[0]?.state === 'online');
  });
});
