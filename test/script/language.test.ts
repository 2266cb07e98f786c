/** What a procedure may rely on and what it may not do, in QuickJS and as an ordinary module alike. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Handlers } from '../../foundation/port/contract.ts';
import type { ScriptToHost } from '../../procedures/language/script-api.ts';
import { type BuiltBundle, bundleProcedure } from '../../station/runs/script/bundle.ts';
import type { ScriptLane } from '../../station/runs/script/lane.ts';
import { openModuleLane } from '../../station/runs/script/module-lane.ts';
import { openInlineLane } from '../../station/runs/script/quickjs-lane-inline.ts';
import { openWorkerLane } from '../../station/runs/script/quickjs-lane-worker.ts';
import { type FakeHost, fakeHost, reading } from './fake-host.ts';
import { procedureSource } from './runaways.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-language-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function bundleOf(body: string): Promise<BuiltBundle> {
  files += 1;
  const file = path.join(folder, `procedure-${files}.ts`);
  writeFileSync(file, procedureSource(body));
  return bundleProcedure(file);
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const verbsOf = (host: FakeHost) => host.calls.map((call) => call.verb).filter((verb) => verb !== 'step/guard');

const lanes: readonly (readonly [string, (bundle: BuiltBundle) => ScriptLane | Promise<ScriptLane>])[] = [
  ['QuickJS', (bundle) => openInlineLane(bundle)],
  ['an ordinary module', (bundle) => openModuleLane(bundle)],
];

describe.each(lanes)('a procedure in %s', (_name, open) => {
  async function run(body: string, overrides: Partial<Handlers<ScriptToHost>> = {}): Promise<FakeHost> {
    const host = fakeHost((await open(await bundleOf(body))).port, overrides);
    await host.script.call('run/start', { roles: ['meter'] });
    return host;
  }

  it('whose step was ended from outside never acts again, not even when the late answer comes', async () => {
    const answers: ((value: never) => void)[] = [];
    const host = await run(
      `await t.step('one', async () => { await meter.read({ quantity: 'voltage' }); await meter.read({ quantity: 'current' }); return 1; });`,
      {
        'instrument/call': () => new Promise((resolve) => answers.push(resolve as never)),
        'step/fail': ({ failure }) => Promise.reject(Object.assign(new Error(), failure)),
      },
    );
    await settle();
    expect(answers).toHaveLength(1);
    host.endBody(1, 'step/timeout');
    expect(await host.ended).toBe('step/timeout');
    answers[0]?.(reading('V', 4) as never);
    await settle();
    expect(verbsOf(host)).toEqual(['step/begin', 'instrument/call', 'step/fail', 'run/error']);
  });

  it('whose first attempt was ended from outside does not act under the token of the second', async () => {
    const answers: ((value: never) => void)[] = [];
    const host = await run(
      `await t.step('one', async () => { await meter.read({ quantity: 'voltage' }); await meter.read({ quantity: 'current' }); return 1; });`,
      {
        'instrument/call': () => new Promise((resolve) => answers.push(resolve as never)),
        'step/fail': () => ({ again: true, token: 2 }),
      },
    );
    await settle();
    host.endBody(1, 'step/timeout');
    await settle();
    expect(answers).toHaveLength(2);
    answers[0]?.(reading('V', 4) as never);
    await settle();
    const asked = host.calls.filter((call) => call.verb === 'instrument/call').map((call) => call.input);
    expect(asked).toMatchObject([
      { token: 1, args: { quantity: 'voltage' } },
      { token: 2, args: { quantity: 'voltage' } },
    ]);
  });

  it('whose step failed gets another attempt with a token of its own', async () => {
    let calls = 0;
    const host = await run(
      `const v = await t.step('one', () => meter.read({ quantity: 'voltage' })); await t.measure('voltage', v);`,
      {
        'instrument/call': () => {
          calls += 1;
          if (calls === 1) throw Object.assign(new Error(), { code: 'instrument/timeout', params: {} });
          return reading('V', 4.2) as never;
        },
        'step/fail': () => ({ again: true, token: 99 }),
      },
    );
    expect(await host.ended).toBe('done');
    expect(
      host.calls
        .filter((call) => call.verb === 'instrument/call')
        .map((call) => (call.input as { token: number }).token),
    ).toEqual([1, 99]);
    expect(host.calls.find((call) => call.verb === 'measure')?.input).toMatchObject({
      quantity: { value: 4.2, unit: 'V' },
    });
  });

  it('that was resumed skips a journaled step and gets its value', async () => {
    const host = await run(
      `const v = await t.step('one', () => meter.read({ quantity: 'voltage' })); await t.measure('voltage', v);`,
      { 'step/begin': () => ({ skip: true, value: reading('V', 3.9) as never }) },
    );
    expect(await host.ended).toBe('done');
    expect(verbsOf(host)).toEqual(['step/begin', 'measure', 'run/done']);
  });

  it.each([
    ['script/outside-step', `await meter.read({ quantity: 'voltage' });`],
    ['script/outside-step', `await t.sleep(sec(1));`],
    ['script/nested-step', `await t.step('one', () => t.step('two', async () => 1));`],
    ['script/nested-step', `await Promise.all([t.step('one', async () => 1), t.step('two', async () => 2)]);`],
    [
      'script/unawaited-call',
      `await t.step('one', async () => { void meter.read({ quantity: 'voltage' }); return 1; });`,
    ],
    ['script/unawaited-call', `void t.note('odd');`],
    ['script/not-json', `await t.step('one', async () => new Map());`],
    ['script/not-json', `await t.step('one', async () => ({ a: [0, Number.NaN] }));`],
    ['script/no-provenance', `await t.measure('voltage', { value: 4, unit: 'V', status: 'ok' } as never);`],
    [
      'script/units-do-not-fit',
      `await t.step('one', async () => q.minus(await meter.read({ quantity: 'voltage' }), q.count(1) as never));`,
    ],
    ['script/error', `throw new TypeError('a mistake');`],
  ])('is refused with %s: %s', async (code, body) => {
    expect(await (await run(body)).ended).toBe(code);
  });

  it('is over for good with the first undo, whatever its main line still waits for', async () => {
    const answers: ((value: never) => void)[] = [];
    const host = await run(
      `await t.establish('state', () => meter.read({ quantity: 'voltage' }), () => meter.read({ quantity: 'current' }));
       await t.note('odd'); await t.note('odd');`,
      { note: () => new Promise((resolve) => answers.push(resolve as never)) },
    );
    await settle();
    expect(await host.script.call('undo/run', { id: 1, token: 50 })).toEqual({});
    answers[0]?.({} as never);
    await settle();
    expect(host.calls.filter((call) => call.verb === 'note')).toHaveLength(1);
    expect(host.calls.at(-1)).toMatchObject({
      verb: 'instrument/call',
      input: { token: 50, args: { quantity: 'current' } },
    });
  });

  it('with a hanging undo can still run the next one', async () => {
    const host = await run(
      `await t.establish('state', async () => {}, async () => { await meter.read({ quantity: 'voltage' }); await t.sleep(sec(1)); });
       await t.establish('one', async () => {}, () => t.sleep(sec(2)));`,
      { 'instrument/call': () => new Promise(() => undefined) },
    );
    await host.ended;
    const first = host.script.call('undo/run', { id: 1, token: 60 });
    await settle();
    expect(await host.script.call('undo/run', { id: 2, token: 61 })).toEqual({});
    await expect(first).rejects.toMatchObject({ code: 'script/undo-abandoned' });
    await expect(host.script.call('undo/run', { id: 9, token: 62 })).rejects.toMatchObject({
      code: 'script/unknown-undo',
    });
  });

  it('whose soak sample fails goes on when that is a hole, and with a fresh guard', async () => {
    let calls = 0;
    const host = await run(
      `const s = await t.soak('one', { for: sec(3), every: sec(1), hole: sec(2) }, async () => ({ v: await meter.read({ quantity: 'voltage' }) }));
       await t.measure('voltage', await s.v.max());`,
      {
        'instrument/call': () => {
          calls += 1;
          if (calls === 2) throw Object.assign(new Error(), { code: 'phone/link-lost', params: {} });
          return reading('V', 4) as never;
        },
      },
    );
    expect(await host.ended).toBe('done');
    expect(verbsOf(host).filter((verb) => verb.startsWith('soak/'))).toEqual([
      'soak/begin',
      'soak/next',
      'soak/sample',
      'soak/next',
      'soak/fail',
      'soak/next',
      'soak/sample',
      'soak/next',
      'soak/aggregate',
    ]);
    expect(host.calls.filter((call) => call.verb === 'step/guard')).toHaveLength(2);
  });

  it('hears with the answer to a sample when the next one is due, and asks no more', async () => {
    const summary = { name: 'one', samples: 2, holes: 0, interruptions: 0, elapsedMs: 9, activeMs: 9, stopped: null };
    const host = await run(
      `await t.soak('one', { for: sec(9), every: sec(1) }, async ({ index, last }) => ({ v: await meter.read({ quantity: 'voltage' }), was: last === null ? '' : JSON.stringify(last.v), index }));`,
      {
        'soak/sample': ({ index }) => {
          const tick = index === 7 ? { take: false, summary } : { take: true, index: 7, elapsedMs: 5, activeMs: 4 };
          return { entry: 40 + index, next: tick as never };
        },
      },
    );
    expect(await host.ended).toBe('done');
    expect(verbsOf(host).filter((verb) => verb === 'soak/next')).toHaveLength(1);
    expect(host.calls.filter(({ verb }) => verb === 'soak/sample').map(({ input }) => input)).toMatchObject([
      { next: true, values: { was: '', index: 0 } },
      { next: true, values: { was: expect.stringContaining('{"ref":{"entry":40,"path":["v"]}}'), index: 7 } },
    ]);
  });

  it('has its sample recorded before a stopWhen that throws is heard', async () => {
    const host = await run(
      `await t.soak('one', { for: sec(9), every: sec(1), stopWhen: () => { throw new Error('mistaken'); } }, async () => ({ v: 1 }));`,
    );
    expect(await host.ended).toBe('script/error');
    expect(verbsOf(host)).toEqual(['soak/begin', 'soak/next', 'soak/sample', 'run/error']);
  });

  it('asks stopWhen once for a sample', async () => {
    const host = await run(
      `let asked = 0; await t.soak('one', { for: sec(9), every: sec(1), stopWhen: () => String((asked += 1)) }, async () => ({ v: 1 }));`,
    );
    expect(await host.ended).toBe('done');
    expect(host.calls.find(({ verb }) => verb === 'soak/stop')?.input).toMatchObject({ reason: '1' });
  });

  it('records a sample as it was taken, whatever stopWhen would make of it', async () => {
    const host = await run(
      `await t.soak('one', { for: sec(9), every: sec(1), stopWhen: (last) => { (last as { v: number }).v = 9; return 'enough'; } }, async () => ({ v: 1 }));`,
    );
    await host.ended;
    expect(host.calls.find(({ verb }) => verb === 'soak/sample')?.input).toMatchObject({ values: { v: 1 } });
  });

  it('stops a soak for its own reason, also by the last sample before an interruption', async () => {
    const body = `await t.soak('one', { for: sec(9), every: sec(1), stopWhen: (last) => ((last.v as { value: number }).value > 3 ? 'enough' : null) }, async () => ({ v: await meter.read({ quantity: 'voltage' }) }));`;
    const fresh = await run(body);
    expect(await fresh.ended).toBe('done');
    expect(verbsOf(fresh).filter((verb) => verb === 'soak/sample')).toHaveLength(1);
    const resumed = await run(body, {
      'soak/begin': () => ({ skip: false, token: 1, last: { v: reading('V', 4) as never } }),
    });
    expect(await resumed.ended).toBe('done');
    expect(verbsOf(resumed)).toEqual(['soak/begin', 'soak/stop', 'soak/next', 'run/done']);
  });
});

describe('the lanes', () => {
  it('carry the same run message by message', async () => {
    const bundle = await bundleProcedure(path.resolve(import.meta.dirname, 'example-procedure.ts'));
    const logs: string[] = [];
    for (const open of [openInlineLane, openModuleLane, openWorkerLane]) {
      const lane = await open(bundle);
      const host = fakeHost(lane.port);
      await host.script.call('run/start', { roles: ['phone', 'meter'] });
      expect(await host.ended).toBe('done');
      logs.push(JSON.stringify(host.calls));
      lane.terminate();
      expect((await lane.closed).code).toBe('script/terminated');
    }
    expect(logs[1]).toBe(logs[0]);
    expect(logs[2]).toBe(logs[0]);
  });

  it('give a script no clock, no chance and no way out', async () => {
    const names = [
      'Date',
      'performance',
      'setTimeout',
      'process',
      'require',
      'fetch',
      'WebAssembly',
      'WeakRef',
      'post',
    ];
    const probe = `const g = globalThis as unknown as Record<string, unknown>;
      const there = ${JSON.stringify(names)}.filter((name) => g[name] !== undefined);
      if (Math.random !== undefined) there.push('Math.random');
      await t.note('odd', { there: there.join(' ') });`;
    const host = fakeHost((await openInlineLane(await bundleOf(probe))).port);
    await host.script.call('run/start', { roles: ['meter'] });
    expect(await host.ended).toBe('done');
    expect(host.calls[0]?.input).toEqual({ code: 'odd', params: { there: '' } });
  });

  it('refuse to start a run without an instrument that is needed', async () => {
    const host = fakeHost((await openInlineLane(await bundleOf(''))).port);
    await host.script.call('run/start', { roles: [] });
    expect(await host.ended).toBe('script/role-not-bound');
    await expect(host.script.call('run/start', { roles: [] })).rejects.toMatchObject({
      code: 'script/already-started',
    });
  });

  it('fail every pending call of the station when they end', async () => {
    const lane = await openWorkerLane(
      await bundleOf(`await t.establish('state', async () => {}, () => t.sleep(sec(1)));`),
    );
    const host = fakeHost(lane.port, { sleep: () => new Promise(() => undefined) });
    await host.script.call('run/start', { roles: ['meter'] });
    await host.ended;
    const undo = host.script.call('undo/run', { id: 1, token: 5 });
    lane.terminate('run/emergency');
    await expect(undo).rejects.toMatchObject({ code: 'script/lost' });
    expect(await lane.closed).toEqual({ code: 'run/emergency', params: {} });
  });
});
