/**
 * A procedure and everything it declares before it runs: what it needs, measures, asks, finds, and its stages. The
 * declaration is plain data: it can be read, shown, hashed and compared without running anything.
 */
import type { Capability } from '../../foundation/capability/capability.ts';
import type { Context } from './context.ts';
import type { Instruments, Needs } from './instrument.ts';
import type { MeasureBuilder, MeasureDeclaration } from './limit.ts';
import type { DeclaredPrompt, PromptDeclaration } from './prompt.ts';
import type { Texts } from './texts.ts';

/** What the five declared tables may hold. */
export interface Declarations {
  readonly needs: Needs;
  readonly stages: Readonly<Record<string, Texts>>;
  readonly measures: Readonly<Record<string, MeasureBuilder>>;
  readonly prompts: Readonly<Record<string, PromptDeclaration>>;
  readonly findings: Readonly<Record<string, Texts>>;
}

type NoEntries = Readonly<Record<never, never>>;

/** What an author writes. */
export interface ProcedureDefinition<
  N extends Declarations['needs'],
  S extends Declarations['stages'],
  M extends Declarations['measures'],
  P extends Declarations['prompts'],
  F extends Declarations['findings'],
> {
  /** `battery-health`: stable for ever. */
  readonly id: string;
  /** Semantic version, for people; the hash of the bundle is what counts. */
  readonly version: string;
  readonly title: Texts;
  readonly needs: N;
  /** The names of all establishes, steps and soaks with their titles, in the order they happen. */
  readonly stages: S;
  readonly measures: M;
  readonly prompts?: P;
  /** Codes for `fault`, `note` and `undecided` with their sentences; parameters in braces. */
  readonly findings?: F;
  run(
    t: Context<{ needs: N; stages: S; measures: M; prompts: P; findings: F }>,
    instruments: Instruments<N>,
  ): Promise<void>;
}

/** A procedure as the station's side of the language holds it; authors only ever make one. */
export interface Procedure {
  readonly id: string;
  readonly version: string;
  readonly title: Texts;
  readonly declarations: Declarations;
  readonly run: (t: unknown, instruments: unknown) => Promise<void>;
}

/** What a role needs, as plain data. */
export interface DeclaredNeed {
  readonly capability: Capability;
  readonly optional: boolean;
  /** Readings that the instrument must have, by their names in the answers of its capability. */
  readonly tells?: readonly string[];
}

/** What the station reads out of a bundle. */
export interface DeclaredProcedure {
  readonly id: string;
  readonly version: string;
  readonly apiVersion: number;
  readonly title: Texts;
  readonly needs: Readonly<Record<string, DeclaredNeed>>;
  readonly stages: Declarations['stages'];
  readonly measures: Readonly<Record<string, MeasureDeclaration>>;
  readonly prompts: Readonly<Record<string, DeclaredPrompt>>;
  readonly findings: Declarations['findings'];
}

/** Declares a procedure; the one default export of its file. */
export function procedure<
  const N extends Declarations['needs'],
  S extends Declarations['stages'],
  M extends Declarations['measures'],
  P extends Declarations['prompts'] = NoEntries,
  F extends Declarations['findings'] = NoEntries,
>(definition: ProcedureDefinition<N, S, M, P, F>): Procedure {
  const { id, version, title, needs, stages, measures, prompts, findings } = definition;
  return {
    id,
    version,
    title,
    declarations: { needs, stages, measures, prompts: prompts ?? {}, findings: findings ?? {} },
    run: (t, instruments) => definition.run(t as never, instruments as never),
  };
}
