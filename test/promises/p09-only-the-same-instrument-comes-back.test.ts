/**
 * P9, bench side: an unplugged instrument is lost at once; the same serial number comes back by itself; another one in
 * its place never does, and is never commanded. Faults are injected on the wire, at every message of a conversation.
 */
import { describe, expect, it } from 'vitest';
import type { BenchParts } from '../../drivers/bench/bench-server.ts';
import type { ByteDriver, Instrument } from '../../drivers/contract/driver.ts';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { Transport } from '../../drivers/contract/transport.ts';
import { simulatedPipe } from '../../drivers/transport/simulated.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { leaseBench } from '../../station/bench/leased-bench.ts';
import { aloneOnBench } from '../../station/bench/leases.ts';

/** Asks `who` at opening; every verb is a question on the wire and its answer. */
const asker: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'asker',
    models: [],
    capability: 'Multimeter',
    recognised: { by: 'its answer to who' },
    minGapMs: 0,
    energises: false,
    version: '1',
  },
  safeState: { frames: [], gapMs: 0 },
  async open(transport, { clock }) {
    const serial = await ask(transport, clock, 'who');
    const instrument: Instrument = {
      identity: { make: 'Test', model: 'Asker', serial },
      capability: 'Multimeter',
      call: (verb) => ask(transport, clock, verb),
      onReading: () => () => undefined,
      onLost: (listener) => transport.onClose(listener),
      close: () => transport.close(),
    };
    return instrument;
  },
  simulate: () => ({ attach: () => undefined, detach: () => undefined }),
};

function ask(transport: Transport, clock: Clock, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const end = (act: () => void) => {
      cancel();
      stopData();
      stopClose();
      act();
    };
    const cancel = clock.deadline(1_000, () => end(() => reject(new CodedError('instrument/timeout'))));
    const stopData = transport.onData((chunk) => end(() => resolve(new TextDecoder().decode(chunk))));
    const stopClose = transport.onClose((reason) => end(() => reject(new CodedError(reason.code, reason.params))));
    transport.write(new TextEncoder().encode(question)).catch(reject);
  });
}

/** One place on the bench; what is plugged in there can be pulled and changed. `cutAt`: the message that pulls the cable. */
async function place() {
  const clock = new VirtualClock();
  const asked: { serial: string; question: string }[] = [];
  let plugged = 'S1';
  let cable = new FaultSwitch();
  let cutAt: number | undefined;
  const parts: BenchParts = {
    clock,
    drivers: [asker],
    open: async (_driver, address) => {
      if (plugged === '') throw new CodedError('port/not-found', { path: address });
      const serial = plugged;
      const faults = new FaultSwitch();
      cable = faults;
      const { transport, wire } = simulatedPipe({ clock, random: seededRandom(1), faults, address });
      wire.onData((chunk) => {
        const question = new TextDecoder().decode(chunk);
        asked.push({ serial, question });
        if (asked.length === cutAt) return pull();
        wire.send(new TextEncoder().encode(question === 'who' ? serial : `${serial} ${question}`));
        if (asked.length + 0.5 === cutAt) pull();
      });
      return { link: 'bytes', transport };
    },
    discover: () => Promise.resolve({ instruments: [], problems: [] }),
    operator: () => undefined,
  };
  const pull = () => {
    plugged = '';
    cable.set('unplug', true);
  };
  const plug = (serial: string) => {
    plugged = serial;
  };
  const instruments = { meter: { driver: 'asker', address: '/dev/ttyUSB0' } };
  const bench = await clock.run(
    leaseBench({
      run: 'run-1',
      clock,
      host: new InlineBench({ parts, clock }),
      leaseOf: await aloneOnBench(clock, 'run-1', instruments),
      energised: { mark: () => Promise.resolve(), clear: () => undefined, isMarked: () => false },
      instruments,
    }),
  );
  const call = (verb: string) =>
    clock.run(bench.call('meter', verb, {}, 5_000).catch((error: unknown) => failureOf(error).code));
  const back = (limitMs: number) => bench.back('meter', limitMs, new AbortController().signal);
  return {
    clock,
    asked,
    bench,
    call,
    back,
    pull,
    plug,
    cutAt: (message: number) => {
      cutAt = message;
    },
  };
}

const isLoss = /^(instrument\/lost|transport\/unplugged)$/;

describe('an instrument that is unplugged in the middle of a run', () => {
  it('fails its calls at once while it is away, and works again when the same one is back', async () => {
    const { clock, call, back, pull, plug, bench } = await place();
    expect(await call('V')).toBe('S1 V');
    pull();
    await clock.advance(10);
    const startedAt = clock.now();
    expect(await call('V')).toMatch(isLoss);
    expect(clock.now()).toBe(startedAt);
    const waiting = back(60_000);
    await clock.advance(7_000);
    plug('S1');
    await clock.run(waiting);
    expect(await call('V')).toBe('S1 V');
    expect(bench.instruments[0]?.identity.serial).toBe('S1');
  });

  it('another one in its place is asked who it is and nothing else, however long it stays there', async () => {
    const { clock, call, back, pull, plug, asked, bench } = await place();
    pull();
    plug('S2');
    await clock.advance(10);
    const waiting = back(30_000).catch((error: unknown) => failureOf(error));
    expect(await call('V')).toMatch(isLoss);
    expect(await clock.run(waiting)).toMatchObject({
      code: 'instrument/not-back',
      params: { why: 'instrument/other' },
    });
    expect(await call('V')).toMatch(isLoss);
    const toTheOther = asked.filter(({ serial }) => serial === 'S2').map(({ question }) => question);
    expect(toTheOther.length).toBeGreaterThan(1);
    expect(new Set(toTheOther)).toEqual(new Set(['who']));
    expect(bench.instruments[0]?.identity.serial).toBe('S1');
    // The right one is plugged in after all.
    pull();
    plug('S1');
    await clock.run(back(30_000));
    expect(await call('V')).toBe('S1 V');
  });

  it('wherever in the conversation the cable is pulled, no answer of another instrument is ever taken', async () => {
    // Message 1 is the opening; x.5 pulls after the answer was sent, before it has arrived.
    for (const message of [2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5]) {
      const { clock, call, back, plug, cutAt } = await place();
      cutAt(message);
      const answers: string[] = [];
      for (let round = 0; round < 6; round += 1) {
        const answer = String(await call(`V${round}`));
        answers.push(answer);
        if (!isLoss.test(answer)) continue;
        plug('S2');
        await clock.advance(12_000);
        expect(await call('V')).toMatch(isLoss);
        plug('S1');
        await clock.run(back(60_000));
      }
      expect(answers.filter((answer) => isLoss.test(answer))).toHaveLength(1);
      for (const [round, answer] of answers.entries()) expect([`S1 V${round}`, answer]).toContain(answer);
      expect(answers.filter((answer) => answer.startsWith('S1 V'))).toHaveLength(5);
      expect(answers.some((answer) => answer.includes('S2'))).toBe(false);
    }
  });
});
