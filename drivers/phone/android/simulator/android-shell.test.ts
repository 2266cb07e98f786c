import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VirtualClock } from '../../../../foundation/clock/virtual-clock.ts';
import { createUnit } from '../../../simulated-unit/simulated-bench-unit.ts';
import type { PhoneSnapshot } from '../../../simulated-unit/unit.ts';
import { parseBattery } from '../parse/battery.ts';
import { ampereHours } from '../parse/battery-units.ts';
import { parseCapacityLines } from '../parse/batterystats.ts';
import { parseDf } from '../parse/df.ts';
import { parseDropbox } from '../parse/dropbox.ts';
import { parseHealthHal } from '../parse/health-hal.ts';
import { parseMediaSessions, positionAt, sessionOf } from '../parse/media-session.ts';
import { parseBatteryProperty } from '../parse/parcel.ts';
import { callTransitions, parseTelecom } from '../parse/telecom.ts';
import { parseRegistry, slotInUse } from '../parse/telephony.ts';
import { parseThermal } from '../parse/thermal.ts';
import { FrameCounter, layersOf, parseTimestats } from '../parse/timestats.ts';
import { parseUsbPort } from '../parse/usb-port.ts';
import { AndroidShell } from './android-shell.ts';
import { flavours } from './flavour.ts';
import { renderBattery, renderBatteryProperty } from './render-battery.ts';
import { renderBatterystats, renderHealthHal } from './render-health.ts';
import { renderMediaSession, renderTimestats } from './render-media.ts';
import { renderDf, renderDropbox, renderUsb } from './render-system.ts';
import { renderRegistry, renderTelecom, telecomLogLine } from './render-telephony.ts';
import { renderThermal } from './render-thermal.ts';

const seed = Number(process.env.FC_SEED ?? 20260105);

function shellOnUnit(flavour: 'pixel' | 'samsung' = 'pixel') {
  const clock = new VirtualClock();
  const unit = createUnit({ clock });
  const shell = new AndroidShell(unit.phone, { clock, flavour });
  const run = async (line: string, stdin?: string, signal = new AbortController().signal) => {
    let out = '';
    let err = '';
    const decoder = new TextDecoder();
    const io = {
      out(text: string | Uint8Array) {
        out += typeof text === 'string' ? text : decoder.decode(text);
      },
      err(text: string) {
        err += text;
      },
      stdin: stdin === undefined ? undefined : lines(stdin),
      signal,
    };
    const code = await clock.run(shell.run(line, io));
    return { code, out, err };
  };
  return { clock, unit, shell, run };
}

