/**
 * The station's real bench against USB devices written by us, on the bus of a real kernel in a small guest: node `usb`,
 * the kernel's own drivers, the real adb. One boot for all; the limits here are guards, no measures of speed.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Boot, bootGuest } from './guest/boot.ts';
import { guestBundles } from './guest/guest-bundle.ts';
import { guestFiles, noLab } from './guest/kernel.ts';
import { memoryPoints, serials, shownVolts } from './lab-facts.ts';

const folder = fileURLToPath(new URL('../../.cache/usb-lab', import.meta.url));
const guardMs = 840_000;
/** The most that an oscilloscope sees of it, with its ripple of 60 mV. */
const charger = Number((shownVolts.charger + 0.06).toFixed(2));

/** The files of the guest, or why they cannot be had (no network for the kernel's package, say). */
function guest() {
  const none = noLab();
  if (none !== '') return { none };
  try {
    return { none, files: guestFiles(folder) };
  } catch (error) {
    return { none: `no kernel for the guest: ${String(error).split('\n')[0]}` };
  }
}

const { none, files } = guest();
let boot: Boot | undefined;

/** What the case told; fails with what it failed with, or with the end of the console when it never ended. */
function facts(name: string): Record<string, unknown> {
  const outcome = boot?.outcomes.get(name);
  if (outcome?.facts !== undefined) return outcome.facts;
  throw new Error(outcome?.error ?? `${name} never ended; the console ends with\n${boot?.console.slice(-2_000)}`);
}

const usable = { state: 'usable' };

