/** Outputs that a station left on, and stations that would get into each other's way: real processes on one supply. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { openStation } from '../../station/compose/headless.ts';
import { openDatabase } from '../../station/store/database.ts';
import { EnergisedStore } from '../../station/store/energised-store.ts';
import { childrenOf, untilGone } from '../support/child-processes.ts';
import { CommandProcess } from '../support/command-process.ts';

let folder: string;
let supply: CommandProcess;
let port: number;
const others: CommandProcess[] = [];

const energising = `
import { limit, procedure, min } from 'ohmstead/language';
const text = (en: string) => ({ en, 'zh-CN': en, 'zh-TW': en });
export default procedure({
  id: 'energise', version: '1.0.0', title: text('Energise'),
  needs: { supply: 'PowerSupply' },
  stages: { on: text('on'), look: text('look') },
  measures: { volts: limit.volts(text('Volts')).atLeast(3) },
  async run(t, { supply }) {
    await t.establish('on', async () => {
      await supply.set({ volts: 5, amps: 1 });
      await supply.output({ on: true });
    }, () => supply.output({ on: false }));
    const seen = await t.step('look', async () => {
      await t.sleep(min(5));
      return supply.measure();
    }, { timeout: min(6) });
    await t.measure('volts', seen.voltage);
  },
});
`;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-energised-'));
  supply = new CommandProcess(['simulate', 'korad-ka3005p', '--port', 'tcp:127.0.0.1:0', '--json'], { folder });
  await supply.until(({ stdout }) => stdout.includes('\n'));
  const { address } = JSON.parse(supply.stdout.split('\n')[0] ?? '{}') as { address: string };
  port = Number(address.split(':').at(-1));
  writeFileSync(path.join(folder, 'energise.ts'), energising);
  const instruments = [{ driver: 'korad-ka3005p', address: `tcp:127.0.0.1:${port}` }];
  writeFileSync(path.join(folder, 'bench.json'), JSON.stringify({ instruments }));
  await command(folder, 'ticket', 'new', '--brand', 'D', '--model', 'D', '--fault', 'x');
});

afterEach(async () => {
  for (const process of [...others.splice(0), supply]) process.child.kill('SIGKILL');
  await supply.ended;
  rmSync(folder, { recursive: true, force: true });
});

function command(data: string, ...args: string[]) {
  return new CommandProcess(args, { folder: data }).ended;
}

async function ticketOf(data: string): Promise<string> {
  const [line] = (await command(data, 'tickets', '--json')).stdout.split('\n');
  return (JSON.parse(line ?? '{}') as { number: string }).number;
}

/** Starts the energising run and waits until its output is on. */
async function energised(data: string): Promise<CommandProcess> {
  const args = ['run', path.join(folder, 'energise.ts'), '--ticket', await ticketOf(data)];
  const run = new CommandProcess([...args, '--bench', path.join(folder, 'bench.json'), '--json'], { folder: data });
  others.push(run);
  await run.until(({ stdout }) => stdout.includes('"kind":"establish.end"'));
  return run;
}

/** The bench process outlives its parent for a moment and makes safe by itself; whoever switches on behind its back waits for that. */
async function killed(run: CommandProcess): Promise<void> {
  const benches = childrenOf(run.child.pid ?? 0);
  run.child.kill('SIGKILL');
  await run.ended;
  await untilGone(benches);
}

/** Bit 6 of the supply's own status byte, asked on a line of our own. */
function outputIsOn(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('STATUS?'));
    socket.on('error', reject);
    socket.on('data', (data: Buffer) => {
      socket.destroy();
      resolve(((data[0] ?? 0) & 0x40) !== 0);
    });
    setTimeout(() => reject(new Error('the supply says nothing')), 5_000).unref();
  });
}

it('what a killed station left on is switched off at its real place by the next run, on whatever bench that is', async () => {
  await killed(await energised(folder));
  await switchOn();
  expect(await outputIsOn()).toBe(true);
  const ticket = await ticketOf(folder);
  const next = ['run', 'battery-health', '--ticket', ticket, '--bench', 'simulated', '--speed', '3000', '--json'];
  const { stdout, stderr } = await command(folder, ...next);
  expect(await outputIsOn()).toBe(false);
  const safe = stdout.split('\n').find((line) => line.includes('"cause":"recovery"'));
  expect(JSON.parse(safe ?? '{}'), stderr).toMatchObject({ kind: 'safe', targets: [{ outcome: 'fresh' }] });
}, 60_000);

