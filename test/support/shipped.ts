/** Shipped procedures for tests: bundled once a test file, rehearsed on virtual time. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProcedureName } from '../../drivers/simulated-unit/scenarios.ts';
import type { Failure } from '../../foundation/failure.ts';
import type { Procedure } from '../../procedures/language/procedure.ts';
import type { RunRecord } from '../../station/record/record.ts';
import { type BuiltBundle, bundleProcedure } from '../../station/runs/script/bundle.ts';
import type { ScriptLane } from '../../station/runs/script/lane.ts';
import { directLane } from './engine.ts';

const folder = fileURLToPath(new URL('../../procedures', import.meta.url));
const bundles = new Map<string, Promise<BuiltBundle>>();

export const shippedIds: readonly ProcedureName[] = ['battery-health', 'fast-charge', 'call-soak', 'video-soak'];

/** The bundle of a shipped procedure. */
export function shippedBundle(id: ProcedureName): Promise<BuiltBundle> {
  const known = bundles.get(id) ?? bundleProcedure(path.join(folder, `${id}.ts`));
  bundles.set(id, known);
  return known;
}

/** The same procedure as an ordinary module in this thread, for `openLane` of a rehearsal. */
export async function plainLane(id: ProcedureName): Promise<() => Promise<ScriptLane>> {
  const { default: procedure } = (await import(path.join(folder, `${id}.ts`))) as { readonly default: Procedure };
  return () => Promise.resolve(directLane(procedure));
}

/** Why a run is not a PASS, without the measures that only follow from it: codes, `measure/fail` with its key and why. */
export function whyNot(record: RunRecord): string[] {
  const told = ({ code, params }: Failure) =>
    code.startsWith('measure/') ? `${code} ${String(params.key)} ${String(params.why)}` : code;
  return record.reasons.filter(({ code }) => code !== 'measure/unset').map(told);
}

/** Keys of the measures that passed with a warning. */
export function warnings(record: RunRecord): string[] {
  return record.measures.filter(({ warning }) => warning).map(({ key }) => key);
}
