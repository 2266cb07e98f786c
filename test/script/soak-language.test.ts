/** What a procedure may rely on in a soak, in QuickJS and as an ordinary module alike. */
import { describe, expect, it } from 'vitest';
import { reading } from './fake-host.ts';
import { lanes, verbsOf } from './lanes.ts';

describe.each(lanes)('a procedure in %s', (_name, run) => {
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
