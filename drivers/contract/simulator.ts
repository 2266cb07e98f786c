/**
 * The instrument's side of the same wire, below the parser: a simulator speaks bytes. It shows a shared simulated unit
 * (or a constant of its own) so that the instruments of one bench agree with each other.
 */
import type { HiddenMode } from '../../foundation/capability/hidden-mode.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { Random } from '../../foundation/random/random.ts';
import type { FaultSwitch } from './fault.ts';

/** The far end of a byte pipe, as the instrument sees it. */
export interface Wire {
  send(bytes: Uint8Array): void;
  onData(listener: (chunk: Uint8Array) => void): () => void;
  onClose(listener: () => void): () => void;
  /** The cable is pulled. */
  hangUp(): void;
}

export interface SimulatorContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultSwitch;
  /** Which of its driver's models it plays; the simulator's own choice when absent. See {@link knownModel}. */
  readonly model?: string;
}

/** A running simulator; `detach` ends its timers. */
export interface SimulatedInstrument {
  /** Begins to talk on `wire`; a second wire replaces the first only after the first has closed. */
  attach(wire: Wire): void;
  detach(): void;
  /** Whether whoever is on the line has taken the front panel away; absent where it stays the person's. */
  isRemote?(): boolean;
  /** Presses this key of a meter, or takes all of them back; false where it has no such key. */
  press?(mode: HiddenMode | undefined): boolean;
}

/** The wanted model, or `usual` when none is named; `simulation/unknown-model` with what there is. */
export function knownModel<M extends string>(wanted: string | undefined, known: readonly M[], usual: M): M {
  const found = wanted === undefined ? usual : known.find((model) => model === wanted);
  if (found === undefined)
    throw new CodedError('simulation/unknown-model', { model: String(wanted).slice(0, 80), known: known.join(', ') });
  return found;
}
