/** Tickets as they cross the station's port. The customer's contact data is apart from all else and never in a run. */
import type { RunSummary } from './station-api.ts';

export type Priority = 'P1' | 'P2' | 'P3' | 'P4';
export type WarrantyState = 'in-warranty' | 'out-of-warranty' | 'repair-warranty' | 'unknown';
export type TicketStatus = 'new' | 'diagnosing' | 'waiting' | 'repairing' | 'testing' | 'done' | 'returned';

/** Personal data: kept apart, so that it can be deleted without touching evidence. */
export interface Contact {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface NewTicket {
  readonly brand: string;
  readonly model: string;
  readonly serial?: string;
  readonly imei?: string;
  /** In the customer's words. */
  readonly fault: string;
  /** How and when it began, in the customer's words. */
  readonly faultBegan?: string;
  readonly priority?: Priority;
  readonly warranty?: WarrantyState;
  readonly contact?: Contact;
}

export interface TicketSummary {
  /** `SR-YYYYMMDD-NNNN`. */
  readonly number: string;
  readonly openedWall: string;
  readonly brand: string;
  readonly model: string;
  readonly serial?: string;
  readonly imei?: string;
  readonly fault: string;
  readonly faultBegan: string;
  readonly priority: Priority;
  readonly warranty: WarrantyState;
  readonly status: TicketStatus;
  readonly runs: number;
}

export interface TicketEvent {
  readonly atWall: string;
  /** `opened`, `status`, `note`, `run-attached`, `run-ended`, `run-not-begun`, `run-linked`, `run-unlinked`. */
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The same measurement in the first and the last run that has it. */
export interface BeforeAfter {
  readonly key: string;
  readonly procedure: string;
  readonly unit: string;
  readonly before: ComparedValue;
  readonly after: ComparedValue;
}

export interface ComparedValue {
  readonly run: string;
  readonly value: number | null;
  readonly verdict: string;
  /** The instrument's last digit, in the measurement's unit. */
  readonly resolution?: number;
}

export interface TicketDetails extends TicketSummary {
  readonly timeline: readonly TicketEvent[];
  readonly runsDetail: readonly (RunSummary & {
    readonly measures: readonly {
      readonly key: string;
      readonly value: number | null;
      readonly unit: string;
      /** The instrument's last digit, in that unit. */
      readonly resolution?: number;
      readonly verdict: string;
      readonly limits: { readonly lo?: number; readonly hi?: number };
    }[];
  })[];
  readonly beforeAfter: readonly BeforeAfter[];
}
