/** The first entry of a run, from what every composition knows. */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { TicketSummary } from '../api/ticket.ts';
import type { EntryBodies } from '../record/entry.ts';
import type { ProcedureBundle } from '../runs/script/bundle.ts';
import { engineVersion } from './version.ts';

export interface RunCircumstances {
  readonly ticket: string | null;
  readonly unit: EntryBodies['run.start']['unit'];
  readonly operator: string | null;
  readonly simulated: boolean;
  readonly scenario?: string;
}

export function runStart(
  { declared, hash }: ProcedureBundle,
  clock: Clock,
  circumstances: RunCircumstances,
): EntryBodies['run.start'] {
  const { id, version, title, apiVersion } = declared;
  return {
    procedure: { id, version, hash, title },
    ...circumstances,
    clock: { kind: clock.kind, speed: clock.speed },
    engineVersion,
    apiVersion,
  };
}

/** What a ticket says of the unit, as the record keeps it. */
export function unitOf({ brand, model, serial, imei }: TicketSummary): RunCircumstances['unit'] {
  return { brand, model, ...(serial === undefined ? {} : { serial }), ...(imei === undefined ? {} : { imei }) };
}
