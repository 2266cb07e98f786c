import { describe, expect, it } from 'vitest';
import type { BatteryHealthSource, CallWitness, PhoneSample } from '../../../foundation/capability/phone.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';
import { isActive } from './call-witnesses.ts';
import { phoneBench } from './phone-bench.ts';
import type { PhoneSession } from './phone-session.ts';
import { readCrashes } from './readiness.ts';
import { mustHaveWorked } from './refusal.ts';

interface Health {
  readonly sources: readonly BatteryHealthSource[];
  readonly design: Reading;
  readonly cycles: Reading;
}

const player = 'com.google.android.apps.photos';

describe('a call', () => {
  const words: readonly CallWitness[] = ['active', 'inactive', 'unknown'];
  const table = words.flatMap((precise) =>
    words.flatMap((telecom) => words.map((audio) => [precise, telecom, audio] as const)),
  );
  it.each(table)('precise %s, telecom %s, audio %s: two of three decide', (precise, telecom, audio) => {
    const active = [precise, telecom, audio].filter((word) => word === 'active').length;
    expect(isActive({ precise, telecom, audio })).toBe(active >= 2);
  });

  it('dials, is active by all three witnesses, and ends with the cause of a local hang-up', async () => {
    const { clock, call } = await phoneBench();
    const look = async () => (await call<PhoneSample>('sample', { telephony: true })).telephony;
    expect(await look()).toMatchObject({ callState: 'idle', disconnectCause: null, dialling: false });
    await call('placeCall', { number: '+15550100' });
    expect(await look()).toMatchObject({ callState: 'off-hook', dialling: true, active: false });
    await clock.advance(5000);
    expect(await look()).toMatchObject({
      active: true,
      dialling: false,
      witnesses: { precise: 'active', telecom: 'active', audio: 'active' },
    });
    await call('hangUp');
    await clock.advance(3000);
    expect(await look()).toMatchObject({ active: false, callState: 'idle', disconnectCause: 3 });
  });

  it('a number with anything but digits is refused and appears in no failure', async () => {
    const { call, unit } = await phoneBench();
    const error = await call('placeCall', { number: '1; reboot' }).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'phone/bad-argument', params: { argument: 'number' } });
    expect(JSON.stringify(error)).not.toContain('reboot');
    expect(unit.phone.snapshot().telephony.call.preciseState).toBe(0);
  });
});

it('the load draws current while it is on', async () => {
  const { clock, call } = await phoneBench();
  const amps = async () => (await call<PhoneSample>('sample', { battery: true })).battery?.current.value ?? 0;
  const idle = await amps();
  await call('load', { percent: 100 });
  await clock.advance(2000);
  const busy = await amps();
  await call('load', { percent: 0 });
  await clock.advance(2000);
  expect(busy).toBeLessThan(idle - 0.5);
  expect(await amps()).toBeGreaterThan(busy + 0.5);
});

