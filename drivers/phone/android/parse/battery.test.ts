import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBattery } from './battery.ts';
import { ampereHours, CurrentScale } from './battery-units.ts';
import { hasRealOutputs, realOutput, realOutputs } from './real-output.ts';

const seed = Number(process.env.FC_SEED ?? 20260105);

describe.skipIf(!hasRealOutputs)(realOutputs, () => {
  it('a Pixel 8 Pro on Android 17 is read past the chatty lines, and its limit is seen', () => {
    const battery = parseBattery(realOutput('battery/google-pixel8pro-android17.txt'));
    expect(battery).toMatchObject({
      availability: 'ok',
      level: 22,
      volts: 3.764,
      celsius: 28,
      counterRaw: 1082000,
      status: 'charging',
      healthWord: 'good',
      plugged: ['usb'],
      overridden: false,
      chargeLimit: 'Charging state: 4, Charging policy: 2',
    });
    expect(ampereHours(battery.counterRaw)).toBe(1.082);
  });

  it('the health word of a Pixel held at 80 % is the phone’s own and no fault', () => {
    const battery = parseBattery(realOutput('battery/pixel-android15-limit80-cold.txt'));
    expect(battery).toMatchObject({ level: 80, celsius: 18, healthWord: 'overheat', status: 'not-charging' });
    expect(battery.chargeLimit).toBe('Charging state: 4');
  });

  it('a counter of 0 on a Pixel C is unknown', () => {
    const battery = parseBattery(realOutput('battery/google-pixelc-android7.txt'));
    expect(battery).toMatchObject({ level: 19, volts: 3.764, celsius: 27.5, plugged: ['ac'], status: 'charging' });
    expect(battery.counterRaw).toBeUndefined();
    expect(battery.chargeLimit).toBeUndefined();
  });

  it('the Samsung block is read, and its second counter does not replace the first', () => {
    const battery = parseBattery(realOutput('battery/samsung-s9class-asoc96.txt'));
    expect(battery).toMatchObject({ level: 100, volts: 4.312, celsius: 30.9, status: 'full', counterRaw: 2967000 });
    expect(battery.samsung).toEqual({ asoc: 96, cycles: 1.32 });
  });

  it('values in brackets and the protection limit of a Samsung are read', () => {
    const battery = parseBattery(realOutput('battery/samsung-protect-lines-bracket-form.txt'));
    expect(battery).toMatchObject({ level: 84, volts: 4.143, celsius: 42.3, status: 'charging' });
    expect(battery.samsung).toMatchObject({ asoc: 93, bsoh: 91, cycles: 807.39 });
    expect(battery.chargeLimit).toBe('mProtectBatteryMode: 1, mProtectionThreshold: 80');
  });

  it('two Xiaomi phones are read, with no limit where the charging state is 0', () => {
    expect(parseBattery(realOutput('battery/xiaomi-13tpro-android16-discharging.txt'))).toMatchObject({
      level: 64,
      volts: 4.32,
      celsius: 32.8,
      status: 'discharging',
      plugged: [],
      counterRaw: 4386000,
    });
    const full = parseBattery(realOutput('battery/xiaomi-full-usb.txt'));
    expect(full).toMatchObject({ level: 100, volts: 4.302, celsius: 30.1, status: 'full', counterRaw: 4260000 });
    expect(full.chargeLimit).toBeUndefined();
  });

  it('the constants of an emulator are no battery', () => {
    expect(parseBattery(realOutput('battery/android-emulator.txt'))).toMatchObject({ present: false, level: 100 });
  });
});

it('the capacity level is never taken for the level', () => {
  expect(parseBattery('  Capacity level: 3\n  Max charging voltage: 9000000\n').level).toBeUndefined();
  expect(parseBattery('  Max charging voltage: 9000000\n The last voltage value sent: 4100\n').volts).toBeUndefined();
});

it('a dump that somebody has overridden says so', () => {
  const text =
    "Current Battery Service state:\n  (UPDATES STOPPED -- use 'reset' to restart)\n  level: 50\n  scale: 100\n";
  expect(parseBattery(text)).toMatchObject({ overridden: true, availability: 'ok' });
});

