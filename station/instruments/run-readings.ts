/**
 * The readings and the bytes of a run's own bench on their way to the screens, under the addresses of its instruments.
 * Only listens: the run does not notice, and nothing it records depends on it.
 */

import type { Reading } from '../../foundation/measurement/reading.ts';
import type { ConsoleLine } from '../api/instruments.ts';
import type { BenchHost } from '../bench/bench-host.ts';
import { followHost, roleOfKey } from './follow-host.ts';

export interface RunListener {
  reading(address: string, channel: string, reading: Reading): void;
  transcript(address: string, line: Pick<ConsoleLine, 'direction' | 'hex'> & { readonly at: number }): void;
  lost(address: string): void;
}

export function followRun(
  run: string,
  host: BenchHost,
  instruments: Readonly<Record<string, { readonly address: string }>>,
  listener: RunListener,
): () => void {
  const addressOf = (key: string) => instruments[roleOfKey(run, key) ?? '']?.address;
  return followHost(host, {
    listen: (client) => [
      client.on('instrument/reading', ({ key, channel, reading }) => {
        const address = addressOf(key);
        if (address !== undefined) listener.reading(address, channel, reading);
      }),
      client.on('instrument/lost', ({ key }) => {
        const address = addressOf(key);
        if (address !== undefined) listener.lost(address);
      }),
      client.on('transcript', ({ key, direction, at, hex }) => {
        const address = addressOf(key);
        if (address !== undefined) listener.transcript(address, { direction, at, hex });
      }),
    ],
    gone: () => {
      for (const { address } of Object.values(instruments)) listener.lost(address);
    },
  });
}
