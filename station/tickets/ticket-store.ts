/**
 * Tickets in the station's store. Guarantees: a number is given once, also with several processes on one store; every
 * change leaves an event on the ticket's timeline in the same transaction; contact data never leaves by any question
 * but {@link TicketStore.contact}.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { Contact, NewTicket, TicketEvent, TicketStatus, TicketSummary } from '../api/ticket.ts';
import type { RunVerdict } from '../record/verdict.ts';
import type { Database, Row } from '../store/database.ts';
import { nextTicketNumber } from './ticket-number.ts';

const summaryColumns = `number, opened_wall, brand, model, serial, imei, fault, fault_began, priority, warranty, status,
  (SELECT count(*) FROM ticket_run WHERE ticket_run.ticket = ticket.number) AS runs`;

export class TicketStore {
  readonly #database: Database;
  readonly #wall: () => number;

  /** `wall` gives milliseconds since 1970. */
  constructor(database: Database, wall: () => number) {
    this.#database = database;
    this.#wall = wall;
  }

  /** Opens a ticket and returns its number. */
  open(ticket: NewTicket): string {
    return this.#database.transaction(() => {
      const wall = this.#wall();
      const number = nextTicketNumber(this.#database, wall);
      const priority = ticket.priority ?? 'P3';
      this.#database.run(
        `INSERT INTO ticket (number, opened_wall, brand, model, serial, imei, fault, fault_began, priority, warranty, status)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'new')`,
        number,
        wall,
        ticket.brand,
        ticket.model,
        ticket.serial ?? null,
        ticket.imei ?? null,
        ticket.fault,
        ticket.faultBegan ?? '',
        priority,
        ticket.warranty ?? 'unknown',
      );
      this.#keepContact(number, ticket.contact);
      this.#event(number, 'opened', { priority });
      return number;
    });
  }

  /** Newest first. */
  list(): TicketSummary[] {
    return this.#database
      .all(`SELECT ${summaryColumns} FROM ticket ORDER BY opened_wall DESC, number DESC`)
      .map(summaryOf);
  }

  /** Fails with `ticket/unknown`. */
  summary(number: string): TicketSummary {
    const row = this.#database.get(`SELECT ${summaryColumns} FROM ticket WHERE number = ?`, number);
    if (row === undefined) throw new CodedError('ticket/unknown', { ticket: number });
    return summaryOf(row);
  }

  /** Oldest first, in the order of writing. */
  timeline(number: string): TicketEvent[] {
    return this.#database
      .all('SELECT at_wall, kind, body FROM ticket_event WHERE ticket = ? ORDER BY rowid', number)
      .map((row) => ({
        atWall: isoOf(row.at_wall),
        kind: String(row.kind),
        body: JSON.parse(String(row.body)) as TicketEvent['body'],
      }));
  }

  /** Ids of the ticket's runs, in the order in which they were attached. */
  runs(number: string): string[] {
    return this.#database
      .all('SELECT run FROM ticket_run WHERE ticket = ? ORDER BY attached_wall, rowid', number)
      .map((row) => String(row.run));
  }

  /** Personal data; null when the customer left none. */
  contact(number: string): Contact | null {
    this.summary(number);
    const row = this.#database.get('SELECT name, phone, email FROM contact WHERE ticket = ?', number);
    if (row === undefined) return null;
    return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')) as Contact;
  }

  note(number: string, text: string, by: string | null): void {
    this.#database.transaction(() => {
      this.summary(number);
      this.#event(number, 'note', { text, by });
    });
  }

  status(number: string, status: TicketStatus, by: string | null): void {
    this.#database.transaction(() => {
      const from = this.summary(number).status;
      if (from === status) return;
      this.#database.run('UPDATE ticket SET status = ? WHERE number = ?', status, number);
      this.#event(number, 'status', { from, to: status, by });
    });
  }

  /** Call it in the transaction that inserts the run, so that no run ever starts without its ticket knowing. */
  attachRun(number: string, run: string, procedure: string): void {
    this.#database.transaction(() => {
      this.summary(number);
      this.#database.run(
        'INSERT INTO ticket_run (ticket, run, attached_wall) VALUES (?, ?, ?)',
        number,
        run,
        this.#wall(),
      );
      this.#event(number, 'run-attached', { run, procedure });
    });
  }

  /** Takes back {@link attachRun} for a run that could not begin, and says so in the timeline. */
  runNotBegun(number: string, run: string, procedure: string, why: string): void {
    this.#database.transaction(() => {
      this.#database.run('DELETE FROM ticket_run WHERE ticket = ? AND run = ?', number, run);
      this.#database.run(
        "DELETE FROM ticket_event WHERE ticket = ? AND kind = 'run-attached' AND json_extract(body, '$.run') = ?",
        number,
        run,
      );
      this.#event(number, 'run-not-begun', { procedure, why });
    });
  }

  /** On every ticket that has the run now. */
  runEnded(run: string, verdict: RunVerdict): void {
    for (const number of this.ticketsOf(run)) this.#event(number, 'run-ended', { run, verdict });
  }

  /** Tickets that have the run now: the one it began with, unless it was taken off, or the one it was put on later. */
  ticketsOf(run: string): string[] {
    const rows = this.#database.all('SELECT ticket FROM ticket_run WHERE run = ? ORDER BY attached_wall, rowid', run);
    return rows.map((row) => String(row.ticket));
  }

  /** Puts a run on a ticket. `ticket/already-linked {run, ticket}` when it is on one, `run/unknown` when there is none. */
  linkRun(number: string, run: string, by: string | null): void {
    this.#database.transaction(() => {
      this.summary(number);
      const procedure = this.#procedureOf(run);
      const [ticket] = this.ticketsOf(run);
      if (ticket !== undefined) throw new CodedError('ticket/already-linked', { run, ticket });
      this.#database.run(
        'INSERT INTO ticket_run (ticket, run, attached_wall) VALUES (?, ?, ?)',
        number,
        run,
        this.#wall(),
      );
      this.#event(number, 'run-linked', { run, procedure, by });
    });
  }

  /** Takes a run off a ticket; both stay as they are. `ticket/not-linked {run, ticket}` when it is not on it. */
  unlinkRun(number: string, run: string, by: string | null): void {
    this.#database.transaction(() => {
      this.summary(number);
      const procedure = this.#procedureOf(run);
      const { changes } = this.#database.run('DELETE FROM ticket_run WHERE ticket = ? AND run = ?', number, run);
      if (changes === 0) throw new CodedError('ticket/not-linked', { run, ticket: number });
      this.#event(number, 'run-unlinked', { run, procedure, by });
    });
  }

  #procedureOf(run: string): string {
    const row = this.#database.get('SELECT procedure_id FROM run WHERE id = ?', run);
    if (row === undefined) throw new CodedError('run/unknown', { run: run.slice(0, 100) });
    return String(row.procedure_id);
  }

  #keepContact(number: string, contact: Contact | undefined): void {
    const { name = '', phone = '', email = '' } = contact ?? {};
    if (name === '' && phone === '' && email === '') return;
    this.#database.run(
      'INSERT INTO contact (ticket, name, phone, email) VALUES (?, ?, ?, ?)',
      number,
      name,
      phone,
      email,
    );
  }

  #event(number: string, kind: string, body: Readonly<Record<string, unknown>>): void {
    this.#database.run(
      'INSERT INTO ticket_event (ticket, at_wall, kind, body) VALUES (?, ?, ?, ?)',
      number,
      this.#wall(),
      kind,
      JSON.stringify(body),
    );
  }
}

function summaryOf(row: Row): TicketSummary {
  return {
    number: String(row.number),
    openedWall: isoOf(row.opened_wall),
    brand: String(row.brand),
    model: String(row.model),
    ...(row.serial === null ? {} : { serial: String(row.serial) }),
    ...(row.imei === null ? {} : { imei: String(row.imei) }),
    fault: String(row.fault),
    faultBegan: String(row.fault_began),
    priority: String(row.priority) as TicketSummary['priority'],
    warranty: String(row.warranty) as TicketSummary['warranty'],
    status: String(row.status) as TicketStatus,
    runs: Number(row.runs),
  };
}

function isoOf(wall: Row[string] | undefined): string {
  return new Date(Number(wall)).toISOString();
}
