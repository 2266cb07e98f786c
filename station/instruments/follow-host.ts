/** Hears the bench process of a run and each that takes its place, every one of them once. Only listens. */
import type { BenchClient } from '../bench/bench-client.ts';
import type { BenchHost } from '../bench/bench-host.ts';

export interface HostListener {
  /** Returns what ends the listening. */
  listen(client: BenchClient): readonly (() => void)[];
  /** The process is gone, or nobody listens any more. */
  gone(): void;
}

/** Returns what ends it. */
export function followHost(host: BenchHost, { listen, gone }: HostListener): () => void {
  const stops: (() => void)[] = [];
  const attached = new WeakSet<BenchClient>();
  const attach = (client: BenchClient) => {
    if (attached.has(client)) return;
    attached.add(client);
    stops.push(...listen(client));
  };
  stops.push(host.onUp(attach), host.onDown(gone));
  void host.client().then(attach, () => undefined);
  return () => {
    for (const stop of stops) stop();
    gone();
  };
}

/** Instruments of a run are open under the keys `RUN/ROLE`; undefined for those of another. */
export function roleOfKey(run: string, key: string): string | undefined {
  return key.startsWith(`${run}/`) ? key.slice(run.length + 1) : undefined;
}
