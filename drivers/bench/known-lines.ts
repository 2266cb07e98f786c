/**
 * On which line each instrument was understood that may have one of several, kept in a file for the next process: trying the
 * wrong one first costs the eight seconds in which an instrument may greet. Guarantees that the file is only ever a hint: one
 * that is missing, damaged or cannot be written changes nothing but the time it takes.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** By driver and place; the line as JSON. */
export interface LineMemory {
  get(key: string): string | undefined;
  set(key: string, line: string): void;
}

/** More instruments of this kind no bench has seen; the oldest ones are forgotten. */
const mostKept = 100;

/** Read anew each time: several benches of one station write it. */
export function lineMemory(path: string): LineMemory {
  return {
    get(key) {
      const known = read(path);
      return Object.hasOwn(known, key) ? known[key] : undefined;
    },
    set(key, line) {
      const { [key]: before, ...others } = read(path);
      if (before === line) return;
      const kept = [...Object.entries(others).slice(1 - mostKept), [key, line]];
      try {
        mkdirSync(dirname(path), { recursive: true });
        const beside = `${path}.${process.pid}`;
        writeFileSync(beside, JSON.stringify(Object.fromEntries(kept), null, 1));
        renameSync(beside, path);
      } catch {
        // Then it is found out again.
      }
    },
  };
}

function read(path: string): Readonly<Record<string, string>> {
  try {
    const known: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof known !== 'object' || known === null || Array.isArray(known)) return {};
    const texts = Object.entries(known).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return Object.fromEntries(texts);
  } catch {
    return {};
  }
}
