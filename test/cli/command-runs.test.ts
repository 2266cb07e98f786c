/** The built command as a real process: runs on the simulated bench, watched, stopped, killed, resumed and read back. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandProcess, hostileFolder, jsonLines, ohmstead } from '../support/command-process.ts';
import { csvObjects } from '../support/csv.ts';

const { folder, remove } = hostileFolder();
afterAll(remove);
const call = (...args: string[]) => ohmstead(args, { folder });

let ticket: string;
beforeAll(async () => {
  const { stdout } = await call(
    'ticket',
    'new',
    '--brand',
    'Acme',
    '--model',
    'One',
    '--fault',
    'dies at noon',
    '--json',
  );
  ticket = String(jsonLines(stdout)[0]?.number);
});

const onBench = (speed: number, scenario = 'healthy') => [
  'run',
  'battery-health',
  '--ticket',
  ticket,
  '--bench',
  'simulated',
  '--scenario',
  scenario,
  '--speed',
  String(speed),
];
const runOf = (stdout: string) => /RUN-\d{8}-\d{4}/.exec(stdout)?.[0] ?? '';

const words = (text: string) => JSON.stringify({ en: text, 'zh-CN': text, 'zh-TW': text });
const smallProcedure = `import { limit, procedure, sec } from 'ohmstead/language';

export default procedure({
  id: 'one-voltage',
  version: '1.0.0',
  title: ${words('One voltage')},
  needs: { meter: 'Multimeter' },
  stages: { read: ${words('Read')} },
  measures: { volts: limit.volts(${words('Voltage')}).between(3, 5) },
  async run(t, { meter }) {
    const volts = await t.step('read', () => meter.read({ quantity: 'voltage' }), { timeout: sec(20) });
    await t.measure('volts', volts);
  },
});
`;

describe('runs by the command', () => {
  it('a healthy unit passes with 0; entries end in run.stop; the records agree', async () => {
    const { code, stdout } = await call(...onBench(500), '--json');
    const entries = jsonLines(stdout);
    expect(code).toBe(0);
    expect(entries.map(({ i }) => i)).toEqual(entries.map((_, index) => index));
    expect(entries.at(-1)).toMatchObject({ kind: 'run.stop', verdict: 'PASS' });
    const run = String(entries[0]?.run);
    const [shown] = jsonLines((await call('show', run, '--json')).stdout);
    expect(shown).toMatchObject({ run, verdict: 'PASS', ticket, interruptions: [] });
    const csv = csvObjects((await call('export', run, '--format', 'csv')).stdout);
    const measures = shown?.measures as { key: string; value: number; verdict: string }[];
    expect(csv.map((row) => [row.measure, Number(row.value), row.verdict])).toEqual(
      measures.map(({ key, value, verdict }) => [key, value, verdict]),
    );
    expect(JSON.parse((await call('export', run, '--format', 'json')).stdout)).toEqual(shown);
    expect(jsonLines((await call('verify', run, '--json')).stdout)).toMatchObject([{ ok: true, differences: [] }]);
  });

  it('a worn battery fails with 1, and people see why', async () => {
    const { code, stdout, stderr } = await call(...onBench(500, 'aged-battery'));
    expect(code).toBe(1);
    expect(stdout).toMatch(/\bFAIL\b[\s\S]*below the limit/);
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toContain('Battery health');
  });

  it('Ctrl-C stops a run properly: undone, STOPPED, 2', async () => {
    const run = new CommandProcess([...onBench(20), '--json'], { folder });
    await run.until(({ stdout }) => stdout.includes('"establish.end"'));
    run.child.kill('SIGINT');
    const { code, stdout } = await run.ended;
    const entries = jsonLines(stdout);
    expect(code).toBe(2);
    expect(entries.map(({ kind }) => kind)).toContain('undo');
    expect(entries.at(-1)).toMatchObject({ kind: 'run.stop', verdict: 'STOPPED' });
  });

  it('a second Ctrl-C is Emergency: outputs off, no undo waited for', async () => {
    const run = new CommandProcess([...onBench(20), '--json'], { folder });
    await run.until(({ stdout }) => stdout.includes('"establish.end"'));
    run.child.kill('SIGINT');
    run.child.kill('SIGTERM');
    const { code, stdout } = await run.ended;
    expect(code).toBe(2);
    expect(jsonLines(stdout)).toContainEqual(expect.objectContaining({ kind: 'safe', cause: 'emergency' }));
    expect(jsonLines(stdout).at(-1)).toMatchObject({ kind: 'run.stop', verdict: 'STOPPED' });
  });

  it('a reader that goes away does not end the run, and another process sees it running', async () => {
    const run = new CommandProcess([...onBench(150), '--json'], { folder });
    await run.until(({ stdout }) => stdout.includes('"step.end"'));
    const id = runOf(run.stdout);
    run.child.stdout.destroy();
    run.child.stderr.destroy();
    const list = async () => jsonLines((await call('runs', '--json')).stdout).find((one) => one.run === id);
    expect(await list()).toMatchObject({ verdict: 'RUNNING' });
    expect((await call('show', id, '--json')).code).toBe(0);
    expect((await run.ended).code).toBe(0);
    expect(await list()).toMatchObject({ verdict: 'PASS' });
  });

  it('a run that was killed is interrupted, goes on when resumed, and says so', async () => {
    const run = new CommandProcess([...onBench(150), '--json'], { folder });
    await run.until(({ stdout }) => stdout.includes('"step.end"'));
    run.child.kill('SIGKILL');
    await run.ended;
    const id = runOf(run.stdout);
    const [shown] = jsonLines((await call('show', id, '--json')).stdout);
    expect(shown).toMatchObject({ verdict: 'INTERRUPTED' });
    const resumed = await call('resume', id, '--json');
    expect(resumed.code).toBe(0);
    expect(jsonLines(resumed.stdout)[0]).toMatchObject({ kind: 'interruption' });
    const [after] = jsonLines((await call('show', id, '--json')).stdout);
    expect(after).toMatchObject({ verdict: 'PASS', interruptions: [{ cause: 'crash', ended: true }] });
    expect((await call('verify', id)).code).toBe(0);
    expect((await call('resume', id)).code).toBe(64);
  });

  it('a run that was killed can be closed instead', async () => {
    const run = new CommandProcess([...onBench(150), '--json'], { folder });
    await run.until(({ stdout }) => stdout.includes('"step.end"'));
    run.child.kill('SIGKILL');
    await run.ended;
    const id = runOf(run.stdout);
    const closed = await call('resume', id, '--close', '--json');
    expect(closed.code).toBe(2);
    expect(jsonLines(closed.stdout).at(-1)).toMatchObject({ kind: 'run.stop', verdict: 'INCONCLUSIVE' });
    expect((await call('verify', id)).code).toBe(0);
  });

  it('the ticket shows every run and compares before and after', async () => {
    const { stdout } = await call('ticket', 'show', ticket, '--json');
    const [shown] = jsonLines(stdout);
    const runs = shown?.runsDetail as { verdict: string }[];
    expect(runs.map(({ verdict }) => verdict)).toEqual(
      expect.arrayContaining(['PASS', 'FAIL', 'STOPPED', 'INCONCLUSIVE']),
    );
    expect(shown?.beforeAfter).toContainEqual(expect.objectContaining({ key: 'health' }));
    expect(JSON.stringify(shown?.timeline)).toContain('run-ended');
  });

  it('a run on a ticket that does not exist, or of no procedure, leaves with 64', async () => {
    expect((await call('run', 'battery-health', '--ticket', 'SR-20000101-0001', '--bench', 'simulated')).code).toBe(64);
    expect((await call('run', 'no-such', '--ticket', ticket, '--bench', 'simulated')).code).toBe(64);
  });

  it('without instruments a run leaves with 69 and says what to plug in', async () => {
    const { code, stderr } = await call('run', 'battery-health', '--ticket', ticket);
    expect(code).toBe(69);
    expect(stderr).toContain('[bench/none-for-role]');
  });

  it('a procedure may lie in a file with a hostile name', async () => {
    const strange = path.join(folder, 'own procedures');
    mkdirSync(strange, { recursive: true });
    const file = path.join(strange, `it's "mine" 电池.ts`);
    writeFileSync(file, smallProcedure);
    const { code, stdout, stderr } = await call('check', file, '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(jsonLines(stdout)).toMatchObject([{ kind: 'measure', key: 'volts', unit: 'V', limits: { lo: 3, hi: 5 } }]);
    const run = await call('run', file, '--ticket', ticket, '--bench', 'simulated', '--speed', '150', '--json');
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(jsonLines(run.stdout).at(-1)).toMatchObject({ kind: 'run.stop', verdict: 'PASS' });
  });

  it('a rehearsal needs no folder, passes, and is the same every time', async () => {
    const [first, second] = await Promise.all([
      call('rehearse', 'battery-health', '--json', '--data', '/nonexistent'),
      call('rehearse', 'battery-health', '--json', '--data', '/nonexistent'),
    ]);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(jsonLines(first.stdout).at(-1)).toMatchObject({ kind: 'run.stop', verdict: 'PASS' });
    expect(second.stdout).toBe(first.stdout);
  });
});