describe.skipIf(files === undefined)(`on the bus of a real kernel${none === '' ? '' : ` (skipped: ${none})`}`, () => {
  beforeAll(async () => {
    if (files === undefined) return;
    const mains = ['guest-main', 'rack-main', 'other-program-main'] as const;
    const bundleFolder = `${folder}/bundles-${process.pid}`;
    const bundles = await guestBundles(bundleFolder, mains);
    const entries = { entry: bundles['guest-main'], rack: bundles['rack-main'], other: bundles['other-program-main'] };
    const cases = process.env.LAB_CASES ?? '';
    boot = await bootGuest({ files, ...entries, cases, withinMs: guardMs }).finally(() =>
      rmSync(bundleFolder, { recursive: true }),
    );
  }, guardMs + 60_000);

  it('two oscilloscopes of one kind are listed by their serial numbers with their driver', () => {
    const found = (serial: string) => ({ candidates: ['rigol-ds'], stableId: `1ab1:04ce:${serial}`, ...usable });
    expect(facts('scope-discovery').found).toMatchObject([found(serials.scope), found(serials['other-scope'])]);
  });

  it('an oscilloscope that the kernel has is taken from it, read, and given back', () => {
    expect(facts('scope-through-libusb')).toMatchObject({
      identity: { make: 'Rigol', model: 'DS1054Z' },
      volts: charger,
      count: 1_200,
      max: { status: 'ok', value: charger },
      before: true,
      during: false,
      after: true,
    });
  });

  it("an oscilloscope is read through the kernel's own driver", () => {
    expect(facts('scope-through-kernel')).toMatchObject({ volts: charger, count: 1_200, max: { value: charger } });
  });

  it('what is urgent goes past a read that the kernel would wait for, and the instrument is there again afterwards', () => {
    const { file, answer, again, volts, sentMs } = facts('scope-past-a-read');
    // Not its time limit, which leaves the file open, has ended the read.
    expect(file).toBe('transport/unplugged');
    expect(answer).toMatch(/^RIGOL TECHNOLOGIES,DS1/);
    expect(again).toMatch(/^\/dev\/usbtmc\d$/);
    expect(volts).toBe(charger);
    console.log(`a message past the kernel's read, in the guest: ${sentMs} ms after the question`);
  });

  it('an answer that its caller has given up is never taken for the next', () => {
    const { given, volts, lost } = facts('scope-given-up');
    expect(given).toEqual(['lab/given-up', 'lab/given-up']);
    expect(volts).toEqual([charger, charger]);
    expect(lost).toEqual([]);
  });

  it('a stalled endpoint fails the call and is cleared, so that opening again helps', () => {
    expect(facts('scope-stalled')).toEqual({ failed: 'transport/io', volts: charger });
  });

  it('an oscilloscope pulled out in mid-transfer is lost, no other is taken for it, and put back it reads right', () => {
    const { cut, stood, lost, gone, volts } = facts('scope-pulled-in-transfer');
    expect(cut).toBe('transport/unplugged');
    expect(stood).toBe('scope/stopped');
    expect(lost).toEqual(['transport/unplugged']);
    expect(gone).toBe('usb/not-found');
    expect(volts).toBe(charger);
  });

  it("an oscilloscope pulled out while the kernel's driver reads it is lost, and found again when it is back", () => {
    const { cut, lost } = facts('scope-pulled-from-kernel');
    expect(cut).toBe('transport/unplugged');
    expect(lost).toEqual(['transport/unplugged']);
  });

  it('a record comes whole either way, as fast as it does', () => {
    const measured = facts('scope-throughput');
    expect(measured).toMatchObject({ libusbBytes: memoryPoints, kernelBytes: memoryPoints, tcpBytes: memoryPoints });
    const { libusbBytesPerSecond: ours, kernelBytesPerSecond: kernel, tcpBytesPerSecond: wire } = measured;
    console.log(`USBTMC in the guest: ${ours} B/s by node usb, ${kernel} by the kernel, ${wire} by TCP without USB`);
    // For `npm run bench`, which has no guest.
    writeFileSync(`${folder}/throughput.json`, JSON.stringify(measured));
  });

  it('a meter behind a CP2110 is set up and read, and the kernel has its lead again afterwards', () => {
    const { found, volts, during, after, heard } = facts('lead');
    expect(found).toMatchObject([{ candidates: expect.arrayContaining(['uni-t-ut8803e']), ...usable }]);
    // UART on; 9600 baud, no parity, no flow control, eight bits, one stop bit; both buffers emptied.
    expect(heard).toMatchObject({ features: ['4101', '500000258000000300', '4302'] });
    expect(volts).toEqual([shownVolts.battery, shownVolts.battery]);
    expect([during, after]).toEqual([[], ['hidraw0']]);
  });

  it('a lead pulled out in the middle of a reading gives none, and reads right when it is back', () => {
    const { cut, voltsBefore, lost, gone, volts } = facts('lead-pulled');
    for (const before of voltsBefore as unknown[]) expect(before).toBe(shownVolts.battery);
    expect([cut, gone, volts]).toEqual(['transport/unplugged', 'usb/not-found', shownVolts.battery]);
    expect(lost).toEqual(['transport/unplugged']);
  });

  it('a bridge without settings is read through hidraw; one with settings says that this way is not possible', () => {
    const { refused, found, named, places, identity, volts, directVolts, cut, lost } = facts('hidraw');
    expect(refused).toBe('hid/no-feature-reports');
    expect(found).toMatchObject([{ candidates: expect.arrayContaining(['uni-t-ut61e-plus']), ...usable }]);
    expect(identity).toMatchObject({ model: 'UT61E+' });
    expect(found).toMatchObject([{ address: expect.stringMatching(/^hid:1a86:e429@\d+-[\d.]+$/) }]);
    expect([volts, directVolts]).toEqual([shownVolts.battery, [shownVolts.battery, shownVolts.battery]]);
    // What looks before an instrument is opened calls everything as discovery does.
    expect(places).toEqual(expect.arrayContaining(named as unknown[]));
    expect([cut, lost]).toEqual(['transport/unplugged', ['transport/unplugged']]);
  });

  it('a supply on CDC-ACM is named, set and measured, and its port is busy for a second one', () => {
    const { found, identity, set, measured, second } = facts('supply');
    expect(found).toMatchObject({ candidates: ['korad-ka3005p'], stableId: `0416:5011:${serials.supply}`, ...usable });
    expect(identity).toMatchObject({ model: 'KA3005P' });
    expect(set).toEqual({ volts: 4.2, amps: 0.5 });
    expect(measured).toMatchObject({ voltage: { value: 0, status: 'ok' }, current: { value: 0, status: 'ok' } });
    expect(second).toBe('port/busy');
  });

  it('a supply pulled out in the middle of a measurement gives none, and has kept what was set', () => {
    const { cut, lost, set } = facts('supply-pulled');
    expect([cut, lost]).toEqual(['transport/unplugged', ['transport/unplugged']]);
    expect(set).toEqual({ volts: 4.2, amps: 0.5 });
  });

  it("a meter's optical lead on an FTDI adapter gets its power and its line, is lost when pulled, and found by what it is", () => {
    const { found, volts, line, cut, lost, back, voltsAgain } = facts('cable');
    expect(found).toMatchObject({ stableId: `0403:6001:${serials.cable}` });
    expect(line).toMatchObject({ dtr: true, rts: false, dataBits: 7, parity: 1 });
    expect([volts, voltsAgain]).toEqual([shownVolts.battery, shownVolts.battery]);
    // The kernel may hold the reading up until its own attempts to reach the chip have failed.
    expect(['transport/unplugged', 'instrument/silent']).toContain(cut);
    expect(lost).toEqual(['transport/unplugged']);
    expect(back).toMatchObject({ stableId: `0403:6001:${serials.cable}` });
  });

  it('a phone is listed and read over USB by the real adb, lost when pulled, and read again', () => {
    const { found, identity, moment, cut, gone, momentAgain } = facts('phone');
    expect(found).toMatchObject({ candidates: ['android'], stableId: `adb:${serials.phone}`, ...usable });
    expect(identity).toMatchObject({ model: 'Pixel 8 Pro' });
    expect([moment, momentAgain]).toEqual([expect.any(Object), expect.any(Object)]);
    expect(cut).toBe('phone/link-lost');
    expect(gone).toBe('phone/not-found');
  });

  it('what another program holds is busy, and the other is not harmed by that', () => {
    const { told, state, lost } = facts('other-person');
    expect((told as { held: unknown }).held).toMatchObject({
      [`usb:1ab1:04ce:${serials.scope}`]: { code: 'usb/busy' },
      '/dev/ttyACM0': { code: 'port/busy' },
    });
    expect(state).toMatchObject({ state: expect.any(String) });
    expect(lost).toEqual([]);
  });

  it('who has no rights is told so for every way in, with the cure', () => {
    const { told, file } = facts('other-person') as { told: Record<string, unknown>; file: string };
    expect(told.refused).toMatchObject({
      [`usb:1ab1:04ce:${serials['other-scope']}`]: { code: 'usb/no-permission' },
      [file]: { code: 'usb/no-permission' },
      [`hid:10c4:ea80:${serials.lead}`]: { code: 'usb/no-permission' },
      'hid:/dev/hidraw0': { code: 'port/no-permission' },
      '/dev/ttyUSB0': { code: 'port/no-permission' },
    });
    const states = (told.discovered as { candidates: unknown[]; reason?: { code: string }; cure?: string }[]).map(
      ({ candidates, reason, cure }) => [reason?.code, candidates.length > 0 ? cure : 'cure/install-rules'],
    );
    expect(states.length).toBeGreaterThan(3);
    for (const state of states) expect(state).toEqual(['port/no-permission', 'cure/install-rules']);
  });
});