it('Emergency for a run that nobody works on switches its output off, and says what it could not reach', async () => {
  const run = await energised(folder);
  const [first] = run.stdout.split('\n');
  const { run: name } = JSON.parse(first ?? '{}') as { run: string };
  const station = openStation(folder);
  try {
    await expect(station.call('run/emergency', { run: name, by: 'QA-7' })).rejects.toMatchObject({ code: 'run/taken' });
    await killed(run);
    await switchOn();
    expect(await outputIsOn()).toBe(true);
    // Twice, as people press: both hear of the same end.
    const press = () => station.call('run/emergency', { run: name, by: 'QA-7' });
    await Promise.all([press(), press()]);
    expect(await outputIsOn()).toBe(false);
    expect((await station.call('station/status', {})).energised).toEqual([]);
    // Nothing is left to switch off.
    await press();

    const database = openDatabase(folder);
    const target = {
      key: 'gone',
      driver: 'korad-ka3005p',
      address: 'tcp:127.0.0.1:9',
      identity: { make: 'Korad', model: 'KA3005P' },
      frames: ['4f555430'],
      gapMs: 0,
    };
    const store = new EnergisedStore(database, new RealClock());
    await store.mark(target, name);
    await expect(press()).rejects.toMatchObject({
      code: 'emergency/still-on',
      params: { outputs: 'korad-ka3005p tcp:127.0.0.1:9' },
    });
    expect(store.list()).toHaveLength(1);
    store.clear(target);

    // One that takes the command and says nothing.
    const deaf = createServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port: at } = deaf.address() as AddressInfo;
    await store.mark({ ...target, key: 'deaf', address: `tcp:127.0.0.1:${at}` }, name);
    await expect(press()).rejects.toMatchObject({
      code: 'emergency/not-seen-off',
      params: { outputs: `korad-ka3005p tcp:127.0.0.1:${at}` },
    });
    expect(store.list()).toHaveLength(1);
    deaf.close();
    database.close();
  } finally {
    await station.close();
  }
}, 60_000);

function switchOn(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('OUT1'));
    socket.on('error', reject);
    setTimeout(() => {
      socket.destroy();
      resolve();
    }, 400);
  });
}

it('a second station, even with another data folder, is refused the supply by name, and the first run goes on', async () => {
  await energised(folder);
  const other = path.join(folder, 'other');
  await command(other, 'ticket', 'new', '--brand', 'D', '--model', 'D', '--fault', 'x');
  const args = ['run', path.join(folder, 'energise.ts'), '--ticket', await ticketOf(other)];
  const refused = await command(other, ...args, '--bench', path.join(folder, 'bench.json'), '--json');
  expect(refused.code).toBe(69);
  expect(refused.stderr).toContain('lease/taken');
  expect(refused.stderr).toMatch(/RUN-\d{8}-0001/);

  const ticket = await ticketOf(folder);
  await command(
    folder,
    'run',
    'battery-health',
    '--ticket',
    ticket,
    '--bench',
    'simulated',
    '--speed',
    '3000',
    '--json',
  );
  const first = others[0];
  expect(first?.child.exitCode).toBeNull();
  expect(first?.stdout).not.toContain('"cause":"recovery"');
  first?.child.kill('SIGINT');
  await first?.ended;
  expect(first?.stdout).toContain('"verdict":"STOPPED"');
  expect(await outputIsOn()).toBe(false);
}, 60_000);

it('an Emergency does not wait for a store that another process has locked', async () => {
  const run = await energised(folder);
  const { openDatabase } = await import('../../station/store/database.ts');
  const database = openDatabase(folder);
  let offAfterMs = Number.NaN;
  try {
    database.run('BEGIN EXCLUSIVE');
    const began = Date.now();
    run.child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 50));
    run.child.kill('SIGINT');
    // The supply has one line; it is free again when the bench has let go of it, so its own answer is asked late.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    offAfterMs = Date.now() - began;
  } finally {
    database.run('ROLLBACK');
    database.close();
  }
  await run.ended;
  const entries = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; t: number });
  const stop = entries.find(({ kind }) => kind === 'stop');
  const safe = entries.find(({ kind }) => kind === 'safe');
  expect(run.stdout).toContain('"verdict":"STOPPED"');
  expect(offAfterMs).toBeGreaterThan(0);
  expect(Math.abs((safe?.t ?? Number.POSITIVE_INFINITY) - (stop?.t ?? 0))).toBeLessThan(1_500);
  expect(await outputIsOn()).toBe(false);
}, 60_000);
