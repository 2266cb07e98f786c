/**
 * The transcripts of a run: one file an instrument with every byte both ways, as the bench tells them. While the run goes
 * on they stand under `transcripts/RUN/`; at its end they become evidence, files named by the SHA-256 of what they hold.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fromHex } from '../../drivers/bench/hex.ts';
import { openTranscriptFile, type TranscriptFile } from '../../drivers/transport/transcript-file.ts';
import type { BenchClient } from '../bench/bench-client.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { evidenceFolder } from '../evidence/changed-evidence.ts';
import type { EvidenceFile } from '../record/entry.ts';

export interface RunTranscripts {
  /** Closes the files and moves them to the evidence; those of an earlier life of the run as well. */
  finish(): Promise<EvidenceFile[]>;
}

/** Begins to keep them; a disk that cannot take them does not stop the run, its journal says so by itself. */
export async function keepTranscripts(dataFolder: string, host: BenchHost, run: string): Promise<RunTranscripts> {
  const folder = path.join(dataFolder, 'transcripts', run);
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, Promise<TranscriptFile>>();
  const fileOf = (role: string) => {
    const about = { run, role };
    const file = files.get(role) ?? openTranscriptFile({ path: path.join(folder, `${role}.ndjson`), about });
    files.set(role, file);
    return file;
  };
  const listen = (client: BenchClient) =>
    client.on('transcript', ({ key, direction, at, hex }) => {
      if (!key.startsWith(`${run}/`)) return;
      void fileOf(safeName(key.slice(run.length + 1))).then(
        (file) => file.record({ direction, at, bytes: fromHex(hex) }),
        () => undefined,
      );
    });
  const stops = [host.onUp((client) => stops.push(listen(client)))];
  stops.push(listen(await host.client()));
  return {
    async finish() {
      for (const stop of stops) stop();
      const opened = await Promise.allSettled(files.values());
      await Promise.allSettled(opened.flatMap((file) => (file.status === 'fulfilled' ? [file.value.close()] : [])));
      return toEvidence(folder, evidenceFolder(dataFolder));
    },
  };
}

/** A role comes from a procedure file; as a file name it may only be plain. */
function safeName(role: string): string {
  return role.replace(/[^A-Za-z0-9_-]/g, '_');
}

function toEvidence(folder: string, evidence: string): EvidenceFile[] {
  mkdirSync(evidence, { recursive: true });
  const kept = readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .map((name): EvidenceFile => {
      const content = readFileSync(path.join(folder, name));
      const sha256 = createHash('sha256').update(content).digest('hex');
      renameSync(path.join(folder, name), path.join(evidence, sha256));
      return { kind: 'transcript', role: name.slice(0, -'.ndjson'.length), sha256, bytes: content.length };
    });
  rmSync(folder, { recursive: true, force: true });
  return kept;
}
