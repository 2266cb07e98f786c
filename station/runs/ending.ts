/**
 * How a run ends. Guarantees: undo runs last-in first-out, each with its own deadline, and one that fails or hangs does
 * not keep the next from running; the phone gets its settings back; outputs that the run has switched on or set are off
 * before the record is closed, it is looked whether they are, and what it has only read stays as it was; an Emergency switches outputs off before anything else and waits for nothing; every failure on the way is in the record.
 */
import { type Failure, failureOf } from '../../foundation/failure.ts';
import type { Caller } from '../../foundation/port/contract.ts';
import type { HostToScript } from '../../procedures/language/script-api.ts';
import type { EntryDraft, EntryOf } from '../record/entry.ts';
import type { Recovered, SafeCause, SafeOutcome } from './run-bench.ts';
import type { RunContext } from './run-context.ts';
import type { SavedSettings } from './saved-settings.ts';
import type { RegisteredUndo } from './steps.ts';

/** How long the end of a run waits for its own record; a full disk must not keep outputs on. */
const recordWithinMs = 2_000;
/** How much longer than its own deadline an undo may take to say that it was ended. */
const undoGraceMs = 1_000;

export interface EndingParts {
  readonly context: RunContext;
  readonly settings: SavedSettings;
  readonly undos: readonly RegisteredUndo[];
  /** Undefined when the script is gone. */
  readonly script: Caller<HostToScript> | undefined;
  readonly scriptGone: Promise<Failure>;
}

/** Undo, settings, outputs, in that order. */
export async function putBack(parts: EndingParts): Promise<void> {
  const { context, settings } = parts;
  if (context.journal.trouble !== undefined) await makeSafe(context, 'store');
  let dead = parts.script === undefined;
  for (const undo of [...parts.undos].reverse()) {
    const outcome = dead ? impossible : await runUndo(parts, undo);
    if (outcome.dead) dead = true;
    await record(context, {
      kind: 'undo',
      name: undo.name,
      undoId: undo.id,
      outcome: outcome.outcome,
      ...(outcome.failure === undefined ? {} : { failure: outcome.failure }),
    });
  }
  await settings.restoreAll();
  await makeSafe(context, 'end');
  await look(context);
}

/** Outputs off now, those that {@link SafeCause} means; the record of it follows when it can. */
export async function makeSafe(context: RunContext, cause: SafeCause): Promise<void> {
  let targets: readonly SafeOutcome[];
  try {
    targets = await context.bench.makeSafe(cause);
  } catch (error) {
    targets = [{ key: '*', outcome: failureOf(error).code }];
  }
  if (targets.length > 0) await record(context, { kind: 'safe', cause, targets });
}

/** What became of the outputs that were made safe, into the record. Nothing where all was seen already. */
export async function look(context: RunContext): Promise<void> {
  const targets = await context.bench.look();
  if (targets.length > 0) await record(context, { kind: 'safe.look', targets });
}

/** What was made safe before the run began. */
export async function recordRecovered(context: RunContext, recovered: readonly Recovered[]): Promise<void> {
  if (recovered.length === 0) return;
  const targets = recovered.map(({ key, outcome }) => ({ key, outcome }));
  const looks = recovered.flatMap(({ look }) => look ?? []);
  await context.journal.append({ kind: 'safe', cause: 'recovery', targets });
  if (looks.length > 0) await context.journal.append({ kind: 'safe.look', targets: looks });
}

/** Appends, but goes on when the store takes too long; the entry still gets written when the store can. */
export async function record(context: RunContext, draft: EntryDraft): Promise<void> {
  const written = context.journal.append(draft);
  if (context.journal.trouble !== undefined) return;
  await within(context, recordWithinMs, written);
}

interface UndoOutcome {
  readonly outcome: EntryOf<'undo'>['outcome'];
  readonly failure?: Failure;
  /** The script answers nothing any more. */
  readonly dead?: boolean;
}

const impossible: UndoOutcome = { outcome: 'impossible', failure: { code: 'script/gone', params: {} } };

async function runUndo({ context, script, scriptGone }: EndingParts, undo: RegisteredUndo): Promise<UndoOutcome> {
  if (script === undefined) return impossible;
  const { bodies } = context;
  const { token } = bodies.open('undo', undo.name, undo.timeoutMs);
  const answered: Promise<UndoOutcome> = script.call('undo/run', { id: undo.id, token }).then(
    () => ({ outcome: 'done' }),
    (error: unknown) => {
      const failure = failureOf(error);
      const timedOut = failure.code === 'step/timeout';
      return { outcome: timedOut ? 'timed-out' : 'failed', failure };
    },
  );
  const gone = scriptGone.then((failure): UndoOutcome => ({ outcome: 'impossible', failure, dead: true }));
  const outcome = await within(context, undo.timeoutMs + undoGraceMs, Promise.race([answered, gone]));
  bodies.drop(token, { code: 'step/ended', params: { name: undo.name } });
  const silent: Failure = { code: 'step/timeout', params: { name: undo.name, timeoutMs: undo.timeoutMs } };
  return outcome ?? { outcome: 'timed-out', failure: silent, dead: true };
}

/** The value, or undefined when it takes longer. */
function within<T>(context: RunContext, ms: number, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const cancel = context.clock.deadline(ms, () => resolve(undefined));
    void work.then((value) => {
      cancel();
      resolve(value);
    });
  });
}
