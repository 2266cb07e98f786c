/**
 * After safe frames: what the instrument itself says of its outputs. Guarantees: asked is only through the driver's own
 * questions, with its deadlines and its care for late answers; an answer of another instrument counts for nothing; while
 * it is asked nothing else may command it, and afterwards the door is shut again; a failure is an answer, never an
 * exception, and no answer is never an "off".
 */
import { seenOff } from '../../foundation/capability/seen-off.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { within } from '../../foundation/clock/within.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { ByteDriver, InstrumentIdentity } from '../contract/driver.ts';
import type { Transport } from '../contract/transport.ts';
import type { OutputLook, SafeTarget } from './bench-api.ts';
import type { GatedTransport } from './gated-transport.ts';
import type { OpenInstrument } from './open-instrument.ts';
import { handBack } from './safe-frames.ts';

/** For an instrument that is open. */
const lookWithinMs = 3_000;
/** One that is opened for it may have to be waited for until it greets, or answers on the second of two lines. */
const freshLookWithinMs = 6_000;

/** Its wire has to be quiet first: the call that was cut off by the safe frames may still be going on. */
export async function lookOverPresentHandle(
  target: SafeTarget,
  { queue, gate, clock }: { readonly queue: OpenInstrument; readonly gate: GatedTransport; readonly clock: Clock },
): Promise<OutputLook> {
  const lease = `look ${target.key}`;
  const { identity, capability } = queue.parts.instrument;
  const look = async () => {
    await queue.grant(lease);
    const until = clock.now() + lookWithinMs;
    return seenOff(capability, async (verb, args) => {
      const deadlineMs = Math.max(1, until - clock.now());
      const { value } = await queue.call({ key: target.key, verb, args, deadlineMs, lease });
      return value;
    });
  };
  const answer = await lookedAt(target, identity, () => within(clock, lookWithinMs, look(), late(lookWithinMs)));
  // Whoever was granted the instrument meanwhile keeps it.
  if (!queue.giveBack(lease)) return answer;
  gate.shut();
  await handBack(target, clock, gate.writeSafe);
  return answer;
}

/** The driver is opened on a handle of its own, asked, and closed again. */
export async function lookOverFreshHandle(
  target: SafeTarget,
  clock: Clock,
  open: () => Promise<{ readonly driver: ByteDriver; readonly transport: Transport }>,
): Promise<OutputLook> {
  const until = clock.now() + freshLookWithinMs;
  let transport: Transport | undefined;
  const look = async () => {
    const link = await open();
    transport = link.transport;
    const instrument = await link.driver.open(transport, { clock });
    const answer = await lookedAt(target, instrument.identity, () =>
      seenOff(instrument.capability, (verb, args) =>
        instrument.call(verb, args, { deadlineMs: Math.max(1, until - clock.now()) }),
      ),
    );
    await handBack(target, clock, (bytes, deadlineMs) => link.transport.write(bytes, { deadlineMs }));
    await instrument.close();
    return answer;
  };
  try {
    return await within(clock, freshLookWithinMs, look(), late(freshLookWithinMs));
  } catch (error) {
    return unseen(target, error);
  } finally {
    await transport?.close().catch(() => undefined);
  }
}

async function lookedAt(
  target: SafeTarget,
  identity: InstrumentIdentity,
  look: () => Promise<boolean>,
): Promise<OutputLook> {
  const { key, address } = target;
  try {
    if (!isSame(identity, target.identity)) throw new CodedError('instrument/other', { ...named(identity, target) });
    return { key, address, seen: (await look()) ? 'off' : 'on' };
  } catch (error) {
    return unseen(target, error);
  }
}

function unseen({ key, address }: SafeTarget, error: unknown): OutputLook {
  return { key, address, seen: 'unknown', failure: failureOf(error) };
}

function isSame(one: InstrumentIdentity, other: InstrumentIdentity): boolean {
  return one.make === other.make && one.model === other.model && one.serial === other.serial;
}

function named(identity: InstrumentIdentity, target: SafeTarget) {
  const name = ({ make, model, serial = '' }: InstrumentIdentity) => `${make} ${model} ${serial}`.trim();
  return { role: target.key, expected: name(target.identity), found: name(identity) };
}

function late(deadlineMs: number): () => CodedError {
  return () => new CodedError('instrument/timeout', { deadlineMs });
}
