import type { Migration } from './index.ts';

/** Tickets; who the customer is stands in a table of its own, so that it can be deleted without touching evidence. */
export const migration: Migration = {
  title: 'tickets',
  statements: [
    `CREATE TABLE ticket (
       number TEXT PRIMARY KEY, opened_wall INTEGER NOT NULL,
       brand TEXT NOT NULL, model TEXT NOT NULL, serial TEXT, imei TEXT,
       fault TEXT NOT NULL, fault_began TEXT NOT NULL DEFAULT '',
       priority TEXT NOT NULL CHECK (priority IN ('P1', 'P2', 'P3', 'P4')),
       warranty TEXT NOT NULL, status TEXT NOT NULL) STRICT`,
    `CREATE TABLE ticket_event (
       ticket TEXT NOT NULL REFERENCES ticket(number), at_wall INTEGER NOT NULL, kind TEXT NOT NULL,
       body TEXT NOT NULL) STRICT`,
    `CREATE INDEX ticket_event_by_ticket ON ticket_event(ticket, at_wall)`,
    `CREATE TABLE ticket_run (
       ticket TEXT NOT NULL REFERENCES ticket(number), run TEXT NOT NULL REFERENCES run(id),
       attached_wall INTEGER NOT NULL, PRIMARY KEY (ticket, run)) STRICT`,
    `CREATE TABLE contact (
       ticket TEXT PRIMARY KEY REFERENCES ticket(number), name TEXT NOT NULL DEFAULT '',
       phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '') STRICT`,
  ],
};