it('the first of two lines with the same key wins', () => {
  expect(parseBattery('level: 50\nvoltage: 3900\nlevel: 99\nvoltage: 4400\n')).toMatchObject({ level: 50, volts: 3.9 });
});

it('a refused, a missing and an empty battery service are told apart', () => {
  expect(parseBattery("Permission Denial: can't dump BatteryService from pid=1, uid=2000").availability).toBe(
    'refused',
  );
  expect(parseBattery("Can't find service: battery\n").availability).toBe('absent');
  expect(parseBattery('').availability).toBe('unknown');
});

it('whatever a phone prints, nothing implausible becomes a value', () => {
  const key = fc.constantFrom('level', 'scale', 'voltage', 'temperature', 'Charge counter', 'Capacity level', 'status');
  const value = fc.oneof(fc.integer().map(String), fc.string(), fc.constantFrom('[96]', '[]', '-1', '2147483647', '4'));
  const line = fc.tuple(key, value).map(([name, text]) => `  ${name}: ${text}`);
  const text = fc.array(fc.oneof(line, fc.string()), { maxLength: 30 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, (dump) => {
      const { level, volts, celsius, counterRaw } = parseBattery(dump);
      if (level !== undefined) expect(level >= 0 && level <= 100).toBe(true);
      if (volts !== undefined) expect(volts >= 2 && volts <= 25).toBe(true);
      if (celsius !== undefined) expect(celsius >= -40 && celsius <= 120 && celsius !== 0).toBe(true);
      if (counterRaw !== undefined) expect(counterRaw > 0 && counterRaw !== 2147483647).toBe(true);
      if (!/^\s*level\s*[:=]/m.test(dump)) expect(level).toBeUndefined();
    }),
    { seed, numRuns: 500 },
  );
});

describe('unit and sign of the current', () => {
  const unplugged = { status: 'discharging', plugged: false, makerPrintsMilliamps: false } as const;
  const charging = { status: 'charging', plugged: true, makerPrintsMilliamps: false } as const;

  it('microamperes positive into the battery are read at once', () => {
    const scale = new CurrentScale();
    expect(scale.amps(1_512_000, charging)).toBe(1.512);
    expect(scale.amps(-97_034, unplugged)).toBe(-0.097034);
  });

  it('a Sony that shows minus while charging is turned round after three samples, and not guessed before', () => {
    const scale = new CurrentScale();
    expect(scale.amps(-257_109, charging)).toBeUndefined();
    expect(scale.amps(-257_000, charging)).toBeUndefined();
    expect(scale.amps(-256_000, charging)).toBe(0.256);
  });

  it('an unplugged phone tells the sign at once: the current can only flow out', () => {
    const scale = new CurrentScale();
    expect(scale.amps(350_000, unplugged)).toBe(-0.35);
    expect(scale.amps(-900_000, charging)).toBe(0.9);
  });

  it('a small current could be either unit and is unknown until thirty samples were small', () => {
    const scale = new CurrentScale();
    for (let sample = 1; sample < 30; sample += 1) expect(scale.amps(-480, unplugged)).toBeUndefined();
    expect(scale.amps(-480, unplugged)).toBe(-0.48);
  });

  it('one large current settles that the small ones are microamperes', () => {
    const scale = new CurrentScale();
    expect(scale.amps(-600_000, unplugged)).toBe(-0.6);
    expect(scale.amps(-1_500, unplugged)).toBe(-0.0015);
  });

  it('a maker who prints milliamperes is believed at once', () => {
    expect(new CurrentScale().amps(-453, { ...unplugged, makerPrintsMilliamps: true })).toBe(-0.453);
  });
});

it('ampere hours come from both units and never exceed what a phone can hold', () => {
  expect(ampereHours(748)).toBe(0.748);
  expect(ampereHours(4_274)).toBe(4.274);
  expect(ampereHours(4_386_000)).toBe(4.386);
  expect(ampereHours(275_000_000)).toBeUndefined();
});
