/**
 * What is sent along when somebody asks for help: the logs, the versions, the self-check, the settings. Guarantees:
 * nothing of a customer, no secret; the station need not be alive for it.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { scrub } from './scrub.ts';
import { type TarFile, tarGz } from './tar-gz.ts';

/** The youngest logs up to this many bytes. */
const mostLogBytes = 20_000_000;

export interface DiagnosticsParts {
  readonly logs: readonly string[];
  readonly wall: number;
  /** Name → anything that JSON can carry; what cannot be had stands there as the reason. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The archive. A log that cannot be read is named in it and is no reason to fail. */
export function diagnosticsArchive({ logs, wall, facts }: DiagnosticsParts): Uint8Array {
  const files: TarFile[] = Object.entries(facts).map(([name, fact]) => ({
    name: `${name}.json`,
    content: scrub(`${JSON.stringify(withoutSecrets(fact), null, 2)}\n`),
  }));
  let room = mostLogBytes;
  for (const log of [...logs].reverse()) {
    const content = textOf(log);
    room -= content.length;
    if (room < 0) break;
    files.push({ name: `logs/${path.basename(log)}`, content });
  }
  return tarGz(files, wall);
}

/** Proposed file name. */
export function diagnosticsName(wall: number): string {
  return `ohmstead-diagnostics-${new Date(wall).toISOString().slice(0, 19).replace(/[:T]/g, '-')}.tar.gz`;
}

function textOf(file: string): string {
  try {
    return statSync(file).size > mostLogBytes ? 'too large\n' : scrub(readFileSync(file, 'utf8'));
  } catch (error) {
    return `could not be read: ${String(error)}\n`;
  }
}

const secret = /token|secret|password|passwd|key$|contact|phone|e-?mail|address/i;

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, secret.test(name) ? '[removed]' : withoutSecrets(inner)]),
  );
}
