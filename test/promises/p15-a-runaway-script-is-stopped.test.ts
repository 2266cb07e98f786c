/**
 * P15: a runaway script (loop, recursion, memory, promise flood, messages) is stopped within a second, by both stops:
 * QuickJS's own interrupt and limits, and the end of the thread when those are switched off.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { ProcedureBundle } from '../../station/runs/script/bundle.ts';
import { bundleProcedure } from '../../station/runs/script/bundle.ts';
import { type ScriptLane, scriptLimits } from '../../station/runs/script/lane.ts';
import { openInlineLane } from '../../station/runs/script/quickjs-lane-inline.ts';
import { openWorkerLane } from '../../station/runs/script/quickjs-lane-worker.ts';
import { ownThread } from '../../station/runs/script/thread-time.ts';
import { fakeHost } from '../script/fake-host.ts';
import { procedureSource, runaways } from '../script/runaways.ts';

/**
 * Milliseconds of processor time, which a busy computer does not stretch: the second that is promised, and as much for
 * the compiler and the collector of the runtime. Both stops are set to come well before the second.
 */
const boundMs = 2_000;

/** On a busy computer a flood may also last longer than a turn; so that the test sees the limit it is about. */
const limitsFor = (kind: string) => (kind.endsWith('-flood') ? { limits: { ...scriptLimits, turnMs: 900 } } : {});

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-runaway-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bundleOf(name: string, body: string): Promise<ProcedureBundle> {
  const file = path.join(folder, `${name}.ts`);
  writeFileSync(file, procedureSource(body));
  return bundleProcedure(file);
}

async function stoppedWithin(
  lane: ScriptLane,
): Promise<{ readonly code: string; readonly kind: unknown; readonly ms: number }> {
  const host = fakeHost(lane.port);
  const before = process.cpuUsage();
  host.script.call('run/start', { roles: ['meter'] }).catch(() => undefined);
  const { code, params } = await lane.closed;
  const { user, system } = process.cpuUsage(before);
  return { code, kind: params.kind, ms: (user + system) / 1_000 };
}

describe('a runaway script is stopped within a second', () => {
  // The first thread also builds its program; that is no part of any promise.
  beforeAll(async () => {
    const lane = await openWorkerLane(await bundleOf('warm-up', ''));
    lane.terminate();
  });

  for (const [kind, { body, stubborn }] of Object.entries(runaways)) {
    it(`${kind}: by its limits, on the same thread`, async () => {
      const stopped = await stoppedWithin(await openInlineLane(await bundleOf(kind, body), limitsFor(kind)));
      expect(stopped).toMatchObject({ code: 'script/runaway', kind });
      expect(stopped.ms).toBeLessThan(boundMs);
    });

    it(`${kind}: by its limits, on a thread of its own`, async () => {
      const stopped = await stoppedWithin(await openWorkerLane(await bundleOf(kind, body), limitsFor(kind)));
      expect(stopped).toMatchObject({ code: 'script/runaway', kind });
      expect(stopped.ms).toBeLessThan(boundMs);
    });

    it(`${kind}: by the end of its thread, with the limits off and the script hiding its trouble`, async () => {
      const stopped = await stoppedWithin(
        await openWorkerLane(await bundleOf(`${kind}-stubborn`, stubborn), { unguarded: true }),
      );
      expect(stopped.code).toBe('script/runaway');
      expect(['hang', 'memory', kind]).toContain(stopped.kind);
      expect(stopped.ms).toBeLessThan(boundMs);
    });
  }

  it('a script that hides an exhausted stack in every loop is stopped as a loop', async () => {
    const stopped = await stoppedWithin(
      await openInlineLane(await bundleOf('hidden', runaways.recursion?.stubborn ?? '')),
    );
    expect(stopped).toMatchObject({ code: 'script/runaway' });
    expect(stopped.ms).toBeLessThan(boundMs);
  });

  it('a script that spends its time where QuickJS cannot interrupt is ended with its thread', async () => {
    const body = 'for (;;) new Array(200_000).fill(0);';
    const stopped = await stoppedWithin(await openWorkerLane(await bundleOf('native', body)));
    expect(stopped).toMatchObject({ code: 'script/runaway', kind: 'hang' });
    expect(stopped.ms).toBeLessThan(boundMs);
  });

  it.skipIf(ownThread() === null)(
    'a script whose thread is given no processor is not taken for one that hangs',
    async () => {
      const real = new RealClock();
      let hurries = false;
      // To the watch a second goes by in moments, as when the script's thread alone has to wait for the processor.
      const clock = Object.assign(Object.create(real) as RealClock, {
        after: (ms: number, action: () => void) => real.after(hurries ? 1 : ms, action),
      });
      const work = 'let sum = 0; for (let i = 0; i < 400_000; i += 1) sum += i;';
      const lane = await openWorkerLane(await bundleOf('innocent', work), { clock });
      hurries = true;
      const host = fakeHost(lane.port);
      host.script.call('run/start', { roles: ['meter'] }).catch(() => undefined);
      const over = await Promise.race([host.ended, lane.closed.then(({ code, params }) => `${code} ${params.kind}`)]);
      expect(over).toBe('done');
      lane.terminate();
    },
  );

  it('a script that runs away while it is only read is stopped as well', async () => {
    const file = path.join(folder, 'at-load.ts');
    writeFileSync(file, procedureSource('', 'for (;;) {}'));
    await expect(bundleProcedure(file)).rejects.toMatchObject({
      code: 'script/runaway-at-load',
      params: { kind: 'loop' },
    });
  });
});
