import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../../foundation/failure.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { CallQueue } from '../call-queue.ts';
import { withChecksum } from './crc.ts';
import { ModbusMaster } from './master.ts';
import { modbusSlave } from './slave.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 2026);

/** Twenty registers; register 19 takes no value over 100. Other registers count how often they were read together. */
function bench() {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const random = seededRandom(seed);
  const { transport, wire } = simulatedPipe({ clock, random, faults, address: 'sim:modbus', msPerByte: 1.04 });
  const memory = Array.from({ length: 20 }, (_, register) => register * 100);
  const requests: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  wire.onData((bytes) => requests.push({ at: clock.now(), bytes }));
  const slave = modbusSlave(
    {
      read: (register) => memory[register],
      accepts: (register, value) =>
        memory[register] === undefined ? 'no-such-register' : register === 19 && value > 100 ? 'not-this-value' : 'yes',
      write: (register, value) => void memory.splice(register, 1, value),
    },
    { clock },
    { unit: 1, answerMs: 12 },
  );
  slave.attach(wire);
  const rules = { unit: 1, gapMs: 10, quietMs: 40, answerWithinMs: 500, probeFrom: 0 };
  const master = new ModbusMaster(transport, clock, rules);
  const queue = new CallQueue(clock);
  const run = <T>(work: (signal: AbortSignal) => Promise<T>, deadlineMs = 4_000) =>
    clock.run(
      queue.run({ deadlineMs }, work).then(
        (value) => value as T | string,
        (error) => failureOf(error).code,
      ),
    );
  return { clock, faults, random, memory, master, requests, wire, transport, slave, run };
}

describe('a Modbus line', () => {
  it('reads and writes registers', async () => {
    const { run, master, memory } = bench();
    expect(await run((signal) => master.read(3, 4, signal))).toEqual([300, 400, 500, 600]);
    await run((signal) => master.write(3, [7, 8], signal));
    await run((signal) => master.writeOne(5, 9, signal));
    expect(memory.slice(3, 7)).toEqual([7, 8, 9, 600]);
  });

  it('leaves a silence of at least 3.5 characters before each request', async () => {
    const { run, master, requests, clock } = bench();
    const answered: number[] = [];
    for (let count = 1; count < 6; count += 1) {
      await run((signal) => master.read(0, count, signal));
      answered.push(clock.now());
    }
    for (const [index, { at, bytes }] of requests.entries()) {
      const beganMs = at - bytes.length * 1.04;
      if (index > 0) expect(beganMs - (answered[index - 1] ?? 0)).toBeGreaterThanOrEqual(5.05);
    }
  });

  it('tells which register the unit refuses, and why', async () => {
    const { run, master, memory } = bench();
    const refused = (work: Promise<unknown>) => work.catch((error) => failureOf(error));
    expect(await run((signal) => refused(master.read(18, 3, signal)))).toEqual({
      code: 'modbus/refused',
      params: { register: 18, exception: 'illegal-address' },
    });
    expect(await run((signal) => refused(master.write(18, [1, 101], signal)))).toMatchObject({
      params: { exception: 'illegal-value' },
    });
    expect(memory[18]).toBe(1800);
  });

  it('waits for a unit that is busy', async () => {
    const { run, master, wire, slave } = bench();
    slave.detach();
    let asked = 0;
    wire.onData(() => {
      asked += 1;
      wire.send(withChecksum(Uint8Array.of(...(asked < 3 ? [1, 0x83, 6] : [1, 3, 2, 0, 42]))));
    });
    expect(await run((signal) => master.read(0, 1, signal))).toEqual([42]);
    expect(asked).toBe(3);
  });

  it('has two callers wait for each other', async () => {
    const { clock, master, requests } = bench();
    const queue = new CallQueue(clock);
    const both = [4, 2].map((count) => queue.run({ deadlineMs: 4_000 }, (signal) => master.read(1, count, signal)));
    expect(await clock.run(Promise.all(both))).toEqual([
      [100, 200, 300, 400],
      [100, 200],
    ]);
    expect((requests[1]?.at ?? 0) - (requests[0]?.at ?? 0)).toBeGreaterThan(12 + 13 * 1.04);
  });

  it('never takes a late answer for the next one of the same length', async () => {
    const { clock, run, master, memory, faults } = bench();
    expect(await run((signal) => master.read(0, 1, signal))).toEqual([0]);
    faults.set('late-answer', true);
    memory[0] = 1;
    expect(await run((signal) => master.read(0, 1, signal), 700)).toBe('instrument/timeout');
    faults.set('late-answer', false);
    memory[0] = 2;
    for (let attempt = 0; attempt < 25; attempt += 1) {
      expect([[2], 'instrument/timeout']).toContainEqual(await run((signal) => master.read(0, 1, signal), 1_500));
      await clock.advance(450);
    }
    expect(await run((signal) => master.read(0, 1, signal))).toEqual([2]);
  });

  it('comes into step again after bytes nobody asked for', async () => {
    const { run, master, wire, clock } = bench();
    await run((signal) => master.read(0, 1, signal));
    wire.send(Uint8Array.of(1, 3, 2, 0, 99));
    await clock.advance(50);
    expect(await run((signal) => master.read(4, 2, signal))).toEqual([400, 500]);
  });

  it(`gives the right registers or none under every damage of the line (seed ${seed})`, async () => {
    const { clock, run, master, memory, faults, random } = bench();
    const wrong: string[] = [];
    let right = 0;
    for (let round = 0; round < 400; round += 1) {
      for (const fault of ['garbage', 'byte-loss', 'silence', 'late-answer'] as const) {
        faults.set(fault, round % 20 < 10 && random.next() < 0.3);
      }
      const [first, count] = [random.integer(0, 10), random.integer(1, 8)];
      for (let at = 0; at < 20; at += 1) memory[at] = random.integer(0, 65_535);
      const got = await run((signal) => master.read(first, count, signal), random.integer(200, 3_000));
      if (String(got) === String(memory.slice(first, first + count))) right += 1;
      else if (typeof got !== 'string') wrong.push(`${round}: ${got} is not ${memory.slice(first, first + count)}`);
      await clock.advance(random.integer(0, 2_000));
    }
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(100);
  });

  it('fails at once when the cable is pulled', async () => {
    const { run, master, faults } = bench();
    faults.set('unplug', true);
    expect(await run((signal) => master.read(0, 1, signal))).toBe('transport/unplugged');
  });
});

describe('a simulated unit', () => {
  it('is silent about other units, damaged and cut requests, and obeys broadcasts', async () => {
    const { clock, transport, memory } = bench();
    const heard: number[] = [];
    transport.onData((chunk) => heard.push(...chunk));
    const say = async (bytes: Uint8Array) => {
      await transport.write(bytes);
      await clock.advance(200);
      return heard.splice(0).length;
    };
    const good = withChecksum(Uint8Array.of(1, 3, 0, 0, 0, 1));
    expect(await say(withChecksum(Uint8Array.of(2, 3, 0, 0, 0, 1)))).toBe(0);
    expect(await say(Uint8Array.from([...good.subarray(0, 7), 0]))).toBe(0);
    expect(await say(good.subarray(0, 5))).toBe(0);
    expect(await say(withChecksum(Uint8Array.of(0, 6, 0, 4, 0, 77)))).toBe(0);
    expect(memory[4]).toBe(77);
    expect(await say(withChecksum(Uint8Array.of(1, 1, 0, 0, 0, 1)))).toBe(5);
    expect(await say(good)).toBe(7);
  });
});
