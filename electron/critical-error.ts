/**
 * An error of the main process that nobody caught. Guarantees: a report is written before anything is asked, without
 * secrets; a second error while the first is being told is only logged; an unhandled rejection is logged and ends nothing.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scrub } from './scrub.ts';

export interface CriticalParts {
  readonly folder: string;
  wall(): number;
  log(line: string): void;
  /** Tells the person; what follows is decided there. `file` is where the report is, or why there is none. */
  tell(file: string): Promise<void>;
  readonly versions: Readonly<Record<string, string | undefined>>;
}

/** Reports that stay. */
export const keptReports = 10;

export class CriticalErrors {
  readonly #parts: CriticalParts;
  #telling = false;

  constructor(parts: CriticalParts) {
    this.#parts = parts;
  }

  listen(source: Pick<NodeJS.Process, 'on'>): void {
    source.on('uncaughtException', (error) => void this.met(error));
    source.on('unhandledRejection', (reason) => this.#parts.log(`unhandled rejection: ${textOf(reason)}`));
  }

  async met(error: unknown): Promise<void> {
    this.#parts.log(`uncaught: ${textOf(error)}`);
    if (this.#telling) return;
    this.#telling = true;
    await this.#parts.tell(this.#report(error)).catch((second: unknown) => this.#parts.log(textOf(second)));
    this.#telling = false;
  }

  /** Only the youngest are kept: a program that fails at every start must not fill the disk. Names sort by age. */
  #prune(): void {
    const { folder, log } = this.#parts;
    try {
      const reports = readdirSync(folder).filter((name) => /^error-[\d-]+\.json$/.test(name));
      for (const old of reports.sort().slice(0, -keptReports)) rmSync(path.join(folder, old), { force: true });
    } catch (error) {
      log(`old reports stay: ${textOf(error)}`);
    }
  }

  #report(error: unknown): string {
    const { folder, versions } = this.#parts;
    const wall = new Date(this.#parts.wall()).toISOString();
    const file = path.join(folder, `error-${wall.slice(0, 19).replace(/[:T]/g, '-')}.json`);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, `${JSON.stringify({ wall, versions, error: scrub(textOf(error)) }, null, 2)}\n`);
      this.#prune();
      return file;
    } catch (refused) {
      return String(refused);
    }
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
