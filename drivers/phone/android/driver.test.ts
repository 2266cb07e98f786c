import { expect, it } from 'vitest';
import type { PhoneSample } from '../../../foundation/capability/phone.ts';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { isSoundReading } from '../../../foundation/measurement/reading.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';
import { androidDriver } from './driver.ts';
import { identityOf } from './identity.ts';
import { parseGetprop } from './parse/getprop.ts';
import { phoneBench } from './phone-bench.ts';

const everything = { battery: true, thermal: true, telephony: true, media: { package: 'org.player' } };

it('opening learns who the phone is', async () => {
  const { instrument, call } = await phoneBench();
  expect(instrument.identity).toEqual({
    make: 'google',
    model: 'Pixel 8 Pro',
    serial: 'OHMSIM0001',
    firmware: 'Android 14',
  });
  expect(await call('identity')).toMatchObject({
    brand: 'google',
    model: 'Pixel 8 Pro',
    androidRelease: '14',
    sdk: 34,
    softwareModified: false,
    bootReasons: ['reboot,userrequested', 'cold,powerkey'],
  });
});

it('a phone has the same serial over USB and the network, and the name adb gives it where it tells none', () => {
  const lines = (serial: string) =>
    `[ro.product.model]: [X]\n[ro.build.version.release]: [14]\n[ro.serialno]: [${serial}]\n`;
  const named = (serial: string, adbSerial: string) =>
    identityOf(parseGetprop(lines(serial)), adbSerial, 'boot').serial;
  expect(named('R58N123', 'R58N123')).toBe('R58N123');
  expect(named('R58N123', '192.168.1.20:5555')).toBe('R58N123');
  for (const none of ['', 'unknown', '0123456789ABCDEF', '00000000', 'EMULATOR36X1X10X0']) {
    expect(named(none, 'emulator-5554')).toBe('emulator-5554');
  }
});

it.each([
  ['a Linux board with an adb daemon', '@@0 127\n@@1 0\n@@2 0\n'],
  ['something that echoes', 'what?\n'],
])('%s is not recognised', async (_name, out) => {
  const clock = new VirtualClock();
  const link = {
    serial: 'board',
    run: () => Promise.resolve({ code: 0, err: '', out: `${out}cksum: not found` }),
  } as unknown as PhoneLink;
  await expect(androidDriver.open(link, { clock })).rejects.toMatchObject({ code: 'instrument/not-recognised' });
});

it('a full sample is one round trip, agrees with the unit, and every reading is sound and has its resolution', async () => {
  const { clock, unit, call, readings } = await phoneBench();
  const before = clock.now();
  const sample = await call<PhoneSample>('sample', everything);
  expect(clock.now() - before).toBe(20);
  const truth = unit.phone.snapshot();
  expect(sample.uptime.value).toBeCloseTo(truth.uptimeMs / 1000, 1);
  expect(sample.bootId).toBe(truth.bootId);
  expect(sample.battery).toMatchObject({ status: 'discharging', plugged: [], overridden: false });
  expect(sample.battery?.voltage.value).toBeCloseTo(truth.battery.volts, 3);
  expect(sample.battery?.current.value).toBeCloseTo(truth.battery.amps, 5);
  expect(sample.battery?.cycles.value).toBe(312);
  expect(sample.thermal?.skin.value).toBeCloseTo(truth.thermal.skinCelsius, 1);
  expect(sample.telephony).toMatchObject({ serviceState: 'in-service', simReady: true, active: false });
  expect(sample.media).toMatchObject({ state: 'none', framesTotal: { value: null, status: 'invalid' } });
  expect(readings.map(([channel]) => channel)).toEqual(
    expect.arrayContaining([
      'battery/level',
      'battery/charge-counter',
      'thermal/skin',
      'telephony/rsrp',
      'media/position',
    ]),
  );
  for (const [channel, reading] of readings) {
    expect(isSoundReading(reading), channel).toBe(true);
    expect(reading.resolution, channel).toBeGreaterThan(0);
    expect(reading.at, channel).toBe(clock.now());
    expect(reading.u95, channel).toBeUndefined();
  }
});

it('a sample has only what was asked for', async () => {
  const { call } = await phoneBench();
  expect(Object.keys(await call<object>('moment')).sort()).toEqual(['bootId', 'uptime']);
  expect(Object.keys(await call<object>('sample', { thermal: true })).sort()).toEqual(['bootId', 'thermal', 'uptime']);
});

