/**
 * Outputs off, past every queue and driver, and afterwards what the instruments say of it. Guarantees: an instrument that is
 * open is reached over its handle, and over a fresh one where that does not take the frames or there is none; what is
 * called otherwise than the target says gets none of it; nothing here rejects.
 */
import type { SwitchedOn } from '../../foundation/capability/energising.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { ByteDriver, Driver } from '../contract/driver.ts';
import type { Transport } from '../contract/transport.ts';
import type { OutputLook, SafeOutcome, SafeTarget } from './bench-api.ts';
import type { BenchParts } from './bench-parts.ts';
import type { GatedTransport } from './gated-transport.ts';
import { lookOverFreshHandle, lookOverPresentHandle } from './look-at-output.ts';
import { handleOf } from './open-address.ts';
import type { OpenInstrument } from './open-instrument.ts';
import { sendFrames, sendOverFreshHandle } from './safe-frames.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Of an open instrument, what its outputs are reached by. */
export interface OpenOutput {
  readonly address: string;
  readonly queue: OpenInstrument;
  readonly gate?: GatedTransport;
  readonly safe?: SafeTarget;
  /** Over this handle. */
  readonly switched: SwitchedOn;
  /** See `OpenLink`. */
  readonly detour?: () => Promise<Transport>;
  give(): Promise<void>;
}

/** A first frame that is not handed over after this is held up. */
const heldUpAfterMs = 250;

export interface SafeOutputsParts {
  readonly clock: Clock;
  readonly where: Whereabouts;
  readonly open: BenchParts['open'];
  opened(key: string): OpenOutput | undefined;
  /** `bench/unknown-driver`. */
  driver(id: string): Driver;
}

interface Sending {
  readonly sent: Promise<void>;
  /** Whether the first frame was handed over. */
  isMoving(): boolean;
  readonly detour: OpenOutput['detour'];
}

export class SafeOutputs {
  readonly #parts: SafeOutputsParts;

  constructor(parts: SafeOutputsParts) {
    this.#parts = parts;
  }

  async makeSafe(target: SafeTarget): Promise<SafeOutcome> {
    const { clock } = this.#parts;
    const { key, address } = target;
    const opened = this.#opened(target);
    if (opened !== undefined) {
      const { gate, queue, switched } = opened;
      gate.shut();
      queue.revoke();
      try {
        let isMoving = false;
        const write = async (bytes: Uint8Array, deadlineMs: number) => {
          await gate.writeSafe(bytes, deadlineMs);
          isMoving = true;
        };
        const sent = sendFrames(target, clock, gate.transport.worstWriteMs, write);
        const over = await this.#sooner(target, { sent, isMoving: () => isMoving, detour: opened.detour });
        switched.allOff();
        return { key, address, over };
      } catch {
        // The handle is of no use any more; a fresh one cannot be had while it is held.
        await opened.give();
      }
    }
    return sendOverFreshHandle(target, clock, async () => (await this.#fresh(target)).transport);
  }

  /** Where something holds the frames up and there is a way past it, whichever of the two is first. */
  async #sooner(target: SafeTarget, { sent, isMoving, detour }: Sending): Promise<SafeOutcome['over']> {
    const { clock } = this.#parts;
    const over = sent.then((): SafeOutcome['over'] => 'existing');
    if (detour === undefined) return over;
    await Promise.race([over.catch(() => undefined), clock.sleep(heldUpAfterMs)]);
    if (isMoving()) return over;
    const past = sendOverFreshHandle(target, clock, detour).then((outcome) => {
      if (outcome.failure !== undefined) throw new CodedError(outcome.failure.code, outcome.failure.params);
      return outcome.over;
    });
    return Promise.any([over, past]);
  }

  look(target: SafeTarget): Promise<OutputLook> {
    const { clock } = this.#parts;
    const opened = this.#opened(target);
    if (opened === undefined) return lookOverFreshHandle(target, clock, () => this.#fresh(target));
    return lookOverPresentHandle(target, { ...opened, clock });
  }

  #opened(target: SafeTarget): (OpenOutput & { readonly gate: GatedTransport }) | undefined {
    const opened = this.#parts.opened(target.key);
    if (opened?.gate === undefined || !isWhatIsMeant(opened, target)) return undefined;
    return { ...opened, gate: opened.gate };
  }

  async #fresh(target: SafeTarget): Promise<{ readonly driver: ByteDriver; readonly transport: Transport }> {
    const { where } = this.#parts;
    // Ports may have been numbered anew: what is called otherwise gets none of it.
    const place = await where.of(target);
    const driver = this.#parts.driver(target.driver);
    const link = await this.#parts.open(driver, place.address, target.simulated, target.line);
    try {
      if (link.link !== 'bytes' || driver.link !== 'bytes')
        throw new CodedError('bench/wrong-link', { address: target.address, driver: target.driver });
      await where.at(place);
      return { driver, transport: link.transport };
    } catch (error) {
      await handleOf(link).close();
      throw error;
    }
  }
}

/** By its name; without one by its address. */
function isWhatIsMeant({ address, safe }: OpenOutput, target: SafeTarget): boolean {
  if (target.usb === undefined) return address === target.address;
  return target.usb.stableId === safe?.usb?.stableId;
}
