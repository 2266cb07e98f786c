import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PhoneBattery } from '../../../foundation/capability/phone.ts';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import { CodedError, failureOf } from '../../../foundation/failure.ts';
import { RealIphones } from '../../bench/real-iphones.ts';
import type { Instrument } from '../../contract/driver.ts';
import { iphoneDriver } from './driver.ts';
import { FakeTools, fakeUdid } from './fake-tools.ts';
import { connectedIphones } from './link/list-iphones.ts';

const clock = new RealClock();
let tools: FakeTools;
let phones: RealIphones;

beforeEach(() => {
  tools = new FakeTools();
  phones = new RealIphones({ clock, path: tools.folder });
});
afterEach(async () => {
  await phones.close();
  tools.remove();
});

const open = async (): Promise<Instrument> => iphoneDriver.open(await phones.open(fakeUdid), { clock });
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => failureOf(error).code,
  );
const call = (phone: Instrument, verb: string, args: unknown = {}, deadlineMs = 10_000) =>
  phone.call(verb, args, { deadlineMs });

/** Whether a process is there still; one that was ended is gone or waits to be collected. */
function runs(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

it('an iPhone tells who it is, what its battery is and what the charger agreed to', async () => {
  const phone = await open();
  expect(phone.identity).toEqual({ make: 'Apple', model: 'iPhone13,2', serial: 'F2L<&>"TEST', firmware: 'iOS 17.5.1' });
  const { battery } = (await call(phone, 'sample', { battery: true })) as { battery: PhoneBattery };
  expect(battery).toMatchObject({
    level: { value: 63, unit: '%' },
    voltage: { value: 3.876, unit: 'V' },
    current: { value: -1.274, unit: 'A' },
    temperature: { value: 29.5, unit: 'Cel' },
    cycles: { value: 42 },
    status: 'not-charging',
    plugged: ['usb'],
    charger: { power: { value: 11 }, voltage: { value: 5 }, current: { value: 2.1 }, description: 'usb host' },
  });
  expect(await call(phone, 'batteryHealth')).toMatchObject({
    sources: [
      { source: 'apple-nominal', confidence: 'B', health: { value: 99, status: 'ok' } },
      { source: 'apple-raw-max', confidence: 'B-', health: { value: 99, status: 'ok' } },
    ],
    design: { value: 3.274 },
  });
});

it('an older iPhone, which does not know the newer entry, is asked for the older one and from then on only for that', async () => {
  const smart = readFileSync(join(tools.folder, 'answers', 'smart'), 'utf8');
  tools.answer('pmu', smart);
  tools.answer('smart', '');
  const phone = await open();
  for (let round = 0; round < 2; round += 1) {
    expect(await call(phone, 'batteryHealth')).toMatchObject({ cycles: { value: 42 } });
  }
  const asked = tools.started
    .filter(({ line }) => line.includes('ioregentry'))
    .map(({ line }) => line.split(' ').at(-1));
  expect(asked).toEqual(['AppleSmartBattery', 'AppleARMPMUCharger', 'AppleARMPMUCharger']);
});

it('crash logs are named by their files, stay on the phone, and no copy is kept', async () => {
  const phone = await open();
  expect(await call(phone, 'crashes')).toEqual({
    entries: [
      { tag: 'panic-full', when: '2024-05-01 12:34:56' },
      { tag: 'JetsamEvent', when: '2024-05-02 10:11:12' },
    ],
  });
  expect(existsSync(readFileSync(join(tools.folder, 'crash-folder'), 'utf8').trim())).toBe(false);
});

it.each(['moment', 'readiness', 'placeCall', 'load', 'playVideo', 'putSetting'])(
  'what an iPhone cannot do (%s) is said so and starts no tool',
  async (verb) => {
    const phone = await open();
    const before = tools.started.length;
    expect(await code(call(phone, verb, { number: '112', percent: 100, path: '/x' }))).toBe('phone/not-on-iphone');
    expect(tools.started).toHaveLength(before);
  },
);

it.each([
  ['locked', 'phone/iphone-locked'],
  ['untrusted', 'phone/iphone-untrusted'],
  ['half', 'phone/unreadable'],
  ['hostile', 'phone/unreadable'],
  ['flood', 'phone/too-much-output'],
] as const)('a phone whose tools end as "%s" is not opened: %s', async (mode, expected) => {
  tools.mode('ideviceinfo', mode);
  expect(await code(open())).toBe(expected);
});

it.each([
  ['locked', 'phone/iphone-locked'],
  ['half', 'phone/unreadable'],
] as const)('a gauge that ends as "%s" gives no reading, and the next one is right', async (mode, expected) => {
  const phone = await open();
  tools.mode('idevicediagnostics', mode);
  expect(await code(call(phone, 'sample', { battery: true }))).toBe(expected);
  tools.mode('idevicediagnostics', undefined);
  expect(await call(phone, 'sample', { battery: true })).toMatchObject({ battery: { voltage: { value: 3.876 } } });
});

it('a service that refuses because the phone was just unlocked is asked again', async () => {
  const phone = await open();
  tools.mode('idevicediagnostics', 'refuse-once');
  expect(await call(phone, 'batteryHealth')).toMatchObject({ cycles: { value: 42 } });
});

it('a tool that hangs is ended at the deadline, and does not hold up the next question', async () => {
  const phone = await open();
  tools.mode('idevicediagnostics', 'hang');
  expect(await code(call(phone, 'batteryHealth', {}, 1_500))).toMatch(/^(phone\/command|instrument\/)-?timeout$/);
  tools.mode('idevicediagnostics', undefined);
  expect(await call(phone, 'batteryHealth')).toMatchObject({ cycles: { value: 42 } });
  for (const { pid } of tools.started) await until(() => !runs(pid));
});

it('a tool that never stops talking is ended at the deadline too', async () => {
  const phone = await open();
  tools.mode('idevicediagnostics', 'drip');
  expect(await code(call(phone, 'batteryHealth', {}, 1_500))).toMatch(/timeout$/);
  for (const { pid } of tools.started) await until(() => !runs(pid));
});

it('a phone that is pulled is told once, and every later call fails at once', async () => {
  const phone = await open();
  const reasons: string[] = [];
  phone.onLost((reason) => reasons.push(reason.code));
  for (const tool of ['ideviceinfo', 'idevicediagnostics', 'idevice_id'] as const) tools.mode(tool, 'gone');
  expect(await code(call(phone, 'sample', { battery: true }))).toBe('phone/link-lost');
  const before = tools.started.length;
  expect(await code(call(phone, 'identity'))).toBe('phone/link-lost');
  expect(tools.started).toHaveLength(before);
  expect(reasons).toEqual(['phone/link-lost']);
});

it('looking for phones names those on the cable, and asks none to trust this computer', async () => {
  const other = '0123456789abcdef0123456789abcdef01234567';
  tools.answer('list', `${fakeUdid}\n${other} (USB)\n11111111-2222222222222222 (Network)\n--help\n`);
  expect(await phones.list()).toEqual([
    { udid: fakeUdid, model: 'iPhone13,2' },
    { udid: other, model: 'iPhone13,2', hindrance: { code: 'phone/iphone-untrusted', params: { serial: other } } },
  ]);
  const asked = tools.started.filter(({ line }) => line.startsWith('ideviceinfo'));
  expect(asked.length).toBe(2);
  for (const { line } of asked) expect(line).toContain(' -s ');
});

it('a phone that is not listed is not opened, and a computer without the tools says what to install', async () => {
  expect(await code(phones.open('00008101-FFFFFFFFFFFFFFFF'))).toBe('phone/iphone-not-found');
  const without = connectedIphones({ clock, path: join(tools.folder, 'nothing') });
  await expect(without).rejects.toMatchObject({ code: 'phone/iphone-tools-missing', params: { tool: 'idevice_id' } });
});

async function until(done: () => boolean): Promise<void> {
  const giveUpAt = clock.now() + 5_000;
  while (!done()) {
    if (clock.now() > giveUpAt) throw new CodedError('test/never');
    await clock.sleep(10);
  }
}