it('overridden battery values are reported and are no measurements', async () => {
  const { call } = await phoneBench({
    showing: (snapshot) => ({ ...snapshot, battery: { ...snapshot.battery, overridden: true } }),
  });
  const { battery } = await call<PhoneSample>('sample', { battery: true });
  expect(battery?.overridden).toBe(true);
  expect(battery?.level).toMatchObject({ value: null, status: 'invalid' });
  expect(battery?.voltage).toMatchObject({ value: null, status: 'invalid' });
});

it('a charge limit is told in the phone’s own words', async () => {
  const { call } = await phoneBench({ scenario: 'charge-limit-on' });
  const { battery } = await call<PhoneSample>('sample', { battery: true });
  expect(battery?.chargeLimit).toContain('Charging state: 4');
});

it('the cable pulled in the middle of a sample rejects it, is reported once, and later calls fail at once', async () => {
  const { clock, unit, instrument, call } = await phoneBench();
  const reasons: string[] = [];
  instrument.onLost(({ code }) => void reasons.push(code));
  const sample = instrument.call('sample', everything, { deadlineMs: 30_000 });
  clock.after(5, () => unit.phone.setLink(false));
  await expect(clock.run(sample)).rejects.toMatchObject({ code: 'phone/link-lost' });
  const before = clock.now();
  await expect(call('moment')).rejects.toMatchObject({ code: 'phone/link-lost' });
  expect(clock.now()).toBe(before);
  unit.phone.setLink(true);
  await clock.advance(1000);
  expect(reasons).toEqual(['phone/link-lost']);
  const late: string[] = [];
  instrument.onLost(({ code }) => void late.push(code));
  expect(late).toEqual(['phone/link-lost']);
});

it('a phone that falls silent costs its deadline and no more, and the next call is answered', async () => {
  const { clock, faults, call } = await phoneBench();
  faults.set('silence', true);
  const before = clock.now();
  await expect(call('moment', {}, 4000)).rejects.toMatchObject({ code: 'instrument/timeout' });
  expect(clock.now() - before).toBe(4000);
  faults.set('silence', false);
  expect((await call<PhoneSample>('moment')).uptime.status).toBe('ok');
});

it('waiting behind another call counts towards the deadline, and calls never overlap', async () => {
  const { clock, faults, instrument } = await phoneBench();
  faults.set('silence', true);
  const first = instrument.call('moment', {}, { deadlineMs: 9000 });
  const second = instrument.call('moment', {}, { deadlineMs: 3000 });
  const third = instrument.call('moment', {}, { deadlineMs: 12_000 });
  clock.after(8000, () => faults.set('silence', false));
  const settled = await clock.run(Promise.allSettled([first, second, third]));
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

it.each(['garbage', 'byte-loss'] as const)('%s on the wire is a failure and never a wrong reading', async (fault) => {
  const { faults, unit, call } = await phoneBench();
  faults.set(fault, true);
  let failed = 0;
  for (let count = 0; count < 60; count += 1) {
    try {
      const { battery } = await call<PhoneSample>('sample', { battery: true });
      const truth = unit.phone.snapshot().battery;
      expect(battery?.level.value).toBe(truth.level);
      expect(battery?.voltage.value).toBeCloseTo(truth.volts, 3);
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error;
      expect(['phone/damaged-answer', 'phone/incomplete-answer']).toContain(error.code);
      failed += 1;
    }
  }
  expect(failed).toBeGreaterThan(0);
  faults.set(fault, false);
  expect((await call<PhoneSample>('sample', { battery: true })).battery?.level.status).toBe('ok');
});

it('unknown verbs and wrong arguments never reach the phone', async () => {
  const { clock, call } = await phoneBench();
  const before = clock.now();
  await expect(call('format')).rejects.toMatchObject({ code: 'instrument/unknown-verb' });
  await expect(call('toString')).rejects.toMatchObject({ code: 'instrument/unknown-verb' });
  await expect(call('load', { percent: 101 })).rejects.toMatchObject({ code: 'instrument/bad-arguments' });
  await expect(call('load', { percent: Number.NaN })).rejects.toMatchObject({ code: 'instrument/bad-arguments' });
  await expect(call('sample', { battery: 'yes' })).rejects.toMatchObject({ code: 'instrument/bad-arguments' });
  await expect(call('getSetting', { table: 'x', key: 'a' })).rejects.toMatchObject({
    code: 'instrument/bad-arguments',
  });
  expect(clock.now()).toBe(before);
});
