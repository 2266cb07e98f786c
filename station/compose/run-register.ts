/**
 * The books a run is entered in: the catalogue, its ticket, its pictures. Guarantees: a run stands there before it does
 * anything; of one that came to nothing the ticket tells why, and nothing else is left.
 */
import type { StartRun } from '../api/station-api.ts';
import { keepPictures } from '../evidence/kept-pictures.ts';
import type { BuiltBundle, ProcedureBundle } from '../runs/script/bundle.ts';
import type { Database } from '../store/database.ts';
import type { RunCatalogue } from '../store/run-catalogue.ts';
import type { TicketStore } from '../tickets/ticket-store.ts';
import { isSimulated } from './bench-choice.ts';

export interface RegisterParts {
  readonly folder: string;
  readonly database: Database;
  readonly tickets: TicketStore;
  readonly catalogue: RunCatalogue;
}

export class RunRegister {
  readonly #parts: RegisterParts;

  constructor(parts: RegisterParts) {
    this.#parts = parts;
  }

  /** The id it has from now on. */
  add({ ticket, bench, answers }: StartRun, bundle: BuiltBundle): string {
    const { folder, tickets, catalogue } = this.#parts;
    keepPictures(folder, bundle.pictures);
    const unit = ticket === null ? undefined : tickets.summary(ticket);
    const simulated = isSimulated(bench);
    return catalogue.add(
      { bundle, ticket, unitSerial: unit?.serial ?? null, bench, simulated, answers, wall: Date.now() },
      (run) => {
        if (ticket !== null) tickets.attachRun(ticket, run, bundle.declared.id);
      },
    );
  }

  /** A run that never had an entry is no run; `why`, a code, is what its ticket keeps. */
  forgetUnbegun(run: string, { ticket }: StartRun, { declared }: ProcedureBundle, why: string): void {
    const { database, tickets, catalogue } = this.#parts;
    database.transaction(() => {
      if (ticket !== null) tickets.runNotBegun(ticket, run, declared.id, why);
      catalogue.remove(run);
    });
  }
}
