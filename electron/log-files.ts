/**
 * The log of the desktop application. Guarantees: one file a day, lines of JSON; a file that grows over its limit is set
 * aside with a number; only the youngest files are kept; secrets and personal numbers are taken out before anything is
 * written; a disk that refuses never stops the application, and the number of lines lost is told with the next one.
 */
import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../foundation/clock/clock.ts';
import { scrub } from './scrub.ts';

export interface LogLimits {
  readonly fileBytes: number;
  readonly files: number;
}

const usualLimits: LogLimits = { fileBytes: 5_000_000, files: 14 };
/** A line longer than this is cut: a process that prints its memory must not fill the disk. */
const longestLine = 20_000;

export class LogFiles {
  readonly folder: string;
  readonly #clock: Pick<Clock, 'wall'>;
  readonly #limits: LogLimits;
  #lost = 0;

  constructor(folder: string, clock: Pick<Clock, 'wall'>, limits = usualLimits) {
    this.folder = folder;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Synchronous, so that the last line before a crash is there. Never throws. */
  write(source: string, text: string): void {
    const wall = new Date(this.#clock.wall()).toISOString();
    const lost = this.#lost === 0 ? {} : { lostLines: this.#lost };
    const line = `${JSON.stringify({ wall, source, ...lost, text: scrub(text.slice(0, longestLine)) })}\n`;
    try {
      mkdirSync(this.folder, { recursive: true });
      const file = path.join(this.folder, `ohmstead-${wall.slice(0, 10)}.log`);
      this.#makeRoom(file, Buffer.byteLength(line));
      appendFileSync(file, line);
      this.#lost = 0;
    } catch {
      // There is nowhere else to tell it; the count goes out with the next line that can be written.
      this.#lost += 1;
    }
  }

  /** Absolute paths, oldest first. */
  list(): string[] {
    try {
      const names = readdirSync(this.folder).filter((name) => /^ohmstead-\d{4}-\d\d-\d\d(\.\d+)?\.log$/.test(name));
      return names.sort(byAge).map((name) => path.join(this.folder, name));
    } catch {
      return [];
    }
  }

  #makeRoom(file: string, more: number): void {
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size !== undefined && size + more <= this.#limits.fileBytes) return;
    if (size !== undefined) {
      const taken = this.list().map(numberOf).filter(Number.isFinite);
      renameSync(file, file.replace(/log$/, `${Math.max(0, ...taken) + 1}.log`));
    }
    const kept = this.list();
    for (const old of kept.slice(0, Math.max(0, kept.length + 1 - this.#limits.files))) rmSync(old, { force: true });
  }
}

/** Of two files of a day the numbered ones are older, the smallest number first. */
function byAge(a: string, b: string): number {
  const day = (name: string) => name.slice('ohmstead-'.length, 'ohmstead-0000-00-00'.length);
  return day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : numberOf(a) - numberOf(b);
}

function numberOf(name: string): number {
  const number = /\.(\d+)\.log$/.exec(name)?.[1];
  return number === undefined ? Number.POSITIVE_INFINITY : Number(number);
}
