/**
 * What instruments have called themselves when a person let them be asked, and the drivers that name them so. Guarantees
 * that an instrument which somebody else has is not asked, and that an answer narrows a choice and opens nothing.
 */
import { mayBeAsked } from '../../drivers/bench/ask-identity.ts';
import type { Driver } from '../../drivers/contract/driver.ts';
import { parseIdentity } from '../../drivers/protocol/scpi/identity.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { NamedInstrument } from '../api/instruments.ts';
import type { RunLock } from '../store/run-lock.ts';
import type { LiveBench } from './live-bench.ts';

export interface IdentificationParts {
  readonly bench: LiveBench;
  readonly drivers: readonly Driver[];
  /** Throws `lease/taken` while another process has it. */
  lock(address: string): RunLock;
}

export class Identifications {
  readonly #parts: IdentificationParts;
  readonly #named = new Map<string, NamedInstrument>();

  constructor(parts: IdentificationParts) {
    this.#parts = parts;
  }

  /** `id`: see {@link of}. `instrument/not-to-be-asked`, `lease/taken`, `instrument/no-name`, or as the bench fails. */
  async ask(address: string, id: string): Promise<NamedInstrument> {
    if (!mayBeAsked(address)) throw new CodedError('instrument/not-to-be-asked', { address });
    const lock = this.#parts.lock(address);
    try {
      const client = await this.#parts.bench.client();
      const { answer } = await client.call('bench/identify', { address });
      const named = namedBy(answer, this.#parts.drivers);
      this.#named.set(id, named);
      return named;
    } finally {
      lock.release();
    }
  }

  /** By what it is known as wherever it is plugged in; by its address where there is nothing better. */
  of(id: string): NamedInstrument | undefined {
    return this.#named.get(id);
  }

  /** Something else may be there the next time. */
  forget(id: string): void {
    this.#named.delete(id);
  }
}

/** What an answer to `*IDN?` means to these drivers. */
function namedBy(answer: string, drivers: readonly Driver[]): NamedInstrument {
  const identity = parseIdentity(answer);
  const names = ({ manifest }: Driver) => manifest.recognised.idn?.some((pattern) => pattern.test(answer)) === true;
  return {
    answer,
    label: identity === undefined ? answer : `${identity.make} ${identity.model}`,
    drivers: drivers.filter(names).map(({ manifest }) => manifest.id),
  };
}
