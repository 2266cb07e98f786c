/** What a script says on the wire when it establishes a state of the bench. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundleProcedure } from '../../station/runs/script/bundle.ts';
import { openInlineLane } from '../../station/runs/script/quickjs-lane-inline.ts';
import { fakeHost } from './fake-host.ts';
import { procedureSource } from './runaways.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-establish-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the script calls, in order, when it establishes `state` by `apply`. */
async function callsOf(apply: string) {
  const file = path.join(folder, 'procedure.ts');
  writeFileSync(file, procedureSource(`await t.establish('state', ${apply}, () => Promise.resolve());`));
  const host = fakeHost((await openInlineLane(await bundleProcedure(file))).port);
  await host.script.call('run/start', { roles: ['meter'] });
  const ended = await host.ended;
  const calls = host.calls.filter(({ verb }) => verb !== 'step/guard');
  return { ended, calls };
}

it('a state that was reached is announced first and reported under the token of its attempt', async () => {
  const { ended, calls } = await callsOf(`() => meter.read({ quantity: 'voltage' })`);
  expect(calls.map(({ verb }) => verb)).toEqual(['establish/begin', 'instrument/call', 'establish/end', 'run/done']);
  expect(calls[0]?.input).toMatchObject({ name: 'state', undoId: expect.any(Number) });
  expect(calls[2]?.input).toEqual({ token: 1 });
  expect(ended).toBe('done');
});

it('a state that was not reached is reported with the reason, and ends the run', async () => {
  const { ended, calls } = await callsOf(
    `() => { throw Object.assign(new Error(), { code: 'supply/off', params: {} }); }`,
  );
  expect(calls.map(({ verb }) => verb)).toEqual(['establish/begin', 'establish/fail', 'run/error']);
  expect(calls[1]?.input).toMatchObject({ token: 1, failure: { code: 'supply/off' } });
  expect(ended).toBe('supply/off');
});
