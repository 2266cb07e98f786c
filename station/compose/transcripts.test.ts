import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BenchEvents } from '../../drivers/bench/bench-api.ts';
import type { BenchClient } from '../bench/bench-client.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { hearTranscripts } from './transcripts.ts';

type Told = BenchEvents['transcript'];

/** A bench that tells what it is made to tell; `restart` gives a fresh one. */
class TellingHost {
  readonly #ups = new Set<(client: BenchClient) => void>();
  #listeners = new Set<(told: Told) => void>();
  #client: BenchClient | undefined;

  #fresh(): BenchClient {
    this.#listeners = new Set();
    const listeners = this.#listeners;
    const on = (_event: 'transcript', listener: (told: Told) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    const client = { on } as unknown as BenchClient;
    this.#client = client;
    for (const up of [...this.#ups]) up(client);
    return client;
  }

  readonly host = {
    client: async () => this.#client ?? this.#fresh(),
    onUp: (listener: (client: BenchClient) => void) => {
      this.#ups.add(listener);
      return () => this.#ups.delete(listener);
    },
  } as unknown as BenchHost;

  restart(): void {
    this.#fresh();
  }

  tell(key: string, direction: Told['direction'], text: string): void {
    const told = { key, direction, at: 5, hex: Buffer.from(text).toString('hex') };
    for (const listener of [...this.#listeners]) listener(told);
  }
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-transcripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const said = (sha256: string) =>
  readFileSync(path.join(folder, 'evidence', sha256), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const { dir, text } = JSON.parse(line) as { dir: string; text: string };
      return `${dir} ${text}`;
    });

it('what was said while instruments were opened is in the transcript, once, also when that started the bench', async () => {
  const bench = new TellingHost();
  const heard = await hearTranscripts(bench.host, 'R-1');
  bench.tell('R-1/supply', 'sent', '*IDN?');
  bench.tell('R-2/supply', 'sent', 'of another run');
  bench.tell('R-1/supply', 'received', 'KORAD');
  const kept = heard.keep(folder);
  bench.tell('R-1/supply', 'sent', 'VOUT1?');
  bench.restart();
  bench.tell('R-1/supply', 'sent', 'after a restart');
  const [file, ...others] = await kept.finish();
  bench.tell('R-1/supply', 'sent', 'after the end');
  expect(others).toEqual([]);
  expect(file).toMatchObject({ kind: 'transcript', role: 'supply' });
  expect(said(file?.sha256 ?? '')).toEqual(['sent *IDN?', 'received KORAD', 'sent VOUT1?', 'sent after a restart']);
});

it('a run that did not come about leaves nothing behind', async () => {
  const bench = new TellingHost();
  const heard = await hearTranscripts(bench.host, 'R-1');
  bench.tell('R-1/supply', 'sent', '*IDN?');
  heard.drop();
  bench.tell('R-1/supply', 'sent', 'VOUT1?');
  expect(await heard.keep(folder).finish()).toEqual([]);
});
