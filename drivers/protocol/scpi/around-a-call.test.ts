/** What stands around a call on a line of text: its limit, what is still due, the error queue, and the last word. */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { bitmapExtent } from './bitmap.ts';
import { callLimit, unlessAborted } from './call-limit.ts';
import { drainErrors } from './error-queue.ts';
import { giveBackPanel } from './give-back-panel.ts';
import { parseIdentity } from './identity.ts';
import { formatScpiNumber, parseScpiNumber } from './number.ts';
import { Outstanding } from './outstanding.ts';

describe('the limit of a call', () => {
  it('is its deadline, or its caller who gives up, whichever comes first', async () => {
    const clock = new VirtualClock();
    const late = callLimit(clock, 100);
    await clock.advance(99);
    expect(late.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(late.signal.reason).toMatchObject({ code: 'instrument/timeout', params: { deadlineMs: 100 } });
    const caller = new AbortController();
    const given = callLimit(clock, 100, caller.signal);
    const why = new CodedError('run/stopped');
    caller.abort(why);
    expect(given.signal.reason).toBe(why);
    expect(callLimit(clock, 100, caller.signal).signal.reason).toBe(why);
  });

  it('is none any more when the call is over', async () => {
    const clock = new VirtualClock();
    const caller = new AbortController();
    const over = callLimit(clock, 100, caller.signal);
    over.release();
    caller.abort();
    await clock.advance(1_000);
    expect(over.signal.aborted).toBe(false);
  });

  it('ends a promise that never comes, and lets one that comes before it through', async () => {
    const gone = AbortSignal.abort(new CodedError('run/stopped'));
    await expect(unlessAborted(new Promise(() => undefined), gone)).rejects.toMatchObject({ code: 'run/stopped' });
    const caller = new AbortController();
    expect(await unlessAborted(Promise.resolve(5), caller.signal)).toBe(5);
    const waits = unlessAborted(new Promise(() => undefined), caller.signal);
    caller.abort(new CodedError('run/stopped'));
    await expect(waits).rejects.toMatchObject({ code: 'run/stopped' });
  });
});

it('an answer that was asked for may come for a minute, and is then no longer waited for', async () => {
  const clock = new VirtualClock();
  const due = new Outstanding(clock);
  due.asked();
  await clock.advance(30_000);
  due.asked();
  expect([due.count, due.came]).toEqual([2, 0]);
  due.arrived();
  expect([due.count, due.came]).toEqual([1, 1]);
  await clock.advance(60_000);
  expect(due.count).toBe(1);
  await clock.advance(1);
  expect(due.count).toBe(0);
  // What nobody has asked for is no answer.
  due.arrived();
  expect([due.count, due.came]).toEqual([0, 1]);
});

describe('the error queue', () => {
  const queue = (...answers: readonly string[]) => {
    let asked = 0;
    const query = () => Promise.resolve(answers[asked++] ?? '0,"No error"');
    return { session: { query }, asked: () => asked };
  };

  it('is read to its end, oldest first', async () => {
    const { session, asked } = queue('-113,"Undefined header"', '+5,"Overload"', '0,"No error"', '7,"never read"');
    expect(await drainErrors(session)).toEqual([
      { code: -113, message: 'Undefined header' },
      { code: 5, message: 'Overload' },
    ]);
    expect(asked()).toBe(3);
  });

  it('that never ends holds nobody: 32 are read', async () => {
    const { session, asked } = queue(...new Array<string>(100).fill('-350,"Queue overflow"'));
    expect(await drainErrors(session)).toHaveLength(32);
    expect(asked()).toBe(32);
  });

  it('ends with an answer that is no entry', async () => {
    expect(await drainErrors(queue('RIGOL').session)).toEqual([]);
  });
});

describe('the last word to an instrument', () => {
  function line() {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(1) };
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:panel' });
    const heard: { readonly text: string; readonly at: number }[] = [];
    wire.onData((chunk) => heard.push({ text: String.fromCharCode(...chunk), at: clock.now() }));
    return { clock, transport, heard };
  }

  it('is said after the gap that the line wants, and has time to be on it', async () => {
    const { clock, transport, heard } = line();
    const begun = clock.now();
    await clock.run(giveBackPanel(transport, clock, ':SYST:LOC', 40));
    expect(heard.map(({ text }) => text)).toEqual([':SYST:LOC\n']);
    expect((heard[0]?.at ?? 0) - begun).toBeGreaterThanOrEqual(40);
    expect(clock.now() - begun).toBe(100);
  });

  it('is not said on a line that is gone, and nobody waits for it', async () => {
    const { clock, transport, heard } = line();
    await clock.run(transport.close());
    const begun = clock.now();
    await clock.run(giveBackPanel(transport, clock, ':SYST:LOC', 40));
    expect([clock.now() - begun, heard]).toEqual([0, []]);
  });

  it('keeps nobody from closing where the line takes nothing: a quarter of a second', async () => {
    const { clock, transport } = line();
    const deadlines: (number | undefined)[] = [];
    const stuck = {
      ...transport,
      closed: false,
      write: (_bytes: Uint8Array, options?: { readonly deadlineMs?: number }) => {
        deadlines.push(options?.deadlineMs);
        return Promise.reject(new CodedError('transport/write-timeout'));
      },
    };
    const begun = clock.now();
    await clock.run(giveBackPanel(stuck, clock, ':SYST:LOC', 40));
    expect([deadlines, clock.now() - begun]).toEqual([[250], 40]);
  });
});

