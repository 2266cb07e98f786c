/**
 * Long procedures on benches where something that must move stands still, or is not told: a limit that nothing has come
 * near is then not kept, it was not looked at.
 */
import { describe, expect, it } from 'vitest';
import callSoak from '../../procedures/call-soak.ts';
import fastCharge from '../../procedures/fast-charge.ts';
import videoSoak from '../../procedures/video-soak.ts';
import { type LongPhone, onLongPhone } from '../support/long-phone.ts';

const still = (key: string, code = 'temperature-stands-still') => `measure/inconclusive ${key} ${code}`;

describe('charging', () => {
  /** Plugged in half a minute or so after the beginning. */
  const charging: LongPhone = {
    level: (seconds) => 10 + Math.floor(seconds / 40),
    plugged: (seconds) => (seconds < 2 ? [] : ['ac']),
  };

  it.each<[string, LongPhone, readonly string[]]>([
    ['with a meter that counts energy', {}, []],
    ['with a meter that counts none', { usb: () => ({ energy: null }) }, ['meter-counts-no-energy']],
    [
      'with a meter that is plugged in the other way round',
      { usb: (seconds) => ({ amps: -2 - (seconds % 7) / 100, energy: null }) },
      ['meter-counts-no-energy'],
    ],
  ])('%s passes', async (_, phone, notes) => {
    const ended = await onLongPhone(fastCharge, { ...charging, ...phone });
    expect({ verdict: ended.verdict, why: ended.why }).toEqual({ verdict: 'PASS', why: [] });
    expect(ended.notes.filter((code) => code.startsWith('meter-'))).toEqual(notes);
  });

  it('with a meter that shows the same for half an hour has not seen that nothing was interrupted', async () => {
    const { verdict, why } = await onLongPhone(fastCharge, { ...charging, usb: () => ({ amps: 2, volts: 9 }) });
    expect({ verdict, why }).toEqual({ verdict: 'INCONCLUSIVE', why: [still('interruptions', 'meter-stands-still')] });
  });

  it('with a battery sensor that is a fixed resistor is not called cool', async () => {
    const { verdict, why } = await onLongPhone(fastCharge, { ...charging, celsius: () => 25 });
    expect({ verdict, why }).toEqual({ verdict: 'INCONCLUSIVE', why: [still('hottest'), still('temperatureRise')] });
  });
});

describe('a call', () => {
  it('of a phone on which everything moves passes', async () => {
    expect(await onLongPhone(callSoak, {})).toMatchObject({ verdict: 'PASS', why: [] });
  });

  it('of a phone that does not tell its service any more was not in service all the time', async () => {
    const service = (seconds: number) => (seconds < 600 ? 'in-service' : 'unknown');
    const { verdict, why } = await onLongPhone(callSoak, { service });
    expect({ verdict, why }).toEqual({ verdict: 'INCONCLUSIVE', why: [still('outOfService', 'service-not-told')] });
  });

  it('of a phone that once in a while does not tell it is judged by the rest', async () => {
    const service = (seconds: number) => (Math.floor(seconds) % 100 < 5 ? 'unknown' : 'in-service');
    expect(await onLongPhone(callSoak, { service: (s) => (s < 30 ? 'in-service' : service(s)) })).toMatchObject({
      verdict: 'PASS',
    });
  });

  it('with a battery sensor that is a fixed resistor is not called cool', async () => {
    const { verdict, why } = await onLongPhone(callSoak, { celsius: () => 25 });
    expect({ verdict, why }).toEqual({ verdict: 'INCONCLUSIVE', why: [still('hottest')] });
  });
});

describe('an hour of video', () => {
  it('on a phone on which everything moves passes', async () => {
    expect(await onLongPhone(videoSoak, {})).toMatchObject({ verdict: 'PASS', why: [] });
  });

  it('of whose frames a tenth was counted has no part of dropped ones', async () => {
    const { verdict, why } = await onLongPhone(videoSoak, { frames: (seconds) => seconds * 3 });
    expect({ verdict, why }).toEqual({ verdict: 'INCONCLUSIVE', why: [still('droppedFrames', 'frames-not-counted')] });
  });

  it('with a gauge that stays at one level has neither drained nor jumped', async () => {
    const { verdict, why } = await onLongPhone(videoSoak, { level: () => 100 });
    const code = 'level-stands-still';
    expect({ verdict, why }).toEqual({
      verdict: 'INCONCLUSIVE',
      why: [still('drain', code), still('levelJump', code)],
    });
  });

  it('on a phone with power on it may keep its level', async () => {
    const ended = await onLongPhone(videoSoak, { level: () => 100, plugged: () => ['ac'] });
    expect(ended).toMatchObject({ verdict: 'PASS', why: [] });
    expect(ended.notes).toContain('drain-not-supported');
  });

  it('with a battery sensor that is a fixed resistor is not called cool', async () => {
    const { verdict, why } = await onLongPhone(videoSoak, { celsius: () => 25 });
    expect({ verdict, why }).toEqual({ verdict: 'INCONCLUSIVE', why: [still('hottest')] });
  });
});
