/** A run that nobody waits for and whose end cannot be told: the station and its other runs go on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import { benchesOf, forkedBench } from '../../station/compose/bench-host-for.ts';
import { RunsOfStation } from '../../station/compose/runs-of-station.ts';
import { openDatabase } from '../../station/store/database.ts';
import { isRunning } from '../../station/store/run-lock.ts';
import { TicketStore } from '../../station/tickets/ticket-store.ts';

it('a ticket that cannot be told of the end is no error that nobody has caught', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-unwatched-'));
  const database = openDatabase(folder);
  const uncaught: unknown[] = [];
  const hear = (reason: unknown) => void uncaught.push(reason);
  // Instead of whoever listens here: it would end the test, as it ends the station.
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
  try {
    const tickets = new TicketStore(database, () => Date.now());
    tickets.runEnded = () => {
      throw new CodedError('store/full');
    };
    const benchFor = benchesOf(folder, forkedBench);
    const runs = new RunsOfStation({ folder, database, tickets, benchFor, onEntry: () => undefined });
    const bench = { kind: 'simulated', scenario: 'healthy', speed: 5_000, seed: 1 } as const;
    const run = await runs.start({ procedure: 'battery-health', ticket: null, bench, operator: null, answers: {} });
    void runs.live(run).run.stop('somebody');
    await vi.waitFor(() => expect([runs.liveRuns.length, isRunning(folder, run)]).toEqual([0, false]), 30_000);
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await runs.close();
    expect(runs.journals.last(run)?.kind).toBe('run.stop');
    expect(uncaught).toEqual([]);
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of others) process.on('unhandledRejection', listener);
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