describe('numbers at their borders', () => {
  it('from 9.0E37 on are overloads, whatever is asked', () => {
    expect(parseScpiNumber('8.99E37')).toMatchObject({ kind: 'value' });
    expect(parseScpiNumber('9.0E37')).toEqual({ kind: 'overrange', sign: 1 });
    expect(parseScpiNumber('9.0E37', 1e38)).toEqual({ kind: 'overrange', sign: 1 });
    expect(parseScpiNumber('9.905E37')?.kind).toBe('overrange');
    expect(parseScpiNumber('9.907E37')?.kind).toBe('invalid');
  });

  it('are sent with all their digits, and never where they are none', () => {
    const sent = [0, 0.001, 0.000_999, 999_999_999, 1e9, -5e-7].map(formatScpiNumber);
    expect(sent).toEqual(['0', '0.001', '9.99E-4', '999999999', '1E+9', '-5E-7']);
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => formatScpiNumber(none)).toThrow(RangeError);
  });
});

it.each([
  ['HEWLETT-PACKARD', 'Hewlett-Packard'],
  ['HP', 'Hewlett-Packard'],
  ['Agilent Technologies', 'Agilent'],
  ['KEYSIGHT TECHNOLOGIES', 'Keysight'],
  ['RIGOL TECHNOLOGIES', 'Rigol'],
  ['Siglent Technologies', 'Siglent'],
  ['GWInstek', 'GW Instek'],
  ['GW.INC', 'GW Instek'],
  ['LECROY', 'LeCroy'],
  ['TEKTRONIX', 'Tektronix'],
  ['OWON', 'OWON'],
  ['owon', 'OWON'],
  ['FLUKE', 'Fluke'],
  ['HPX', 'HPX'],
])('the vendor %s is known as %s', (vendor, make) => {
  expect(parseIdentity(`${vendor},M1,0,1`)?.make).toBe(make);
});

describe('a picture without a header', () => {
  const bitmap = (length: number, bytes = 60) => {
    const picture = Buffer.alloc(bytes);
    picture.write('BM', 'latin1');
    picture.writeUInt32LE(length, 2);
    return bitmapExtent(picture);
  };

  it('is awaited while its length has not come, and refused at the first byte that is none of it', () => {
    for (const begun of [[], [0x42], [0x42, 0x4d, 60, 0, 0]])
      expect(bitmapExtent(Uint8Array.from(begun))).toEqual({ kind: 'more' });
    for (const other of [[0x41], [0x4d], [0x42, 0x4c], [0x42, 0x42]])
      expect(bitmapExtent(Uint8Array.from(other)).kind).toBe('refused');
  });

  it('has a header at the least, and no more than 64 MiB', () => {
    expect(bitmap(53).kind).toBe('refused');
    expect(bitmap(54)).toEqual({ kind: 'block', from: 0, to: 54 });
    expect(bitmap(60)).toEqual({ kind: 'block', from: 0, to: 60 });
    expect(bitmap(61)).toEqual({ kind: 'more', of: 61 });
    expect(bitmap(67_108_864)).toEqual({ kind: 'more', of: 67_108_864 });
    expect(bitmap(67_108_865).kind).toBe('refused');
  });
});
