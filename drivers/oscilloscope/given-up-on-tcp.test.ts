/**
 * A capture that is given up over a real TCP connection: the rest of its answer is read away, the connection stays, and the
 * oscilloscope goes on running; also when whoever gave it up closes the instrument at once, as a run does that is stopped.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { ByteDriver, Instrument } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import type { SimulatedInstrument } from '../contract/simulator.ts';
import { openTcp } from '../transport/tcp.ts';
import { listenOnTcp } from '../transport/tcp-listener.ts';
import { frontPanels } from './front-panels.ts';
import { fixedUnit } from './scpi-scope/test-bench.ts';

const clock = new RealClock();
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface ScopeOnTcp {
  open(): Promise<Instrument>;
  /** Everything it was sent. */
  heard(): string;
  readonly faults: FaultSwitch;
  /** From now on what it sends comes in pieces of so many bytes, 20 ms apart; its text answers are shorter than one. */
  slow(pieceBytes: number): void;
}

async function scopeOnTcp(driver: ByteDriver, model: string): Promise<ScopeOnTcp> {
  const faults = new FaultSwitch();
  const context = { clock, random: seededRandom(1), faults };
  const scope = driver.simulate(fixedUnit, { ...context, model });
  let heard = '';
  let pieceBytes = Number.POSITIVE_INFINITY;
  const instrument: SimulatedInstrument = {
    attach(wire) {
      let before: Promise<unknown> = Promise.resolve();
      wire.onData((chunk) => {
        heard += Buffer.from(chunk).toString('latin1');
      });
      const send = (bytes: Uint8Array) => {
        for (let at = 0; at < bytes.length; at += pieceBytes) {
          const piece = bytes.slice(at, at + Math.min(pieceBytes, bytes.length));
          const waitMs = piece.length === pieceBytes ? 20 : 0;
          before = before.then(() => clock.sleep(waitMs)).then(() => wire.send(piece));
        }
      };
      scope.attach({ ...wire, send, onData: (listener) => wire.onData(listener), hangUp: () => wire.hangUp() });
    },
    detach: () => scope.detach(),
  };
  const listener = await listenOnTcp({ ...context, instrument, port: 0 });
  cleanUps.push(() => listener.stop());
  const open = async () => driver.open(await openTcp({ host: '127.0.0.1', port: listener.port, clock }), { clock });
  return {
    open,
    heard: () => heard,
    faults,
    slow(bytes) {
      pieceBytes = bytes;
    },
  };
}

/** Gives a capture up when a part of its samples is there, and then does `and`. */
async function givenUp(scope: Instrument, and: () => unknown = () => undefined): Promise<void> {
  const caller = new AbortController();
  const given = scope.call(
    'capture',
    { channel: 1, record: 'screen' },
    {
      deadlineMs: 60_000,
      signal: caller.signal,
      progress: ({ done }) => {
        if (done === 0 || caller.signal.aborted) return;
        caller.abort(new CodedError('run/stopped'));
        and();
      },
    },
  );
  await expect(given).rejects.toMatchObject({ code: 'run/stopped' });
}

const state = async (scope: Instrument) =>
  ((await scope.call('state', {}, { deadlineMs: 20_000 })) as { readonly state: string }).state;

describe('a capture that is given up over TCP', () => {
  it.each(frontPanels)(
    'in the middle of the samples of a %s leaves it running on the same connection',
    async (model, driver) => {
      const bench = await scopeOnTcp(driver, model);
      const scope = await bench.open();
      cleanUps.push(() => scope.close());
      const lost: string[] = [];
      scope.onLost(({ code }) => lost.push(code));
      bench.slow(256);
      await givenUp(scope);
      expect(await state(scope)).not.toBe('stopped');
      expect(lost).toEqual([]);
      bench.slow(Number.POSITIVE_INFINITY);
      const next = scope.call('capture', { channel: 1, record: 'screen' }, { deadlineMs: 20_000 });
      expect(await next).toMatchObject({ channel: 1, clipped: 0 });
    },
  );

  it('leaves it running when the instrument is closed in the same moment', async () => {
    const [model, driver] = frontPanels[0] ?? [];
    if (model === undefined || driver === undefined) throw new Error('there is a Rigol');
    const bench = await scopeOnTcp(driver, model);
    const scope = await bench.open();
    bench.slow(256);
    let closed: Promise<void> | undefined;
    await givenUp(scope, () => {
      closed = scope.close();
    });
    await closed;
    bench.slow(Number.POSITIVE_INFINITY);
    const again = await bench.open();
    cleanUps.push(() => again.close());
    expect(await state(again)).not.toBe('stopped');
  });
});
