/**
 * The `ticket/*` verbs of the station's contract. Inputs are validated before they come here. A run whose journal
 * cannot be read is shown by its id alone instead of hiding the rest of the ticket.
 */
import type { Handlers } from '../../foundation/port/contract.ts';
import type { RunSummary, StationApi } from '../api/station-api.ts';
import type { TicketDetails, TicketStatus } from '../api/ticket.ts';
import type { RunRecord } from '../record/record.ts';
import type { Database } from '../store/database.ts';
import { beforeAfter } from './before-after.ts';
import { demonstrationTicket } from './demonstration.ts';
import { TicketStore } from './ticket-store.ts';

type TicketVerb = Extract<keyof StationApi, `ticket/${string}`>;

export interface TicketHandlerParts {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** The folded journal of a run; undefined where there is none. */
  readonly record: (run: string) => RunRecord | undefined;
  /** Whether somebody works on the run right now; a run without an end is INTERRUPTED otherwise. */
  readonly running?: (run: string) => boolean;
}

export function ticketHandlers(parts: TicketHandlerParts): Handlers<Pick<StationApi, TicketVerb>> {
  const tickets = new TicketStore(parts.database, parts.wall);
  return {
    'ticket/new': (ticket) => ({ number: tickets.open(ticket) }),
    'ticket/list': () => tickets.list(),
    'ticket/show': ({ number }) => details(tickets, number, parts),
    'ticket/contact': ({ number }) => tickets.contact(number),
    'ticket/note': ({ number, text, by }) => {
      tickets.note(number, text, by);
      return {};
    },
    'ticket/status': ({ number, status, by }) => {
      tickets.status(number, status as TicketStatus, by);
      return {};
    },
    'ticket/link': ({ number, run, by }) => {
      tickets.linkRun(number, run, by);
      return {};
    },
    'ticket/unlink': ({ number, run, by }) => {
      tickets.unlinkRun(number, run, by);
      return {};
    },
    'ticket/demonstration': ({ language = 'en' }) => ({
      number: demonstrationTicket(parts.database, tickets, language),
    }),
  };
}

function details(tickets: TicketStore, number: string, parts: TicketHandlerParts): TicketDetails {
  const summary = tickets.summary(number);
  const records = tickets.runs(number).flatMap((run) => parts.record(run) ?? []);
  return {
    ...summary,
    timeline: tickets.timeline(number),
    runsDetail: records.map((record) => ({
      ...runSummary(record, parts.running?.(record.run) ?? false),
      measures: record.measures.map(({ key, value, unit, resolution, verdict, limits }) => ({
        key,
        value,
        unit,
        ...(resolution === undefined ? {} : { resolution }),
        verdict,
        limits,
      })),
    })),
    beforeAfter: beforeAfter(records),
  };
}

/** One line of a list of runs. */
function runSummary(record: RunRecord, running: boolean): RunSummary {
  return {
    run: record.run,
    procedure: record.procedure.id,
    version: record.procedure.version,
    ticket: record.ticket,
    startedWall: record.startedWall,
    verdict: running && record.verdict === 'INTERRUPTED' ? 'RUNNING' : record.verdict,
    simulated: record.simulated,
  };
}
