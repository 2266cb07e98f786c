import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../../foundation/random/random.ts';
import { type FaultName, FaultSwitch } from '../../contract/fault.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';
import { DemoShellHost } from '../adb-simulator/demo-shell-host.ts';
import { openSimulatedPhoneLink } from './simulated-phone-link.ts';

async function rig(...on: FaultName[]) {
  const clock = new VirtualClock();
  const host = new DemoShellHost(clock);
  const faults = new FaultSwitch();
  const random = seededRandom(7);
  const link = await clock.run(openSimulatedPhoneLink({ host, clock, serial: 'SIM1', faults, random }));
  for (const name of on) faults.set(name, true);
  return { clock, host, faults, link };
}

async function failing(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no failure',
    (error: { code?: unknown }) => error.code ?? error,
  );
}

const forever = { signal: new AbortController().signal };

describe('the link of a rehearsal', () => {
  it('answers after one round trip of clock time', async () => {
    const { clock, link } = await rig();
    const before = clock.now();
    expect(await clock.run(link.run('echo a; err b; exit 7'))).toEqual({ code: 7, out: 'a\n', err: 'b\n' });
    expect(clock.now() - before).toBe(20);
  });

  it('ends a command at the idle deadline and at the hard one, and tells the phone', async () => {
    const { clock, host, link } = await rig();
    const start = clock.now();
    expect(await clock.run(failing(link.run('hang')))).toBe('phone/command-timeout');
    expect(clock.now() - start).toBe(8_000);
    expect(await clock.run(failing(link.run('ticks 100 1000')))).toBe('phone/command-timeout');
    expect(clock.now() - start).toBe(18_000);
    expect(host.aborted).toEqual(['hang', 'ticks 100 1000']);
  });

  it('a pulled cable ends what runs, and the link for good', async () => {
    const { clock, host, link } = await rig();
    clock.after(500, () => host.setLink(false));
    expect(await clock.run(failing(link.run('hang')))).toBe('phone/link-lost');
    expect(clock.now()).toBe(520);
    expect(await link.closed).toMatchObject({ code: 'phone/link-lost', params: { serial: 'SIM1' } });
    host.setLink(true);
    expect(await clock.run(failing(link.run('echo x')))).toBe('phone/link-lost');
  });

  it('streams lines on clock time until it is told to stop', async () => {
    const { clock, link } = await rig();
    const stop = new AbortController();
    const seen: [number, string][] = [];
    clock.after(2_500, () => stop.abort());
    await clock.run(
      link.stream('ticks 100 1000', (line) => seen.push([clock.now() - 20, line]), { signal: stop.signal }),
    );
    expect(seen).toEqual([
      [20, 'tick 1'],
      [1_020, 'tick 2'],
      [2_020, 'tick 3'],
    ]);
  });

  it('keeps files, and refuses as a phone does', async () => {
    const { clock, link } = await rig();
    await clock.run(link.push('/data/local/tmp/f', Uint8Array.of(1, 2, 3), { mode: 0o600 }));
    expect(await clock.run(link.pull('/data/local/tmp/f'))).toEqual(Uint8Array.of(1, 2, 3));
    expect(await clock.run(link.lstat('/data/local/tmp/f'))).toMatchObject({ mode: 0o100600, size: 3 });
    expect(await clock.run(link.lstat('/none'))).toBeUndefined();
    expect(await clock.run(failing(link.pull('/none')))).toBe('phone/no-such-file');
    expect(await clock.run(failing(link.push('/system/x', Uint8Array.of(1))))).toBe('phone/file-refused');
  });
});

describe('the faults of the bench on the link of a rehearsal', () => {
  const calls: readonly [string, (link: PhoneLink) => Promise<unknown>][] = [
    ['run', (link) => link.run('echo x')],
    ['push', (link) => link.push('/data/local/tmp/x', Uint8Array.of(1))],
    ['pull', (link) => link.pull('/data/local/tmp/x')],
    ['lstat', (link) => link.lstat('/data/local/tmp/x')],
  ];

  it.each(calls)('silence: %s times out', async (_, call) => {
    const { clock, link } = await rig('silence');
    expect(await clock.run(failing(call(link)))).toBe('phone/command-timeout');
  });

  it.each(calls)("late-answer: %s times out, and the late answer is nobody else's", async (_, call) => {
    const { clock, faults, link } = await rig('late-answer');
    expect(await clock.run(failing(call(link)))).toBe('phone/command-timeout');
    faults.set('late-answer', false);
    expect(await clock.run(link.run('echo next'))).toMatchObject({ out: 'next\n' });
    await clock.advance(60_000);
  });

  it.each(calls)('unplug: %s is a lost link', async (_, call) => {
    const { clock, link } = await rig('unplug');
    expect(await clock.run(failing(call(link)))).toBe('phone/link-lost');
  });

  it('unplug inside a stream is a lost link; nobody can open one until the cable is back', async () => {
    const { clock, host, faults, link } = await rig();
    clock.after(1_500, () => faults.set('unplug', true));
    expect(await clock.run(failing(link.stream('ticks 9 1000', () => {}, forever)))).toBe('phone/link-lost');
    const again = { host, clock, serial: 'SIM1', faults, random: seededRandom(1) };
    expect(await clock.run(failing(openSimulatedPhoneLink(again)))).toBe('phone/not-found');
    faults.set('unplug', false);
    const second = await clock.run(openSimulatedPhoneLink(again));
    expect(await clock.run(second.run('exit 4'))).toMatchObject({ code: 4 });
  });

  it('garbage and byte loss damage the text and nothing else', async () => {
    for (const fault of ['garbage', 'byte-loss'] as const) {
      const { clock, link } = await rig(fault);
      const said = 'abcdefghijklmnopqrstuvwxyz'.repeat(4);
      const results = [];
      for (let n = 0; n < 30; n += 1) results.push(await clock.run(link.run(`echo ${said}; exit 5`)));
      expect(results.every((result) => result.code === 5)).toBe(true);
      expect(
        results.some((result) => result.out !== `${said}\n`),
        fault,
      ).toBe(true);
    }
  });
});
