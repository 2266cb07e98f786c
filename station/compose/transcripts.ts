/**
 * The transcripts of a run: one file an instrument with every byte both ways since it was opened, as the bench tells them. While the run goes
 * on they stand under `transcripts/RUN/`; at its end they become evidence, files named by the SHA-256 of what they hold.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fromHex } from '../../drivers/bench/hex.ts';
import type { TranscriptEntry } from '../../drivers/contract/transport.ts';
import { openTranscriptFile, type TranscriptFile } from '../../drivers/transport/transcript-file.ts';
import type { BenchClient } from '../bench/bench-client.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { evidenceFolder } from '../evidence/changed-evidence.ts';
import type { EvidenceFile } from '../record/entry.ts';

export interface RunTranscripts {
  /** Closes the files and moves them to the evidence; those of an earlier life of the run as well. */
  finish(): Promise<EvidenceFile[]>;
}

/** What is said on the lines of a run since its instruments began to be opened. */
export interface HeardTranscripts {
  /**
   * Writes what was heard and all that comes; a disk that cannot take it does not stop the run, its journal says so by
   * itself.
   */
  keep(dataFolder: string): RunTranscripts;
  /** Nothing more is heard; what was heard and not kept is forgotten. */
  drop(): void;
}

interface Heard {
  readonly role: string;
  readonly entry: TranscriptEntry;
}

/** Begins to hear. What is said while instruments are opened is held until it is kept, so that a transcript is whole. */
export async function hearTranscripts(host: BenchHost, run: string): Promise<HeardTranscripts> {
  let held: Heard[] = [];
  let take = (heard: Heard): void => void held.push(heard);
  const listen = (client: BenchClient) =>
    client.on('transcript', ({ key, direction, at, hex }) => {
      if (!key.startsWith(`${run}/`)) return;
      take({ role: key.slice(run.length + 1), entry: { direction, at, bytes: fromHex(hex) } });
    });
  const now = await host.client();
  const stops = [listen(now), host.onUp((client) => stops.push(listen(client)))];
  const drop = () => {
    for (const stop of stops) stop();
    held = [];
  };
  return {
    drop,
    keep(dataFolder) {
      const folder = path.join(dataFolder, 'transcripts', run);
      mkdirSync(folder, { recursive: true });
      const files = new Map<string, Promise<TranscriptFile>>();
      const fileOf = (role: string) => {
        const about = { run, role };
        const file = files.get(role) ?? openTranscriptFile({ path: path.join(folder, `${role}.ndjson`), about });
        files.set(role, file);
        return file;
      };
      take = ({ role, entry }) =>
        void fileOf(safeName(role)).then(
          (file) => file.record(entry),
          () => undefined,
        );
      for (const heard of held) take(heard);
      held = [];
      return {
        async finish() {
          drop();
          const opened = await Promise.allSettled(files.values());
          await Promise.allSettled(opened.flatMap((file) => (file.status === 'fulfilled' ? [file.value.close()] : [])));
          return toEvidence(folder, evidenceFolder(dataFolder));
        },
      };
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
