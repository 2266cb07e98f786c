/** What goes to and comes from the thread of long work. Plain data. */
import type { Failure } from '../../foundation/failure.ts';
import type { CheckFinding, RehearsalReport } from '../api/procedures.ts';
import type { ProcedureBundle } from '../runs/script/bundle.ts';
import type { StoreInspection } from '../store/inspect-store.ts';

export type WorkerTask =
  | { readonly kind: 'check'; readonly file: string }
  | { readonly kind: 'inspect'; readonly file: string }
  | {
      readonly kind: 'rehearse';
      readonly bundle: ProcedureBundle;
      readonly scenario: string;
      readonly faults: boolean;
    };

export type WorkerAnswer =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'inspected'; readonly inspection: StoreInspection }
  | { readonly kind: 'checked'; readonly findings: readonly CheckFinding[] }
  | { readonly kind: 'rehearsed'; readonly report: RehearsalReport }
  | { readonly kind: 'failed'; readonly failure: Failure };
