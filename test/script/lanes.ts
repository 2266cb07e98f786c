/** A procedure's body in each lane, against a host that answers as it is told: QuickJS and an ordinary module alike. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Handlers } from '../../foundation/port/contract.ts';
import type { ScriptToHost } from '../../procedures/language/script-api.ts';
import { type BuiltBundle, bundleProcedure } from '../../station/runs/script/bundle.ts';
import type { ScriptLane } from '../../station/runs/script/lane.ts';
import { openModuleLane } from '../../station/runs/script/module-lane.ts';
import { openInlineLane } from '../../station/runs/script/quickjs-lane-inline.ts';
import { type FakeHost, fakeHost } from './fake-host.ts';
import { procedureSource } from './runaways.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-language-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** A procedure with that body, bundled. */
export async function bundleOf(body: string): Promise<BuiltBundle> {
  files += 1;
  const file = path.join(folder, `procedure-${files}.ts`);
  writeFileSync(file, procedureSource(body));
  return bundleProcedure(file);
}

type Open = (bundle: BuiltBundle) => ScriptLane | Promise<ScriptLane>;
type Run = (body: string, overrides?: Partial<Handlers<ScriptToHost>>) => Promise<FakeHost>;

const runIn =
  (open: Open): Run =>
  async (body, overrides = {}) => {
    const host = fakeHost((await open(await bundleOf(body))).port, overrides);
    await host.script.call('run/start', { roles: ['meter'] });
    return host;
  };

/** The lane's name, and what starts a procedure of that body there. */
export const lanes: readonly (readonly [string, Run])[] = [
  ['QuickJS', runIn(openInlineLane)],
  ['an ordinary module', runIn(openModuleLane)],
];

/** What the script has asked for, in its order. */
export const verbsOf = (host: FakeHost): string[] =>
  host.calls.map((call) => call.verb).filter((verb) => verb !== 'step/guard');
