import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { NewTicket } from '../../station/api/ticket.ts';
import { fold } from '../../station/record/fold.ts';
import type { RunRecord } from '../../station/record/record.ts';
import { type Database, openDatabase } from '../../station/store/database.ts';
import { ticketHandlers } from '../../station/tickets/ticket-handlers.ts';
import { TicketStore } from '../../station/tickets/ticket-store.ts';
import { type Journaled, journalOf, measured } from '../support/sample-journal.ts';

const phone: NewTicket = {
  brand: 'Acme',
  model: 'One',
  fault: 'Battery empties within an hour',
  contact: { name: 'Q. Customer', phone: '+0 123 456' },
};

let folder: string;
let database: Database;
const clock = new VirtualClock({ wallStart: new Date(2026, 0, 5, 9).getTime() });
const records = new Map<string, RunRecord>();

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tickets-'));
  database = openDatabase(folder);
  records.clear();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const store = () => new TicketStore(database, () => clock.wall());
const handlers = () => ticketHandlers({ database, wall: () => clock.wall(), record: (run) => records.get(run) });

/** A finished run as the engine leaves it in the store. */
function attach(ticket: string, run: string, entries: Journaled): void {
  database.run(`INSERT OR IGNORE INTO bundle VALUES ('hash', 'battery-health', '1.0.0', x'', '{}')`);
  database.run(
    `INSERT INTO run (id, procedure_id, procedure_version, bundle, ticket, simulated, bench, answers, started_wall)
     VALUES (?, 'battery-health', '1.0.0', 'hash', ?, 1, '{}', '{}', 0)`,
    run,
    ticket,
  );
  store().attachRun(ticket, run, 'battery-health');
  records.set(run, fold(entries));
}

describe('tickets', () => {
  it('numbers count up within a day of the local calendar and begin again the next day', async () => {
    expect([store().open(phone), store().open(phone)]).toEqual(['SR-20260105-0001', 'SR-20260105-0002']);
    await clock.advance(24 * 3_600_000);
    expect(store().open(phone)).toBe('SR-20260106-0001');
  });

  it('the ten-thousandth ticket of a day still gets a number of its own', () => {
    const wall = new Date(2027, 0, 1).getTime();
    const tickets = new TicketStore(database, () => wall);
    tickets.open(phone);
    database.run(
      `INSERT INTO ticket SELECT 'SR-20270101-9999', opened_wall, brand, model, serial, imei, fault, fault_began,
       priority, warranty, status FROM ticket LIMIT 1`,
    );
    expect(tickets.open(phone)).toBe('SR-20270101-10000');
    expect(tickets.open(phone)).toBe('SR-20270101-10001');
  });

  it('who the customer is comes out only when asked for', () => {
    const number = store().open(phone);
    const everythingElse = JSON.stringify([handlers()['ticket/list']({}), handlers()['ticket/show']({ number })]);
    expect(everythingElse).not.toContain('Customer');
    expect(everythingElse).not.toContain('123 456');
    expect(handlers()['ticket/contact']({ number })).toEqual({ name: 'Q. Customer', phone: '+0 123 456' });
  });

  it('a customer who left no address has none', () => {
    const { contact, ...anonymous } = phone;
    const number = store().open({ ...anonymous, contact: {} });
    expect(store().contact(number)).toBeNull();
  });

  it('the timeline tells everything that happened, in order', () => {
    const number = store().open(phone);
    store().note(number, 'Opened the case', 'Lin');
    store().status(number, 'diagnosing', 'Lin');
    store().status(number, 'diagnosing', 'Lin');
    attach(number, 'run-1', journalOf('run-1', []));
    store().runEnded('run-1', 'FAIL');
    expect(store().timeline(number)).toMatchObject([
      { kind: 'opened' },
      { kind: 'note', body: { text: 'Opened the case', by: 'Lin' } },
      { kind: 'status', body: { from: 'new', to: 'diagnosing' } },
      { kind: 'run-attached', body: { run: 'run-1' } },
      { kind: 'run-ended', body: { verdict: 'FAIL' } },
    ]);
    expect(store().summary(number)).toMatchObject({ status: 'diagnosing', runs: 1 });
  });

  it('a note on a ticket that does not exist changes nothing and says so', () => {
    expect(() => store().note('SR-20260105-0099', 'x', null)).toThrow('ticket/unknown');
    expect(database.get('SELECT count(*) AS n FROM ticket_event')?.n).toBe(0);
  });

  it('a run on a ticket that does not exist is not attached', () => {
    expect(() => attach('SR-20260105-0099', 'run-1', journalOf('run-1', []))).toThrow('ticket/unknown');
  });

  it('the first and the last run that took a measurement stand side by side', () => {
    const number = store().open(phone);
    attach(number, 'run-1', journalOf('run-1', [measured('health', 71)], { ticket: number }));
    attach(number, 'run-2', journalOf('run-2', [], { ticket: number }));
    attach(number, 'run-3', journalOf('run-3', [measured('health', 95)], { ticket: number }));
    const { runsDetail, beforeAfter } = handlers()['ticket/show']({ number }) as Awaited<
      ReturnType<ReturnType<typeof handlers>['ticket/show']>
    >;
    expect(runsDetail.map(({ run }) => run)).toEqual(['run-1', 'run-2', 'run-3']);
    expect(beforeAfter).toEqual([
      {
        key: 'health',
        procedure: 'battery-health',
        unit: '%',
        before: { run: 'run-1', value: 71, verdict: 'FAIL' },
        after: { run: 'run-3', value: 95, verdict: 'PASS' },
      },
    ]);
  });

  it('the last digit of the instrument goes with every value', async () => {
    const number = store().open(phone);
    for (const [run, value] of [
      ['run-1', 71],
      ['run-2', 95],
    ] as const) {
      attach(number, run, journalOf(run, [measured('health', value)], { ticket: number }));
      const record = fold(journalOf(run, [measured('health', value)], { ticket: number }));
      records.set(run, { ...record, measures: record.measures.map((measure) => ({ ...measure, resolution: 0.1 })) });
    }
    const { runsDetail, beforeAfter } = await handlers()['ticket/show']({ number });
    expect(runsDetail[0]?.measures[0]).toMatchObject({ key: 'health', value: 71, resolution: 0.1 });
    expect(beforeAfter[0]).toMatchObject({ before: { resolution: 0.1 }, after: { resolution: 0.1 } });
  });

  it('hostile words stay words', () => {
    const fault = `'); DROP TABLE ticket; -- "quoted" =cmd|' /C calc'!A0`;
    const number = store().open({ ...phone, fault, brand: '苹果' });
    expect(store().summary(number)).toMatchObject({ fault, brand: '苹果' });
  });
});
