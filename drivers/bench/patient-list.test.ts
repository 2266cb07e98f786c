import { beforeEach, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import { patientList } from './patient-list.ts';

let clock = new VirtualClock();
let asked = 0;
/** Milliseconds until the next answers, and what they are. */
let answers: [ms: number, answer: readonly string[] | CodedError][] = [];

beforeEach(() => {
  clock = new VirtualClock();
  asked = 0;
  answers = [];
});

const list = () =>
  patientList(clock, 'adb', async () => {
    const [ms, answer] = answers[asked] ?? [Number.POSITIVE_INFINITY, []];
    asked += 1;
    if (ms === Number.POSITIVE_INFINITY) return new Promise<never>(() => undefined);
    await clock.sleep(ms);
    if (answer instanceof CodedError) throw answer;
    return answer;
  });

/** What one look gave, and how long it took. */
async function look(ask: () => Promise<readonly string[]>): Promise<[string, number]> {
  const before = clock.now();
  let told: string | undefined;
  void ask().then(
    (found) => {
      told = found.join();
    },
    (error: CodedError) => {
      told = error.code;
    },
  );
  while (told === undefined && clock.now() - before < 60_000) await clock.advance(100);
  return [told ?? 'never', clock.now() - before];
}

it('a program that never answers is waited for once, and asked no second time while it is silent', async () => {
  const ask = list();
  const [told, took] = await look(ask);
  expect([told, took]).toEqual(['discovery/slow', 8_000]);
  for (let again = 0; again < 3; again += 1) {
    const [still, shortly] = await look(ask);
    expect(still).toBe('discovery/slow');
    expect(shortly).toBeLessThanOrEqual(300);
  }
  expect(asked).toBe(1);
});

it('a list that came too late is told by the next look, and the one behind it is waited for again', async () => {
  answers = [
    [9_000, ['phone']],
    [4_000, ['phone', 'other']],
  ];
  const ask = list();
  expect((await look(ask))[0]).toBe('discovery/slow');
  await clock.advance(5_000);
  expect((await look(ask))[0]).toBe('phone');
  expect((await look(ask))[0]).toBe('phone,other');
  expect(asked).toBe(2);
});

it('what failed late is told until something else is known, and not in turn with slowness', async () => {
  const failed = new CodedError('phone/adb-server-failed');
  answers = [
    [10_000, failed],
    [10_000, failed],
    [100, ['phone']],
  ];
  const ask = list();
  expect((await look(ask))[0]).toBe('discovery/slow');
  for (let again = 0; again < 4; again += 1) {
    await clock.advance(5_000);
    const [told, took] = await look(ask);
    expect(told).toBe('phone/adb-server-failed');
    expect(took).toBeLessThanOrEqual(300);
  }
  await clock.advance(5_000);
  expect((await look(ask))[0]).toBe('phone');
});

it('what answers in time is asked anew each time', async () => {
  answers = [
    [100, []],
    [100, new CodedError('phone/adb-missing')],
    [2_000, ['phone']],
  ];
  const ask = list();
  expect((await look(ask))[0]).toBe('');
  expect((await look(ask))[0]).toBe('phone/adb-missing');
  expect((await look(ask))[0]).toBe('phone');
});