async function* lines(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

it.each([
  ['echo one; echo two', 0, 'one\ntwo\n', ''],
  ['exit 7', 7, '', ''],
  ['echo a; exit 3; echo b', 3, 'a\n', ''],
  ['frobnicate', 127, '', '/system/bin/sh: frobnicate: inaccessible or not found\n'],
  ['false || echo rescued', 0, 'rescued\n', ''],
  ['false && echo no; echo "$?"', 0, '1\n', ''],
  ['echo \'a  b\' "c  d" e\\ f', 0, 'a  b c  d e f\n', ''],
  ['echo oops >&2', 0, '', 'oops\n'],
  ['cat /nonexistent', 1, '', 'cat: /nonexistent: No such file or directory\n'],
  ['cat /nonexistent 2>&1 | wc -l', 0, '1\n', ''],
  ['dumpsys nosuch', 0, "Can't find service: nosuch\n", ''],
  ['(echo a; echo b) | grep -c .', 0, '2\n', ''],
  ['A=$(echo x; echo y); echo "<$A>"', 0, '<x\ny>\n', ''],
  ['echo "level: 80" | sha256sum', 0, 'd6cd5a8d5b6b92c4a6ec6c9b0a2dbd64', ''],
  ['timeout 1 sleep 5; echo $?', 0, '124\n', ''],
  [
    'echo note > /data/local/tmp/n; cat /data/local/tmp/n; rm /data/local/tmp/n; ls /data/local/tmp',
    1,
    'note\n',
    'ls: ',
  ],
  ["echo 'unterminated", 1, '', '/system/bin/sh: unterminated quoted string\n'],
  ['id', 0, 'uid=2000(shell)', ''],
  ['cat /sys/class/power_supply/*/type', 0, 'Battery\nUSB\n', ''],
])('%s', async (line, code, out, err) => {
  const result = await shellOnUnit().run(line);
  if (line.includes('sha256sum')) expect(result.out).toMatch(/^[0-9a-f]{64} {2}-\n$/);
  else expect(result.out.startsWith(out)).toBe(true);
  expect(result.code).toBe(code);
  expect(err === '' ? result.err : result.err.slice(0, err.length)).toBe(err);
});

it('an interactive shell runs line by line and ends with its last status', async () => {
  expect(await shellOnUnit().run('', 'echo one\nexit 4\necho never\n')).toEqual({ code: 4, out: 'one\n', err: '' });
});

it('a Samsung denies its nodes to the shell', async () => {
  const { run } = shellOnUnit('samsung');
  expect(await run('cat /sys/class/power_supply/battery/charge_full')).toEqual({
    code: 1,
    out: '',
    err: 'cat: /sys/class/power_supply/battery/charge_full: Permission denied\n',
  });
});

it('a file outside the shell’s folders cannot be written', async () => {
  const result = await shellOnUnit().run('echo x > /system/x');
  expect(result).toEqual({ code: 1, out: '', err: "/system/bin/sh: can't create /system/x: Permission denied\n" });
});

it('logcat follows a call until the caller goes away', async () => {
  const { clock, unit, run } = shellOnUnit();
  const aborter = new AbortController();
  clock.after(1000, () => unit.phone.placeCall('5550100'));
  clock.after(10_000, () => unit.phone.hangUp());
  clock.after(15_000, () => aborter.abort(new Error('gone')));
  let out = '';
  const shell = new AndroidShell(unit.phone, { clock });
  const io = {
    out(text: string | Uint8Array) {
      out += String(text);
    },
    err: () => {},
    stdin: undefined,
  };
  await expect(clock.run(shell.run('logcat -s Telecom', { ...io, signal: aborter.signal }))).rejects.toThrow('gone');
  expect(callTransitions(out).map(({ to }) => to)).toEqual(['DIALING', 'ACTIVE', 'DISCONNECTED']);
  expect((await run('logcat -d')).code).toBe(0);
});

const template: PhoneSnapshot = createUnit({ clock: new VirtualClock() }).phone.snapshot();
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const battery: fc.Arbitrary<PhoneSnapshot['battery']> = fc.record({
  level: fc.integer({ min: 1, max: 100 }),
  volts: between(2.8, 4.5),
  amps: between(-4, 6),
  celsius: between(0.1, 60),
  chargeCounterAh: between(0.1, 5),
  fullAh: between(2, 5),
  designAh: fc.constant(5),
  cycles: fc.integer({ min: 1, max: 2000 }),
  stateOfHealth: fc.integer({ min: 1, max: 100 }),
  learnedAh: fc.option(between(2, 5)),
  status: fc.constantFrom(1, 2, 3, 4, 5),
  plugged: fc.constantFrom('none', 'ac', 'usb'),
  maxChargingMicroamps: fc.nat(12_400_000),
  maxChargingMicrovolts: fc.nat(20_000_000),
  chargingState: fc.constantFrom(1, 4, 5),
  chargingPolicy: fc.constantFrom(1, 2, 4),
  overridden: fc.boolean(),
});

it('what is rendered of a battery is parsed back within its resolution, in every flavour', () => {
  const flavour = fc.constantFrom(...Object.values(flavours));
  fc.assert(
    fc.property(battery, flavour, (truth, maker) => {
      const report = parseBattery(renderBattery(truth, maker));
      expect(report.level).toBe(truth.level);
      expect(report.volts).toBeCloseTo(truth.volts, 3 - 1);
      expect(Math.abs((report.celsius ?? 0) - truth.celsius)).toBeLessThanOrEqual(0.0501);
      expect(ampereHours(report.counterRaw)).toBeCloseTo(truth.chargeCounterAh, 2);
      expect(report.overridden).toBe(truth.overridden);
      expect(report.plugged).toEqual(truth.plugged === 'none' ? [] : [truth.plugged]);
      expect(report.chargeLimit !== undefined).toBe(truth.chargingState !== 1 || truth.chargingPolicy !== 1);
      const hal = parseHealthHal(renderHealthHal(truth, maker));
      expect(ampereHours(hal.fullRaw)).toBeCloseTo(truth.fullAh, 2);
      expect(hal.cycles).toBe(truth.cycles);
      const soh = parseBatteryProperty(renderBatteryProperty(10, truth, maker));
      expect(soh.value).toBe(maker.tellsStateOfHealth ? truth.stateOfHealth : undefined);
      const microamps = parseBatteryProperty(renderBatteryProperty(2, truth, maker)).value;
      if (microamps !== undefined) expect((microamps / 1e6) * maker.currentSign).toBeCloseTo(truth.amps, 5);
      expect(parseCapacityLines(renderBatterystats(truth)).learnedAh).toBe(
        truth.learnedAh === null ? undefined : Number(truth.learnedAh.toFixed(4)),
      );
    }),
    { seed, numRuns: 300 },
  );
});

it('what is rendered of heat, calls, media, drop box and disk is parsed back', () => {
  const states = fc.record({
    skin: between(20, 60),
    cpu: between(25, 95),
    status: fc.constantFrom(0, 1, 2, 3, 4, 5, 6),
    preciseState: fc.constantFrom(0, 1, 3, 4, 7),
    cause: fc.constantFrom(-1, 2, 3, 14, 36),
    service: fc.constantFrom('in', 'out', 'off'),
    rsrpDbm: fc.integer({ min: -130, max: -60 }),
    bars: fc.integer({ min: 0, max: 4 }),
    total: fc.nat(1_000_000),
    dropped: fc.nat(1_000),
    freeKibibytes: fc.integer({ min: 1, max: 100_000_000 }),
    agoMs: fc.nat(250_000),
  });
  fc.assert(
    fc.property(states, fc.constantFrom(...Object.values(flavours)), (state, maker) => {
      const snapshot: PhoneSnapshot = {
        ...template,
        thermal: { status: state.status, skinCelsius: state.skin, cpuCelsius: state.cpu, cpuLimit: 1 },
        telephony: {
          ...template.telephony,
          call: { preciseState: state.preciseState, number: '5550100', since: 0, disconnectCause: state.cause },
          service: state.service,
          rsrpDbm: state.rsrpDbm,
          bars: state.bars,
        },
        media: {
          ...template.media,
          package: maker.player.package,
          state: 'playing',
          positionMs: 0,
          updatedMs: template.uptimeMs - state.agoMs,
          framesTotal: state.total,
          framesDropped: state.dropped,
        },
        freeBytes: state.freeKibibytes * 1024,
        dropBox: [{ tag: 'SYSTEM_TOMBSTONE', at: Date.UTC(2026, 0, 5, 7, 8, 9), text: 'x\ny' }],
      };
      const thermal = parseThermal(renderThermal(snapshot, maker));
      expect(thermal).toMatchObject({ status: state.status, cooling: false });
      expect(Math.abs((thermal.skin ?? 0) - state.skin)).toBeLessThanOrEqual(0.0501);
      expect(Math.abs((thermal.battery ?? 0) - template.battery.celsius)).toBeLessThanOrEqual(0.0501);
      const slot = slotInUse(parseRegistry(renderRegistry(snapshot)));
      expect(slot).toMatchObject({ foreground: state.preciseState });
      expect(slot?.disconnectCause).toBe(state.cause === -1 ? undefined : state.cause);
      expect(slot?.rsrp).toBe(state.service === 'off' ? undefined : state.rsrpDbm);
      const calls = parseTelecom(renderTelecom(snapshot)).calls;
      expect(calls.some((call) => call.state === 'ACTIVE')).toBe(state.preciseState === 1);
      expect(telecomLogLine(snapshot) === undefined).toBe([0, 4].includes(state.preciseState));
      const layers = layersOf(parseTimestats(renderTimestats(snapshot, maker)), maker.player.package);
      expect(new FrameCounter().update(layers)).toEqual({ total: state.total, dropped: state.dropped });
      const session = sessionOf(parseMediaSessions(renderMediaSession(snapshot)), maker.player.package);
      if (session === undefined) throw new Error('no session');
      expect(positionAt(session, template.uptimeMs / 1000)).toBeCloseTo(state.agoMs / 1000, 2);
      expect(parseDf(renderDf(snapshot))?.freeBytes).toBe(snapshot.freeBytes);
      expect(parseDropbox(renderDropbox(snapshot))).toEqual([{ tag: 'SYSTEM_TOMBSTONE', when: '2026-01-05 07:08:09' }]);
      expect(parseUsbPort(renderUsb(snapshot))?.connected).toBe(snapshot.battery.plugged !== 'none');
    }),
    { seed, numRuns: 200 },
  );
});