describe('a video', () => {
  it('plays: the position and the frames go on, pictures differ, and nothing is left after the stop', async () => {
    const { clock, call } = await phoneBench();
    const look = async () =>
      (await call<PhoneSample>('sample', { media: { package: player, screenshot: true } })).media;
    expect(await call('playVideo', { path: '/sdcard/Movies/bench-2160p30.mp4' })).toEqual({ package: player });
    await clock.advance(5000);
    const first = await look();
    await clock.advance(9980);
    const second = await look();
    expect((second?.position.value ?? 0) - (first?.position.value ?? 0)).toBeCloseTo(10, 1);
    expect((second?.framesTotal.value ?? 0) - (first?.framesTotal.value ?? 0)).toBeGreaterThan(290);
    expect(second?.screenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(second?.screenHash).not.toBe(first?.screenHash);
    await call('stopVideo');
    expect(await look()).toMatchObject({ state: 'none', position: { value: null }, framesTotal: { value: null } });
  });

  it('frames are summed over a surface that was made anew', async () => {
    const { clock, unit, call } = await phoneBench({ scenario: 'dropped-frames' });
    const look = async () => (await call<PhoneSample>('sample', { media: { package: player } })).media;
    await call('playVideo', { path: '/sdcard/Movies/bench.mp4' });
    await clock.advance(60_000);
    const before = await look();
    unit.phone.playVideo('/sdcard/Movies/bench.mp4', player);
    await clock.advance(10_000);
    const after = await look();
    expect(before?.framesDropped.value).toBeGreaterThan(10);
    expect(after?.framesTotal.value).toBeGreaterThan((before?.framesTotal.value ?? 0) + 200);
    expect(after?.framesDropped.value).toBeGreaterThanOrEqual(before?.framesDropped.value ?? 0);
  });

  it('a station that was restarted stops the player it no longer remembers', async () => {
    const { call, unit, instrument, reopened } = await phoneBench();
    await call('playVideo', { path: '/sdcard/Movies/bench.mp4' });
    await instrument.close();
    expect(unit.phone.snapshot().media.state).not.toBe('none');
    await (await reopened())('stopVideo');
    expect(unit.phone.snapshot().media.state).toBe('none');
  });

  it('a path with a quote is refused, and a clip that the phone does not know is said to be missing', async () => {
    const { call } = await phoneBench();
    await expect(call('playVideo', { path: "/sdcard/x'y.mp4" })).rejects.toMatchObject({ code: 'phone/bad-argument' });
    await expect(call('playVideo', { path: '/sdcard/notes.txt' })).rejects.toMatchObject({
      code: 'phone/no-such-video',
    });
  });

  it('a dark screen is no screenshot', async () => {
    const { call } = await phoneBench();
    const { media } = await call<PhoneSample>('sample', { media: { package: player, screenshot: true } });
    expect(media?.screenHash).toBeNull();
  });
});

describe('settings', () => {
  it('what is put is what is read back, letter by letter, and null takes it away', async () => {
    const { call } = await phoneBench();
    const where = { table: 'global', key: 'bench_note' } as const;
    expect(await call('getSetting', where)).toEqual({ value: null });
    for (const value of ['it\'s; $(reboot) \\ "x" `y` $HOME', '-1', '']) {
      await call('putSetting', { ...where, value });
      expect(await call('getSetting', where)).toEqual({ value });
    }
    await call('putSetting', { ...where, value: null });
    expect(await call('getSetting', where)).toEqual({ value: null });
  });

  it('a key that is shell syntax is refused', async () => {
    const { call } = await phoneBench();
    for (const key of ['a b', 'a;reboot', '$(x)', '', '-n']) {
      await expect(call('getSetting', { table: 'system', key })).rejects.toMatchObject({ code: 'phone/bad-argument' });
    }
  });

  it('a setting that the phone does not keep is a failure', async () => {
    const { call } = await phoneBench({
      showing: (snapshot) => ({
        ...snapshot,
        settings: { ...snapshot.settings, system: { screen_brightness: '255' } },
      }),
    });
    const setting = { table: 'system', key: 'screen_brightness', value: '128' };
    await expect(call('putSetting', setting)).rejects.toMatchObject({ code: 'phone/setting-not-kept' });
  });
});

it('readiness tells free space, lock screen and decoder', async () => {
  const { call } = await phoneBench({
    showing: (snapshot) => ({ ...snapshot, freeBytes: 5_000_000_000, screen: { on: true, locked: true } }),
  });
  const ready = await call<{ freeBytes: Reading }>('readiness');
  expect(ready).toMatchObject({ screenLocked: true, decoder2160p: true });
  expect(ready.freeBytes.value).toBeCloseTo(5_000_000_000, -4);
});

it('a reboot in between shows in the boot id and in the boot reasons', async () => {
  const { clock, unit, call, reopened } = await phoneBench();
  const before = await call<PhoneSample>('moment');
  unit.phone.reboot('kernel_panic');
  await expect(call('moment')).rejects.toMatchObject({ code: 'phone/link-lost' });
  await clock.advance(40_000);
  const callAgain = await reopened();
  const after = (await callAgain('moment')) as PhoneSample;
  expect(after.bootId).not.toBe(before.bootId);
  expect(after.uptime.value).toBeLessThan(before.uptime.value ?? 0);
  expect(await callAgain('identity')).toMatchObject({
    bootId: after.bootId,
    bootReasons: expect.arrayContaining(['kernel_panic']),
  });
});

describe('crashes', () => {
  const crash = { tag: 'system_server_crash', at: Date.UTC(2026, 0, 5, 9, 10, 11), text: 'Process: system_server' };

  it('are listed with their full date, a boot is none of them', async () => {
    const { call } = await phoneBench({
      showing: (snapshot) => ({ ...snapshot, dropBox: [...snapshot.dropBox, crash] }),
    });
    expect(await call('crashes')).toEqual({ entries: [{ tag: 'system_server_crash', when: '2026-01-05 09:10:11' }] });
  });

  it.each([
    ["Permission Denial: can't dump DropBoxManagerService", 'phone/refused'],
    ["Can't find service: dropbox", 'phone/unreadable'],
    ['', 'phone/unreadable'],
  ])('a drop box that answers "%s" is a failure and not an empty list', async (text, code) => {
    const link = {
      serial: 'x',
      run: () => Promise.resolve({ code: 0, err: '', out: `${text}\n@@0 0\ncksum: not found` }),
    } as unknown as PhoneLink;
    const session = { link, clock: new VirtualClock() } as unknown as PhoneSession;
    await expect(readCrashes(session, { deadlineMs: 1000 })).rejects.toMatchObject({ code });
  });
});

it.each([
  ['Security exception: Injecting input events requires INJECT_EVENTS', 0, 'phone/refused'],
  ['java.lang.SecurityException: Permission Denial: starting Intent', 255, 'phone/refused'],
  ['/system/bin/sh: input: inaccessible or not found', 127, 'phone/not-supported'],
  ['Error: Activity not started, unable to resolve Intent', 1, 'phone/action-failed'],
])('an action that the phone answers with "%s" was not done', (text, code, failure) => {
  expect(() => mustHaveWorked('x', { text, code })).toThrow(expect.objectContaining({ code: failure }));
});

describe('battery health by flavour', () => {
  const by = (health: Health) => new Map(health.sources.map((source) => [source.source, source]));

  it('a Pixel tells everything', async () => {
    const health = await (await phoneBench()).call<Health>('batteryHealth');
    expect(by(health).get('state-of-health')).toMatchObject({ availability: 'ok', health: { value: 92 } });
    expect(by(health).get('charge-full')).toMatchObject({ availability: 'ok', health: { value: 92 } });
    expect(by(health).get('health-hal')).toMatchObject({ availability: 'ok', health: { value: 92 } });
    expect(health.design).toMatchObject({ value: 5, unit: 'A.h' });
    expect(health.cycles.value).toBe(312);
  });

  it('a Samsung denies its nodes, and its own Asoc is taken', async () => {
    const { call } = await phoneBench({ flavour: 'samsung' });
    const health = await call<Health>('batteryHealth');
    expect(by(health).get('charge-full')).toMatchObject({ availability: 'refused', health: { status: 'invalid' } });
    expect(by(health).get('samsung-asoc')).toMatchObject({ availability: 'ok', health: { value: 92 } });
    expect(by(health).get('state-of-health')?.availability).toBe('unknown');
    expect(health.cycles.value).toBe(312);
  });

  it('a Xiaomi counts in milliampere hours and shows its current the other way round', async () => {
    const { unit, call } = await phoneBench({ flavour: 'xiaomi' });
    const { battery } = await call<PhoneSample>('sample', { battery: true });
    const truth = unit.phone.snapshot().battery;
    expect(battery?.current.value).toBeCloseTo(truth.amps, 5);
    expect(battery?.chargeCounter).toMatchObject({ resolution: 0.001 });
    expect(battery?.chargeCounter.value).toBeCloseTo(truth.chargeCounterAh, 3);
    expect(by(await call<Health>('batteryHealth')).get('charge-full')).toMatchObject({ health: { value: 92 } });
  });

  it('a gauge that was reset has no believable source of its own', async () => {
    const health = await (await phoneBench({ scenario: 'gauge-reset' })).call<Health>('batteryHealth');
    expect(by(health).get('charge-full')?.rejected).toBe('equal-to-design');
    expect(by(health).get('charge-full')?.health.status).toBe('invalid');
  });
});
