/** The transcripts of a run: one file an instrument with every byte both ways, as the bench tells them. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fromHex } from '../../drivers/bench/hex.ts';
import { openTranscriptFile, type TranscriptFile } from '../../drivers/transport/transcript-file.ts';
import type { BenchClient } from '../bench/bench-client.ts';
import type { BenchHost } from '../bench/bench-host.ts';

/** Begins to keep them; a disk that cannot take them does not stop the run, its journal says so by itself. */
export async function keepTranscripts(
  folder: string,
  host: BenchHost,
  run: string,
): Promise<{ close(): Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, Promise<TranscriptFile>>();
  const fileOf = (key: string) => {
    const role = key.slice(run.length + 1).replace(/[^A-Za-z0-9_-]/g, '_');
    const file =
      files.get(key) ?? openTranscriptFile({ path: path.join(folder, `${role}.ndjson`), about: { run, role } });
    files.set(key, file);
    return file;
  };
  const listen = (client: BenchClient) =>
    client.on('transcript', ({ key, direction, at, hex }) => {
      if (!key.startsWith(`${run}/`)) return;
      void fileOf(key).then(
        (file) => file.record({ direction, at, bytes: fromHex(hex) }),
        () => undefined,
      );
    });
  const stops = [host.onUp((client) => stops.push(listen(client)))];
  stops.push(listen(await host.client()));
  return {
    async close() {
      for (const stop of stops) stop();
      const opened = await Promise.allSettled(files.values());
      await Promise.allSettled(opened.flatMap((file) => (file.status === 'fulfilled' ? [file.value.close()] : [])));
    },
  };
}
