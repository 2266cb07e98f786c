/** Which run has which instrument now, by the place and not by one of its names. */
import { canonicalAddress } from '../store/run-lock.ts';

export class Loans {
  /** By canonical address; two simulated runs may have the same one, each in a world of its own. */
  readonly #runs = new Map<string, { readonly address: string; readonly runs: Set<string> }>();

  take(run: string, addresses: readonly string[]): void {
    for (const address of addresses) {
      const name = canonicalAddress(address);
      const loan = this.#runs.get(name) ?? { address, runs: new Set<string>() };
      loan.runs.add(run);
      this.#runs.set(name, loan);
    }
  }

  giveBack(run: string, addresses: readonly string[]): void {
    for (const address of addresses) {
      const name = canonicalAddress(address);
      const loan = this.#runs.get(name);
      loan?.runs.delete(run);
      if (loan?.runs.size === 0) this.#runs.delete(name);
    }
  }

  /** The run that has it, the newest of several; null when it is free. */
  runOf(address: string): string | null {
    return [...(this.#runs.get(canonicalAddress(address))?.runs ?? [])].at(-1) ?? null;
  }

  /** As they were named when they were taken. */
  get addresses(): readonly string[] {
    return [...this.#runs.values()].map(({ address }) => address);
  }
}
