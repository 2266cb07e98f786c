/** The self-check tells what is wrong and what is not, and each finding has its sentence. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { languages } from '../../foundation/measurement/declaration.ts';
import { openStation } from '../../station/compose/headless.ts';
import { type CheckParts, checkStation } from '../../station/self/check-steps.ts';
import { failureText } from '../../station/texts/failure-text.ts';
import { failureTexts } from '../../station/texts/failures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const whole = { trouble: null, schema: 1, runs: 3, tickets: 2 };
const parts = (more: Partial<CheckParts> = {}): CheckParts => ({
  folder,
  clock: new RealClock(),
  free: async () => 80e9,
  inspect: async () => whole,
  savedWall: () => null,
  clockStepped: () => false,
  pingBench: async () => undefined,
  usbFolder: path.join(folder, 'usb'),
  deviceFolder: path.join(folder, 'dev'),
  ...more,
});
const outcome = async (step: string, more: Partial<CheckParts> = {}) => {
  const found = (await checkStation(parts(more))).find((one) => one.step === step);
  return [found?.state, found?.finding.code];
};

it('of the real station answers every step with a finding that has words in every language', async () => {
  const station = openStation(folder);
  const steps = await station.call('station/check', {});
  await station.close();
  const names = ['data-folder', 'disk', 'database', 'clock', 'adb', 'usb', 'serial-permission', 'bench'];
  expect(steps.map(({ step }) => step)).toEqual(names);
  for (const { finding } of steps) {
    expect(Object.keys(failureTexts)).toContain(finding.code);
    for (const language of languages) expect(failureText(finding, language)).not.toMatch(/\{\w+\}/);
  }
  const good = Object.fromEntries(steps.map(({ step, state }) => [step, state]));
  expect(good).toMatchObject({ 'data-folder': 'ok', database: 'ok', clock: 'ok', bench: 'ok' });
}, 30_000);

it.each<[string, string, string, Partial<CheckParts>]>([
  ['data-folder', 'failed', 'check/folder-not-writable', { folder: '/proc/none' }],
  ['disk', 'failed', 'check/disk-low', { free: async () => 12e6 }],
  ['disk', 'attention', 'check/disk-soon-low', { free: async () => 900e6 }],
  ['disk', 'attention', 'check/disk-untold', { free: async () => null }],
  ['database', 'failed', 'check/database-damaged', { inspect: async () => ({ ...whole, trouble: 'row 3 missing' }) }],
  ['clock', 'attention', 'check/clock-behind', { savedWall: () => '2999-01-01T00:00:00.000Z' }],
  ['clock', 'attention', 'check/clock-stepped', { clockStepped: () => true }],
  ['usb', 'not-here', 'check/usb-missing', {}],
  ['serial-permission', 'not-here', 'check/serial-none', {}],
])('%s can be %s with %s', async (step, state, code, more) => {
  expect(await outcome(step, more)).toEqual([state, code]);
});

it('each step is told as soon as it is known, and one without an answer holds up no other', async () => {
  const clock = new VirtualClock();
  const told: string[] = [];
  const never = () => new Promise<never>(() => undefined);
  const checked = checkStation(
    parts({
      clock,
      inspect: never,
      pingBench: never,
      onStep: ({ step, finding }) => told.push(`${step} ${finding.code}`),
    }),
  );
  await vi.waitFor(() => expect(told).toContain('data-folder check/folder-writable'), 10_000);
  expect(told.some((line) => line.startsWith('bench'))).toBe(false);
  await clock.advance(15_000);
  await vi.waitFor(() => expect(told).toContain('bench check/no-answer'), 10_000);
  expect(told.some((line) => line.startsWith('database'))).toBe(false);
  await clock.advance(105_000);
  const steps = await checked;
  expect(steps.map(({ step }) => step)).toHaveLength(8);
  expect(steps.find(({ step }) => step === 'database')?.finding).toMatchObject({ params: { seconds: 120 } });
});

it('a step that throws says why, and the others stand', async () => {
  const pingBench = async () => {
    throw Object.assign(new Error('x'), { code: 'bench/unavailable', params: {} });
  };
  expect(await outcome('bench', { pingBench })).toEqual(['failed', 'bench/unavailable']);
  expect(await outcome('database', { pingBench })).toEqual(['ok', 'check/database-whole']);
});

it.skipIf(process.getuid?.() === 0)('a serial port of somebody else is named', async () => {
  mkdirSync(path.join(folder, 'dev'));
  writeFileSync(path.join(folder, 'dev', 'ttyUSB0'), '');
  chmodSync(path.join(folder, 'dev', 'ttyUSB0'), 0);
  expect(await outcome('serial-permission')).toEqual(['failed', 'check/serial-closed']);
});

it('USB devices and open serial ports are counted', async () => {
  for (const name of ['usb/1-1', 'usb/usb1', 'usb/1-1:1.0', 'dev'])
    mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, 'dev', 'ttyACM3'), '');
  expect(await outcome('usb')).toEqual(['ok', 'check/usb-found']);
  expect(await outcome('serial-permission')).toEqual(['ok', 'check/serial-open']);
});
