/** A bench of functions for the procedures that go on for long: a phone whose numbers follow the clock, or stand still. */
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import type { Procedure } from '../../procedures/language/procedure.ts';
import { engineRun, recordOf } from './engine.ts';
import { FakeBench, type FakeVerb, reading } from './fake-bench.ts';
import { whyNot } from './shipped.ts';

/** What is told at so many seconds of run time. */
export type Told<T> = (seconds: number) => T;

export interface LongPhone {
  readonly celsius?: Told<number>;
  readonly level?: Told<number>;
  readonly plugged?: Told<readonly string[]>;
  readonly service?: Told<string>;
  readonly frames?: Told<number>;
  readonly usb?: Told<{ readonly amps?: number; readonly volts?: number; readonly energy?: number | null }>;
}

/** A number without uncertainty; null is one that is not told. */
export function plain(value: number | null, unit: Reading['unit'], quantity: Reading['quantity']): Reading {
  const { u95: _none, ...rest } = reading(value ?? 0, unit, quantity);
  return value === null ? { ...rest, value, status: 'invalid' } : rest;
}

const identity = { brand: 'b', model: 'm', serial: 's', androidRelease: '14', softwareModified: false, bootId: 'x' };

/** Runs the procedure on virtual time and tells how it ended. */
export async function onLongPhone(procedure: Procedure, phone: LongPhone) {
  const clock = new VirtualClock();
  const now = () => clock.now() / 1000;
  const bench = new FakeBench(clock, { phone: phoneVerbs(phone, now), usb: { read: () => usbAnswer(phone, now()) } });
  const run = engineRun({ procedure, bench, clock });
  await clock.run(run.execute());
  const record = recordOf(run);
  return { verdict: record.verdict, why: whyNot(record), notes: record.notes.map(({ code }) => code) };
}

function phoneVerbs(phone: LongPhone, now: () => number): Record<string, FakeVerb> {
  const done = () => ({});
  const moment = () => ({ uptime: plain(now(), 's', 'time'), bootId: 'x' });
  let talking = false;
  const telephony = () => ({
    serviceState: phone.service?.(now()) ?? 'in-service',
    simReady: true,
    callState: talking ? 'off-hook' : 'idle',
    dialling: false,
    witnesses: talking
      ? { precise: 'active', telecom: 'active', audio: 'active' }
      : { precise: 'inactive', telecom: 'inactive', audio: 'inactive' },
    disconnectCause: null,
    rsrp: plain(-95, '{dBm}', 'signal-level'),
  });
  return {
    identity: () => identity,
    readiness: () => ({ screenLocked: false, freeBytes: plain(5e9, '1', 'count'), decoder2160p: true }),
    crashes: () => ({ entries: [] }),
    getSetting: () => ({ value: null }),
    putSetting: done,
    playVideo: () => ({ package: 'player' }),
    stopVideo: done,
    moment,
    placeCall: () => {
      talking = true;
      return {};
    },
    hangUp: () => {
      talking = false;
      return {};
    },
    sample: () => ({
      ...moment(),
      battery: batteryAt(phone, now()),
      telephony: telephony(),
      thermal: { status: plain(0, '1', 'count') },
      media: {
        ...{ package: 'player', state: 'playing', position: plain(now() % 300, 's', 'time'), screenHash: `${now()}` },
        framesTotal: plain(Math.round(phone.frames?.(now()) ?? now() * 30), '1', 'count'),
        framesDropped: plain(0, '1', 'count'),
      },
    }),
  };
}

function batteryAt({ celsius, level, plugged }: LongPhone, seconds: number) {
  return {
    level: plain(level?.(seconds) ?? 80 - Math.floor(seconds / 300), '%', 'ratio'),
    temperature: plain(celsius?.(seconds) ?? 25 + Math.floor(seconds / 60) / 10, 'Cel', 'temperature'),
    chargeCounter: plain(2 + seconds / 7200, 'A.h', 'charge'),
    plugged: plugged?.(seconds) ?? [],
    overridden: false,
  };
}

function usbAnswer({ usb }: LongPhone, seconds: number) {
  const {
    amps = 2 + (seconds % 7) / 100,
    volts = 9 + (seconds % 5) / 100,
    energy = seconds / 200,
  } = usb?.(seconds) ?? {};
  return {
    voltage: plain(volts, 'V', 'voltage'),
    current: plain(amps, 'A', 'current'),
    power: plain(volts * amps, 'W', 'power'),
    energy: plain(energy, 'W.h', 'energy'),
  };
}
