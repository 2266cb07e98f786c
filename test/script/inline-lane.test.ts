import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleProcedure } from '../../station/runs/script/bundle.ts';
import { openInlineLane } from '../../station/runs/script/quickjs-lane-inline.ts';
import { fakeHost } from './fake-host.ts';

const example = path.resolve(import.meta.dirname, 'example-procedure.ts');

describe('a procedure in the inline QuickJS lane', () => {
  it('runs to its end against a station that answers', async () => {
    const lane = await openInlineLane(await bundleProcedure(example));
    const host = fakeHost(lane.port);
    await host.script.call('run/start', { roles: ['phone', 'meter'] });
    expect(await host.ended).toBe('done');
    const verbs = host.calls.map((call) => call.verb);
    expect(verbs.slice(0, 6)).toEqual([
      'ask',
      'step/begin',
      'step/guard',
      'instrument/call',
      'step/end',
      'establish/begin',
    ]);
    expect(verbs.filter((verb) => verb === 'soak/sample')).toHaveLength(720);
    lane.terminate('script/closed');
    expect((await lane.closed).code).toBe('script/closed');
  });

  it('costs little: an hour of samples every five seconds', async () => {
    const bundle = await bundleProcedure(example);
    // Processor time, because what else the computer does is no cost of a lane.
    const before = process.cpuUsage();
    const lane = await openInlineLane(bundle);
    const host = fakeHost(lane.port);
    await host.script.call('run/start', { roles: ['phone', 'meter'] });
    await host.ended;
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    console.log(`720 samples, ${host.calls.length} calls: ${ms.toFixed(0)} ms of processor time`);
    lane.terminate();
    // Measured 300 ms cold on two busy cores; the bound only catches a change of kind.
    expect(ms).toBeLessThan(2_000);
  });
});
