/** What a procedure may rely on and what it may not do, in QuickJS and as an ordinary module alike. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleProcedure } from '../../station/runs/script/bundle.ts';
import { openModuleLane } from '../../station/runs/script/module-lane.ts';
import { openInlineLane } from '../../station/runs/script/quickjs-lane-inline.ts';
import { openWorkerLane } from '../../station/runs/script/quickjs-lane-worker.ts';
import { fakeHost, reading } from './fake-host.ts';
import { bundleOf, lanes, verbsOf } from './lanes.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe.each(lanes)('a procedure in %s', (_name, run) => {
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
